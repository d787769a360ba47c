package dev.diorama.aws;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.RuntimeEvent.CallStarted;
import dev.diorama.runtime.RuntimeEvent.CallSucceeded;
import dev.diorama.runtime.RuntimeEvent.InvocationEnded;
import dev.diorama.runtime.RuntimeEvent.InvocationStarted;
import dev.diorama.runtime.RuntimeEvent.LogWritten;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What became of each message, asynchronous event and record of a run, by its log: worked on by an
/// invocation that succeeded, or told to a destination that took it.
final class FaultLedger {
  private final Map<Long, RuntimeEvent> bySequence = new HashMap<>();
  private final Set<String> succeeded = new HashSet<>();
  private final Set<String> messages = new TreeSet<>();
  private final Set<Integer> events = new TreeSet<>();
  private final Set<Integer> lostEvents = new TreeSet<>();
  private final Set<Integer> records = new TreeSet<>();
  private final Map<String, Integer> recordNumbers = new TreeMap<>();
  private final List<Fields> reports = new ArrayList<>();

  FaultLedger(List<RuntimeEvent> log) {
    for (var event : log) {
      bySequence.put(event.header().sequence(), event);
      if (event instanceof InvocationEnded e && e.error().isEmpty()) {
        succeeded.add(e.requestId());
      } else if (event instanceof CallSucceeded s) {
        s.output().list("Records").forEach(this::numbered);
      }
    }
    for (var event : log) {
      switch (event) {
        case LogWritten l when l.line().startsWith("{") -> worked(l);
        case CallSucceeded s -> told(s);
        default -> {}
      }
    }
  }

  private void numbered(Value value) {
    if (value instanceof Fields record) {
      recordNumbers.put(
          record.fields("dynamodb").text("SequenceNumber").orElseThrow(), number(record));
    }
  }

  private static int number(Fields record) {
    var image = record.fields("dynamodb").fields("NewImage");
    return Integer.parseInt(image.fields("n").text("N").orElseThrow());
  }

  private void worked(LogWritten line) {
    if (invocation(bySequence, line).filter(i -> succeeded.contains(i.requestId())).isEmpty()) {
      return;
    }
    var event = json(line.line());
    event.number("i").ifPresent(i -> events.add(i.intValue()));
    for (var value : event.list("Records")) {
      if (value instanceof Fields record && record.get("dynamodb").isPresent()) {
        records.add(number(record));
      } else if (value instanceof Fields message) {
        messages.add(message.text("body").orElseThrow());
      }
    }
  }

  /// The invocation that wrote a line: the cause of the call that brought it.
  private static Optional<InvocationStarted> invocation(
      Map<Long, RuntimeEvent> bySequence, LogWritten line) {
    var event = Optional.<RuntimeEvent>of(line);
    while (event.isPresent() && !(event.get() instanceof InvocationStarted)) {
      OptionalLong cause = event.get().header().cause();
      event =
          cause.isPresent()
              ? Optional.ofNullable(bySequence.get(cause.getAsLong()))
              : Optional.empty();
    }
    return event.map(InvocationStarted.class::cast);
  }

  private void told(CallSucceeded succeededCall) {
    if (!(bySequence.get(succeededCall.call()) instanceof CallStarted c)
        || !c.operation().equals("sqs:SendMessage")) {
      return;
    }
    var body = c.input().text("MessageBody").orElse("");
    if (body.startsWith("{")) {
      var record = json(body);
      record.fields("requestPayload").number("i").ifPresent(i -> lostEvents.add(i.intValue()));
      if (record.get("DDBStreamBatchInfo").isPresent()) {
        reports.add(record.fields("DDBStreamBatchInfo"));
      }
    }
  }

  private static Fields json(String text) {
    try {
      return (Fields) Json.read(text);
    } catch (JsonException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /// The bodies of the messages that were worked on.
  Set<String> messages() {
    return messages;
  }

  /// The asynchronous events that were worked on.
  Set<Integer> events() {
    return events;
  }

  /// The asynchronous events that were given up and told, and not worked on by a duplicate.
  Set<Integer> lostEvents() {
    var lost = new TreeSet<>(lostEvents);
    lost.removeAll(events);
    return lost;
  }

  /// The stream's records that were worked on.
  Set<Integer> records() {
    return records;
  }

  /// How many records were told to have been given up.
  int missedRecords() {
    return reports.stream().mapToInt(r -> r.number("batchSize").orElseThrow().intValue()).sum();
  }

  /// Whether a record was not worked on and lies in a range that was given up. With parallel
  /// batches the ranges overlap.
  boolean mayBeMissed(int record) {
    return !records.contains(record)
        && reports.stream()
            .anyMatch(r -> {
              int first = recordNumber(r, "startSequenceNumber");
              int last = recordNumber(r, "endSequenceNumber");
              return first <= record && record <= last;
            });
  }

  private int recordNumber(Fields report, String member) {
    return Optional.ofNullable(recordNumbers.get(report.text(member).orElseThrow())).orElseThrow();
  }

  /// How much a function has worked on.
  int worked(String function) {
    return switch (function) {
      case "Worker" -> messages.size();
      case "Later" -> events.size();
      default -> records.size();
    };
  }

  /// The log without what the first successful invocations on the function's first work tell.
  static List<RuntimeEvent> withoutOneSuccess(List<RuntimeEvent> log, String function) {
    var bySequence = new HashMap<Long, RuntimeEvent>();
    log.forEach(e -> bySequence.put(e.header().sequence(), e));
    var ended = new HashSet<String>();
    log.forEach(e -> {
      if (e instanceof InvocationEnded i && i.error().isEmpty()) {
        ended.add(i.requestId());
      }
    });
    var first =
        log.stream()
            .filter(LogWritten.class::isInstance)
            .map(LogWritten.class::cast)
            .filter(l -> l.group().endsWith("/" + function) && l.line().startsWith("{"))
            .filter(l ->
                invocation(bySequence, l).filter(i -> ended.contains(i.requestId())).isPresent())
            .map(LogWritten::line)
            .findFirst()
            .orElseThrow();
    return log.stream()
        .filter(e -> !(e instanceof LogWritten l && l.line().equals(first)))
        .toList();
  }
}

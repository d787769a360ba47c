package dev.diorama.runtime;

import dev.diorama.access.Verdict;
import dev.diorama.json.Json;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.runtime.RuntimeEvent.Billed;
import dev.diorama.runtime.RuntimeEvent.CallBlocked;
import dev.diorama.runtime.RuntimeEvent.CallDenied;
import dev.diorama.runtime.RuntimeEvent.CallFailed;
import dev.diorama.runtime.RuntimeEvent.CallStarted;
import dev.diorama.runtime.RuntimeEvent.CallSucceeded;
import dev.diorama.runtime.RuntimeEvent.ExpectationChecked;
import dev.diorama.runtime.RuntimeEvent.InvocationEnded;
import dev.diorama.runtime.RuntimeEvent.InvocationStarted;
import dev.diorama.runtime.RuntimeEvent.LogWritten;
import dev.diorama.runtime.RuntimeEvent.ResourceChanged;
import dev.diorama.runtime.RuntimeEvent.RunStarted;
import dev.diorama.runtime.RuntimeEvent.RunStopped;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// Writes events as JSON, one object each: the lines of a trace file. Fields stand in a fixed order
/// and every time is the run's own, so that equal runs give equal bytes. Durations are in whole
/// milliseconds, instants in UTC with milliseconds; binary data is Base64.
public final class EventJson {
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private EventJson() {}

  /// The event on one line, without a line end.
  public static String line(RuntimeEvent event) {
    return Json.write(of(event));
  }

  /// All events, each followed by a line feed: JSON Lines.
  public static String lines(List<RuntimeEvent> events) {
    var text = new StringBuilder();
    events.forEach(event -> text.append(line(event)).append('\n'));
    return text.toString();
  }

  /// The event as fields: `sequence`, `at`, `invocation`, `cause` if there is one, `event` with the
  /// event's name, then what is its own.
  public static Fields of(RuntimeEvent event) {
    var header = event.header();
    var json =
        Fields.EMPTY
            .with("sequence", header.sequence())
            .with("at", INSTANT.format(header.at()))
            .with("invocation", header.invocation().value());
    if (header.cause().isPresent()) {
      json = json.with("cause", header.cause().getAsLong());
    }
    return body(json.with("event", event.getClass().getSimpleName()), event);
  }

  private static Fields body(Fields json, RuntimeEvent event) {
    return switch (event) {
      case RunStarted e -> json.with("seed", e.seed());
      case RunStopped e -> json;
      case CallStarted e -> started(json, e);
      case CallSucceeded e ->
          json.with("call", e.call())
              .with("output", e.output())
              .with("verdicts", verdicts(e.verdicts()));
      case CallFailed e ->
          json.with("call", e.call())
              .with("failure", failure(e.failure()))
              .with("verdicts", verdicts(e.verdicts()));
      case CallDenied e ->
          json.with("call", e.call())
              .with("failure", failure(e.failure()))
              .with("verdict", VerdictJson.of(e.verdict()));
      case CallBlocked e ->
          json.with("call", e.call())
              .with("failure", failure(e.failure()))
              .with("verdict", VerdictJson.of(e.verdict()));
      case InvocationStarted e -> {
        var started =
            json.with("function", e.function().value())
                .with("requestId", e.requestId())
                .with("coldStart", Value.of(e.coldStart()));
        yield e.environment().isEmpty()
            ? started
            : started.with("environment", e.environment()).with("zone", e.zone());
      }
      case InvocationEnded e -> {
        var ended = json.with("function", e.function().value()).with("requestId", e.requestId());
        if (e.error().isPresent()) {
          ended = ended.with("error", e.error().get());
        }
        var timed =
            ended
                .with("durationMs", e.duration().toMillis())
                .with("billedMs", e.billed().toMillis());
        yield e.bill().map(b -> timed.with("bill", bill(b))).orElse(timed);
      }
      case LogWritten e ->
          json.with("source", e.source().value()).with("group", e.group()).with("line", e.line());
      case Billed e ->
          json.with("resource", e.resource().value())
              .with("item", e.item())
              .with("quantity", e.quantity())
              .with("usd", e.dollars().toPlainString());
      case ResourceChanged e -> {
        var counts = Fields.EMPTY;
        for (var count : e.counts().entrySet()) {
          counts = counts.with(count.getKey(), count.getValue());
        }
        yield json.with("resource", e.resource().value()).with("counts", counts);
      }
      case ExpectationChecked e -> {
        var checked = json.with("step", e.step()).with("holds", Value.of(e.failure().isEmpty()));
        yield e.failure().isPresent() ? checked.with("failure", e.failure().get()) : checked;
      }
    };
  }

  private static Fields bill(RuntimeEvent.Bill bill) {
    var json = Fields.EMPTY.with("memoryMb", bill.memoryMegabytes());
    if (bill.memoryUsed().isPresent()) {
      json = json.with("memoryUsedMb", bill.memoryUsed().getAsLong());
    }
    if (bill.init().isPresent()) {
      json = json.with("initMs", bill.init().get().toMillis());
    }
    return json.with("usd", bill.dollars().toPlainString());
  }

  private static Fields started(Fields json, CallStarted event) {
    var result = json.with("caller", event.caller().value());
    if (event.target().isPresent()) {
      result = result.with("target", event.target().get().value());
    }
    if (event.connection().isPresent()) {
      result = result.with("connection", event.connection().get().value());
    }
    return result.with("operation", event.operation()).with("input", event.input());
  }

  private static Fields failure(OperationResult.Failure failure) {
    var json =
        Fields.EMPTY
            .with("code", failure.code())
            .with("message", failure.message())
            .with("status", failure.status());
    return failure.details().isEmpty() ? json : json.with("details", failure.details());
  }

  private static Items verdicts(List<Verdict> verdicts) {
    return new Items(verdicts.stream().<Value>map(VerdictJson::of).toList());
  }
}

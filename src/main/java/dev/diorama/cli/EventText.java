package dev.diorama.cli;

import dev.diorama.access.Verdict;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Architecture;
import dev.diorama.model.Message;
import dev.diorama.runtime.RuntimeEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Writes events for people, one line each.
final class EventText {
  private final Architecture drawing;
  private final Texts texts;
  private final Map<Long, String> calls = new HashMap<>();
  private Optional<Instant> start = Optional.empty();

  EventText(Architecture drawing, Texts texts) {
    this.drawing = drawing;
    this.texts = texts;
  }

  /// The line for an event; events must come in order, as calls are named by what began them.
  String line(RuntimeEvent event) {
    var began = start.orElse(event.header().at());
    start = Optional.of(began);
    var after = Duration.between(began, event.header().at());
    return "%6d.%03d  %s"
        .formatted(after.toSeconds(), after.toMillisPart(), texts.text(message(event)));
  }

  private Message message(RuntimeEvent event) {
    return switch (event) {
      case RuntimeEvent.RunStarted e -> Message.of("cli.event.started", e.seed());
      case RuntimeEvent.RunStopped e -> Message.of("cli.event.stopped");
      case RuntimeEvent.CallStarted e -> {
        var name =
            Names.resource(drawing, e.caller())
                + e.target().map(t -> " → " + Names.resource(drawing, t)).orElse("")
                + "  "
                + e.operation();
        calls.put(e.header().sequence(), name);
        yield Message.of("cli.event.call", name);
      }
      case RuntimeEvent.CallSucceeded e ->
          Message.of("cli.event.succeeded", name(e.call()) + assumed(e.verdicts()));
      case RuntimeEvent.CallFailed e ->
          Message.of(
              "cli.event.failed",
              name(e.call()) + assumed(e.verdicts()),
              e.failure().code(),
              e.failure().message());
      case RuntimeEvent.CallDenied e ->
          Message.of(
              "cli.event.denied",
              name(e.call()) + assumed(List.of(e.verdict())),
              e.failure().message());
      case RuntimeEvent.CallBlocked e ->
          Message.of(
              "cli.event.blocked",
              name(e.call()),
              e.verdict()
                  .network()
                  .flatMap(t -> t.blockers().stream().findFirst())
                  .<Object>map(b -> b.explanation())
                  .orElse(e.failure().message()));
      case RuntimeEvent.InvocationStarted e ->
          Message.of(
              e.coldStart() ? "cli.event.cold" : "cli.event.warm",
              Names.resource(drawing, e.function()));
      case RuntimeEvent.InvocationEnded e ->
          e.error().isPresent()
              ? Message.of(
                  "cli.event.ended.error", Names.resource(drawing, e.function()), e.error().get())
              : Message.of(
                  "cli.event.ended",
                  Names.resource(drawing, e.function()),
                  e.duration().toMillis(),
                  e.billed().toMillis());
      case RuntimeEvent.LogWritten e -> Message.of("cli.event.log", e.group(), e.line().strip());
      case RuntimeEvent.Billed e ->
          Message.of(
              "cli.event.billed",
              Names.resource(drawing, e.resource()),
              e.quantity(),
              e.item(),
              e.dollars().toPlainString());
      case RuntimeEvent.ResourceChanged e ->
          Message.of("cli.event.changed", Names.resource(drawing, e.resource()), e.counts());
      case RuntimeEvent.ExpectationChecked e ->
          e.failure().isPresent()
              ? Message.of("cli.event.expectation.failed", e.step() + 1, e.failure().get())
              : Message.of("cli.event.expectation.held", e.step() + 1);
    };
  }

  /// What was assumed where nobody knows it, as ` (assumed: aws:sourceip = 192.0.2.1)`.
  private String assumed(List<Verdict> verdicts) {
    var all = new TreeMap<String, String>();
    verdicts.forEach(v -> v.assumed().forEach((key, values) -> all.put(key, values(values))));
    return all.isEmpty()
        ? ""
        : " "
            + texts.text(
                Message.of(
                    "cli.event.assumed",
                    all.entrySet().stream()
                        .map(e -> e.getKey() + " = " + e.getValue())
                        .collect(Collectors.joining("; "))));
  }

  private String values(List<String> values) {
    return values.isEmpty() ? texts.text("cli.event.absent") : String.join(", ", values);
  }

  private String name(long call) {
    return calls.getOrDefault(call, "#" + call);
  }
}

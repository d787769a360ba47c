package dev.diorama.ui.player;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Architecture;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.runtime.RuntimeEvent;
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
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Events in words. Remembers calls, so that an answer can say to what it answers.
final class EventText {
  /// How an event turned out, each with an icon and a word.
  enum Outcome {
    /// Something set out or happened.
    STARTED("verdict-info"),
    /// It went well.
    SUCCEEDED("verdict-ok"),
    /// The service, or the function's code, answered with an error.
    FAILED("verdict-warning"),
    /// AWS refused it.
    DENIED("verdict-denied"),
    /// Packets did not arrive.
    BLOCKED("verdict-blocked");

    private final String icon;

    Outcome(String icon) {
      this.icon = icon;
    }

    String icon() {
      return icon;
    }
  }

  private final Texts texts;
  private final Architecture drawing;
  private final Map<Long, CallStarted> calls = new HashMap<>();
  private Optional<Instant> start = Optional.empty();

  EventText(Texts texts, Architecture drawing) {
    this.texts = texts;
    this.drawing = drawing;
  }

  /// Takes note of an event; call it for each event in order.
  void note(RuntimeEvent event) {
    if (start.isEmpty()) {
      start = Optional.of(event.header().at());
    }
    if (event instanceof CallStarted c) {
      calls.put(c.header().sequence(), c);
    }
  }

  /// The call that an event begins or ends.
  Optional<CallStarted> call(RuntimeEvent event) {
    return switch (event) {
      case CallStarted c -> Optional.of(c);
      case CallSucceeded s -> Optional.ofNullable(calls.get(s.call()));
      case CallFailed f -> Optional.ofNullable(calls.get(f.call()));
      case CallDenied d -> Optional.ofNullable(calls.get(d.call()));
      case CallBlocked b -> Optional.ofNullable(calls.get(b.call()));
      default -> Optional.empty();
    };
  }

  /// The time since the run began, as `0:03.120`.
  String time(RuntimeEvent event) {
    return clock(Duration.between(start.orElse(event.header().at()), event.header().at()));
  }

  /// A duration as minutes, seconds and thousandths.
  static String clock(Duration d) {
    return String.format(
        Locale.ROOT, "%d:%02d.%03d", d.toMinutes(), d.toSecondsPart(), d.toMillisPart());
  }

  /// Who does it, or who to whom.
  String who(RuntimeEvent event) {
    return call(event)
        .map(c -> {
          var target = c.target().map(this::name).orElseGet(() -> service(c));
          return event instanceof CallStarted || event instanceof CallBlocked
              ? name(c.caller()) + " → " + target
              : target + " → " + name(c.caller());
        })
        .orElseGet(() ->
            switch (event) {
              case InvocationStarted i -> name(i.function());
              case InvocationEnded i -> name(i.function());
              case LogWritten l -> name(l.source());
              case Billed b -> name(b.resource());
              case ResourceChanged r -> name(r.resource());
              default -> "";
            });
  }

  private static String service(CallStarted call) {
    int colon = call.operation().indexOf(':');
    return colon < 0 ? call.operation() : call.operation().substring(0, colon);
  }

  /// The logical id of a resource; its id where it is not drawn.
  String name(ResourceId id) {
    return drawing.resource(id).map(Resource::logicalId).orElse(id.value());
  }

  /// What happens: the operation, or what the event says.
  String what(RuntimeEvent event) {
    return switch (event) {
      case RunStarted r -> texts.text(Message.of("player.run-started", r.seed()));
      case RunStopped r -> texts.text("player.run-stopped");
      case InvocationStarted i ->
          texts.text(i.coldStart() ? "player.invocation-cold" : "player.invocation");
      case InvocationEnded i ->
          texts.text(
              Message.of(
                  "player.invocation-ended", i.duration().toMillis(), i.billed().toMillis()));
      case LogWritten l -> l.line().strip();
      case Billed b ->
          texts.text(
              Message.of(
                  "player.billed", b.quantity(), billed(b.item()), b.dollars().toPlainString()));
      case ResourceChanged r ->
          r.counts().entrySet().stream()
              .map(e -> count(e.getKey(), e.getValue()))
              .collect(Collectors.joining(", "));
      case ExpectationChecked e -> texts.text(Message.of("player.expectation", e.step() + 1));
      default -> call(event).map(CallStarted::operation).orElse("");
    };
  }

  private String billed(String item) {
    var key = "billed." + item;
    return texts.has(key) ? texts.text(key) : item;
  }

  private String count(String name, long value) {
    var key = "count." + name;
    return (texts.has(key) ? texts.text(key) : name) + " " + value;
  }

  /// How it turned out.
  Outcome outcome(RuntimeEvent event) {
    return switch (event) {
      case CallSucceeded s -> Outcome.SUCCEEDED;
      case CallFailed f -> Outcome.FAILED;
      case CallDenied d -> Outcome.DENIED;
      case CallBlocked b -> Outcome.BLOCKED;
      case InvocationEnded i -> i.error().isPresent() ? Outcome.FAILED : Outcome.SUCCEEDED;
      case ExpectationChecked e -> e.failure().isPresent() ? Outcome.FAILED : Outcome.SUCCEEDED;
      case RunStarted r -> Outcome.STARTED;
      case RunStopped r -> Outcome.STARTED;
      case CallStarted c -> Outcome.STARTED;
      case InvocationStarted i -> Outcome.STARTED;
      case LogWritten l -> Outcome.STARTED;
      case Billed b -> Outcome.STARTED;
      case ResourceChanged r -> Outcome.STARTED;
    };
  }

  /// The outcome in a word.
  String word(RuntimeEvent event) {
    return switch (event) {
      case CallStarted c -> texts.text("player.outcome.call");
      case LogWritten l -> texts.text("player.outcome.log");
      case Billed b -> texts.text("player.outcome.billed");
      case ResourceChanged r -> texts.text("player.outcome.changed");
      case InvocationStarted i -> texts.text("player.outcome.started");
      case RunStarted r -> texts.text("player.outcome.run");
      case RunStopped r -> texts.text("player.outcome.run");
      default -> texts.text("player.outcome." + outcome(event));
    };
  }

  /// One sentence with everything, for people who do not see the list.
  String sentence(RuntimeEvent event) {
    return texts.text(
        Message.of("player.sentence", time(event), who(event), what(event), word(event)));
  }
}

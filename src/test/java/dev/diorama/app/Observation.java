package dev.diorama.app;

import dev.diorama.access.Verdict.Outcome;
import dev.diorama.model.ConnectionId;
import dev.diorama.runtime.RuntimeEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a run showed of each connection.
final class Observation {
  private final Map<Long, RuntimeEvent> events = new HashMap<>();
  private final Map<ConnectionId, Outcome> outcomes = new HashMap<>();

  Observation(List<RuntimeEvent> log) {
    log.forEach(e -> events.put(e.header().sequence(), e));
    for (var event : log) {
      switch (event) {
        case RuntimeEvent.CallSucceeded e -> seen(e.call(), Outcome.WORKS);
        case RuntimeEvent.CallFailed e -> seen(e.call(), Outcome.WORKS);
        case RuntimeEvent.CallDenied e -> seen(e.call(), Outcome.DENIED);
        case RuntimeEvent.CallBlocked e -> seen(e.call(), Outcome.BLOCKED);
        default -> {
          // Other events say nothing about connections.
        }
      }
    }
  }

  /// A failure outweighs a success: a connection works only if everything on it works.
  private void seen(long call, Outcome outcome) {
    connection(call)
        .ifPresent(c -> outcomes.merge(c, outcome, (a, b) -> a == Outcome.WORKS ? b : a));
  }

  /// The connection of a call; a call without one, as Lambda's assumption of a role, counts for the
  /// call that caused it.
  private Optional<ConnectionId> connection(long sequence) {
    var event = events.get(sequence);
    while (event != null) {
      if (event instanceof RuntimeEvent.CallStarted started && started.connection().isPresent()) {
        return started.connection();
      }
      event =
          event.header().cause().isPresent()
              ? events.get(event.header().cause().getAsLong())
              : null;
    }
    return Optional.empty();
  }

  /// What was seen of the connection; empty if nothing travelled on it.
  Optional<Outcome> of(ConnectionId connection) {
    return Optional.ofNullable(outcomes.get(connection));
  }
}

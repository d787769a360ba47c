package dev.diorama.access;

import dev.diorama.access.Verdict.Outcome;
import dev.diorama.model.ConnectionId;
import java.util.List;
import java.util.Optional;

/// The verdict on a drawn connection: it works if all that it needs works.
public record ConnectionVerdict(ConnectionId connection, List<Verdict> needs) {
  public ConnectionVerdict {
    needs = List.copyOf(needs);
  }

  /// The first need that does not work.
  public Optional<Verdict> firstFailure() {
    return needs.stream().filter(v -> !v.works()).findFirst();
  }

  /// The verdict in one word; a connection without needs works.
  public Outcome outcome() {
    return firstFailure().map(Verdict::outcome).orElse(Outcome.WORKS);
  }
}

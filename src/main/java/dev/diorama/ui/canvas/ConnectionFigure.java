package dev.diorama.ui.canvas;

import dev.diorama.access.Verdict.Outcome;
import dev.diorama.model.Bounds;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import java.util.Optional;

/// A connection as it is drawn.
///
/// @param label what its pill says
/// @param pill where the pill stands; empty if there is no place where it would cover nothing
/// @param outcome the checker's verdict, once there is one
/// @param trigger whether its source sets the target off
record ConnectionFigure(
    Connection connection,
    Polyline line,
    String label,
    Optional<Bounds> pill,
    Optional<Outcome> outcome,
    boolean trigger) {

  ConnectionId id() {
    return connection.id();
  }

  /// Whether the checker says that it does not work.
  boolean bad() {
    return outcome.filter(o -> o == Outcome.DENIED || o == Outcome.BLOCKED).isPresent();
  }

  /// The icon that stands for a verdict.
  static String icon(Outcome outcome) {
    return switch (outcome) {
      case WORKS -> "verdict-ok";
      case BLOCKED -> "verdict-blocked";
      case DENIED -> "verdict-denied";
      case UNKNOWN -> "verdict-unknown";
    };
  }
}

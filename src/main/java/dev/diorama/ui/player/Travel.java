package dev.diorama.ui.player;

import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.RuntimeEvent.CallStarted;

/// An event on its way: exactly one dot.
///
/// @param event the event that the dot is
/// @param call the call that it begins or ends
/// @param progress how much of its time has passed, from 0 to 1
public record Travel(RuntimeEvent event, CallStarted call, Kind kind, double progress) {

  /// How a dot moves.
  public enum Kind {
    /// From the caller to the target.
    CALL,
    /// From the caller to where the packets are stopped.
    BLOCKED_CALL,
    /// Back to the caller with a result.
    ANSWER,
    /// Back to the caller with a service's error.
    FAILURE,
    /// Bounced back at the target.
    DENIED,
    /// Standing where the packets were stopped.
    BLOCKED
  }
}

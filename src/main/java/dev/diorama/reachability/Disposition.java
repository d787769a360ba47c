package dev.diorama.reachability;

/// The verdict on a flow.
public enum Disposition {
  /// Every packet and its reply arrive.
  REACHABLE,
  /// No packet arrives, or no reply returns.
  UNREACHABLE,
  /// It depends on which of the source's interfaces or ephemeral ports is used.
  INTERMITTENT,
  /// More than one answer is possible, and the drawing does not say which.
  AMBIGUOUS,
  /// Something on the way is not modelled.
  UNKNOWN
}

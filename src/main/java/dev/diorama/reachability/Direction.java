package dev.diorama.reachability;

/// Which way a packet passes an interface or a subnet's edge.
enum Direction {
  /// Into it.
  INGRESS,
  /// Out of it.
  EGRESS
}

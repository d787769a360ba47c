package dev.diorama.rule;

import dev.diorama.model.ConnectionId;
import dev.diorama.model.ResourceId;

/// What a finding is about.
public sealed interface Subject {

  /// A resource.
  record OfResource(ResourceId id) implements Subject {}

  /// A connection.
  record OfConnection(ConnectionId id) implements Subject {}
}

package dev.diorama.model;

import dev.diorama.model.Value.Fields;

/// A drawn arrow: the *intent* that its source uses or triggers its target. Whether it may and can
/// is configuration, held by the resources (policies, routes, security groups).
public record Connection(
    ConnectionId id,
    ConnectionTypeName type,
    ResourceId source,
    ResourceId target,
    Fields properties,
    Fields unknown) {

  /// A connection without unknown fields.
  public Connection(
      ConnectionId id,
      ConnectionTypeName type,
      ResourceId source,
      ResourceId target,
      Fields properties) {
    this(id, type, source, target, properties, Fields.EMPTY);
  }

  /// This connection with other properties.
  public Connection withProperties(Fields newProperties) {
    return new Connection(id, type, source, target, newProperties, unknown);
  }
}

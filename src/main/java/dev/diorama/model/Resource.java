package dev.diorama.model;

import dev.diorama.model.Value.Fields;
import java.util.Optional;

/// One resource of the drawing.
///
/// @param logicalId the CloudFormation logical id: letters and digits, unique in the document
/// @param container the resource in which this one is drawn, as a subnet for an instance
/// @param properties CloudFormation's properties of the type; references to other resources of the
///   drawing are written `{"Ref": "logicalId"}` (see [References])
/// @param unknown fields of the file that this version does not know; kept and written back
public record Resource(
    ResourceId id,
    ResourceTypeName type,
    String logicalId,
    Optional<ResourceId> container,
    Fields properties,
    Fields unknown) {

  /// A resource without unknown fields.
  public Resource(
      ResourceId id,
      ResourceTypeName type,
      String logicalId,
      Optional<ResourceId> container,
      Fields properties) {
    this(id, type, logicalId, container, properties, Fields.EMPTY);
  }

  /// This resource with other properties.
  public Resource withProperties(Fields newProperties) {
    return new Resource(id, type, logicalId, container, newProperties, unknown);
  }

  /// This resource with another logical id.
  public Resource withLogicalId(String newLogicalId) {
    return new Resource(id, type, newLogicalId, container, properties, unknown);
  }

  /// This resource in another container.
  public Resource withContainer(Optional<ResourceId> newContainer) {
    return new Resource(id, type, logicalId, newContainer, properties, unknown);
  }
}

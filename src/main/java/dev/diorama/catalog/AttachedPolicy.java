package dev.diorama.catalog;

import dev.diorama.model.PropertyPath;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;

/// A policy document as it stands in the drawing, with the place where it stands.
///
/// @param name the policy's name, as shown in traces
/// @param owner the resource that holds it
/// @param at where in the owner's properties the document stands; fixes write there
/// @param document the policy's JSON as drawn; `${LogicalId.Arn}` in it is resolved by
///   [Arns#resolve] when it is evaluated
public record AttachedPolicy(
    String name, Kind kind, ResourceId owner, PropertyPath at, Value document) {

  /// The kinds of policy that a resource can carry.
  public enum Kind {
    /// Attached to a role or user.
    IDENTITY,
    /// Attached to the resource that is called: bucket policy, queue policy, function policy.
    RESOURCE,
    /// A role's trust policy.
    TRUST,
    /// A role's permissions boundary.
    BOUNDARY,
    /// A VPC endpoint's policy.
    ENDPOINT
  }
}

package dev.diorama.access;

import dev.diorama.model.Value.Fields;

/// The smallest policy that allows what a role needs.
///
/// @param document the policy document, with ARNs
/// @param drawn the same for the drawing: `${LogicalId.Arn}` in place of a drawn resource's ARN, so
///   that it goes along when the resource is renamed
/// @param proved whether both is proved: it allows all that is needed, and nothing else
public record MinimalPolicy(Fields document, Fields drawn, boolean proved) {}

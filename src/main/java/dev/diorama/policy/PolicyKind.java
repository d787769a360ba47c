package dev.diorama.policy;

/// The kinds of policy in AWS's evaluation logic. See
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html`.
public enum PolicyKind {
  /// Identity-based, managed or inline.
  IDENTITY,
  /// Resource-based: bucket policy, queue policy, function policy, key policy, API resource policy.
  RESOURCE,
  /// A role's trust policy.
  TRUST,
  /// Permissions boundary.
  BOUNDARY,
  /// Session policy.
  SESSION,
  /// Service control policy.
  SERVICE_CONTROL,
  /// Resource control policy.
  RESOURCE_CONTROL,
  /// VPC endpoint policy.
  VPC_ENDPOINT,
  /// S3 Block Public Access.
  BLOCK_PUBLIC_ACCESS
}

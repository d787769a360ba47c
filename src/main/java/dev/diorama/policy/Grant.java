package dev.diorama.policy;

/// What a resource-based policy's principal element gives to a caller, weakest first. See
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html`.
enum Grant {
  /// Nothing.
  NONE,
  /// To the caller's account, which has to pass it on with an identity-based policy.
  TO_ACCOUNT,
  /// To the role of the caller's session, or to the user of a federated session: no identity-based
  /// policy is needed, but permissions boundaries and session policies limit it.
  TO_ROLE,
  /// To the caller itself: neither identity-based policies, boundaries nor session policies limit
  /// it by an implicit deny.
  DIRECT;

  /// The stronger one.
  Grant or(Grant other) {
    return compareTo(other) >= 0 ? this : other;
  }
}

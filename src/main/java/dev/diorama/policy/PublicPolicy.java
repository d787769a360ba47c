package dev.diorama.policy;

import dev.diorama.policy.ConditionOperator.Comparison;
import dev.diorama.policy.StatementMatch.Effect;
import java.util.List;
import java.util.Set;

/// Amazon S3's notion of a public policy, on which Block Public Access rests: see
/// `docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status`.
final class PublicPolicy {
  /// The keys that make a policy non-public when they are pinned to fixed values.
  private static final Set<String> NARROWING =
      Set.of(
          "aws:sourceip",
          "aws:sourcearn",
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:sourceowner",
          "aws:sourceaccount",
          "aws:principalorgid",
          "aws:principalorgpaths",
          "aws:principalaccount",
          "aws:principalarn",
          "aws:userid",
          "s3:x-amz-server-side-encryption-aws-kms-key-id",
          "s3:dataaccesspointarn",
          "s3:dataaccesspointaccount");

  private PublicPolicy() {}

  /// Whether any statement of these bucket policies opens the bucket to everyone.
  static boolean isAny(List<Policy> policies) {
    return policies.stream().flatMap(p -> p.statements().stream()).anyMatch(PublicPolicy::isPublic);
  }

  private static boolean isPublic(Statement statement) {
    return statement.skipped().isEmpty()
        && statement.effect() == Effect.ALLOW
        && statement.principals().filter(PublicPolicy::namesEveryone).isPresent()
        && statement.conditions().stream().noneMatch(PublicPolicy::narrows);
  }

  private static boolean namesEveryone(Statement.Principals principals) {
    return principals.negated()
        || principals.patterns().stream().anyMatch(PrincipalPattern.Everyone.class::isInstance);
  }

  /// A fixed value holds neither a wildcard nor a policy variable; an address block must not be the
  /// whole address space.
  private static boolean narrows(ConditionClause clause) {
    var operator = clause.operator();
    boolean positive =
        !operator.negated()
            && !operator.ifExists()
            && operator.comparison() != Comparison.NULL
            && operator.quantifier() != ConditionOperator.Quantifier.FOR_ALL_VALUES;
    return positive
        && NARROWING.contains(clause.lookup())
        && !clause.expected().isEmpty()
        && clause.expected().stream()
            .allMatch(v ->
                !v.contains("*") && !v.contains("?") && !v.contains("${") && !v.endsWith("/0"));
  }
}

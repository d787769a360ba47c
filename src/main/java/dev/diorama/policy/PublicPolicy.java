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

  /// A web identity provider vouches for anybody who signs up there; providers with an ARN belong
  /// to one account.
  private static boolean namesEveryone(Statement.Principals principals) {
    return principals.negated()
        || principals.patterns().stream()
            .anyMatch(p ->
                p instanceof PrincipalPattern.Everyone
                    || (p instanceof PrincipalPattern.OfProvider o
                        && !o.provider().startsWith("arn:")));
  }

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
        && clause.expected().stream().allMatch(v -> isFixed(clause.lookup(), v));
  }

  /// A fixed value holds neither a wildcard nor a policy variable. The name of an access point may
  /// be a wildcard, and an address block must not be very broad.
  private static boolean isFixed(String lowerCaseKey, String value) {
    return switch (lowerCaseKey) {
      case "aws:sourceip" -> AddressRange.parse(value).filter(AddressRange::isNarrow).isPresent();
      case "s3:dataaccesspointarn" ->
          PrincipalArns.account(value).filter(PublicPolicy::isFixed).isPresent();
      default -> isFixed(value);
    };
  }

  private static boolean isFixed(String value) {
    return !value.contains("*") && !value.contains("?") && !value.contains("${");
  }
}

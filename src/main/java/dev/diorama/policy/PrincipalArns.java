package dev.diorama.policy;

import java.util.Optional;

/// Takes IAM ARNs apart. Forms:
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns`.
final class PrincipalArns {
  private static final int ACCOUNT_FIELD = 4;

  private PrincipalArns() {}

  /// The account field of an ARN, if it has one.
  static Optional<String> account(String arn) {
    return field(arn, ACCOUNT_FIELD).filter(a -> !a.isEmpty());
  }

  /// What follows the last slash.
  static String lastName(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /// The ARN of a session of this role; a role's path is no part of it.
  static String session(String roleArn, String sessionName) {
    return "arn:"
        + field(roleArn, 1).orElse("aws")
        + ":sts::"
        + account(roleArn).orElse("")
        + ":assumed-role/"
        + lastName(roleArn)
        + "/"
        + sessionName;
  }

  /// Whether the role is a service-linked role, which no service or resource control policy
  /// affects. See
  /// `docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html#not-restricted-by-scp`.
  static boolean isServiceLinked(String roleArn) {
    return roleArn.contains(":role/aws-service-role/");
  }

  /// The field at `index` of the colon-separated ARN, from 0.
  static Optional<String> field(String arn, int index) {
    int start = 0;
    for (int i = 0; i < index; i++) {
      start = arn.indexOf(':', start) + 1;
      if (start == 0) {
        return Optional.empty();
      }
    }
    int end = arn.indexOf(':', start);
    return Optional.of(end < 0 ? arn.substring(start) : arn.substring(start, end));
  }
}

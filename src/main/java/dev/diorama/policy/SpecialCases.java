package dev.diorama.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where AWS documents an exception to its general evaluation logic for some principals, actions or
/// services.
final class SpecialCases {
  /// The services whose resources obey resource control policies: see
  /// `docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#rcp-supported-services`.
  private static final Set<String> WITH_RESOURCE_CONTROL =
      Set.of(
          "s3",
          "sts",
          "kms",
          "sqs",
          "secretsmanager",
          "ecr",
          "aoss",
          "cognito-identity",
          "cognito-idp",
          "cognito-sync",
          "logs",
          "dynamodb");

  /// "Root principals can only be blocked from performing these API actions by VPC endpoint
  /// policies and AWS Organizations policies":
  /// `docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html`.
  private static final Set<String> BUCKET_POLICY_ACTIONS =
      Set.of("s3:getbucketpolicy", "s3:putbucketpolicy", "s3:deletebucketpolicy");

  private final RequestView view;
  private final PolicySet policies;

  SpecialCases(RequestView view, PolicySet policies) {
    this.view = view;
    this.policies = policies;
  }

  /// Needs no permission, and even an explicit deny does not stop it:
  /// `docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html`, and for users
  /// `docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_getsessiontoken.html`.
  boolean isAlwaysAllowed() {
    return switch (view.lowerCaseAction()) {
      case "sts:getcalleridentity" -> view.principal().callerAccount().isPresent();
      case "sts:getsessiontoken" ->
          view.principal() instanceof Principal.User || view.principal() instanceof Principal.Root;
      default -> false;
    };
  }

  /// Service control policies bind users, roles and root users of member accounts, but no
  /// service-linked roles:
  /// `docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html#not-restricted-by-scp`.
  boolean serviceControlApplies() {
    return !policies.serviceControl().isEmpty()
        && view.principal().callerAccount().isPresent()
        && !isServiceLinked();
  }

  /// Resource control policies bind everybody but service-linked roles, for some services, and
  /// never `kms:RetireGrant`:
  /// `docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#actions-not-restricted-by-rcps`.
  boolean resourceControlApplies() {
    if (policies.resourceControl().isEmpty() || isServiceLinked()) {
      return false;
    }
    var action = view.lowerCaseAction();
    int colon = action.indexOf(':');
    return colon > 0
        && WITH_RESOURCE_CONTROL.contains(action.substring(0, colon))
        && !action.equals("kms:retiregrant");
  }

  private boolean isServiceLinked() {
    return view.principal() instanceof Principal.RoleSession s
        && PrincipalArns.isServiceLinked(s.roleArn());
  }

  /// The session policies. "If you do not pass a policy, then the resulting federated user session
  /// has no permissions":
  /// `docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html`.
  Optional<List<Policy>> session() {
    return view.principal() instanceof Principal.FederatedUser
        ? Optional.of(policies.session().orElse(List.of()))
        : policies.session();
  }

  /// What kind of policy the resource carries: roles carry trust policies.
  PolicyKind resourceKind() {
    return view.lowerCaseAction().startsWith("sts:assumerole")
            || policies.resource().stream().anyMatch(p -> p.kind() == PolicyKind.TRUST)
        ? PolicyKind.TRUST
        : PolicyKind.RESOURCE;
  }

  /// Role trust policies and KMS key policies "must explicitly allow access for principals":
  /// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html`.
  boolean mustGrantExplicitly() {
    return resourceKind() == PolicyKind.TRUST || isKey(view.resource());
  }

  private static boolean isKey(String arn) {
    return arn.startsWith("arn:")
        && PrincipalArns.field(arn, 2).filter("kms"::equals).isPresent()
        && PrincipalArns.field(arn, 5).filter(r -> r.startsWith("key/")).isPresent();
  }

  /// The root user of a bucket's account can repair a bucket policy that locks everybody out.
  boolean ignoresDeny(PolicyKind kind) {
    return kind == PolicyKind.RESOURCE
        && view.principal() instanceof Principal.Root r
        && r.accountId().equals(view.resourceAccount())
        && BUCKET_POLICY_ACTIONS.contains(view.lowerCaseAction());
  }

  /// RestrictPublicBuckets: with a public policy, only services and the bucket's own account get
  /// in. See
  /// `docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html`.
  boolean isBlockedAsPublic() {
    return policies.blockPublicAccess()
        && view.lowerCaseAction().startsWith("s3:")
        && !(view.principal() instanceof Principal.Service)
        && view.principal().callerAccount().filter(view.resourceAccount()::equals).isEmpty()
        && PublicPolicy.isAny(policies.resource());
  }
}

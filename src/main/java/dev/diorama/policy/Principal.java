package dev.diorama.policy;

import java.util.Optional;

/// Who makes a request. See
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html`.
public sealed interface Principal {

  /// The account's root user.
  record Root(String accountId) implements Principal {}

  /// An IAM user, by ARN and unique id.
  record User(String arn, String userId) implements Principal {}

  /// A session of a role: what a Lambda function's code calls as.
  ///
  /// @param roleArn the role's ARN, with its path
  /// @param sessionName as chosen by who assumed the role; Lambda uses the function's name
  record RoleSession(String roleArn, String roleId, String sessionName) implements Principal {}

  /// A federated user session of an IAM user.
  record FederatedUser(String arn, String userArn) implements Principal {}

  /// An AWS service, as `s3.amazonaws.com`.
  record Service(String name) implements Principal {}

  /// Nobody: an unsigned request.
  record Anonymous() implements Principal {}

  /// The ARN as which AWS names this caller, as in `sts:GetCallerIdentity` and in denials: for a
  /// role session `arn:aws:sts::123456789012:assumed-role/Role/session`, which leaves out the
  /// role's path. Empty for services and unsigned requests.
  ///
  /// See `docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html` and
  /// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html`.
  default Optional<String> callerArn() {
    return switch (this) {
      case Root r -> Optional.of("arn:aws:iam::" + r.accountId() + ":root");
      case User u -> Optional.of(u.arn());
      case RoleSession s -> Optional.of(PrincipalArns.session(s.roleArn(), s.sessionName()));
      case FederatedUser f -> Optional.of(f.arn());
      case Service s -> Optional.empty();
      case Anonymous a -> Optional.empty();
    };
  }

  /// The twelve-digit id of the account that this caller belongs to; empty for services and
  /// unsigned requests.
  default Optional<String> callerAccount() {
    return switch (this) {
      case Root r -> Optional.of(r.accountId());
      case User u -> PrincipalArns.account(u.arn());
      case RoleSession s -> PrincipalArns.account(s.roleArn());
      case FederatedUser f -> PrincipalArns.account(f.arn());
      case Service s -> Optional.empty();
      case Anonymous a -> Optional.empty();
    };
  }

  /// The value of `aws:userid`: the account id for root, the unique id for a user, `role id:session
  /// name` for a role session, `account:name` for a federated user, `anonymous` for an unsigned
  /// request; empty for services.
  ///
  /// See
  /// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable`.
  default Optional<String> callerUserId() {
    return switch (this) {
      case Root r -> Optional.of(r.accountId());
      case User u -> Optional.of(u.userId());
      case RoleSession s -> Optional.of(s.roleId() + ":" + s.sessionName());
      case FederatedUser f ->
          PrincipalArns.account(f.arn()).map(a -> a + ":" + PrincipalArns.lastName(f.arn()));
      case Service s -> Optional.empty();
      case Anonymous a -> Optional.of("anonymous");
    };
  }
}

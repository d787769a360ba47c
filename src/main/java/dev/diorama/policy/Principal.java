package dev.diorama.policy;

import java.util.Optional;

/// Who makes a request. See
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html`.
///
/// Unique ids (`AIDA…`, `AROA…`), the name of a session and the user behind a federated session are
/// empty texts where they are not known; then no policy element can match them.
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

  /// Somebody whom an identity provider vouches for and who has no AWS credentials yet: the caller
  /// of `sts:AssumeRoleWithWebIdentity` and `sts:AssumeRoleWithSAML`.
  ///
  /// @param provider as `cognito-identity.amazonaws.com`, or the ARN of an IAM SAML or OIDC
  ///   provider
  record Federated(String provider) implements Principal {}

  /// The root user of another account, of which only the canonical user id is known, as Amazon S3
  /// names requesters in its access logs: 64 hexadecimal digits, "an obfuscated form of the AWS
  /// account ID". Which account it is cannot be computed, so it counts as none of those that are
  /// known by number. See
  /// `docs.aws.amazon.com/AmazonS3/latest/userguide/s3-bucket-user-policy-specifying-principal-intro.html`.
  record CanonicalUser(String id) implements Principal {}

  /// An AWS service, as `s3.amazonaws.com`.
  record Service(String name) implements Principal {}

  /// Nobody: an unsigned request.
  record Anonymous() implements Principal {}

  /// Reads a principal as people and programs write it: the ARN of a user, role, session, root user
  /// or identity provider, a service principal or web identity provider by its name, an S3
  /// canonical user id, or `anonymous`. The ARN of a role stands for a session of it.
  ///
  /// What the ARN leaves out is taken from `context` if it is there: the unique id and the session
  /// name from `aws:userid`, a role's path from `aws:PrincipalArn`.
  ///
  /// @return empty if `text` is none of these
  static Optional<Principal> parse(String text, RequestContext context) {
    return PrincipalParser.parse(text, context);
  }

  /// The ARN as which AWS names this caller, as in `sts:GetCallerIdentity` and in denials: for a
  /// role session `arn:aws:sts::123456789012:assumed-role/Role/session`, which leaves out the
  /// role's path. Empty for services, identity providers and unsigned requests.
  ///
  /// See `docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html` and
  /// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html`.
  default Optional<String> callerArn() {
    return switch (this) {
      case Root r -> Optional.of("arn:aws:iam::" + r.accountId() + ":root");
      case User u -> Optional.of(u.arn());
      case RoleSession s when s.sessionName().isEmpty() -> Optional.of(s.roleArn());
      case RoleSession s -> Optional.of(PrincipalArns.session(s.roleArn(), s.sessionName()));
      case FederatedUser f -> Optional.of(f.arn());
      case Federated f -> Optional.empty();
      case Service s -> Optional.empty();
      case CanonicalUser c -> Optional.empty();
      case Anonymous a -> Optional.empty();
    };
  }

  /// The twelve-digit id of the account that this caller belongs to; empty for services, identity
  /// providers, canonical users and unsigned requests.
  default Optional<String> callerAccount() {
    return switch (this) {
      case Root r -> Optional.of(r.accountId());
      case User u -> PrincipalArns.account(u.arn());
      case RoleSession s -> PrincipalArns.account(s.roleArn());
      case FederatedUser f -> PrincipalArns.account(f.arn());
      case Federated f -> Optional.empty();
      case Service s -> Optional.empty();
      case CanonicalUser c -> Optional.empty();
      case Anonymous a -> Optional.empty();
    };
  }

  /// The value of `aws:userid`: the account id for root, the unique id for a user, `role id:session
  /// name` for a role session, `account:name` for a federated user, `anonymous` for an unsigned
  /// request; empty for services, and where the unique id is not known.
  ///
  /// See
  /// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable`.
  default Optional<String> callerUserId() {
    return switch (this) {
      case Root r -> Optional.of(r.accountId());
      case User u -> Optional.of(u.userId()).filter(id -> !id.isEmpty());
      case RoleSession s ->
          s.roleId().isEmpty() ? Optional.empty() : Optional.of(s.roleId() + ":" + s.sessionName());
      case FederatedUser f ->
          PrincipalArns.account(f.arn()).map(a -> a + ":" + PrincipalArns.lastName(f.arn()));
      case Federated f -> Optional.empty();
      case Service s -> Optional.empty();
      case CanonicalUser c -> Optional.empty();
      case Anonymous a -> Optional.of("anonymous");
    };
  }
}

package dev.diorama.policy;

import dev.diorama.policy.Principal.CanonicalUser;
import dev.diorama.policy.Principal.Federated;
import dev.diorama.policy.Principal.FederatedUser;
import dev.diorama.policy.Principal.RoleSession;
import dev.diorama.policy.Principal.Root;
import dev.diorama.policy.Principal.Service;
import dev.diorama.policy.Principal.User;

/// One entry of a `Principal` or `NotPrincipal` element. See
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html`.
sealed interface PrincipalPattern {

  /// What the entry, in an `Allow` statement, gives to `caller`.
  Grant grant(Principal caller);

  /// Whether the entry, under `NotPrincipal` in a `Deny` statement, covers one of the names that a
  /// caller goes by: 1 its account, 2 its user or role, 4 its session.
  int covers(Principal caller);

  /// `*`: everyone, services and unsigned requests included.
  record Everyone() implements PrincipalPattern {
    @Override
    public Grant grant(Principal caller) {
      return Grant.DIRECT;
    }

    @Override
    public int covers(Principal caller) {
      return 7;
    }
  }

  /// An account, as `123456789012` or `arn:aws:iam::123456789012:root`.
  record Account(String id) implements PrincipalPattern {
    @Override
    public Grant grant(Principal caller) {
      if (caller.callerAccount().filter(id::equals).isEmpty()) {
        return Grant.NONE;
      }
      return caller instanceof Root ? Grant.DIRECT : Grant.TO_ACCOUNT;
    }

    @Override
    public int covers(Principal caller) {
      return grant(caller) == Grant.NONE ? 0 : 1;
    }
  }

  /// A user, role, role session or federated user session by ARN.
  record Arn(String arn) implements PrincipalPattern {
    @Override
    public Grant grant(Principal caller) {
      return switch (covers(caller)) {
        case 4 -> Grant.DIRECT;
        case 2 -> caller instanceof User ? Grant.DIRECT : Grant.TO_ROLE;
        default -> Grant.NONE;
      };
    }

    @Override
    public int covers(Principal caller) {
      return switch (caller) {
        case User u -> u.arn().equals(arn) ? 2 : 0;
        case RoleSession s ->
            s.roleArn().equals(arn) || isWithoutItsPath(s)
                ? 2
                : PrincipalArns.session(s.roleArn(), s.sessionName()).equals(arn) ? 4 : 0;
        case FederatedUser f -> f.arn().equals(arn) ? 4 : f.userArn().equals(arn) ? 2 : 0;
        default -> 0;
      };
    }

    /// A session's ARN leaves out the role's path, so who is known by it alone has a role ARN
    /// without path. Names are unique in an account whatever the path
    /// (`docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html`), so the entry means
    /// the same role.
    private boolean isWithoutItsPath(RoleSession caller) {
      int path = arn.indexOf(":role/") + ":role/".length();
      int name = arn.lastIndexOf('/') + 1;
      return path < name
          && caller.roleArn().length() == path + arn.length() - name
          && caller.roleArn().startsWith(arn.substring(0, path))
          && caller.roleArn().endsWith(arn.substring(name));
    }
  }

  /// A user or role by unique id (`AIDA…`, `AROA…`), as AWS shows one whose ARN was deleted.
  record UniqueId(String id) implements PrincipalPattern {
    @Override
    public Grant grant(Principal caller) {
      return switch (caller) {
        case User u when u.userId().equals(id) -> Grant.DIRECT;
        case RoleSession s when s.roleId().equals(id) -> Grant.TO_ROLE;
        default -> Grant.NONE;
      };
    }

    @Override
    public int covers(Principal caller) {
      return grant(caller) == Grant.NONE ? 0 : 2;
    }
  }

  /// An AWS service, as `s3.amazonaws.com`.
  record OfService(String name) implements PrincipalPattern {
    @Override
    public Grant grant(Principal caller) {
      return caller instanceof Service s && s.name().equals(name) ? Grant.DIRECT : Grant.NONE;
    }

    @Override
    public int covers(Principal caller) {
      return grant(caller) == Grant.NONE ? 0 : 7;
    }
  }

  /// An identity provider (`Federated`): whom it vouches for.
  record OfProvider(String provider) implements PrincipalPattern {
    @Override
    public Grant grant(Principal caller) {
      return caller instanceof Federated f && f.provider().equals(provider)
          ? Grant.DIRECT
          : Grant.NONE;
    }

    @Override
    public int covers(Principal caller) {
      return grant(caller) == Grant.NONE ? 0 : 7;
    }
  }

  /// An account by its S3 canonical user id. AWS tells the id to the account's owner only, so a
  /// caller of whom the account's number is known is never taken for it.
  record CanonicalId(String id) implements PrincipalPattern {
    @Override
    public Grant grant(Principal caller) {
      return caller instanceof CanonicalUser c && c.id().equals(id) ? Grant.DIRECT : Grant.NONE;
    }

    @Override
    public int covers(Principal caller) {
      return grant(caller) == Grant.NONE ? 0 : 7;
    }
  }

  /// A form that no caller in Diorama has: every service, and the origin access identities of
  /// Amazon CloudFront
  /// (`docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html`).
  record Other(String type, String id) implements PrincipalPattern {
    @Override
    public Grant grant(Principal caller) {
      return Grant.NONE;
    }

    @Override
    public int covers(Principal caller) {
      return 0;
    }
  }

  /// The names that must all be covered for `NotPrincipal` to spare a caller from a `Deny`. AWS
  /// asks for the account too, and for a role session for role and session: see
  /// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html`.
  static int names(Principal caller) {
    return switch (caller) {
      case Root r -> 1;
      case User u -> 3;
      case RoleSession s -> 7;
      case FederatedUser f -> 5;
      case Federated f -> 7;
      case Service s -> 7;
      case CanonicalUser c -> 7;
      case Principal.Anonymous a -> 7;
    };
  }
}

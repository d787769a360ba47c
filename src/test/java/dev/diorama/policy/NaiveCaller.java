package dev.diorama.policy;

import java.util.List;

/// Who calls, as a case of [PolicyCases] writes it: `role ARN#session`, `federated ARN|user ARN`, a
/// user's or root user's ARN, a service or provider, `anonymous`.
record NaiveCaller(String written) {
  boolean hasAccount() {
    return written.startsWith("arn:") && !isProvider();
  }

  private boolean isProvider() {
    return written.contains("-provider/");
  }

  String account() {
    return written.split(":", -1)[4];
  }

  boolean isRoot() {
    return written.endsWith(":root");
  }

  /// Whether it is, or is a session of, a user or role.
  boolean hasIdentity() {
    return hasAccount() && !isRoot();
  }

  boolean isUser() {
    return hasIdentity() && !isSession() && !isFederated() && written.contains(":user/");
  }

  boolean isFederated() {
    return written.contains("|");
  }

  private boolean isSession() {
    return written.contains("#");
  }

  boolean isServiceLinked() {
    return written.contains(":role/aws-service-role/");
  }

  /// The ARN of the user, the root user, or the role.
  String identityArn() {
    return isSession()
        ? written.split("#", -1)[0]
        : isFederated() ? written.split("\\|", -1)[1] : written;
  }

  /// The ARN of the session.
  String sessionArn() {
    if (isFederated()) {
      return written.split("\\|", -1)[0];
    }
    var role = identityArn();
    return "arn:aws:sts::"
        + account()
        + ":assumed-role/"
        + role.substring(role.lastIndexOf('/') + 1)
        + "/"
        + written.substring(written.indexOf('#') + 1);
  }

  boolean isAnonymous() {
    return written.equals("anonymous");
  }

  /// What naming `principal` (`type value`) in a resource-based policy gives: 0 nothing, 1 to the
  /// account, 2 to the role, 3 to the caller itself.
  int given(String principal) {
    if (principal.equals("AWS *")) {
      return 3;
    }
    if (!hasAccount()) {
      return (principal.equals("Service " + written) && !isProvider())
              || principal.equals("Federated " + written)
              || principal.equals("CanonicalUser " + written)
          ? 3
          : 0;
    }
    if (principal.equals("AWS " + account())
        || principal.equals("AWS arn:aws:iam::" + account() + ":root")) {
      return isRoot() ? 3 : 1;
    }
    if (isSession() || isFederated()) {
      return principal.equals("AWS " + sessionArn())
          ? 3
          : principal.equals("AWS " + identityArn()) ? 2 : 0;
    }
    return principal.equals("AWS " + written) ? 3 : 0;
  }

  /// Whether a deny with `NotPrincipal` spares the caller: it has to name the account, the user or
  /// role, and the session, as far as there are these.
  boolean isSparedBy(List<String> principals) {
    if (principals.contains("AWS *")) {
      return true;
    }
    if (!hasAccount()) {
      return principals.stream().anyMatch(p -> given(p) > 0);
    }
    boolean account =
        principals.contains("AWS " + account())
            || principals.contains("AWS arn:aws:iam::" + account() + ":root");
    boolean identity = isRoot() || isFederated() || principals.contains("AWS " + identityArn());
    boolean session = !(isSession() || isFederated()) || principals.contains("AWS " + sessionArn());
    return account && identity && session;
  }
}

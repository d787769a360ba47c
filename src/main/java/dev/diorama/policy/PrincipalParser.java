package dev.diorama.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads principals that are given by name. Forms:
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns` and
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html`.
final class PrincipalParser {
  private static final Pattern ARN =
      Pattern.compile("arn:[a-z0-9-]+:(iam|sts)::([0-9]{12}):([a-z-]+)(?:/(.+))?");

  /// Alexa's names end otherwise, as `alexa-appkit.amazon.com`:
  /// `docs.aws.amazon.com/lambda/latest/dg/services-alexa.html`.
  private static final Pattern SERVICE =
      Pattern.compile(
          "[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*\\.(amazonaws\\.com(\\.cn)?|aws\\.internal|amazon\\.com)");

  /// The web identity providers that need no IAM resource; Cognito's name alone has the form of a
  /// service. See
  /// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-web-identity`.
  private static final Set<String> WEB_IDENTITY_PROVIDERS =
      Set.of(
          "cognito-identity.amazonaws.com",
          "www.amazon.com",
          "graph.facebook.com",
          "accounts.google.com");

  /// See
  /// `docs.aws.amazon.com/AmazonS3/latest/userguide/s3-bucket-user-policy-specifying-principal-intro.html`.
  private static final Pattern CANONICAL_USER = Pattern.compile("[0-9a-f]{64}");

  private static final Pattern PROVIDER_ARN =
      Pattern.compile("arn:[a-z0-9-]+:iam::[0-9]{12}:(oidc|saml)-provider/.+");

  private PrincipalParser() {}

  /// Whether a text has the form of a service principal.
  static boolean isService(String text) {
    return SERVICE.matcher(text).matches() && !WEB_IDENTITY_PROVIDERS.contains(text);
  }

  /// Whether a text names an identity provider: one of AWS's own list, or an OIDC or SAML provider
  /// of an account.
  static boolean isProvider(String text) {
    return WEB_IDENTITY_PROVIDERS.contains(text) || PROVIDER_ARN.matcher(text).matches();
  }

  /// Whether a text has the form of an S3 canonical user id.
  static boolean isCanonicalUser(String text) {
    return CANONICAL_USER.matcher(text).matches();
  }

  static Optional<Principal> parse(String text, RequestContext context) {
    if (text.equals("anonymous") || text.equals("*")) {
      return Optional.of(new Principal.Anonymous());
    }
    if (WEB_IDENTITY_PROVIDERS.contains(text)) {
      return Optional.of(new Principal.Federated(text));
    }
    if (CANONICAL_USER.matcher(text).matches()) {
      return Optional.of(new Principal.CanonicalUser(text));
    }
    if (isService(text)) {
      return Optional.of(new Principal.Service(text));
    }
    var arn = ARN.matcher(text);
    if (!arn.matches()) {
      return Optional.empty();
    }
    var account = arn.group(2);
    var name = Optional.ofNullable(arn.group(4));
    var userId = only(context, "aws:userid");
    if (arn.group(1).equals("iam")) {
      return switch (arn.group(3)) {
        case "root" -> name.isEmpty() ? Optional.of(new Principal.Root(account)) : Optional.empty();
        case "user" -> name.map(n -> new Principal.User(text, userId.orElse("")));
        case "role" -> name.map(n -> role(text, "", userId));
        case "saml-provider", "oidc-provider" -> name.map(n -> new Principal.Federated(text));
        default -> Optional.empty();
      };
    }
    return switch (arn.group(3)) {
      case "assumed-role" -> name.flatMap(n -> session(text, n, context, userId));
      case "federated-user" -> name.map(n -> new Principal.FederatedUser(text, userArn(text, n)));
      default -> Optional.empty();
    };
  }

  private static Optional<Principal> session(
      String arn, String name, RequestContext context, Optional<String> userId) {
    int slash = name.indexOf('/');
    if (slash <= 0 || slash == name.length() - 1) {
      return Optional.empty();
    }
    var role = name.substring(0, slash);
    var sessionName = name.substring(slash + 1);
    var roleArn =
        only(context, "aws:principalarn")
            .filter(a -> PrincipalArns.session(a, sessionName).equals(arn))
            .orElseGet(() -> roleArn(arn, role));
    return Optional.of(role(roleArn, sessionName, userId));
  }

  /// The ARN of a role whose path is not known; a service-linked role's begins with
  /// `/aws-service-role/`, and its name tells that it is one.
  private static String roleArn(String sessionArn, String name) {
    var path = name.startsWith("AWSServiceRoleFor") ? "aws-service-role/" : "";
    return "arn:"
        + PrincipalArns.field(sessionArn, 1).orElse("aws")
        + ":iam::"
        + PrincipalArns.account(sessionArn).orElse("")
        + ":role/"
        + path
        + name;
  }

  /// "This session's ARN is based on the original identity that was federated", so a user of the
  /// same name is taken for it:
  /// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#sts-session-principals`.
  private static String userArn(String sessionArn, String name) {
    return "arn:"
        + PrincipalArns.field(sessionArn, 1).orElse("aws")
        + ":iam::"
        + PrincipalArns.account(sessionArn).orElse("")
        + ":user/"
        + name;
  }

  /// @param userId `role id:session name`
  private static Principal role(String arn, String sessionName, Optional<String> userId) {
    var id = userId.orElse("");
    int colon = id.indexOf(':');
    var roleId = colon < 0 ? id : id.substring(0, colon);
    var session = sessionName.isEmpty() && colon >= 0 ? id.substring(colon + 1) : sessionName;
    return new Principal.RoleSession(arn, roleId, session);
  }

  private static Optional<String> only(RequestContext context, String key) {
    return context.get(key).filter(v -> v.size() == 1).map(List::getFirst);
  }
}

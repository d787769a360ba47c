package dev.diorama.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A request as statements see it: with the condition keys that follow from the principal and the
/// request itself. A key given in the request's context wins over the derived one. See
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html`.
///
/// Derived from the principal: `aws:PrincipalArn`, `aws:PrincipalAccount`, `aws:PrincipalType`,
/// `aws:userid`, `aws:username`, `aws:PrincipalIsAWSService`, `aws:PrincipalServiceName`,
/// `aws:FederatedProvider`. From the resource: `aws:ResourceAccount`, and `aws:RequestedRegion` if
/// its ARN has a region. From other keys: `aws:CurrentTime` and `aws:EpochTime` from one another,
/// `aws:ViaAWSService`, `aws:CalledViaFirst` and `aws:CalledViaLast` from `aws:CalledVia`,
/// `aws:SourceAccount` from the account in `aws:SourceArn`. Keys that depend on the way of the
/// request (source address, VPC, TLS, time, tags) have to be given.
final class RequestView {
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-[0-9]+");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  private final Request request;
  private final String lowerCaseAction;
  private final boolean bounded;

  RequestView(Request request) {
    this(request, false);
  }

  /// @param bounded whether a permissions boundary is attached to the caller
  RequestView(Request request, boolean bounded) {
    this.request = request;
    this.lowerCaseAction = key(request.action());
    this.bounded = bounded && canBeBounded(request.principal());
  }

  /// "AWS supports permissions boundaries for IAM entities (users or roles)":
  /// `docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html`.
  private static boolean canBeBounded(Principal caller) {
    return switch (caller) {
      case Principal.User u -> true;
      case Principal.RoleSession s -> true;
      case Principal.FederatedUser f -> true;
      case Principal.Root r -> false;
      case Principal.Federated f -> false;
      case Principal.CanonicalUser c -> false;
      case Principal.Service s -> false;
      case Principal.Anonymous a -> false;
    };
  }

  /// Whether a permissions boundary is attached to the caller.
  boolean isBounded() {
    return bounded;
  }

  Principal principal() {
    return request.principal();
  }

  String principalText() {
    return switch (principal()) {
      case Principal.Service s -> s.name();
      case Principal.Federated f -> f.provider();
      case Principal.CanonicalUser c -> c.id();
      case Principal.Anonymous a -> "anonymous";
      case Principal p -> p.callerArn().orElse("");
    };
  }

  String action() {
    return request.action();
  }

  /// The action as patterns are compared with it.
  String lowerCaseAction() {
    return lowerCaseAction;
  }

  String resource() {
    return request.resource();
  }

  String resourceAccount() {
    return request.resourceAccount();
  }

  /// The only value of a key; empty if it is absent or has several, which policy variables cannot
  /// use.
  Optional<String> single(String lowerCaseKey) {
    return values(lowerCaseKey).filter(v -> v.size() == 1).map(List::getFirst);
  }

  /// The values of a key, given in lower case; empty if the key is absent.
  Optional<List<String>> values(String lowerCaseKey) {
    var given = Optional.ofNullable(request.context().values().get(lowerCaseKey));
    return given.isPresent() ? given : derived(lowerCaseKey).map(List::of);
  }

  private Optional<String> derived(String key) {
    return switch (key) {
      case "aws:principalarn" -> principalArn();
      case "aws:principalaccount" ->
          isAnonymous() ? Optional.of("anonymous") : principal().callerAccount();
      case "aws:principaltype" -> principalType();
      case "aws:userid" -> principal().callerUserId();
      case "aws:username" ->
          principal() instanceof Principal.User u
              ? Optional.of(PrincipalArns.lastName(u.arn()))
              : Optional.empty();
      case "aws:principalisawsservice" ->
          isAnonymous()
              ? Optional.empty()
              : Optional.of(String.valueOf(principal() instanceof Principal.Service));
      case "aws:principalservicename" ->
          principal() instanceof Principal.Service s ? Optional.of(s.name()) : Optional.empty();
      case "aws:federatedprovider" ->
          principal() instanceof Principal.Federated f
              ? Optional.of(f.provider())
              : Optional.empty();
      case "aws:requestedregion" ->
          PrincipalArns.field(request.resource(), 3).filter(r -> REGION.matcher(r).matches());
      case "aws:viaawsservice" ->
          principal() instanceof Principal.Service
              ? Optional.empty()
              : Optional.of(String.valueOf(calledVia().isPresent()));
      case "aws:calledviafirst" -> calledVia().map(List::getFirst);
      case "aws:calledvialast" -> calledVia().map(List::getLast);
      case "aws:sourceaccount" ->
          given("aws:sourcearn")
              .flatMap(PrincipalArns::account)
              .filter(a -> ACCOUNT.matcher(a).matches());
      // "s3:ResourceAccount" is the same by Amazon S3's own name:
      // docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
      case "aws:resourceaccount", "s3:resourceaccount" ->
          Optional.of(request.resourceAccount()).filter(a -> !a.isEmpty());
      case "aws:currenttime" -> given("aws:epochtime").flatMap(RequestView::timeOf);
      case "aws:epochtime" ->
          given("aws:currenttime")
              .flatMap(PolicyDate::parse)
              .map(t -> String.valueOf(t.getEpochSecond()));
      default -> Optional.empty();
    };
  }

  private Optional<List<String>> calledVia() {
    return Optional.ofNullable(request.context().values().get("aws:calledvia"))
        .filter(v -> !v.isEmpty());
  }

  private Optional<String> given(String lowerCaseKey) {
    return Optional.ofNullable(request.context().values().get(lowerCaseKey))
        .filter(v -> v.size() == 1)
        .map(List::getFirst);
  }

  private static Optional<String> timeOf(String epochSeconds) {
    try {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(epochSeconds)).toString());
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private boolean isAnonymous() {
    return principal() instanceof Principal.Anonymous;
  }

  private Optional<String> principalArn() {
    return switch (principal()) {
      // For a role session the key holds the role's ARN, not the session's.
      case Principal.RoleSession s -> Optional.of(s.roleArn());
      case Principal p -> p.callerArn();
    };
  }

  private Optional<String> principalType() {
    return switch (principal()) {
      case Principal.Root r -> Optional.of("Account");
      case Principal.CanonicalUser c -> Optional.of("Account");
      case Principal.User u -> Optional.of("User");
      case Principal.RoleSession s -> Optional.of("AssumedRole");
      case Principal.FederatedUser f -> Optional.of("FederatedUser");
      case Principal.Anonymous a -> Optional.of("Anonymous");
      case Principal.Federated f -> Optional.empty();
      case Principal.Service s -> Optional.empty();
    };
  }

  /// A lower-case copy, as [#values] wants condition keys.
  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}

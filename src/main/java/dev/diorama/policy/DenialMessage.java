package dev.diorama.policy;

import dev.diorama.policy.Decision.Allowed;
import dev.diorama.policy.Decision.ExplicitlyDenied;
import dev.diorama.policy.Decision.ImplicitlyDenied;
import java.util.Optional;

/// AWS's own sentence for a denied request, in English as AWS sends it in every language. See
/// `docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html`. People quote the
/// sentence as it comes from DynamoDB
/// (`github.com/aws-samples/aws-serverless-workshop-innovator-island/issues/97`), from Lambda
/// (`github.com/awslabs/aws-deployment-framework/issues/460`) and, with the action in lower case,
/// from SQS (`github.com/aws/serverless-application-model/issues/3633`).
///
/// Since 2026 a sentence about an explicit deny ends with the ARN of the policy that denies, for
/// the kinds of policy that can have one of their own, where caller and resource are in one account
/// or organization; AWS brings it to one service after another, and here all have it. See
/// `aws.amazon.com/blogs/security/enhanced-access-denied-error-messages-with-policy-arns`.
///
/// For unsigned requests and S3 Block Public Access that page gives no form: S3 answers an unsigned
/// request with `Access Denied`, so that is said here too.
public final class DenialMessage {
  private static final String PLAIN = "Access Denied";

  private DenialMessage() {}

  /// The sentence for `decision` on `request`.
  ///
  /// @throws IllegalArgumentException if the decision allows the request
  public static String of(Request request, Decision decision) {
    return switch (decision) {
      case Allowed a -> throw new IllegalArgumentException("the request is allowed");
      case ImplicitlyDenied d ->
          sentence(
              request,
              d.blockedBy(),
              "because no " + noun(d.blockedBy()) + " allows the " + request.action() + " action");
      case ExplicitlyDenied d ->
          sentence(
              request,
              d.blockedBy(),
              "with an explicit deny in "
                  + article(d.blockedBy())
                  + policyArn(d).map(arn -> ": " + arn).orElse(""));
    };
  }

  /// What an API of Amazon API Gateway says to a caller whom its resource policy or IAM refuses. It
  /// names no kind of policy and shows only the last four digits of the API's account. See
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-create-attach.html`
  /// and `repost.aws/knowledge-center/api-gateway-403-error-lambda-authorizer`; a whole answer is
  /// quoted in `github.com/ASFHyP3/hyp3/issues/2283`.
  ///
  /// @param method the ARN of the method, as
  ///   `arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/prod/GET/photos`
  /// @throws IllegalArgumentException if the decision allows the request
  public static String ofApi(Principal caller, String method, Decision decision) {
    if (decision.isAllowed()) {
      throw new IllegalArgumentException("the request is allowed");
    }
    var account = PrincipalArns.account(method).orElse("");
    var masked =
        account.length() == 12
            ? method.replace(":" + account + ":", ":********" + account.substring(8) + ":")
            : method;
    return "User: "
        + caller.callerArn().orElse("anonymous")
        + " is not authorized to perform: execute-api:Invoke on resource: "
        + masked
        + (decision instanceof ExplicitlyDenied ? " with an explicit deny" : "");
  }

  private static String sentence(Request request, PolicyKind kind, String reason) {
    var caller =
        switch (request.principal()) {
          case Principal.Service s -> s.name();
          case Principal.Federated f -> f.provider();
          case Principal.CanonicalUser c -> c.id();
          case Principal.Anonymous a -> "anonymous";
          case Principal p -> p.callerArn().orElse("");
        };
    if (request.principal() instanceof Principal.Anonymous
        || kind == PolicyKind.BLOCK_PUBLIC_ACCESS) {
      return PLAIN;
    }
    // AWS leaves the resource out where the action has none, and for role trust policies.
    var resource =
        request.resource().equals("*") || kind == PolicyKind.TRUST
            ? ""
            : " on resource: " + request.resource();
    return "User: "
        + caller
        + " is not authorized to perform: "
        + request.action()
        + resource
        + " "
        + reason;
  }

  /// The ARN of the managed or organization's policy that denies; inline policies have none.
  private static Optional<String> policyArn(ExplicitlyDenied denied) {
    return switch (denied.blockedBy()) {
      case IDENTITY, BOUNDARY, SESSION, SERVICE_CONTROL, RESOURCE_CONTROL ->
          denied
              .statement()
              .flatMap(StatementMatch::policyArn)
              .filter(arn -> arn.contains(":policy/"));
      case RESOURCE, TRUST, VPC_ENDPOINT, BLOCK_PUBLIC_ACCESS -> Optional.empty();
    };
  }

  private static String noun(PolicyKind kind) {
    return switch (kind) {
      case IDENTITY -> "identity-based policy";
      case RESOURCE -> "resource-based policy";
      case TRUST -> "role trust policy";
      case BOUNDARY -> "permissions boundary";
      case SESSION -> "session policy";
      case SERVICE_CONTROL -> "service control policy";
      case RESOURCE_CONTROL -> "resource control policy";
      case VPC_ENDPOINT -> "VPC endpoint policy";
      case BLOCK_PUBLIC_ACCESS -> "Block Public Access setting";
    };
  }

  private static String article(PolicyKind kind) {
    return switch (kind) {
      case IDENTITY -> "an " + noun(kind);
      case TRUST -> "the " + noun(kind);
      default -> "a " + noun(kind);
    };
  }
}

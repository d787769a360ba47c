package dev.diorama.aws.apigateway;

import dev.diorama.catalog.Need;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeEvent;
import java.util.Optional;

/// Who has signed a request to a route with IAM authorization, as the integration learns it. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html` and
/// `docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html`.
/// Users of Amazon Cognito and organizations are not drawn, so these are `null`.
final class SignedIdentity {
  private SignedIdentity() {}

  /// The caller with the members of `requestContext.authorizer.iam`.
  static Fields of(RuntimeContext context, Need.Caller caller) {
    var principal = context.access().principal(caller);
    return Fields.EMPTY
        .with(
            "accessKey", Value.of(context.credentials(RuntimeEvent.resource(caller)).accessKeyId()))
        .with("accountId", text(principal.callerAccount()))
        .with("callerId", text(principal.callerUserId()))
        .with("cognitoIdentity", Value.Null.NULL)
        .with("principalOrgId", Value.Null.NULL)
        .with("userArn", text(principal.callerArn()))
        .with("userId", text(principal.callerUserId()));
  }

  /// The same with the members of `requestContext.identity`, over what is known of nobody.
  static Fields inContext(Fields nobody, Fields iam) {
    return nobody
        .with("accessKey", iam.get("accessKey").orElse(Value.Null.NULL))
        .with("accountId", iam.get("accountId").orElse(Value.Null.NULL))
        .with("caller", iam.get("callerId").orElse(Value.Null.NULL))
        .with("user", iam.get("userId").orElse(Value.Null.NULL))
        .with("userArn", iam.get("userArn").orElse(Value.Null.NULL));
  }

  private static Value text(Optional<String> value) {
    return value.<Value>map(Value::of).orElse(Value.Null.NULL);
  }
}

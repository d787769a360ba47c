package dev.diorama.aws.lambda;

import dev.diorama.catalog.Need.Decisive;
import dev.diorama.catalog.OperationActions;
import dev.diorama.model.Environment;
import dev.diorama.model.Resource;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.Authorization;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The URL of a function (docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html). SAM's
/// property `FunctionUrlConfig` is the resource `AWS::Lambda::Url` of CloudFormation.
///
/// @param id the first part of its host name on AWS
/// @param authType who may call it: `NONE` for everybody whom the function's policy lets, `AWS_IAM`
///   for who signs and is allowed
/// @param qualifier the alias that it invokes; empty for the unpublished version
record FunctionUrl(String id, String authType, String qualifier, FunctionUrlCors cors) {
  static final String AWS_IAM = "AWS_IAM";
  static final String NONE = "NONE";
  static final String INVOKE_URL = "lambda:InvokeFunctionUrl";
  static final String INVOKE_FUNCTION = "lambda:InvokeFunction";

  /// Packets to function URLs go to other hosts than Lambda's API, which no interface endpoint
  /// serves (docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html).
  static final String ENDPOINT = "lambda-url";

  private static final int ID_LENGTH = 32;
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

  /// The function's URL, if it has one.
  static Optional<FunctionUrl> of(Resource function) {
    var url = function.properties().fields("FunctionUrlConfig");
    return url.text("AuthType")
        .map(type ->
            new FunctionUrl(
                id(function),
                type,
                url.text("Qualifier").orElse(""),
                FunctionUrlCors.of(url.fields("Cors"))));
  }

  /// Thirty-two letters and digits, made from the logical id so that they are the same in every
  /// run.
  private static String id(Resource function) {
    long seed = 0xcbf29ce484222325L;
    for (var b : function.logicalId().getBytes(StandardCharsets.UTF_8)) {
      seed = (seed ^ b) * 0x100000001b3L;
    }
    var id = new StringBuilder();
    for (int i = 0; i < ID_LENGTH; i++) {
      seed = seed * 6364136223846793005L + 1442695040888963407L;
      id.append(LETTERS.charAt((int) (seed >>> 59)));
    }
    return id.toString();
  }

  /// Its host name on AWS (docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html).
  String domainName(Environment environment) {
    return id + ".lambda-url." + environment.region() + ".on.aws";
  }

  /// What a request must be allowed: since October 2025 both actions
  /// (docs.aws.amazon.com/lambda/latest/dg/urls-auth.html). Without authentication, the function's
  /// policy alone decides, and must let everybody.
  ///
  /// @param functionArn the function's ARN without a qualifier
  List<Authorization> authorizations(String functionArn) {
    var arn = qualifier.isEmpty() ? functionArn : functionArn + ":" + qualifier;
    var decisive = authType.equals(AWS_IAM) ? Decisive.EVERY_POLICY : Decisive.RESOURCE_POLICY;
    return OperationActions.of("lambda", FunctionUrlProtocol.OPERATION).stream()
        .map(action -> new Authorization(action, arn, keys(action), decisive))
        .toList();
  }

  /// As docs.aws.amazon.com/lambda/latest/api/API_GetFunctionUrlConfig.html has it, with the URL
  /// that it has on AWS.
  Fields describe(String functionArn, Environment environment) {
    return Fields.EMPTY
        .with("FunctionUrl", "https://" + domainName(environment) + "/")
        .with("FunctionArn", qualifier.isEmpty() ? functionArn : functionArn + ":" + qualifier)
        .with("AuthType", authType)
        .with("InvokeMode", "BUFFERED");
  }

  private Map<String, List<String>> keys(String action) {
    return action.equals(INVOKE_URL)
        ? Map.of("lambda:FunctionUrlAuthType", List.of(authType))
        : Map.of("lambda:InvokedViaFunctionUrl", List.of("true"));
  }
}

package dev.diorama.aws.lambda;

import dev.diorama.catalog.Need;
import dev.diorama.json.Json;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import java.util.function.Consumer;

/// Answers requests to function URLs: the operation `InvokeFunctionUrl` with `Method`, `Path`,
/// `Query`, `Headers` and `Body`, which answers `StatusCode`, `Headers` and `Body`
/// (docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html). Answers are sent when the function
/// has ended, also those that a handler streams: `RESPONSE_STREAM` is not modelled.
final class FunctionUrls {
  private final RuntimeContext context;

  FunctionUrls(RuntimeContext context) {
    this.context = context;
  }

  /// What nobody may, and what there is not
  /// (github.com/awsdocs/aws-lambda-developer-guide/issues/494).
  static OperationResult.Failure forbidden() {
    return new OperationResult.Failure(
        "AccessDeniedException",
        "Forbidden. For troubleshooting Function URL authorization issues, see:"
            + " https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html",
        403);
  }

  /// What a caller gets if the function cannot run.
  static OperationResult.Failure badGateway() {
    return new OperationResult.Failure("InternalFailure", "Internal Server Error", 502);
  }

  void handle(
      FunctionEngine function,
      FunctionUrl url,
      OperationRequest call,
      Consumer<OperationResult> reply) {
    var request = FunctionUrlRequest.of(call.input());
    if (request.body().length() > LambdaFigures.MAX_REQUEST) {
      reply.accept(
          new OperationResult.Failure(
              "RequestEntityTooLargeException", "Request Entity Too Large", 413));
      return;
    }
    if (url.cors().answers(request)) {
      reply.accept(
          new OperationResult.Success(
              FunctionUrlAnswer.answer(200, url.cors().preflight(request), Value.of(""))));
      return;
    }
    var version = function.versions().find(url.qualifier());
    if (version.isEmpty()) {
      reply.accept(forbidden());
      return;
    }
    var environment = context.drawing().environment();
    var event =
        request.event(
            url,
            url.domainName(environment),
            environment.accountId(),
            context.newUuid(),
            context.now(),
            authorizer(call.caller(), url));
    function.invoke(
        version.get(),
        Json.write(event),
        Because.of(call),
        result -> reply.accept(answer(result, url, request)));
  }

  /// Who has signed the request (docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html).
  private Fields authorizer(Need.Caller caller, FunctionUrl url) {
    if (!url.authType().equals(FunctionUrl.AWS_IAM)
        || !(caller instanceof Need.ResourceCaller resource)) {
      return Fields.EMPTY;
    }
    var principal = context.access().principal(caller);
    var userId = principal.callerUserId().orElse("");
    return Fields.EMPTY
        .with("accessKey", context.credentials(resource.resource()).accessKeyId())
        .with("accountId", context.drawing().environment().accountId())
        .with("callerId", userId)
        .with("cognitoIdentity", Value.Null.NULL)
        .with("principalOrgId", Value.Null.NULL)
        .with("userArn", principal.callerArn().orElse(""))
        .with("userId", userId);
  }

  /// A throttled function is told as 429
  /// (docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html#urls-throttling); the body of
  /// that answer is not documented, and is that of `Invoke`.
  private static OperationResult answer(
      InvocationResult result, FunctionUrl url, FunctionUrlRequest request) {
    return switch (result) {
      case InvocationResult.Refused r ->
          r.failure().status() == 429
              ? r.failure()
              : new OperationResult.Success(FunctionUrlAnswer.badGateway());
      case InvocationResult.Ran ran -> {
        var answer =
            ran.functionError()
                ? FunctionUrlAnswer.badGateway()
                : FunctionUrlAnswer.of(ran.payload());
        var headers = answer.fields("Headers");
        for (var e : url.cors().onAnswer(request).values().entrySet()) {
          headers = headers.with(e.getKey(), e.getValue());
        }
        yield new OperationResult.Success(answer.with("Headers", headers));
      }
    };
  }
}

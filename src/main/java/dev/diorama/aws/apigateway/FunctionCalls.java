package dev.diorama.aws.apigateway;

import dev.diorama.catalog.Need;
import dev.diorama.json.Json;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeContext.Outgoing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Invokes functions for an API.
final class FunctionCalls {
  private final RuntimeContext context;

  FunctionCalls(RuntimeContext context) {
    this.context = context;
  }

  /// What came of an invocation.
  sealed interface Answer {}

  /// The function returned this payload.
  record Returned(Value.Blob payload) implements Answer {}

  /// The function ended with an error.
  ///
  /// @param message the error's message as the function threw it
  /// @param payload the whole error as JSON
  record Failed(String message, String payload) implements Answer {}

  /// The function could not be invoked: no permission, throttled, gone.
  ///
  /// @param code Lambda's error
  record NotInvoked(String code) implements Answer {

    /// Whether the function's policy does not let the API in.
    boolean isForbidden() {
      return code.equals("AccessDeniedException");
    }
  }

  /// The function took longer than it may.
  record TooLate() implements Answer {}

  /// Invokes `function` with `event` and answers exactly once.
  ///
  /// @param sourceArn on whose behalf API Gateway calls (`aws:SourceArn`)
  void invoke(
      Resource api,
      String sourceArn,
      ResourceId function,
      Value event,
      Duration timeout,
      Because because,
      Consumer<Answer> done) {
    var arn = context.catalog().arn(context.drawing(), function).orElse("");
    var answered = new AtomicBoolean();
    Consumer<Answer> once =
        answer -> {
          if (answered.compareAndSet(false, true)) {
            done.accept(answer);
          }
        };
    var timer = context.after(timeout, () -> once.accept(new TooLate()));
    context.call(
        new Outgoing(
            new Need.ServiceCaller(api.id(), ApiConnections.PRINCIPAL, sourceArn),
            "lambda",
            "Invoke",
            Fields.EMPTY
                .with("FunctionName", arn)
                .with("InvocationType", "RequestResponse")
                .with("Payload", Value.of(Json.writeBytes(event))),
            true,
            because),
        result -> {
          timer.cancel();
          once.accept(answer(result));
        });
  }

  private static Answer answer(OperationResult result) {
    if (!(result instanceof Success s)) {
      return new NotInvoked(result instanceof OperationResult.Failure f ? f.code() : "");
    }
    var payload =
        switch (s.output().get("Payload").orElse(Value.Null.NULL)) {
          case Value.Blob b -> b;
          case Value.Text t -> Value.of(t.value().getBytes(StandardCharsets.UTF_8));
          default -> Value.of(new byte[0]);
        };
    return s.output().get("FunctionError").isPresent()
        ? new Failed(
            ApiJson.fields(payload.bytes()).text("errorMessage").orElse(""),
            new String(payload.bytes(), StandardCharsets.UTF_8))
        : new Returned(payload);
  }
}

package dev.diorama.aws.lambda;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// The operation `Invoke` in its three invocation types
/// (docs.aws.amazon.com/lambda/latest/api/API_Invoke.html).
final class Invocations {
  /// docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 6 MB for a synchronous
  /// invocation, 1 MB for an asynchronous one.
  private static final int MAX_REQUEST_BYTES = 6_291_456;

  private static final int MAX_EVENT_BYTES = 1_048_576;

  /// docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html: a minute before the
  /// first retry, two before the second. Then the event is dropped: destinations and dead-letter
  /// queues of functions are not modelled.
  private static final List<Duration> RETRIES =
      List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));

  /// A throttled event goes back to the queue for up to six hours, with a growing pause from one
  /// second to five minutes (same page).
  private static final Duration MAX_AGE = Duration.ofHours(6);

  private static final Duration MAX_PAUSE = Duration.ofMinutes(5);

  private final RuntimeContext context;

  Invocations(RuntimeContext context) {
    this.context = context;
  }

  void invoke(FunctionEngine function, OperationRequest request, Consumer<OperationResult> reply) {
    var because = Because.of(request);
    var payload = payload(request.input());
    var type = request.input().text("InvocationType").orElse("RequestResponse");
    int limit = type.equals("Event") ? MAX_EVENT_BYTES : MAX_REQUEST_BYTES;
    if (payload.getBytes(StandardCharsets.UTF_8).length > limit) {
      reply.accept(
          new OperationResult.Failure(
              "RequestTooLargeException",
              "Request must be smaller than " + limit + " bytes for the InvokeFunction operation",
              413));
      return;
    }
    String event;
    try {
      event = payload.isBlank() ? "{}" : Json.write(Json.read(payload));
    } catch (JsonException e) {
      reply.accept(
          new OperationResult.Failure(
              "InvalidRequestContentException",
              "Could not parse request body into json: " + e.getMessage(),
              400));
      return;
    }
    switch (type) {
      case "DryRun" -> reply.accept(answer(204));
      case "Event" -> {
        reply.accept(answer(202));
        attempt(function, event, because, 0, Duration.ZERO, Duration.ofSeconds(1));
      }
      case "RequestResponse" ->
          function.invoke(event, because, result -> reply.accept(answer(request, result)));
      default ->
          reply.accept(
              new OperationResult.Failure(
                  "InvalidParameterValueException", "Unknown invocation type: " + type, 400));
    }
  }

  private static String payload(Fields input) {
    return input
        .get("Payload")
        .map(v ->
            switch (v) {
              case Value.Blob b -> new String(b.bytes(), StandardCharsets.UTF_8);
              case Value.Text t -> t.value();
              default -> Json.write(v);
            })
        .orElse("");
  }

  private static OperationResult.Success answer(int status) {
    return new OperationResult.Success(
        Fields.EMPTY.with("StatusCode", status).with("Payload", Value.of(new byte[0])));
  }

  private static OperationResult answer(OperationRequest request, InvocationResult result) {
    return switch (result) {
      case InvocationResult.Refused r -> r.failure();
      case InvocationResult.Ran ran -> {
        var output =
            Fields.EMPTY
                .with("StatusCode", 200)
                .with("ExecutedVersion", ran.version())
                .with("Payload", Value.of(ran.payload().getBytes(StandardCharsets.UTF_8)));
        if (ran.functionError()) {
          output = output.with("FunctionError", "Unhandled");
        }
        if (request.input().text("LogType").filter("Tail"::equals).isPresent()) {
          output =
              output.with(
                  "LogResult", Value.of(ran.log().getBytes(StandardCharsets.UTF_8)).base64());
        }
        yield new OperationResult.Success(output);
      }
    };
  }

  private void attempt(
      FunctionEngine function,
      String event,
      Because because,
      int failures,
      Duration age,
      Duration pause) {
    function.invoke(
        event,
        because,
        result -> {
          switch (result) {
            case InvocationResult.Ran ran -> {
              if (ran.functionError() && failures < RETRIES.size()) {
                var wait = RETRIES.get(failures);
                context.after(
                    wait,
                    () ->
                        attempt(
                            function,
                            event,
                            because,
                            failures + 1,
                            age.plus(wait),
                            Duration.ofSeconds(1)));
              }
            }
            case InvocationResult.Refused refused -> {
              if (age.compareTo(MAX_AGE) < 0) {
                var doubled = pause.multipliedBy(2);
                context.after(
                    pause,
                    () ->
                        attempt(
                            function,
                            event,
                            because,
                            failures,
                            age.plus(pause),
                            doubled.compareTo(MAX_PAUSE) < 0 ? doubled : MAX_PAUSE));
              }
            }
          }
        });
  }
}

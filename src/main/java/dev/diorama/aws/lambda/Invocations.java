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
import java.util.function.Consumer;

/// The operation `Invoke` in its three invocation types
/// (docs.aws.amazon.com/lambda/latest/api/API_Invoke.html).
final class Invocations {
  /// The answer of the unpublished version, without its payload.
  private static final Fields OF_LATEST =
      Fields.EMPTY
          .with("StatusCode", 200)
          .with("ExecutedVersion", FunctionVersion.LATEST_NUMBER)
          .with("Payload", "");

  private final AsynchronousEvents asynchronous;

  Invocations(RuntimeContext context) {
    this.asynchronous = new AsynchronousEvents(context);
  }

  void invoke(
      FunctionEngine function,
      FunctionVersion version,
      OperationRequest request,
      Consumer<OperationResult> reply) {
    var because = Because.of(request);
    var payload = payload(request.input());
    var type = request.input().text("InvocationType").orElse("RequestResponse");
    long limit = type.equals("Event") ? LambdaFigures.MAX_EVENT : LambdaFigures.MAX_REQUEST;
    if (Payloads.exceed(payload, limit)) {
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
        asynchronous.accept(function, version, event, because);
      }
      case "RequestResponse" ->
          function.invoke(version, event, because, result -> reply.accept(answer(request, result)));
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
        // A million of these may be in the log: what they have in common, they share.
        var output =
            (ran.version().equals(FunctionVersion.LATEST_NUMBER)
                    ? OF_LATEST
                    : OF_LATEST.with("ExecutedVersion", ran.version()))
                .with("Payload", Value.of(ran.payload().getBytes(StandardCharsets.UTF_8)));
        if (ran.functionError()) {
          output = output.with("FunctionError", "Unhandled");
        }
        if (request.input().text("LogType").filter("Tail"::equals).isPresent()) {
          output =
              output.with(
                  "LogResult",
                  Value.of(ran.log().text().getBytes(StandardCharsets.UTF_8)).base64());
        }
        yield new OperationResult.Success(output);
      }
    };
  }
}

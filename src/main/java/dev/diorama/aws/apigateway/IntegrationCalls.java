package dev.diorama.aws.apigateway;

import dev.diorama.catalog.Need;
import dev.diorama.json.Json;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeContext.Outgoing;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Calls what stands behind a route, within the integration's time.
final class IntegrationCalls {
  private final RuntimeContext context;

  IntegrationCalls(RuntimeContext context) {
    this.context = context;
  }

  /// Calls the route's integration and answers exactly once.
  void call(
      OperationRequest request,
      Resource api,
      ApiRequest apiRequest,
      RouteMatch match,
      Consumer<OperationResult> reply) {
    var kind = ApiKind.of(api);
    var drawing = context.drawing();
    var arn = context.catalog().arn(drawing, match.integration().target());
    var answered = new AtomicBoolean();
    Consumer<OperationResult> once =
        result -> {
          if (answered.compareAndSet(false, true)) {
            reply.accept(result);
          }
        };
    var timer = context.after(kind.timeout(), () -> once.accept(ApiFailures.timedOut(kind)));
    Consumer<Optional<ProxyResponse>> answer =
        response -> {
          timer.cancel();
          once.accept(
              response
                  .map(r -> Cors.of(api).map(c -> c.apply(apiRequest, r)).orElse(r))
                  .<OperationResult>map(r -> new Success(r.output()))
                  .orElseGet(() -> ApiFailures.badAnswer(kind)));
        };
    Runnable refused =
        () -> {
          timer.cancel();
          once.accept(ApiFailures.notInvoked(kind));
        };
    switch (arn.map(Target::service).orElse("")) {
      case "lambda" ->
          context.call(
              function(request, api, apiRequest, match, arn.orElse("")),
              result -> {
                if (result instanceof Success s) {
                  answer.accept(functionAnswer(s.output(), kind, match.integration()));
                } else {
                  refused.run();
                }
              });
      case "sqs" ->
          context.call(
              sendMessage(
                  context,
                  api,
                  match.integration().target(),
                  apiRequest.bodyText(),
                  Because.of(request)),
              result -> {
                if (result instanceof Success s) {
                  answer.accept(Optional.of(queueAnswer(s.output())));
                } else {
                  refused.run();
                }
              });
      default -> {
        timer.cancel();
        once.accept(
            new Failure(
                "NotImplementedException",
                "Diorama does not model this integration: " + arn.orElse("no ARN"),
                501));
      }
    }
  }

  private Outgoing function(
      OperationRequest request,
      Resource api,
      ApiRequest apiRequest,
      RouteMatch match,
      String functionArn) {
    var environment = context.drawing().environment();
    var event =
        new ProxyEvent(
            ApiKind.of(api),
            match.integration(),
            apiRequest,
            match.pathParameters(),
            ApiFacets.apiId(api),
            ApiFacets.stage(api),
            environment.accountId(),
            environment.region(),
            context.newUuid(),
            context.now());
    return new Outgoing(
        new Need.ServiceCaller(
            api.id(),
            ApiConnections.PRINCIPAL,
            ApiFacets.sourceArn(api, match.integration().key(), environment)),
        "lambda",
        "Invoke",
        Fields.EMPTY
            .with("FunctionName", functionArn)
            .with("InvocationType", "RequestResponse")
            .with("Payload", Value.of(Json.writeBytes(event.write()))),
        true,
        Because.of(request));
  }

  private static Optional<ProxyResponse> functionAnswer(
      Fields output, ApiKind kind, Integration integration) {
    if (output.get("FunctionError").isPresent()) {
      return Optional.empty();
    }
    var payload =
        switch (output.get("Payload").orElse(Value.Null.NULL)) {
          case Value.Blob b -> b.bytes();
          case Value.Text t -> t.value().getBytes(StandardCharsets.UTF_8);
          default -> new byte[0];
        };
    return ProxyResponse.read(payload, kind, integration.payloadFormat());
  }

  /// The body becomes the message, as with the subtype `SQS-SendMessage` and `$request.body.…` left
  /// at the whole body. See
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html`.
  static Outgoing sendMessage(
      RuntimeContext context, Resource api, ResourceId queue, String body, Because because) {
    var drawing = context.drawing();
    var url =
        drawing
            .resource(queue)
            .map(t -> context.catalog().facets(t).ref(t, drawing.environment()))
            .orElse("");
    return new Outgoing(
        new Need.ResourceCaller(api.id()),
        "sqs",
        "SendMessage",
        Fields.EMPTY.with("QueueUrl", url).with("MessageBody", body),
        true,
        because);
  }

  private ProxyResponse queueAnswer(Fields output) {
    var result = Fields.EMPTY;
    for (var member : List.of("MD5OfMessageBody", "MessageId", "SequenceNumber")) {
      var value = output.get(member);
      if (value.isPresent()) {
        result = result.with(member, value.get());
      }
    }
    var body =
        Fields.EMPTY.with(
            "SendMessageResponse",
            Fields.EMPTY
                .with("ResponseMetadata", Fields.EMPTY.with("RequestId", context.newUuid()))
                .with("SendMessageResult", result));
    var headers = new LinkedHashMap<String, List<String>>();
    headers.put("Content-Type", List.of("application/json"));
    return new ProxyResponse(200, headers, Value.of(Json.write(body)));
  }
}

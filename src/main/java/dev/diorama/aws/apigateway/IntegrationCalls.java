package dev.diorama.aws.apigateway;

import dev.diorama.catalog.Need;
import dev.diorama.json.Json;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeContext.Outgoing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Calls what stands behind a route, within the integration's time.
final class IntegrationCalls {
  private final RuntimeContext context;
  private final FunctionCalls functions;

  IntegrationCalls(RuntimeContext context, FunctionCalls functions) {
    this.context = context;
    this.functions = functions;
  }

  /// What came of an integration.
  sealed interface Result {}

  /// The integration answered, maybe with an error of its own.
  record Answered(ProxyResponse response) implements Result {}

  /// It did not, and this is what the client gets.
  record NotAnswered(Failure failure) implements Result {}

  /// Calls the route's integration and answers exactly once.
  void call(
      OperationRequest request,
      Resource api,
      ApiRequest apiRequest,
      RouteMatch match,
      Consumer<Result> done) {
    var kind = ApiKind.of(api);
    var integration = match.integration();
    var target = context.catalog().arn(context.drawing(), integration.target()).orElse("");
    Consumer<Result> answer =
        result ->
            done.accept(
                result instanceof Answered a
                    ? new Answered(
                        Cors.of(api)
                            .map(c -> c.apply(apiRequest, a.response()))
                            .orElse(a.response()))
                    : result);
    if (MappedIntegration.isOne(integration) && kind == ApiKind.REST) {
      mapped(request, api, apiRequest, match, Target.service(target), answer);
      return;
    }
    switch (Target.service(target)) {
      case "lambda" ->
          functions.invoke(
              api,
              ApiFacets.sourceArn(api, integration.key(), context.drawing().environment()),
              integration.target(),
              event(api, apiRequest, match).write(),
              timeout(kind, integration),
              Because.of(request),
              result -> answer.accept(ofFunction(result, kind, integration)));
      case "sqs" -> queue(request, api, apiRequest, integration, answer);
      default ->
          answer.accept(
              new NotAnswered(
                  new Failure(
                      "NotImplementedException",
                      "Diorama does not model this integration: "
                          + (target.isEmpty() ? "no ARN" : target),
                      501)));
    }
  }

  /// Calls a function with what a template makes of the request, or an AWS service as the API's
  /// role with the operation that the route names.
  private void mapped(
      OperationRequest request,
      Resource api,
      ApiRequest apiRequest,
      RouteMatch match,
      String service,
      Consumer<Result> done) {
    var kind = ApiKind.REST;
    var integration = match.integration();
    var mapping =
        new MappedIntegration(
            integration,
            apiRequest,
            event(api, apiRequest, match).requestContext(),
            api.properties().fields("StageVariables"));
    var body = mapping.toBackend(match.pathParameters());
    var input = body.flatMap(b -> ApiJson.read(b.getBytes(StandardCharsets.UTF_8)));
    if (input.isEmpty()) {
      done.accept(new NotAnswered(ApiFailures.notInvoked(kind)));
      return;
    }
    if (service.equals("lambda")) {
      functions.invoke(
          api,
          ApiFacets.sourceArn(api, integration.key(), context.drawing().environment()),
          integration.target(),
          input.get(),
          timeout(kind, integration),
          Because.of(request),
          result ->
              done.accept(
                  switch (result) {
                    case FunctionCalls.Returned r ->
                        mappedAnswer(mapping, match, MappedIntegration.text(r.payload()), "");
                    case FunctionCalls.Failed f ->
                        mappedAnswer(mapping, match, f.payload(), f.message());
                    case FunctionCalls.NotInvoked n ->
                        new NotAnswered(ApiFailures.notInvoked(kind));
                    case FunctionCalls.TooLate t -> new NotAnswered(ApiFailures.timedOut(kind));
                  }));
      return;
    }
    var fields = input.get() instanceof Fields f ? f : Fields.EMPTY;
    if (service.equals("sqs") && fields.get("QueueUrl").isEmpty()) {
      var queue = context.drawing().resource(integration.target());
      fields =
          fields.with(
              "QueueUrl",
              queue
                  .map(q -> context.catalog().facets(q).ref(q, context.drawing().environment()))
                  .orElse(""));
    }
    context.call(
        new Outgoing(
            new Need.ResourceCaller(api.id()),
            service,
            integration.settings().text("IntegrationAction").orElse("SendMessage"),
            fields,
            true,
            Because.of(request)),
        result ->
            done.accept(
                switch (result) {
                  case Success s -> mappedAnswer(mapping, match, Json.write(s.output()), "");
                  case Failure f ->
                      mappedAnswer(
                          mapping,
                          match,
                          Json.write(
                              Fields.EMPTY.with("__type", f.code()).with("message", f.message())),
                          String.valueOf(f.status()));
                }));
  }

  private static Result mappedAnswer(
      MappedIntegration mapping, RouteMatch match, String body, String error) {
    return mapping
        .toClient(
            body, error.isEmpty() ? Optional.empty() : Optional.of(error), match.pathParameters())
        .<Result>map(Answered::new)
        .orElseGet(() -> new NotAnswered(ApiFailures.notInvoked(ApiKind.REST)));
  }

  /// How long the integration may take: from 50 ms to 29 s for REST APIs, to 30 s for HTTP APIs.
  private static Duration timeout(ApiKind kind, Integration integration) {
    return integration
        .settings()
        .number("TimeoutInMillis")
        .map(Duration::ofMillis)
        .filter(t -> t.compareTo(kind.timeout()) < 0)
        .orElse(kind.timeout());
  }

  /// The event for the function of a route.
  ProxyEvent event(Resource api, ApiRequest apiRequest, RouteMatch match) {
    var environment = context.drawing().environment();
    return new ProxyEvent(
        ApiKind.of(api),
        match.integration(),
        apiRequest,
        match.pathParameters(),
        ApiFacets.apiId(api),
        ApiFacets.stage(api),
        environment.accountId(),
        environment.region(),
        context.newUuid(),
        context.now(),
        match.authorizer(),
        api.properties().fields("StageVariables"));
  }

  private static Result ofFunction(
      FunctionCalls.Answer answer, ApiKind kind, Integration integration) {
    return switch (answer) {
      case FunctionCalls.Returned r ->
          ProxyResponse.read(r.payload().bytes(), kind, integration.payloadFormat())
              .<Result>map(Answered::new)
              .orElseGet(() -> new NotAnswered(ApiFailures.badAnswer(kind)));
      case FunctionCalls.Failed f -> new NotAnswered(ApiFailures.badAnswer(kind));
      case FunctionCalls.NotInvoked n -> new NotAnswered(ApiFailures.notInvoked(kind));
      case FunctionCalls.TooLate t -> new NotAnswered(ApiFailures.timedOut(kind));
    };
  }

  private void queue(
      OperationRequest request,
      Resource api,
      ApiRequest apiRequest,
      Integration integration,
      Consumer<Result> done) {
    var kind = ApiKind.of(api);
    var answered = new AtomicBoolean();
    Consumer<Result> once =
        result -> {
          if (answered.compareAndSet(false, true)) {
            done.accept(result);
          }
        };
    var timer =
        context.after(
            timeout(kind, integration),
            () -> once.accept(new NotAnswered(ApiFailures.timedOut(kind))));
    context.call(
        sendMessage(context, api, integration.target(), apiRequest.bodyText(), Because.of(request)),
        result -> {
          timer.cancel();
          once.accept(
              result instanceof Success s
                  ? new Answered(queueAnswer(s.output()))
                  : new NotAnswered(ApiFailures.notInvoked(kind)));
        });
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

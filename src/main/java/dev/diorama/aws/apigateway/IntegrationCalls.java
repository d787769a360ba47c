package dev.diorama.aws.apigateway;

import dev.diorama.catalog.Need;
import dev.diorama.model.Environment;
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
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Calls what stands behind a route, within the integration's time.
final class IntegrationCalls {
  private final RuntimeContext context;
  private final FunctionCalls functions;
  private final Backends backends;
  private final MappedCalls mapped;

  IntegrationCalls(RuntimeContext context, FunctionCalls functions) {
    this.context = context;
    this.functions = functions;
    this.backends = new Backends(context);
    this.mapped = new MappedCalls(context, functions, backends);
  }

  /// What came of an integration.
  sealed interface Result {}

  /// The integration answered, maybe with an error of its own.
  ///
  /// @param backend the status of what stands behind the integration: Lambda's own of a function
  record Answered(ProxyResponse response, int backend) implements Result {}

  /// It did not, and this is what the client gets.
  ///
  /// @param reason for the API's owner; empty where there is no more to say
  record NotAnswered(Failure failure, String reason) implements Result {
    NotAnswered(Failure failure) {
      this(failure, "");
    }
  }

  /// Calls the route's integration and answers exactly once.
  void call(
      OperationRequest request,
      Resource api,
      ApiRequest apiRequest,
      RouteMatch match,
      Consumer<Result> done) {
    if (ApiKind.of(api) == ApiKind.REST) {
      called(request, api, apiRequest, match, done);
      return;
    }
    var mapping = ParameterMapping.of(match.integration());
    if (mapping.isEmpty()) {
      called(
          request, api, apiRequest, match, result -> done.accept(shared(api, apiRequest, result)));
      return;
    }
    var values =
        new ParameterMapping.Values(
            apiRequest,
            match.pathParameters(),
            event(api, apiRequest, match).contextVariables(),
            api.properties().fields("StageVariables"));
    called(
        request,
        api,
        mapping.toBackend(values),
        match,
        result ->
            done.accept(
                shared(
                    api,
                    apiRequest,
                    result instanceof Answered a
                        ? new Answered(mapping.toClient(values, a.response()), a.backend())
                        : result)));
  }

  /// The answer with the headers of cross-origin resource sharing.
  private static Result shared(Resource api, ApiRequest apiRequest, Result result) {
    return result instanceof Answered a
        ? new Answered(
            Cors.of(api).map(c -> c.apply(apiRequest, a.response())).orElse(a.response()),
            a.backend())
        : result;
  }

  private void called(
      OperationRequest request,
      Resource api,
      ApiRequest apiRequest,
      RouteMatch match,
      Consumer<Result> done) {
    var kind = ApiKind.of(api);
    var integration = match.integration();
    var service =
        Target.service(context.catalog().arn(context.drawing(), integration.target()).orElse(""));
    if (kind == ApiKind.REST && (MappedIntegration.isOne(integration) || isObject(service))) {
      mapped(request, api, apiRequest, match, done);
      return;
    }
    switch (service) {
      case "lambda" ->
          functions.invoke(
              api,
              ApiFacets.sourceArn(api, integration.key(), context.drawing().environment()),
              integration.target(),
              event(api, apiRequest, match).write(),
              timeout(kind, integration),
              Because.of(request),
              result ->
                  done.accept(
                      ofFunction(result, api, apiRequest, integration, Because.of(request))));
      case "sqs" -> queue(request, api, apiRequest, integration, done);
      case "" -> hostProxy(request, api, apiRequest, match, done);
      default -> done.accept(notModelled(service));
    }
  }

  /// Buckets and tables have no proxy integration.
  private static boolean isObject(String service) {
    return service.equals("s3") || service.equals("dynamodb");
  }

  static Result notModelled(String what) {
    return new NotAnswered(
        new Failure(
            "NotImplementedException", "Diorama does not model this integration: " + what, 501));
  }

  /// Calls what a mapped integration leads to.
  private void mapped(
      OperationRequest request,
      Resource api,
      ApiRequest apiRequest,
      RouteMatch match,
      Consumer<Result> done) {
    var integration = match.integration();
    mapped.call(
        api,
        new MappedIntegration(
            integration,
            apiRequest,
            match.pathParameters(),
            event(api, apiRequest, match).contextVariables(),
            api.properties().fields("StageVariables"),
            BinaryMedia.of(api)),
        timeout(ApiKind.REST, integration),
        Because.of(request),
        done);
  }

  private void hostProxy(
      OperationRequest request,
      Resource api,
      ApiRequest apiRequest,
      RouteMatch match,
      Consumer<Result> done) {
    var kind = ApiKind.of(api);
    var backend =
        HostProxy.call(
            kind,
            apiRequest,
            match,
            event(api, apiRequest, match).contextVariables(),
            api.properties().fields("StageVariables"));
    backends.call(
        "",
        new Backends.Call(
            api,
            match.integration(),
            backend,
            timeout(kind, match.integration()),
            Because.of(request)),
        answer ->
            done.accept(
                switch (answer) {
                  case Backend.Answered a when a.tooLarge().isPresent() ->
                      kind == ApiKind.REST
                          ? mapped.broken(api, a.tooLarge().get(), Because.of(request))
                          : new NotAnswered(ApiFailures.badAnswer(kind), a.tooLarge().get());
                  case Backend.Answered a ->
                      new Answered(
                          new ProxyResponse(a.status(), new LinkedHashMap<>(a.headers()), a.body())
                              .returned(kind),
                          a.status());
                  case Backend.TooLate t -> new NotAnswered(ApiFailures.timedOut(kind));
                  case Backend.NotCalled n -> unreachable(request, api, kind);
                  case Backend.NotModelled n -> notModelled(n.what());
                }));
  }

  private Result unreachable(OperationRequest request, Resource api, ApiKind kind) {
    return kind == ApiKind.REST
        ? mapped.broken(api, "Invalid endpoint address", Because.of(request))
        : new NotAnswered(ApiFailures.unreachable());
  }

  /// How long the integration may take: from 50 ms to 29 s for REST APIs, to 30 s for HTTP APIs.
  static Duration timeout(ApiKind kind, Integration integration) {
    return integration
        .settings()
        .number("TimeoutInMillis")
        .map(Duration::ofMillis)
        .filter(t -> t.compareTo(kind.timeout()) < 0)
        .orElse(kind.timeout());
  }

  /// The event for the function of a route.
  ProxyEvent event(Resource api, ApiRequest apiRequest, RouteMatch match) {
    return event(api, apiRequest, match, context.drawing().environment(), context.now());
  }

  /// The same, of a request that came at this time.
  static ProxyEvent event(
      Resource api, ApiRequest apiRequest, RouteMatch match, Environment environment, Instant at) {
    return new ProxyEvent(
        ApiKind.of(api),
        match.integration(),
        apiRequest,
        match.pathParameters(),
        ApiFacets.apiId(api),
        ApiFacets.stage(api),
        environment.accountId(),
        environment.region(),
        apiRequest.id(),
        apiRequest.extendedId(),
        at,
        match.authorizer(),
        api.properties().fields("StageVariables"),
        ProxyEvent.isBinary(api, apiRequest));
  }

  private Result ofFunction(
      FunctionCalls.Answer answer,
      Resource api,
      ApiRequest apiRequest,
      Integration integration,
      Because because) {
    var kind = ApiKind.of(api);
    if (answer instanceof FunctionCalls.Returned r) {
      var response =
          ProxyResponse.read(
              r.payload().bytes(),
              kind,
              integration.payloadFormat(),
              kind == ApiKind.HTTP || BinaryMedia.of(api).answers(apiRequest));
      if (response.isPresent()) {
        return new Answered(response.get().returned(kind), 200);
      }
    }
    var problem = FunctionProblem.of(answer);
    if (kind == ApiKind.REST) {
      ExecutionLog.write(context, api, problem.logged(), because);
    }
    return new NotAnswered(
        switch (answer) {
          case FunctionCalls.NotInvoked n -> ApiFailures.notInvoked(kind);
          case FunctionCalls.TooLate t -> ApiFailures.timedOut(kind);
          default -> ApiFailures.badAnswer(kind);
        },
        problem.told());
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
                  ? new Answered(queueAnswer(s.output()), 200)
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
    var headers = new LinkedHashMap<String, List<String>>();
    headers.put("Content-Type", List.of("application/json"));
    return new ProxyResponse(
        200, headers, Value.of(QueueForm.answer("SendMessage", result, context.newUuid())));
  }
}

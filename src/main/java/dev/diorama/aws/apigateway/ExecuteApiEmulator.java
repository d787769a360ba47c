package dev.diorama.aws.apigateway;

import dev.diorama.catalog.Need.Decisive;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value.Fields;
import dev.diorama.policy.Decision;
import dev.diorama.policy.Decision.ExplicitlyDenied;
import dev.diorama.policy.DenialMessage;
import dev.diorama.policy.Principal;
import dev.diorama.runtime.Authorization;
import dev.diorama.runtime.InvocationId;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.runtime.wire.WebSocketProtocol;
import dev.diorama.runtime.wire.WireProtocol;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The engine that serves APIs: finds the route, asks its integration, answers.
///
/// Requests to REST and HTTP APIs are the operation `Invoke` with `ApiId`, `Stage`, `Method`,
/// `Path`, `Query`, `Headers` and `Body`; it answers `StatusCode`, `Headers` and `Body`. WebSocket
/// APIs have `Connect`, `Send` and `Disconnect` for what clients do over a socket, `Receive` for
/// clients without one, and AWS's `PostToConnection`, `GetConnection` and `DeleteConnection`.
/// Clients name a connection by `ConnectionId`, or by the `Connection` that they gave to `Connect`.
final class ExecuteApiEmulator implements ServiceEmulator {
  /// The largest request, in bytes:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html`.
  private static final long MAX_PAYLOAD = ApiFigures.ALL.bytes("apigateway.rest.payload.maximum");

  private final RuntimeContext context;

  /// Each API at its stages.
  private final Map<String, List<Resource>> apis = new LinkedHashMap<>();

  private final Map<ResourceId, List<Integration>> routes = new LinkedHashMap<>();
  private final ApiPipeline pipeline;
  private final ApiCounts counts;
  private final ApiMeter meter;
  private final AccessLogs accessLogs;
  private final WebSocketApis sockets;

  ExecuteApiEmulator(RuntimeContext context) {
    this.context = context;
    this.counts = new ApiCounts(context);
    var functions = new FunctionCalls(context);
    var authorizers = new Authorizers(context, functions);
    this.accessLogs = new AccessLogs(context);
    this.pipeline =
        new ApiPipeline(
            context, authorizers, new IntegrationCalls(context, functions), counts, accessLogs);
    this.meter = new ApiMeter(context);
    this.sockets =
        new WebSocketApis(
            context, new WebSocketRoutes(context, functions, authorizers, accessLogs), meter);
    var drawing = context.drawing();
    for (var type : List.of(ApiTypes.REST, ApiTypes.V2)) {
      for (var api : drawing.ofType(new ResourceTypeName(type))) {
        apis.putIfAbsent(ApiFacets.apiId(api), Stages.of(api));
        // Sorting is stable: of two equal routes the one drawn first counts.
        routes.put(
            api.id(),
            Integrations.of(api, drawing).stream()
                .sorted((a, b) -> RouteKey.compare(a.key(), b.key()))
                .toList());
      }
    }
  }

  /// Tells about the APIs and empties their caches.
  ApiManagement management() {
    return new ApiManagement(context, pipeline::flush);
  }

  @Override
  public String service() {
    return "execute-api";
  }

  @Override
  public void start() {
    var because = new Because(InvocationId.RUN, OptionalLong.empty());
    apis.values().stream()
        .map(List::getFirst)
        .filter(api -> ApiKind.of(api) != ApiKind.WEBSOCKET)
        .forEach(api -> counts.add(api, "requests", 0, because));
    apis.values().stream().flatMap(List::stream).filter(ApiCache::isOn).forEach(meter::cache);
  }

  @Override
  public Optional<ResourceId> target(OperationRequest request) {
    return api(request.input()).map(Resource::id);
  }

  private List<Resource> stages(Fields input) {
    return input.text("ApiId").map(id -> apis.getOrDefault(id, List.of())).orElse(List.of());
  }

  /// The API, at the stage that the request names apart if it names one.
  private Optional<Resource> api(Fields input) {
    var stages = stages(input);
    return input
        .text("Stage")
        .flatMap(name -> Stages.named(stages, name))
        .or(() -> stages.stream().findFirst());
  }

  @Override
  public Fields inputFor(ResourceId target, String operation, Fields input) {
    var api = context.drawing().resource(target);
    if (api.isEmpty() || input.get("ApiId").isPresent()) {
      return input;
    }
    return input
        .with("ApiId", ApiFacets.apiId(api.get()))
        .with("Stage", input.text("Stage").orElse(ApiFacets.stage(api.get())));
  }

  @Override
  public List<Authorization> authorizations(OperationRequest request) {
    return request.operation().equals("Invoke")
        ? Stages.locate(stages(request.input()), request.input())
            .map(at -> ofRoute(request.input(), at))
            .orElse(List.of())
        : api(request.input())
            .map(api -> ApiAuthorizations.of(request, api, context.drawing()))
            .orElse(List.of());
  }

  private List<Authorization> ofRoute(Fields input, Stages.Located at) {
    var all = routes.getOrDefault(at.api().id(), List.of());
    return ApiAuthorizations.mayNeedSome(at.api(), all, context.drawing())
        ? ApiAuthorizations.ofRequest(
            at.api(),
            all,
            ApiRequest.of(input, at.path()),
            ApiPipeline.isAnonymous(input),
            context.drawing())
        : List.of();
  }

  @Override
  public void handle(OperationRequest request, Consumer<OperationResult> reply) {
    var found = api(request.input());
    if (found.isEmpty()) {
      reply.accept(ApiFailures.forbidden());
      return;
    }
    var api = found.get();
    if (!request.operation().equals("Invoke")
        && request.input().text("Stage").filter(s -> !s.equals(ApiFacets.stage(api))).isPresent()) {
      reply.accept(ApiFailures.forbidden());
      return;
    }
    switch (request.operation()) {
      case "Invoke" -> {
        counts.add(api, "requests", 1, Because.of(request));
        serve(request, api, reply);
      }
      case "Connect" -> sockets.connect(request, api, reply);
      case "Send" -> sockets.send(request, api, reply);
      case "Disconnect" -> sockets.disconnect(request, api, reply);
      case "Receive" -> sockets.receive(request, api, reply);
      case "PostToConnection" -> sockets.post(request, api, reply);
      case "GetConnection" -> sockets.get(request, api, reply);
      case "DeleteConnection" -> sockets.delete(request, api, reply);
      default ->
          reply.accept(
              new Failure(
                  "UnknownOperationException",
                  "Diorama does not model the operation " + request.operation(),
                  400));
    }
  }

  /// What an API answers by itself, as its gateway responses say.
  private Failure asDrawn(Failure failure, Fields input, Resource api) {
    if (!GatewayResponses.areDrawn(api)) {
      return failure;
    }
    var at = Stages.locate(stages(input), input).orElse(new Stages.Located(api, "/"));
    return GatewayResponses.apply(
        failure,
        at.api(),
        ApiRequest.of(input, at.path()),
        context.drawing().environment(),
        context.now(),
        context.newUuid());
  }

  /// Nobody in particular is asked for a signature; who has signed is told what is missing.
  @Override
  public Failure denied(
      OperationRequest request, Authorization authorization, Decision decision, String sentence) {
    var failure = refused(request, authorization, decision);
    var at = Stages.locate(stages(request.input()), request.input());
    if (at.isEmpty() || !request.operation().equals("Invoke")) {
      return failure;
    }
    var api = at.get().api();
    var answer = asDrawn(failure, request.input(), api);
    log(
        api,
        ApiRequest.of(request.input(), at.get().path()).withId(ApiKind.of(api), context.newUuid()),
        answer,
        context.now(),
        Because.of(request));
    return answer;
  }

  private Failure refused(
      OperationRequest request, Authorization authorization, Decision decision) {
    if (authorization.action().equals(ApiAuthorizations.INVALIDATE)) {
      return ApiFailures.accessDenied();
    }
    if (api(request.input()).filter(api -> ApiKind.of(api) == ApiKind.HTTP).isPresent()) {
      return ApiFailures.forbidden();
    }
    if (isOfEndpoint(decision)) {
      return ApiFailures.forbidden();
    }
    var caller =
        authorization.decisive() == Decisive.EVERY_POLICY
            ? context.access().principal(request.caller())
            : new Principal.Anonymous();
    return caller instanceof Principal.Anonymous
            && authorization.decisive() == Decisive.EVERY_POLICY
        ? ApiFailures.noRoute(ApiKind.REST)
        : new Failure(
            "AccessDeniedException",
            DenialMessage.ofApi(caller, authorization.resource(), decision),
            403);
  }

  /// Whether a request came by a VPC endpoint to a public API, or by another way to a private one.
  /// AWS tells the answer to the former
  /// (`repost.aws/knowledge-center/api-gateway-vpc-connections`); that to the latter is taken to be
  /// the same, as no public page states it.
  private static boolean isOfEndpoint(Decision decision) {
    return decision instanceof ExplicitlyDenied d
        && d.statement().filter(s -> s.policyName().equals(ApiPolicies.ENDPOINT)).isPresent();
  }

  private void serve(OperationRequest request, Resource api, Consumer<OperationResult> reply) {
    var kind = ApiKind.of(api);
    if (kind == ApiKind.WEBSOCKET) {
      // A WebSocket API answers a request that is no handshake.
      reply.accept(ApiFailures.forbidden());
      return;
    }
    var at = Stages.locate(stages(request.input()), request.input());
    if (at.isEmpty()) {
      reply.accept(
          asDrawn(
              kind == ApiKind.HTTP ? ApiFailures.noRoute(kind) : ApiFailures.forbidden(),
              request.input(),
              api));
      return;
    }
    var started = context.now();
    var apiRequest =
        ForwardedHeaders.add(
            ApiRequest.of(request.input(), at.get().path()).withId(kind, context.newUuid()),
            EventParts.SOURCE_IP,
            ApiFacets.domainName(api, context.drawing().environment()),
            context.newUuid(),
            started);
    route(
        request,
        at.get().api(),
        apiRequest,
        result -> {
          meter.request(at.get().api(), apiRequest, result, Because.of(request));
          var answer =
              result instanceof Failure f ? asDrawn(f, request.input(), at.get().api()) : result;
          log(at.get().api(), apiRequest, answer, started, Because.of(request));
          reply.accept(withId(answer, apiRequest));
        });
  }

  private static OperationResult withId(OperationResult answer, ApiRequest request) {
    return switch (answer) {
      case OperationResult.Success s ->
          new OperationResult.Success(s.output().with(ExecuteApiProtocol.ID, request.id()));
      case Failure f ->
          new Failure(
              f.code(),
              f.message(),
              f.status(),
              f.details().with(ExecuteApiProtocol.ID, request.id()));
    };
  }

  private void log(
      Resource api, ApiRequest request, OperationResult answer, Instant started, Because because) {
    if (accessLogs.areOn(api)) {
      accessLogs.write(
          api,
          AccessLogVariables.of(
              api,
              request,
              MockRoutes.route(
                  api,
                  request,
                  RouteMatch.find(
                      ApiKind.of(api),
                      routes.getOrDefault(api.id(), List.of()),
                      request.method(),
                      request.path())),
              accessLogs.noted(request),
              answer,
              context.drawing().environment(),
              started,
              context.now()),
          because);
    }
  }

  private void route(
      OperationRequest request,
      Resource api,
      ApiRequest apiRequest,
      Consumer<OperationResult> reply) {
    var kind = ApiKind.of(api);
    if (apiRequest.body().length() > MAX_PAYLOAD) {
      reply.accept(ApiFailures.tooLarge(kind));
      return;
    }
    var cors = Cors.of(api);
    if (cors.isPresent() && Cors.isPreflight(apiRequest)) {
      reply.accept(new OperationResult.Success(cors.get().preflight(apiRequest).output()));
      return;
    }
    var matched =
        RouteMatch.find(
            kind, routes.getOrDefault(api.id(), List.of()), apiRequest.method(), apiRequest.path());
    var mock = MockRoutes.find(api, apiRequest, matched);
    if (mock.isPresent()) {
      reply.accept(
          mock.get()
              .answer(api, apiRequest, context.drawing().environment(), context.now())
              .<OperationResult>map(m -> new OperationResult.Success(m.output()))
              .orElseGet(ApiFailures::configurationError));
      return;
    }
    if (matched.isEmpty()) {
      reply.accept(ApiFailures.noRoute(kind));
      return;
    }
    pipeline.serve(request, api, apiRequest, matched.get(), reply);
  }

  @Override
  public Optional<WebSocketProtocol> webSockets() {
    return Optional.of(new WebSocketEndpoint(sockets));
  }

  @Override
  public void stop() {
    sockets.stop();
  }

  @Override
  public List<WireProtocol> protocols() {
    return List.of(
        new ExecuteApiProtocol(
            restIds(),
            (input, failure) ->
                api(input).map(api -> asDrawn(failure, input, api)).orElse(failure)));
  }

  private Set<String> restIds() {
    return apis.entrySet().stream()
        .filter(e -> ApiKind.of(e.getValue().getFirst()) == ApiKind.REST)
        .map(Map.Entry::getKey)
        .collect(Collectors.toUnmodifiableSet());
  }
}

package dev.diorama.aws.apigateway;

import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.Authorization;
import dev.diorama.runtime.InvocationId;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.runtime.wire.WireProtocol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// The engine that serves APIs: finds the route, asks its integration, answers. Its one operation
/// is `Invoke` with `ApiId`, `Stage`, `Method`, `Path`, `Query`, `Headers` and `Body`; it answers
/// `StatusCode`, `Headers` and `Body`.
final class ExecuteApiEmulator implements ServiceEmulator {
  /// The largest request, in bytes:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html`.
  private static final int MAX_PAYLOAD = 10 << 20;

  private final RuntimeContext context;
  private final Map<String, Resource> apis = new LinkedHashMap<>();
  private final Map<ResourceId, List<Integration>> routes = new LinkedHashMap<>();
  private final Map<ResourceId, Long> requests = new LinkedHashMap<>();
  private final IntegrationCalls calls;

  ExecuteApiEmulator(RuntimeContext context) {
    this.context = context;
    this.calls = new IntegrationCalls(context);
    var drawing = context.drawing();
    for (var type : List.of(ApiTypes.REST, ApiTypes.V2)) {
      for (var api : drawing.ofType(new ResourceTypeName(type))) {
        apis.putIfAbsent(ApiFacets.apiId(api), api);
        // Sorting is stable: of two equal routes the one drawn first counts.
        routes.put(
            api.id(),
            Integrations.of(api, drawing).stream()
                .sorted((a, b) -> RouteKey.compare(a.key(), b.key()))
                .toList());
      }
    }
  }

  @Override
  public String service() {
    return "execute-api";
  }

  @Override
  public void start() {
    var because = new Because(InvocationId.RUN, OptionalLong.empty());
    apis.values().forEach(api -> count(api, 0, because));
  }

  @Override
  public Optional<ResourceId> target(OperationRequest request) {
    return api(request.input()).map(Resource::id);
  }

  private Optional<Resource> api(Fields input) {
    return input.text("ApiId").flatMap(id -> Optional.ofNullable(apis.get(id)));
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

  /// Routes have no authorization unless one is drawn, and none can be drawn yet.
  @Override
  public List<Authorization> authorizations(OperationRequest request) {
    return List.of();
  }

  @Override
  public void handle(OperationRequest request, Consumer<OperationResult> reply) {
    if (!request.operation().equals("Invoke")) {
      reply.accept(
          new Failure(
              "UnknownOperationException",
              "Diorama does not model the operation " + request.operation(),
              400));
      return;
    }
    var api = api(request.input());
    if (api.isEmpty()) {
      reply.accept(ApiFailures.forbidden());
      return;
    }
    count(api.get(), 1, Because.of(request));
    serve(request, api.get(), reply);
  }

  private void count(Resource api, long more, Because because) {
    var counts = new LinkedHashMap<String, Long>();
    counts.put("requests", requests.merge(api.id(), more, Long::sum));
    context.changed(because, api.id(), counts);
  }

  private void serve(OperationRequest request, Resource api, Consumer<OperationResult> reply) {
    var kind = ApiKind.of(api);
    if (kind == ApiKind.WEBSOCKET) {
      reply.accept(ApiFailures.webSocket());
      return;
    }
    var path = path(request.input(), ApiFacets.stage(api));
    if (path.isEmpty()) {
      reply.accept(kind == ApiKind.HTTP ? ApiFailures.noRoute(kind) : ApiFailures.forbidden());
      return;
    }
    var apiRequest = ApiRequest.of(request.input(), path.get());
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
        RouteMatch.find(routes.getOrDefault(api.id(), List.of()), apiRequest.method(), path.get());
    if (matched.isEmpty()) {
      reply.accept(ApiFailures.noRoute(kind));
      return;
    }
    calls.call(request, api, apiRequest, matched.get(), reply);
  }

  /// The path without its stage; empty if the path names another stage. Whoever says the stage
  /// apart gives a path without it.
  private static Optional<String> path(Fields input, String stage) {
    var path = input.text("Path").filter(p -> p.startsWith("/")).orElse("/");
    if (input.text("Stage").isPresent()) {
      return input.text("Stage").filter(stage::equals).map(s -> path);
    }
    if (stage.equals(RouteKey.DEFAULT)) {
      return Optional.of(path);
    }
    var prefix = "/" + stage;
    if (path.equals(prefix)) {
      return Optional.of("/");
    }
    return path.startsWith(prefix + "/")
        ? Optional.of(path.substring(prefix.length()))
        : Optional.empty();
  }

  @Override
  public List<WireProtocol> protocols() {
    return List.of(new ExecuteApiProtocol());
  }
}

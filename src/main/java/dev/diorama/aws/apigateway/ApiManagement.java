package dev.diorama.aws.apigateway;

import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.Authorization;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.runtime.wire.WireProtocol;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Tells clients about the drawn APIs, as the AWS CLI and the SDKs ask first, and empties caches.
/// An API is changed in the drawing, not here.
final class ApiManagement implements ServiceEmulator {
  private static final int DEFAULT_PAGE = 25;
  private static final int MAX_PAGE = 500;

  private final RuntimeContext context;
  private final BiConsumer<Resource, Because> flush;
  private Instant createdAt = Instant.EPOCH;

  /// @param flush empties the cache of an API at a stage
  ApiManagement(RuntimeContext context, BiConsumer<Resource, Because> flush) {
    this.context = context;
    this.flush = flush;
  }

  @Override
  public String service() {
    return "apigateway";
  }

  @Override
  public void start() {
    createdAt = context.now();
  }

  private static boolean isRest(Fields input) {
    return input.text("Path").orElse("").startsWith("/restapis");
  }

  private List<Resource> apis(Fields input) {
    return context
        .drawing()
        .ofType(new ResourceTypeName(isRest(input) ? ApiTypes.REST : ApiTypes.V2));
  }

  private Optional<Resource> api(Fields input) {
    var id = input.text(isRest(input) ? "restApiId" : "apiId");
    return apis(input).stream()
        .filter(api -> id.filter(ApiFacets.apiId(api)::equals).isPresent())
        .findFirst();
  }

  @Override
  public Optional<ResourceId> target(OperationRequest request) {
    return api(request.input()).map(Resource::id);
  }

  @Override
  public Fields inputFor(ResourceId target, String operation, Fields input) {
    return input;
  }

  /// The HTTP method is the action and the path the resource:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-iam-policy-examples.html`.
  @Override
  public List<Authorization> authorizations(OperationRequest request) {
    var environment = context.drawing().environment();
    var path = request.input().text("Path").orElse("/").replaceFirst("^/v2/", "/");
    return List.of(
        new Authorization(
            request.operation().equals("FlushStageCache") ? "apigateway:DELETE" : "apigateway:GET",
            "arn:" + environment.partition() + ":apigateway:" + environment.region() + "::" + path,
            Map.of()));
  }

  @Override
  public void handle(OperationRequest request, Consumer<OperationResult> reply) {
    var input = request.input();
    if (request.operation().equals("GetRestApis") || request.operation().equals("GetApis")) {
      var apis = apis(input);
      reply.accept(
          isRest(input)
              ? page(input, apis.stream().map(a -> rest(a).about()).toList())
              : page(input, apis.stream().map(a -> v2(a).about()).toList()));
      return;
    }
    var api = api(input);
    if (api.isEmpty()) {
      reply.accept(noApi(input));
      return;
    }
    reply.accept(isRest(input) ? ofRest(request, api.get()) : ofV2(request, api.get()));
  }

  private RestApiDescription rest(Resource api) {
    return new RestApiDescription(api, context.drawing(), context.catalog(), createdAt);
  }

  private V2ApiDescription v2(Resource api) {
    return new V2ApiDescription(
        api, context.drawing(), context.catalog(), createdAt, context.endpointUrl());
  }

  private OperationResult ofRest(OperationRequest request, Resource api) {
    var input = request.input();
    var description = rest(api);
    return switch (request.operation()) {
      case "GetRestApi" -> new Success(description.about());
      case "GetResources" -> page(input, description.resources(embeds(input)));
      case "GetResource" ->
          one(
              description.resources(embeds(input)),
              "id",
              input.text("resourceId"),
              "Invalid Resource identifier specified");
      case "GetMethod" ->
          found(
              description.method(
                  input.text("resourceId").orElse(""), input.text("httpMethod").orElse("")),
              "Invalid Method identifier specified");
      case "GetIntegration" ->
          found(
              description
                  .method(input.text("resourceId").orElse(""), input.text("httpMethod").orElse(""))
                  .map(m -> m.fields("methodIntegration")),
              "Invalid Integration identifier specified");
      case "GetStages" -> new Success(Fields.EMPTY.with("item", items(description.stages())));
      case "GetStage" ->
          one(
              description.stages(),
              "stageName",
              input.text("stageName"),
              "Invalid stage identifier specified");
      case "GetAuthorizers" -> page(input, description.authorizers());
      case "FlushStageCache" -> flushed(request, api);
      default -> unknown(request);
    };
  }

  /// Whether methods are told with what they are, not by name only.
  private static boolean embeds(Fields input) {
    return input.text("embed").filter("methods"::equals).isPresent();
  }

  private OperationResult flushed(OperationRequest request, Resource api) {
    var stage = Stages.named(Stages.of(api), request.input().text("stageName").orElse(""));
    stage.ifPresent(s -> flush.accept(s, Because.of(request)));
    return stage.isPresent()
        ? new Success(Fields.EMPTY)
        : notFound("Invalid stage identifier specified");
  }

  private OperationResult ofV2(OperationRequest request, Resource api) {
    var input = request.input();
    var description = v2(api);
    return switch (request.operation()) {
      case "GetApi" -> new Success(description.about());
      case "GetRoutes" -> page(input, description.routes());
      case "GetRoute" -> byKey(description.routes(), "routeId", "Route", input);
      case "GetIntegrations" -> page(input, description.integrations());
      case "GetIntegration" ->
          byKey(description.integrations(), "integrationId", "Integration", input);
      case "GetStages" -> page(input, description.stages());
      case "GetStage" ->
          one(
              description.stages(),
              "stageName",
              input.text("stageName"),
              "Invalid stage identifier specified");
      case "GetAuthorizers" -> page(input, description.authorizers());
      default -> unknown(request);
    };
  }

  private static Failure unknown(OperationRequest request) {
    return new Failure(
        "UnknownOperationException",
        "Diorama does not run the operation " + request.operation() + " of API Gateway",
        404);
  }

  private static OperationResult byKey(List<Fields> all, String member, String noun, Fields input) {
    var key = input.text(member);
    return one(all, member, key, "Unable to find " + noun + " by key " + key.orElse(""));
  }

  private static OperationResult one(
      List<Fields> all, String member, Optional<String> wanted, String problem) {
    return found(all.stream().filter(f -> f.text(member).equals(wanted)).findFirst(), problem);
  }

  private static OperationResult found(Optional<Fields> found, String problem) {
    return found
        .filter(f -> !f.isEmpty())
        .<OperationResult>map(Success::new)
        .orElseGet(() -> notFound(problem));
  }

  private static Failure notFound(String message) {
    return new Failure("NotFoundException", message, 404);
  }

  private Failure noApi(Fields input) {
    var id = input.text(isRest(input) ? "restApiId" : "apiId").orElse("");
    return notFound(
        "Invalid API identifier specified "
            + (isRest(input) ? context.drawing().environment().accountId() + ":" : "")
            + id);
  }

  private static Value.Items items(List<Fields> all) {
    return new Value.Items(List.copyOf(all));
  }

  /// One page of a list. The token of the next one is the place at which it begins.
  private static OperationResult page(Fields input, List<Fields> all) {
    boolean rest = isRest(input);
    int limit = number(input, rest ? "limit" : "maxResults").orElse(DEFAULT_PAGE);
    int from = Math.min(all.size(), number(input, rest ? "position" : "nextToken").orElse(0));
    int to = Math.min(all.size(), from + Math.clamp(limit, 1, MAX_PAGE));
    var output = Fields.EMPTY.with(rest ? "item" : "items", items(all.subList(from, to)));
    return new Success(
        to < all.size()
            ? output.with(rest ? "position" : "nextToken", String.valueOf(to))
            : output);
  }

  private static Optional<Integer> number(Fields input, String member) {
    return input.text(member).filter(t -> t.matches("[0-9]{1,9}")).map(Integer::parseInt);
  }

  @Override
  public List<WireProtocol> protocols() {
    return List.of(new ManagementProtocol());
  }
}

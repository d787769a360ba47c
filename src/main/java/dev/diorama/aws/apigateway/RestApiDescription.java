package dev.diorama.aws.apigateway;

import dev.diorama.catalog.Catalog;
import dev.diorama.json.Json;
import dev.diorama.model.Architecture;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// A REST API as API Gateway's API tells it, with what the drawing has of it:
/// `docs.aws.amazon.com/apigateway/latest/api/API_Types.html`.
record RestApiDescription(Resource api, Architecture drawing, Catalog catalog, Instant createdAt) {

  private Value created() {
    return Value.of(createdAt.getEpochSecond());
  }

  /// `RestApi`.
  Fields about() {
    var types = api.properties().fields("EndpointConfiguration").texts("Types");
    var result =
        Fields.EMPTY
            .with("id", ApiFacets.apiId(api))
            .with("name", ApiFacets.name(api))
            .with("createdDate", created())
            .with("apiKeySource", "HEADER")
            .with(
                "endpointConfiguration",
                Fields.EMPTY.with("types", Value.texts(types.isEmpty() ? List.of("EDGE") : types)))
            .with("disableExecuteApiEndpoint", Value.of(false))
            .with("rootResourceId", ProxyEvent.resourceId("/"));
    var media = api.properties().texts("BinaryMediaTypes");
    if (!media.isEmpty()) {
      result = result.with("binaryMediaTypes", Value.texts(media));
    }
    var policy = api.properties().fields("Policy");
    return policy.isEmpty() ? result : result.with("policy", Json.write(policy));
  }

  /// Methods by path, from the root on.
  private SequencedMap<String, SequencedMap<String, Fields>> methods() {
    var result = new LinkedHashMap<String, SequencedMap<String, Fields>>();
    result.put("/", new LinkedHashMap<>());
    for (var integration : Integrations.of(api, drawing)) {
      add(result, integration.key().path(), integration.key().method(), method(integration));
    }
    for (var row : api.properties().list("MockMethods")) {
      if (row instanceof Fields mock) {
        RouteKey.parse(mock.text("RouteKey").orElse(""))
            .ifPresent(key -> add(result, key.path(), key.method(), mock(key)));
      }
    }
    return result;
  }

  private static void add(
      Map<String, SequencedMap<String, Fields>> all, String path, String method, Fields is) {
    for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
      all.computeIfAbsent(path.substring(0, slash), p -> new LinkedHashMap<>());
    }
    all.computeIfAbsent(path, p -> new LinkedHashMap<>()).putIfAbsent(method, is);
  }

  /// `Resource`, of every part of a path.
  ///
  /// @param embedded whether with what their methods are
  List<Fields> resources(boolean embedded) {
    var result = new ArrayList<Fields>();
    methods()
        .forEach((path, methods) -> {
          var resource = Fields.EMPTY.with("id", ProxyEvent.resourceId(path)).with("path", path);
          if (!path.equals("/")) {
            int last = path.lastIndexOf('/');
            resource =
                resource
                    .with(
                        "parentId",
                        ProxyEvent.resourceId(last == 0 ? "/" : path.substring(0, last)))
                    .with("pathPart", path.substring(last + 1));
          }
          var told = Fields.EMPTY;
          for (var method : methods.entrySet()) {
            told = told.with(method.getKey(), embedded ? method.getValue() : Fields.EMPTY);
          }
          result.add(told.isEmpty() ? resource : resource.with("resourceMethods", told));
        });
    return result;
  }

  /// `Method`.
  Optional<Fields> method(String resourceId, String method) {
    return methods().entrySet().stream()
        .filter(e -> ProxyEvent.resourceId(e.getKey()).equals(resourceId))
        .flatMap(e -> Optional.ofNullable(e.getValue().get(method)).stream())
        .findFirst();
  }

  private Fields method(Integration integration) {
    var settings = integration.settings();
    var result =
        Fields.EMPTY
            .with("httpMethod", integration.key().method())
            .with("authorizationType", integration.authorization())
            .with("apiKeyRequired", Value.of(settings.flag("ApiKeyRequired")));
    if (integration.authorization().equals("CUSTOM")) {
      var authorizer = Authorizer.named(Authorizer.of(api, drawing), settings.text("Authorizer"));
      result = authorizer.isEmpty() ? result : result.with("authorizerId", authorizer.get().id());
    }
    var required = Fields.EMPTY;
    for (var name : settings.texts("RequestParameters")) {
      required = required.with(name, Value.of(true));
    }
    if (!required.isEmpty()) {
      result = result.with("requestParameters", required);
    }
    return result.with("methodIntegration", integration(integration));
  }

  private Fields integration(Integration integration) {
    var about = IntegrationDescription.of(api, integration, drawing, catalog);
    var settings = integration.settings();
    var result =
        Fields.EMPTY
            .with("type", about.type())
            .with("httpMethod", about.method())
            .with("uri", about.uri(catalog))
            .with(
                "passthroughBehavior", settings.text("PassthroughBehavior").orElse("WHEN_NO_MATCH"))
            .with("timeoutInMillis", about.timeoutMillis())
            .with("cacheNamespace", ProxyEvent.resourceId(integration.key().path()))
            .with("cacheKeyParameters", Value.texts(settings.texts("CacheKeyParameters")));
    var credentials = about.credentials(catalog);
    if (credentials.isPresent()) {
      result = result.with("credentials", credentials.get());
    }
    var template = settings.text("RequestTemplate");
    if (template.isPresent()) {
      result =
          result.with("requestTemplates", Fields.EMPTY.with("application/json", template.get()));
    }
    var parameters = settings.fields("IntegrationRequestParameters");
    if (!parameters.isEmpty()) {
      result = result.with("requestParameters", parameters);
    }
    var handling = settings.text("ContentHandling");
    if (handling.isPresent()) {
      result = result.with("contentHandling", handling.get());
    }
    var responses = responses(settings);
    return responses.isEmpty() ? result : result.with("integrationResponses", responses);
  }

  private static Fields responses(Fields settings) {
    var result = Fields.EMPTY;
    for (var row : settings.list("IntegrationResponses")) {
      if (row instanceof Fields drawn) {
        var status = String.valueOf(drawn.number("StatusCode").orElse(200L));
        var response = Fields.EMPTY.with("statusCode", status);
        var pattern = drawn.text("SelectionPattern");
        if (pattern.isPresent()) {
          response = response.with("selectionPattern", pattern.get());
        }
        var template = drawn.text("ResponseTemplate");
        if (template.isPresent()) {
          response =
              response.with(
                  "responseTemplates", Fields.EMPTY.with("application/json", template.get()));
        }
        var parameters = drawn.fields("ResponseParameters");
        if (!parameters.isEmpty()) {
          response = response.with("responseParameters", parameters);
        }
        result = result.with(status, response);
      }
    }
    return result;
  }

  private static Fields mock(RouteKey key) {
    return Fields.EMPTY
        .with("httpMethod", key.method())
        .with("authorizationType", "NONE")
        .with("apiKeyRequired", Value.of(false))
        .with("methodIntegration", Fields.EMPTY.with("type", "MOCK"));
  }

  /// `Stage`.
  List<Fields> stages() {
    return Stages.of(api).stream().map(this::stage).toList();
  }

  private Fields stage(Resource stage) {
    var drawn = stage.properties();
    boolean cached = ApiCache.isOn(stage);
    var result =
        Fields.EMPTY
            .with("stageName", ApiFacets.stage(stage))
            .with("deploymentId", IntegrationDescription.shortId(api.logicalId()))
            .with("cacheClusterEnabled", Value.of(cached))
            .with("cacheClusterStatus", cached ? "AVAILABLE" : "NOT_AVAILABLE")
            .with("methodSettings", methodSettings(stage))
            .with("tracingEnabled", Value.of(false))
            .with("createdDate", created())
            .with("lastUpdatedDate", created());
    if (cached) {
      result = result.with("cacheClusterSize", drawn.text("CacheClusterSize").orElse("0.5"));
    }
    var variables = drawn.fields("StageVariables");
    return variables.isEmpty() ? result : result.with("variables", variables);
  }

  private static Fields methodSettings(Resource stage) {
    var result = Fields.EMPTY;
    for (var row : stage.properties().list("MethodSettings")) {
      if (row instanceof Fields drawn) {
        var path = drawn.text("ResourcePath").orElse("/*").replaceFirst("^/", "");
        var method = drawn.text("HttpMethod").orElse("*");
        var setting = Fields.EMPTY;
        for (var name :
            List.of(
                "CachingEnabled",
                "CacheTtlInSeconds",
                "CacheDataEncrypted",
                "ThrottlingRateLimit",
                "ThrottlingBurstLimit")) {
          var value = drawn.get(name);
          if (value.isPresent()) {
            setting =
                setting.with(
                    name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1), value.get());
          }
        }
        result =
            result.with(
                (path.equals("*") ? "*" : "~1" + path.replace("/", "~1")) + "/" + method,
                setting
                    .with(
                        "requireAuthorizationForCacheControl",
                        Value.of(ApiPipeline.requiresAuthorization(stage)))
                    .with("unauthorizedCacheControlHeaderStrategy", ApiPipeline.strategy(stage)));
      }
    }
    return result;
  }

  /// `Authorizer`.
  List<Fields> authorizers() {
    return Authorizer.of(api, drawing).stream()
        .map(a ->
            Fields.EMPTY
                .with("id", a.id())
                .with("name", a.name())
                .with("type", a.type())
                .with("authType", "custom")
                .with("authorizerUri", authorizerUri(a, drawing, catalog))
                .with("identitySource", String.join(",", a.sources()))
                .with("authorizerResultTtlInSeconds", a.timeToLive().toSeconds()))
        .toList();
  }

  /// The function of an authorizer, as integrations name theirs.
  static String authorizerUri(Authorizer authorizer, Architecture drawing, Catalog catalog) {
    var environment = drawing.environment();
    return "arn:"
        + environment.partition()
        + ":apigateway:"
        + environment.region()
        + ":lambda:path/2015-03-31/functions/"
        + catalog.arn(drawing, authorizer.function()).orElse("")
        + "/invocations";
  }
}

package dev.diorama.aws.apigateway;

import dev.diorama.catalog.AttachedPolicy;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Console;
import dev.diorama.catalog.Facets;
import dev.diorama.catalog.ManualCall;
import dev.diorama.catalog.Need;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.Environment;
import dev.diorama.model.Message;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What an API's properties say. ARN forms:
/// `docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html`.
final class ApiFacets implements Facets {
  private static final Pattern PARAMETER = Pattern.compile("\\{[^/}]*}");

  /// An API's id: ten letters and digits, made from the logical id so that it is the same in every
  /// run.
  static String apiId(Resource api) {
    long seed = 0xcbf29ce484222325L;
    for (int i = 0; i < api.logicalId().length(); i++) {
      seed = (seed ^ api.logicalId().charAt(i)) * 0x100000001b3L;
    }
    var id = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      seed = seed * 6364136223846793005L + 1442695040888963407L;
      id.append("abcdefghijklmnopqrstuvwxyz0123456789".charAt((int) ((seed >>> 33) % 36)));
    }
    return id.toString();
  }

  static String stage(Resource api) {
    return api.properties().text("StageName").orElse(ApiKind.of(api).defaultStage());
  }

  static String name(Resource api) {
    return api.properties().text("Name").orElse(api.logicalId());
  }

  /// The API's host name on AWS.
  static String domainName(Resource api, Environment environment) {
    return apiId(api) + ".execute-api." + environment.region() + ".amazonaws.com";
  }

  /// The ARN of everything below an API, as
  /// `arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5`.
  static String executeArn(Resource api, Environment environment) {
    return "arn:"
        + environment.partition()
        + ":execute-api:"
        + environment.region()
        + ":"
        + environment.accountId()
        + ":"
        + apiId(api);
  }

  /// The ARN with which API Gateway names a route to the function that it calls (`aws:SourceArn`).
  /// Path parameters are written `*`, as API Gateway's console and SAM write them into permissions.
  static String sourceArn(Resource api, RouteKey key, Environment environment) {
    var method = key.method().equals(RouteKey.ANY) ? "*" : key.method();
    return executeArn(api, environment)
        + "/"
        + stage(api)
        + "/"
        + method
        + PARAMETER.matcher(key.path()).replaceAll("*");
  }

  /// The ARN of a request, as policies for `execute-api:Invoke` name it:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html`.
  static String requestArn(Resource api, String method, String path, Environment environment) {
    return executeArn(api, environment) + "/" + stage(api) + "/" + method + path;
  }

  /// The ARN of a connection's management, as policies for `execute-api:ManageConnections` name it:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-control-access-iam.html`.
  static String connectionsArn(Resource api, String method, String id, Environment environment) {
    return executeArn(api, environment) + "/" + stage(api) + "/" + method + "/@connections/" + id;
  }

  @Override
  public String physicalId(Resource resource, Environment environment) {
    return apiId(resource);
  }

  @Override
  public Optional<String> arn(Resource resource, Environment environment) {
    return Optional.of(
        "arn:"
            + environment.partition()
            + ":apigateway:"
            + environment.region()
            + "::/"
            + (ApiKind.of(resource) == ApiKind.REST ? "restapis/" : "apis/")
            + apiId(resource));
  }

  @Override
  public List<AttachedPolicy> resourcePolicies(Resource resource, Architecture drawing) {
    return ApiPolicies.of(resource, drawing);
  }

  /// The role that integrations with AWS services call as.
  @Override
  public Optional<ResourceId> role(Resource resource, Architecture drawing) {
    return References.one(drawing, resource, "Credentials").map(Resource::id);
  }

  /// API Gateway must be able to assume the role:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-aws-proxy.html`.
  @Override
  public List<Need> activationNeeds(Resource resource, Architecture drawing, Catalog catalog) {
    return References.one(drawing, resource, "Credentials").stream()
        .flatMap(role ->
            catalog.arn(drawing, role.id()).stream()
                .<Need>map(arn ->
                    new Need.Call(
                        new Need.ServiceCaller(
                            resource.id(),
                            ApiConnections.PRINCIPAL,
                            executeArn(resource, drawing.environment())),
                        "sts:AssumeRole",
                        arn,
                        role.id(),
                        Map.of(),
                        Optional.empty())))
        .toList();
  }

  @Override
  public List<Route> routes(Resource resource, Architecture drawing, Catalog catalog) {
    if (ApiKind.of(resource) == ApiKind.WEBSOCKET) {
      // All messages come over one connection, whatever their routes are.
      return List.of(new Route("$connect", "", "ws"));
    }
    return Integrations.of(resource, drawing).stream()
        .map(i -> new Route(i.key().isDefault() ? "ANY" : i.key().method(), i.key().path()))
        .toList();
  }

  /// One call for each route. A path with parameters is asked for, as is the body of a request that
  /// has one.
  @Override
  public List<ManualCall> manualCalls(Resource resource, Architecture drawing, Catalog catalog) {
    return ApiKind.of(resource) == ApiKind.WEBSOCKET
        ? webSocketCalls()
        : routes(resource, drawing, catalog).stream().map(ApiFacets::manualCall).toList();
  }

  /// A person opens a connection under a name of their choice, sends, looks what came, and leaves.
  private static List<ManualCall> webSocketCalls() {
    return Stream.of("Connect", "Send", "Receive", "Disconnect")
        .map(operation ->
            new ManualCall(
                "execute-api:" + operation,
                Message.of("call.execute-api:" + operation),
                Fields.EMPTY.with("Connection", "client"),
                operation.equals("Send") ? List.of("Connection", "Body") : List.of("Connection"),
                Optional.empty()))
        .toList();
  }

  @Override
  public Optional<Console> console(Resource resource) {
    return Optional.of(
        ApiKind.of(resource) == ApiKind.WEBSOCKET
            ? new Console.Messages(
                "execute-api:Connect",
                "execute-api:Send",
                "execute-api:Disconnect",
                "execute-api:Deliver")
            : new Console.Requests("execute-api:Invoke"));
  }

  @Override
  public Optional<Fields> sampleEvent(
      Connection connection, Architecture drawing, Catalog catalog) {
    return drawing
        .resource(connection.source())
        .flatMap(api -> SampleEvents.of(api, connection, drawing));
  }

  private static ManualCall manualCall(Route route) {
    var method = route.method().equals("ANY") ? "GET" : route.method();
    var asked = new ArrayList<String>();
    if (route.path().contains("{") || route.path().startsWith("$")) {
      asked.add("Path");
    }
    if (method.equals("POST") || method.equals("PUT") || method.equals("PATCH")) {
      asked.add("Body");
    }
    var path = route.path().startsWith("$") ? "/" : route.path();
    return new ManualCall(
        "execute-api:Invoke",
        Message.of("call.execute-api:Invoke", method, path),
        Fields.EMPTY.with("Method", method).with("Path", path),
        asked,
        Optional.empty());
  }

  @Override
  public Optional<String> urlPath(Resource resource) {
    var stage = stage(resource);
    return Optional.of(
        ExecuteApiProtocol.PREFIX
            + apiId(resource)
            + (stage.equals(RouteKey.DEFAULT) ? "" : "/" + stage));
  }

  @Override
  public SequencedMap<String, String> highlights(Resource resource) {
    var result = new LinkedHashMap<String, String>();
    if (ApiKind.of(resource) != ApiKind.REST) {
      result.put("ProtocolType", ApiKind.of(resource).name());
    }
    result.put("StageName", stage(resource));
    result.putAll(ApiPrices.of(resource));
    return result;
  }
}

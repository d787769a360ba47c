package dev.diorama.aws.apigateway;

import dev.diorama.catalog.AttachedPolicy;
import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Category;
import dev.diorama.catalog.Facets;
import dev.diorama.catalog.ResourceType;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Environment;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A browser, one API, a function and a queue, and the catalogue of their types.
final class ApiDrawing {
  static final ResourceId BROWSER = new ResourceId("browser");
  static final ResourceId API = new ResourceId("api");
  static final ResourceId FUNCTION = new ResourceId("function");
  static final ResourceId QUEUE = new ResourceId("queue");
  static final String FUNCTION_ARN = "arn:aws:lambda:us-east-1:123456789012:function:Handler";
  static final String QUEUE_ARN = "arn:aws:sqs:us-east-1:123456789012:Orders";
  static final ResourceId BUCKET = new ResourceId("bucket");
  static final ResourceId TABLE = new ResourceId("table");
  static final ResourceId GROUP = new ResourceId("group");
  static final String GROUP_ARN = "arn:aws:logs:us-east-1:123456789012:log-group:Accesses";
  static final ResourceId HOST = new ResourceId("host");
  static final String BUCKET_ARN = "arn:aws:s3:::photos";
  static final String TABLE_ARN = "arn:aws:dynamodb:us-east-1:123456789012:table/Items";
  static final String REST = "{}";
  static final String HTTP = "{'ProtocolType': 'HTTP'}";
  static final String WEBSOCKET = "{'ProtocolType': 'WEBSOCKET'}";

  private static final Fields TRUST =
      json(
          "{'Statement': [{'Effect': 'Allow', 'Principal': {'Service':"
              + " 'apigateway.amazonaws.com'}, 'Action': 'sts:AssumeRole'}]}");

  private ApiDrawing() {}

  static Fields json(String text) {
    try {
      return (Fields) Json.read(text.replace('\'', '"'));
    } catch (JsonException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /// An API with these properties (a REST API if they name no protocol) whose routes all lead to
  /// the function, except those that contain `orders`, which lead to the queue, `objects` to the
  /// bucket, `items` to the table, `pets` to the host.
  static Architecture drawing(String properties, String... routeKeys) {
    var fields = json(properties);
    var type = fields.get("ProtocolType").isPresent() ? ApiTypes.V2 : ApiTypes.REST;
    var permission =
        """
        {'Statement': [{'Effect': 'Allow', 'Principal': {'Service': 'apigateway.amazonaws.com'},
         'Action': 'lambda:InvokeFunction', 'Resource': '%s', 'Condition': {'ArnLike': {'AWS:SourceArn':
         'arn:aws:execute-api:us-east-1:123456789012:${Api}/*/*'}}}]}
        """
            .formatted(FUNCTION_ARN);
    var drawing =
        Architecture.EMPTY
            .with(
                resource(BROWSER, "Test::Caller", "Browser", Fields.EMPTY.with("Kind", "browser")))
            .with(resource(API, type, "Api", fields))
            .with(
                resource(
                    FUNCTION,
                    "Test::Function",
                    "Handler",
                    Fields.EMPTY.with("Policy", json(permission))))
            .with(resource(QUEUE, "Test::Queue", "Orders", Fields.EMPTY))
            .with(
                resource(
                    new ResourceId("role"),
                    "Test::Role",
                    "ApiRole",
                    Fields.EMPTY.with(
                        "Policy",
                        json(
                            "{'Statement': [{'Effect': 'Allow', 'Action': ['sqs:SendMessage',"
                                + " 's3:*', 'dynamodb:*'], 'Resource': '*'}]}"))))
            .with(resource(BUCKET, "Test::Bucket", "photos", Fields.EMPTY))
            .with(resource(TABLE, "Test::Table", "Items", Fields.EMPTY))
            .with(
                resource(
                    HOST,
                    "Test::Host",
                    "Host",
                    Fields.EMPTY.with("Host", "api.example.com").with("Kind", "internet")));
    for (var key : routeKeys) {
      drawing =
          drawing.with(
              new Connection(
                  new ConnectionId("route " + key),
                  new ConnectionTypeName(ApiConnections.INTEGRATION),
                  API,
                  target(key),
                  Fields.EMPTY.with("RouteKey", key)));
    }
    return drawing;
  }

  /// The drawing with an access log in a log group whose policy lets deliveries in.
  static Architecture logged(Architecture drawing, String format) {
    var policy =
        "{'Statement': [{'Effect': 'Allow', 'Principal': {'Service':"
            + " 'delivery.logs.amazonaws.com'}, 'Action': 'logs:*', 'Resource': '*'}]}";
    return drawing
        .with(
            resource(
                GROUP,
                "AWS::Logs::LogGroup",
                "Accesses",
                Fields.EMPTY.with("Policy", json(policy))))
        .with(
            new Connection(
                new ConnectionId("access log"),
                new ConnectionTypeName(ApiConnections.ACCESS_LOGS),
                API,
                GROUP,
                Fields.EMPTY.with("Format", format)));
  }

  private static ResourceId target(String key) {
    return key.contains("orders")
        ? QUEUE
        : key.contains("objects")
            ? BUCKET
            : key.contains("items") ? TABLE : key.contains("pets") ? HOST : FUNCTION;
  }

  /// The drawing with further properties of a route, as JSON.
  static Architecture set(Architecture drawing, String key, String properties) {
    var route = drawing.connection(new ConnectionId("route " + key)).orElseThrow();
    var all = route.properties();
    for (var e : json(properties).values().entrySet()) {
      all = all.with(e.getKey(), e.getValue());
    }
    return drawing.with(route.withProperties(all));
  }

  /// The drawing with an authorizer of these properties, which its routes of `keys` use.
  static Architecture authorized(Architecture drawing, String authorizer, String... keys) {
    var result =
        drawing.with(
            new Connection(
                new ConnectionId("authorizer"),
                new ConnectionTypeName(ApiConnections.AUTHORIZER),
                API,
                FUNCTION,
                json(authorizer)));
    for (var key : keys) {
      var route = result.connection(new ConnectionId("route " + key)).orElseThrow();
      result =
          result.with(route.withProperties(route.properties().with("AuthorizationType", "CUSTOM")));
    }
    return result;
  }

  /// The drawing with a further property of a route.
  static Architecture routed(Architecture drawing, String key, String property, String value) {
    var route = drawing.connection(new ConnectionId("route " + key)).orElseThrow();
    return drawing.with(route.withProperties(route.properties().with(property, value)));
  }

  static Architecture withoutPermission(Architecture drawing) {
    var function = drawing.resource(FUNCTION).orElseThrow();
    return drawing.with(
        function.withProperties(Fields.EMPTY.with("Policy", json("{'Statement': []}"))));
  }

  private static Resource resource(
      ResourceId id, String type, String logicalId, Fields properties) {
    return new Resource(id, new ResourceTypeName(type), logicalId, Optional.empty(), properties);
  }

  static Catalog catalog() {
    var service = new ApiGatewayService();
    var types = new ArrayList<>(service.resourceTypes());
    types.add(
        type(
            "Test::Caller",
            Capability.CALLER,
            new Facets() {
              @Override
              public Optional<ResourceId> role(Resource resource, Architecture drawing) {
                return References.one(drawing, resource, "Role").map(Resource::id);
              }
            }));
    types.add(
        type(
            "Test::Function",
            Capability.INTEGRATION_TARGET,
            new Named(FUNCTION_ARN, AttachedPolicy.Kind.RESOURCE)));
    types.add(
        type(
            "Test::Queue",
            Capability.INTEGRATION_TARGET,
            new Named(QUEUE_ARN, AttachedPolicy.Kind.RESOURCE)));
    types.add(
        type(
            "Test::Bucket",
            Capability.INTEGRATION_TARGET,
            new Named(BUCKET_ARN, AttachedPolicy.Kind.RESOURCE)));
    types.add(
        type(
            "Test::Table",
            Capability.INTEGRATION_TARGET,
            new Named(TABLE_ARN, AttachedPolicy.Kind.RESOURCE)));
    types.add(type("Test::Host", Capability.INTERNET, Facets.NONE));
    types.add(
        ResourceType.plain(
            "AWS::Logs::LogGroup",
            "test",
            Category.CLIENT,
            "test",
            List.of(),
            Set.of(),
            new Named(GROUP_ARN + ":*", AttachedPolicy.Kind.RESOURCE),
            "a test"));
    types.add(
        type(
            "Test::Role",
            Capability.ROLE,
            new Named("arn:aws:iam::123456789012:role/ApiRole", AttachedPolicy.Kind.IDENTITY)));
    return new Catalog(types, service.connectionTypes());
  }

  private static ResourceType type(String name, Capability capability, Facets facets) {
    return ResourceType.plain(
        name, "test", Category.CLIENT, "test", List.of(), Set.of(capability), facets, "a test");
  }

  /// Something with an ARN and the policy in its properties.
  private record Named(String arn, AttachedPolicy.Kind kind) implements Facets {
    @Override
    public Optional<String> arn(Resource resource, Environment environment) {
      return Optional.of(arn);
    }

    @Override
    public String ref(Resource resource, Environment environment) {
      return "ref-of-" + resource.logicalId();
    }

    @Override
    public List<AttachedPolicy> resourcePolicies(Resource resource, Architecture drawing) {
      return kind == AttachedPolicy.Kind.IDENTITY
          ? List.of(
              new AttachedPolicy(
                  "Trust",
                  AttachedPolicy.Kind.TRUST,
                  resource.id(),
                  PropertyPath.of("Trust"),
                  resource.properties().get("Trust").orElse(TRUST)))
          : policies(resource, AttachedPolicy.Kind.RESOURCE);
    }

    @Override
    public List<AttachedPolicy> identityPolicies(Resource resource, Architecture drawing) {
      return policies(resource, AttachedPolicy.Kind.IDENTITY);
    }

    private List<AttachedPolicy> policies(Resource resource, AttachedPolicy.Kind wanted) {
      Optional<Value> policy = resource.properties().get("Policy");
      return policy.isEmpty() || wanted != kind
          ? List.of()
          : List.of(
              new AttachedPolicy(
                  "Policy", kind, resource.id(), PropertyPath.of("Policy"), policy.get()));
    }
  }

  static Fields credentials() {
    return References.to("ApiRole");
  }
}

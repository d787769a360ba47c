package dev.diorama.aws.ec2;

import dev.diorama.access.Access;
import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Category;
import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.ConnectionType.End;
import dev.diorama.catalog.Facets;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.NetworkAttachment;
import dev.diorama.catalog.ResourceType;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Document;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value.Fields;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Fix;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A drawing for rule tests: EC2's types, and functions, databases and services that only know how
/// they stand in the network.
final class Sketch {
  static final Catalog CATALOG = catalog();

  private Architecture drawing = Architecture.EMPTY;

  private static Catalog catalog() {
    var types = new ArrayList<>(new Ec2Service().resourceTypes());
    types.add(attached("Test::Function", NetworkAttachment.Kind.LAMBDA_HYPERPLANE));
    types.add(attached("Test::Database", NetworkAttachment.Kind.DATABASE));
    types.add(
        ResourceType.plain(
            "Test::Service",
            "test",
            Category.STORAGE,
            "test",
            List.of(),
            Set.of(),
            Facets.NONE,
            ""));
    return new Catalog(
        types,
        List.of(
            connection(
                "test:Call",
                (c, source, target, drawing, catalog) ->
                    List.of(
                        new Need.Call(
                            new Need.ResourceCaller(source.id()),
                            "test:Call",
                            "*",
                            target.id(),
                            Map.of(),
                            c.properties().text("Service")))),
            connection(
                "test:Connect",
                (c, source, target, drawing, catalog) ->
                    List.of(
                        new Need.Packet(
                            new Need.ResourceCaller(source.id()),
                            new Need.ResourceInterface(target.id(), 5432)))),
            connection(
                "test:Browse",
                (c, source, target, drawing, catalog) ->
                    List.of(
                        new Need.Packet(
                            new Need.ResourceCaller(source.id()),
                            new Need.InternetHost(
                                c.properties().text("Host").orElse("example.com"), 443))))));
  }

  private static ConnectionType connection(String name, ConnectionType.Needs needs) {
    return new ConnectionType(
        new ConnectionTypeName(name),
        "test",
        End.capability(Capability.CALLER),
        End.type("Test::Service"),
        false,
        List.of(),
        needs,
        "");
  }

  private static ResourceType attached(String name, NetworkAttachment.Kind kind) {
    return ResourceType.plain(
        name,
        "test",
        Category.COMPUTE,
        "test",
        List.of(),
        Set.of(Capability.CALLER),
        new Facets() {
          @Override
          public Optional<NetworkAttachment> attachment(Resource r, Architecture drawing) {
            return Optional.of(
                new NetworkAttachment(
                    kind,
                    ids(drawing, r, "Subnets"),
                    ids(drawing, r, "Groups"),
                    false,
                    OptionalInt.empty()));
          }
        },
        "");
  }

  private static List<ResourceId> ids(Architecture drawing, Resource r, String property) {
    return References.many(drawing, r.properties(), property).stream().map(Resource::id).toList();
  }

  /// Adds a resource; `properties` is JSON with single quotes, `@X` in it a reference to X.
  Sketch add(String type, String id, String container, String properties) {
    drawing =
        drawing.with(
            new Resource(
                new ResourceId(id),
                new ResourceTypeName(type.contains("::") ? type : "AWS::EC2::" + type),
                id,
                container.isEmpty() ? Optional.empty() : Optional.of(new ResourceId(container)),
                fields(properties)));
    return this;
  }

  Sketch connect(String type, String from, String to, String properties) {
    drawing =
        drawing.with(
            new Connection(
                new ConnectionId(from + "-" + to),
                new ConnectionTypeName(type),
                new ResourceId(from),
                new ResourceId(to),
                fields(properties)));
    return this;
  }

  static Fields fields(String properties) {
    var json = properties.replaceAll("@([A-Za-z0-9]+)", "{\"Ref\":\"$1\"}").replace('\'', '"');
    try {
      return Json.read("{" + json + "}") instanceof Fields f ? f : Fields.EMPTY;
    } catch (JsonException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  /// A VPC with a public subnet, an internet gateway and a private subnet with its own table.
  static Sketch network(String privateRoutes) {
    return new Sketch()
        .add("VPC", "Vpc", "", "'CidrBlock':'10.0.0.0/16','EnableDnsHostnames':true")
        .add("InternetGateway", "Igw", "Vpc", "")
        .add(
            "RouteTable",
            "PublicRoutes",
            "Vpc",
            "'Routes':[{'DestinationCidrBlock':'0.0.0.0/0','GatewayId':@Igw}]")
        .add("RouteTable", "PrivateRoutes", "Vpc", "'Routes':[" + privateRoutes + "]")
        .add("Subnet", "Public", "Vpc", "'CidrBlock':'10.0.0.0/24','RouteTableId':@PublicRoutes")
        .add("Subnet", "Private", "Vpc", "'CidrBlock':'10.0.1.0/24','RouteTableId':@PrivateRoutes")
        .add("SecurityGroup", "AppGroup", "Vpc", "'GroupDescription':'app'")
        .add("Test::Function", "App", "", "'Subnets':[@Private],'Groups':[@AppGroup]")
        .add("Test::Service", "Target", "", "");
  }

  Architecture drawing() {
    return drawing;
  }

  List<Finding> check(Rule rule) {
    return check(rule, drawing);
  }

  static List<Finding> check(Rule rule, Architecture drawing) {
    return rule.check(new RuleContext(drawing, CATALOG, new Access(drawing, CATALOG))).toList();
  }

  Architecture after(Fix fix) {
    return fix.transaction().apply(Document.EMPTY.with(drawing)).architecture();
  }
}

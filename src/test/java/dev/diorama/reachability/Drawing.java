package dev.diorama.reachability;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Category;
import dev.diorama.catalog.Facets;
import dev.diorama.catalog.NetworkAttachment;
import dev.diorama.catalog.ResourceType;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Architecture;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.reachability.Flow.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A drawing made for a test, in the words of networks; ids equal logical ids. Functions, servers
/// and databases are types of its own small catalogue.
final class Drawing {
  static final Catalog CATALOG =
      new Catalog(
          List.of(
              type(
                  "Test::Function", NetworkAttachment.Kind.LAMBDA_HYPERPLANE, Capability.INVOCABLE),
              type("Test::Database", NetworkAttachment.Kind.DATABASE, Capability.TCP_SERVER),
              type("AWS::EC2::Instance", NetworkAttachment.Kind.INSTANCE, Capability.CALLER),
              ResourceType.plain(
                  "Test::Client",
                  "test",
                  Category.CLIENT,
                  "test",
                  List.of(),
                  Set.of(Capability.CALLER),
                  Facets.NONE,
                  "")),
          List.of());

  private Architecture architecture = Architecture.EMPTY;

  private static ResourceType type(
      String name, NetworkAttachment.Kind kind, Capability capability) {
    return ResourceType.plain(
        name,
        "test",
        Category.COMPUTE,
        "test",
        List.of(),
        Set.copyOf(List.of(Capability.CALLER, capability)),
        new Facets() {
          @Override
          public Optional<NetworkAttachment> attachment(Resource r, Architecture drawing) {
            var subnets = ids(drawing, r, "Subnets");
            return subnets.isEmpty()
                ? Optional.empty()
                : Optional.of(
                    new NetworkAttachment(
                        kind,
                        subnets,
                        ids(drawing, r, "Groups"),
                        r.properties().flag("Public"),
                        r.properties()
                            .number("Port")
                            .map(p -> OptionalInt.of(p.intValue()))
                            .orElse(OptionalInt.empty())));
          }
        },
        "");
  }

  private static List<ResourceId> ids(Architecture drawing, Resource r, String property) {
    return References.many(drawing, r.properties(), property).stream().map(Resource::id).toList();
  }

  /// Adds a resource; `properties` is JSON with single quotes, `@X` in it a reference to X.
  Drawing add(String type, String id, String container, String properties) {
    var json = properties.replaceAll("@([A-Za-z0-9]+)", "{\"Ref\":\"$1\"}").replace('\'', '"');
    try {
      var fields = Json.read("{" + json + "}") instanceof Fields f ? f : Fields.EMPTY;
      architecture =
          architecture.with(
              new Resource(
                  new ResourceId(id),
                  new ResourceTypeName(type),
                  id,
                  container.isEmpty() ? Optional.empty() : Optional.of(new ResourceId(container)),
                  fields));
    } catch (JsonException e) {
      throw new IllegalArgumentException(json, e);
    }
    return this;
  }

  Drawing vpc(String id, String cidr) {
    return add(
        "AWS::EC2::VPC",
        id,
        "",
        "'CidrBlock':'" + cidr + "','EnableDnsSupport':true,'EnableDnsHostnames':true");
  }

  Drawing subnet(String id, String vpc, String cidr, String more) {
    return add("AWS::EC2::Subnet", id, vpc, "'CidrBlock':'" + cidr + "'" + more(more));
  }

  Drawing group(String id, String vpc, String properties) {
    return add(
        "AWS::EC2::SecurityGroup", id, vpc, "'GroupDescription':'" + id + "'" + more(properties));
  }

  Drawing acl(String id, String vpc, String entries) {
    return add("AWS::EC2::NetworkAcl", id, vpc, "'Entries':[" + entries + "]");
  }

  Drawing table(String id, String vpc, String routes) {
    return add("AWS::EC2::RouteTable", id, vpc, "'Routes':[" + routes + "]");
  }

  Drawing internetGateway(String id, String vpc) {
    return add("AWS::EC2::InternetGateway", id, vpc, "");
  }

  Drawing natGateway(String id, String subnet) {
    return add("AWS::EC2::NatGateway", id, subnet, "");
  }

  Drawing function(String id, String properties) {
    return add("Test::Function", id, "", properties);
  }

  Drawing database(String id, String properties) {
    return add("Test::Database", id, "", "'Port':5432" + more(properties));
  }

  Drawing server(String id, String properties) {
    return add("AWS::EC2::Instance", id, "", properties);
  }

  Drawing client(String id) {
    return add("Test::Client", id, "", "");
  }

  /// Replaces a property of a resource.
  Drawing set(String id, String property, Value value) {
    var resource = architecture.resource(new ResourceId(id)).orElseThrow();
    architecture =
        architecture.with(resource.withProperties(resource.properties().with(property, value)));
    return this;
  }

  private static String more(String properties) {
    return properties.isEmpty() ? "" : "," + properties;
  }

  static String in(String protocol, int from, int to, String peer) {
    return rule(protocol, from, to, peer, "Source");
  }

  static String out(String protocol, int from, int to, String peer) {
    return rule(protocol, from, to, peer, "Destination");
  }

  private static String rule(String protocol, int from, int to, String peer, String side) {
    return "{'IpProtocol':'"
        + protocol
        + "','FromPort':"
        + from
        + ",'ToPort':"
        + to
        + ","
        + (peer.startsWith("@")
            ? "'" + side + "SecurityGroupId':" + peer
            : "'CidrIp':'" + peer + "'")
        + "}";
  }

  static String entry(
      int number, boolean egress, String action, int protocol, String cidr, int from, int to) {
    return "{'RuleNumber':%d,'Egress':%b,'RuleAction':'%s','Protocol':%d,'CidrBlock':'%s','FromPort':%d,'ToPort':%d}"
        .formatted(number, egress, action, protocol, cidr, from, to);
  }

  static String route(String cidr, String kind, String target) {
    return "{'DestinationCidrBlock':'" + cidr + "','" + kind + "':" + target + "}";
  }

  Architecture architecture() {
    return architecture;
  }

  Trace trace(String from, Flow.Destination to, int port) {
    return trace(new Flow(new Flow.FromResource(new ResourceId(from)), to, Protocol.TCP, port));
  }

  Trace trace(Flow flow) {
    return new ReachabilityEngine(architecture, CATALOG).trace(flow);
  }

  static Flow.Destination to(String id) {
    return new Flow.ToResource(new ResourceId(id));
  }

  static Flow.Destination service(String name) {
    return new Flow.ToService(name);
  }

  static Flow.Destination internet() {
    return new Flow.ToInternet("example.com");
  }

  /// The codes of the best path's blockers.
  static List<String> codes(Trace trace) {
    return trace.blockers().stream().map(Blocker::code).toList();
  }
}

package dev.diorama.reachability;

import static dev.diorama.reachability.Ec2Types.EGRESS_ONLY_GATEWAY;
import static dev.diorama.reachability.Ec2Types.INTERNET_GATEWAY;
import static dev.diorama.reachability.Ec2Types.NAT_GATEWAY;
import static dev.diorama.reachability.Ec2Types.NETWORK_ACL;
import static dev.diorama.reachability.Ec2Types.NETWORK_INTERFACE;
import static dev.diorama.reachability.Ec2Types.PEERING;
import static dev.diorama.reachability.Ec2Types.PREFIX_LIST;
import static dev.diorama.reachability.Ec2Types.ROUTE_TABLE;
import static dev.diorama.reachability.Ec2Types.SECURITY_GROUP;
import static dev.diorama.reachability.Ec2Types.SUBNET;
import static dev.diorama.reachability.Ec2Types.VPC;
import static dev.diorama.reachability.Ec2Types.VPC_ENDPOINT;

import dev.diorama.model.Architecture;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Flag;
import dev.diorama.reachability.Network.Attached;
import dev.diorama.reachability.Network.Endpoint;
import dev.diorama.reachability.Network.NatGateway;
import dev.diorama.reachability.Network.NatInstance;
import dev.diorama.reachability.Network.Peering;
import dev.diorama.reachability.Network.Subnet;
import dev.diorama.reachability.Network.Vpc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads the networks of a drawing. Never fails: what AWS would not accept becomes a problem of its
/// subnet, what cannot be understood is marked as uncertain.
final class NetworkReader {
  private static final Map<ResourceTypeName, RouteTable.Kind> TARGETS =
      Map.of(
          INTERNET_GATEWAY,
          RouteTable.Kind.INTERNET_GATEWAY,
          EGRESS_ONLY_GATEWAY,
          RouteTable.Kind.EGRESS_ONLY_GATEWAY,
          NAT_GATEWAY,
          RouteTable.Kind.NAT_GATEWAY,
          Ec2Types.INSTANCE,
          RouteTable.Kind.INSTANCE,
          NETWORK_INTERFACE,
          RouteTable.Kind.INSTANCE,
          PEERING,
          RouteTable.Kind.PEERING);

  private final Architecture drawing;
  private final Map<ResourceId, Vpc> vpcs;
  private final Map<String, PrefixList> prefixLists = new LinkedHashMap<>();
  private final Map<ResourceId, RouteTable> routeTables;
  private final Map<ResourceId, NetworkAcl> acls;
  private final Map<ResourceId, RouteTable> mainTables = new LinkedHashMap<>();

  private NetworkReader(Architecture drawing) {
    this.drawing = drawing;
    this.vpcs = all(VPC, this::vpc);
    drawing.ofType(PREFIX_LIST).forEach(r -> prefixLists.put(r.id().value(), prefixList(r)));
    this.routeTables = all(ROUTE_TABLE, this::routeTable);
    this.acls = all(NETWORK_ACL, AclReader::read);
    for (var resource : drawing.ofType(ROUTE_TABLE)) {
      var table = routeTables.get(resource.id());
      if (table != null && resource.properties().flag("Main")) {
        vpcOf(resource).ifPresent(vpc -> mainTables.putIfAbsent(vpc, table));
      }
    }
  }

  /// The networks of `drawing`.
  static Network read(Architecture drawing) {
    var reader = new NetworkReader(drawing);
    return new Network(
        reader.vpcs,
        reader.subnets(),
        reader.all(
            SECURITY_GROUP,
            r -> SecurityGroupReader.read(drawing, r, reader.vpcOf(r), reader.prefixLists)),
        reader.all(INTERNET_GATEWAY, r -> new Attached(r.id(), r.logicalId(), reader.vpcOf(r))),
        reader.all(EGRESS_ONLY_GATEWAY, r -> new Attached(r.id(), r.logicalId(), reader.vpcOf(r))),
        reader.all(NAT_GATEWAY, reader::natGateway),
        reader.instances(),
        reader.all(PEERING, reader::peering),
        Map.of(),
        reader.prefixLists,
        List.copyOf(reader.all(VPC_ENDPOINT, reader::endpoint).values()));
  }

  private Map<ResourceId, NatInstance> instances() {
    var result = new LinkedHashMap<>(all(Ec2Types.INSTANCE, this::instance));
    // What software stands behind a bare interface is not drawn; it is taken for a NAT instance.
    result.putAll(
        all(
            NETWORK_INTERFACE,
            r -> new NatInstance(r.id(), r.logicalId(), flag(r, "SourceDestCheck", true), true)));
    return result;
  }

  private Peering peering(Resource resource) {
    var vpcs = new ArrayList<ResourceId>();
    References.one(drawing, resource, "VpcId").map(Resource::id).ifPresent(vpcs::add);
    References.one(drawing, resource, "PeerVpcId").map(Resource::id).ifPresent(vpcs::add);
    return new Peering(
        resource.id(), resource.logicalId(), vpcs, vpcs.size() == 2 && !overlap(vpcs));
  }

  /// VPCs whose IPv4 blocks overlap cannot be joined
  /// (`docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-limitations`).
  private boolean overlap(List<ResourceId> both) {
    var here = vpcs.get(both.getFirst());
    var there = vpcs.get(both.getLast());
    return here == null
        || there == null
        || here.cidrs().stream().anyMatch(a -> there.cidrs().stream().anyMatch(a::overlaps));
  }

  private static PrefixList prefixList(Resource resource) {
    return new PrefixList(
        resource.id().value(),
        resource.logicalId(),
        resource.properties().list("Entries").stream()
            .flatMap(
                v -> v instanceof Value.Fields f ? f.text("Cidr").stream() : v.asText().stream())
            .flatMap(t -> Cidr.parse(t).stream())
            .toList());
  }

  private <T> Map<ResourceId, T> all(ResourceTypeName type, Function<Resource, T> read) {
    var result = new LinkedHashMap<ResourceId, T>();
    drawing.ofType(type).forEach(r -> result.put(r.id(), read.apply(r)));
    return result;
  }

  private Optional<ResourceId> vpcOf(Resource resource) {
    return drawing.enclosing(resource, VPC).map(Resource::id);
  }

  private static boolean flag(Resource resource, String name, boolean otherwise) {
    return resource
        .properties()
        .get(name)
        .map(v -> v instanceof Flag f && f.value())
        .orElse(otherwise);
  }

  static Optional<Cidr> cidr(Resource resource) {
    if (resource.properties().flag("Ipv6Native")) {
      return Optional.empty();
    }
    // Blocks from /16 to /28, docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html.
    return resource
        .properties()
        .text("CidrBlock")
        .flatMap(Cidr::parse)
        .filter(c -> !c.v6() && c.prefix() >= 16 && c.prefix() <= 28);
  }

  private static Optional<Cidr> cidrV6(Resource resource) {
    return resource
        .properties()
        .text("Ipv6CidrBlock")
        .flatMap(Cidr::parse)
        .filter(NetworkReader::isSubnetBlockV6);
  }

  /// IPv6 blocks of subnets go from /44 to /64 in steps of four
  /// (`docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html`); so do those of VPCs, to
  /// /60.
  private static boolean isSubnetBlockV6(Cidr block) {
    return block.v6() && block.prefix() >= 44 && block.prefix() <= 64 && block.prefix() % 4 == 0;
  }

  /// All blocks of a VPC. Further ones are resources of their own in CloudFormation; here the VPC
  /// holds them.
  private static List<Cidr> cidrs(Resource vpc) {
    var result = new ArrayList<Cidr>();
    cidr(vpc).ifPresent(result::add);
    vpc.properties().texts("SecondaryCidrBlocks").stream()
        .flatMap(t -> Cidr.parse(t).stream())
        .filter(c -> c.v6() ? isSubnetBlockV6(c) : c.prefix() >= 16 && c.prefix() <= 28)
        .forEach(result::add);
    cidrV6(vpc).filter(c -> c.prefix() <= 60).ifPresent(result::add);
    return result;
  }

  private Vpc vpc(Resource resource) {
    return new Vpc(
        resource.id(),
        resource.logicalId(),
        cidrs(resource),
        // Defaults: docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/
        // aws-resource-ec2-vpc.html
        flag(resource, "EnableDnsSupport", true),
        flag(resource, "EnableDnsHostnames", false),
        SecurityGroupReader.defaultGroup(resource));
  }

  private Map<ResourceId, Subnet> subnets() {
    var result = new LinkedHashMap<ResourceId, Subnet>();
    var overlapping = overlapping();
    for (var resource : drawing.ofType(SUBNET)) {
      var vpc = vpcOf(resource).flatMap(id -> Optional.ofNullable(vpcs.get(id)));
      var cidr = cidr(resource);
      result.put(
          resource.id(),
          new Subnet(
              resource.id(),
              resource.logicalId(),
              vpc,
              cidr,
              cidrV6(resource),
              routesOf(resource, vpc),
              References.one(drawing, resource, "NetworkAclId")
                  .flatMap(r -> Optional.ofNullable(acls.get(r.id()))),
              SubnetProblems.of(
                  drawing,
                  resource,
                  vpc,
                  cidr,
                  cidrV6(resource),
                  overlapping.getOrDefault(resource.id(), List.of()))));
    }
    return result;
  }

  private Map<ResourceId, List<OverlappingBlocks.Sibling>> overlapping() {
    var byVpc = new LinkedHashMap<ResourceId, List<OverlappingBlocks.Sibling>>();
    for (var resource : drawing.ofType(SUBNET)) {
      vpcOf(resource)
          .ifPresent(vpc ->
              byVpc
                  .computeIfAbsent(vpc, v -> new ArrayList<>())
                  .add(
                      new OverlappingBlocks.Sibling(
                          resource.id(), resource.logicalId(), cidr(resource), cidrV6(resource))));
    }
    var result = new LinkedHashMap<ResourceId, List<OverlappingBlocks.Sibling>>();
    byVpc.values().forEach(siblings -> result.putAll(OverlappingBlocks.of(siblings)));
    return result;
  }

  /// The table that the subnet names, or its VPC's main table
  /// (`docs.aws.amazon.com/vpc/latest/userguide/RouteTables.html`). A main table that is not drawn
  /// has the local route only.
  private RouteTable routesOf(Resource subnet, Optional<Vpc> vpc) {
    return References.one(drawing, subnet, "RouteTableId")
        .flatMap(r -> Optional.ofNullable(routeTables.get(r.id())))
        .or(() -> vpc.flatMap(v -> Optional.ofNullable(mainTables.get(v.id()))))
        .orElseGet(() ->
            new RouteTable(
                Optional.empty(),
                vpc.map(v -> "main (" + v.name() + ")").orElse("main"),
                vpc.map(NetworkReader::local).orElse(List.of())));
  }

  private static List<RouteTable.Route> local(Vpc vpc) {
    return vpc.cidrs().stream().map(c -> new RouteTable.Route(c, new RouteTable.Local())).toList();
  }

  private RouteTable routeTable(Resource resource) {
    var routes = new ArrayList<RouteTable.Route>();
    vpcOf(resource)
        .flatMap(id -> Optional.ofNullable(vpcs.get(id)))
        .ifPresent(v -> routes.addAll(local(v)));
    for (var entry : resource.properties().list("Routes")) {
      if (entry instanceof Value.Fields f) {
        routes.addAll(routes(f));
      }
    }
    return new RouteTable(Optional.of(resource.id()), resource.logicalId(), routes);
  }

  private List<RouteTable.Route> routes(Value.Fields route) {
    var target = target(route);
    if (target.isEmpty()) {
      return List.of();
    }
    var list =
        route
            .get("DestinationPrefixListId")
            .flatMap(References::target)
            .flatMap(drawing::byLogicalId)
            .flatMap(r -> Optional.ofNullable(prefixLists.get(r.id().value())));
    if (list.isPresent()) {
      return list.get().blocks().stream()
          .map(c -> new RouteTable.Route(c, target.get(), RouteTable.Origin.PREFIX_LIST))
          .toList();
    }
    return route
        .text("DestinationCidrBlock")
        .or(() -> route.text("DestinationIpv6CidrBlock"))
        .flatMap(Cidr::parse)
        .map(c -> new RouteTable.Route(c, target.get()))
        .stream()
        .toList();
  }

  /// Where a route leads: the only field that ends in `Id`, whatever its name.
  private Optional<RouteTable.Target> target(Value.Fields route) {
    return route.values().entrySet().stream()
        .filter(e -> e.getKey().endsWith("Id") && !(e.getValue() instanceof Value.Null))
        .filter(e -> !e.getKey().equals("DestinationPrefixListId"))
        .findFirst()
        .map(e -> target(e.getKey(), e.getValue()));
  }

  private RouteTable.Target target(String name, Value value) {
    if (value.asText().filter("local"::equals).isPresent()) {
      return new RouteTable.Local();
    }
    var logicalId = References.target(value);
    if (logicalId.isEmpty()) {
      return new RouteTable.Unmodelled(name);
    }
    var target = drawing.byLogicalId(logicalId.get());
    if (target.isEmpty()) {
      return new RouteTable.Nowhere();
    }
    var kind = Optional.ofNullable(TARGETS.get(target.get().type()));
    return kind.<RouteTable.Target>map(k -> new RouteTable.ToResource(target.get().id(), k))
        .orElseGet(() -> new RouteTable.Unmodelled(logicalId.get()));
  }

  private NatGateway natGateway(Resource resource) {
    boolean regional =
        resource.properties().text("AvailabilityMode").equals(Optional.of("regional"));
    return new NatGateway(
        resource.id(),
        resource.logicalId(),
        regional ? Optional.empty() : drawing.enclosing(resource, SUBNET).map(Resource::id),
        regional ? vpcOf(resource) : Optional.empty(),
        !resource.properties().text("ConnectivityType").equals(Optional.of("private")),
        Optional.empty(),
        true);
  }

  private NatInstance instance(Resource resource) {
    return new NatInstance(
        resource.id(),
        resource.logicalId(),
        flag(resource, "SourceDestCheck", true),
        resource.properties().text("Purpose").equals(Optional.of("nat")));
  }

  private Endpoint endpoint(Resource resource) {
    var properties = resource.properties();
    var subnets = new LinkedHashSet<>(ids(resource, "SubnetIds"));
    if (subnets.isEmpty()) {
      drawing.enclosing(resource, SUBNET).map(Resource::id).ifPresent(subnets::add);
    }
    return new Endpoint(
        resource.id(),
        resource.logicalId(),
        // The default: docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/
        // aws-resource-ec2-vpcendpoint.html
        properties.text("VpcEndpointType").orElse("Gateway").equals("Gateway"),
        service(properties.text("ServiceName").orElse("")),
        vpcOf(resource),
        new LinkedHashSet<>(ids(resource, "RouteTableIds")),
        List.copyOf(subnets),
        ids(resource, "SecurityGroupIds"),
        properties.flag("PrivateDnsEnabled"),
        List.of(),
        true);
  }

  private String service(String name) {
    var prefix = "com.amazonaws." + drawing.environment().region() + ".";
    return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
  }

  private List<ResourceId> ids(Resource resource, String property) {
    return References.many(drawing, resource.properties(), property).stream()
        .map(Resource::id)
        .toList();
  }
}

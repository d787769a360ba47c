package dev.diorama.reachability;

import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.reachability.Network.Vpc;
import dev.diorama.reachability.RouteTable.Kind;
import dev.diorama.reachability.RouteTable.Origin;
import dev.diorama.reachability.RouteTable.Route;
import dev.diorama.reachability.RouteTable.Target;
import dev.diorama.reachability.RouteTable.ToResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads what `describe-route-tables` prints.
///
/// @param primaryInterfaces the primary interface of each instance
record AccountRoutes(
    AccountFiles files,
    Map<ResourceId, Vpc> vpcs,
    Map<String, PrefixList> prefixLists,
    Map<String, ResourceId> primaryInterfaces) {

  /// The tables by what they are associated with.
  ///
  /// @param vpcOfTable the VPC of each table
  /// @param egressOnlyGateways the VPC in which routes name an egress-only internet gateway
  record Tables(
      Map<ResourceId, RouteTable> all,
      Map<ResourceId, ResourceId> vpcOfTable,
      Map<ResourceId, RouteTable> ofSubnets,
      Map<ResourceId, RouteTable> main,
      Map<ResourceId, RouteTable> ofGateways,
      Map<ResourceId, ResourceId> egressOnlyGateways) {

    /// The table that a subnet is associated with, or its VPC's main table.
    RouteTable of(ResourceId subnet, Optional<Vpc> vpc) {
      return Optional.ofNullable(ofSubnets.get(subnet))
          .or(() -> vpc.flatMap(v -> Optional.ofNullable(main.get(v.id()))))
          .orElseGet(() ->
              new RouteTable(
                  Optional.empty(), "main", vpc.map(v -> local(v, List.of())).orElse(List.of())));
    }
  }

  Tables read() {
    var tables =
        new Tables(
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>());
    for (var item : files.items("RouteTables")) {
      AccountReader.id(item, "RouteTableId").ifPresent(id -> read(id, item, tables));
    }
    return tables;
  }

  private void read(ResourceId id, Fields item, Tables tables) {
    var vpcId = AccountReader.id(item, "VpcId");
    var routes = new ArrayList<Route>();
    for (var route : AccountFiles.fields(item, "Routes")) {
      routes.addAll(routes(id, route));
      AccountReader.id(route, "EgressOnlyInternetGatewayId")
          .ifPresent(g -> vpcId.ifPresent(v -> tables.egressOnlyGateways.put(g, v)));
    }
    vpcId
        .flatMap(v -> Optional.ofNullable(vpcs.get(v)))
        .ifPresent(v -> routes.addAll(0, local(v, routes)));
    var table = new RouteTable(Optional.of(id), id.value(), routes);
    tables.all.put(id, table);
    vpcId.ifPresent(v -> tables.vpcOfTable.put(id, v));
    for (var association : AccountFiles.fields(item, "Associations")) {
      var state = association.fields("AssociationState").text("State").orElse("associated");
      if (!state.equals("associated") && !state.equals("associating")) {
        continue;
      }
      AccountReader.id(association, "SubnetId").ifPresent(s -> tables.ofSubnets.put(s, table));
      AccountReader.id(association, "GatewayId").ifPresent(g -> tables.ofGateways.put(g, table));
      if (association.flag("Main")) {
        vpcId.ifPresent(v -> tables.main.put(v, table));
      }
    }
  }

  /// A VPC's local routes; those that the table itself lists, with whatever target, are left out.
  private static List<Route> local(Vpc vpc, List<Route> listed) {
    return vpc.cidrs().stream()
        .filter(c -> listed.stream().noneMatch(r -> r.destination().equals(c)))
        .map(c -> new Route(c, new RouteTable.Local()))
        .toList();
  }

  private List<Route> routes(ResourceId table, Fields route) {
    var target = target(route);
    var list = route.text("DestinationPrefixListId");
    if (list.isPresent()) {
      var known = Optional.ofNullable(prefixLists.get(list.get()));
      if (known.isEmpty()) {
        files.dangling(table, list.get());
      }
      return known.stream()
          .flatMap(l -> l.blocks().stream())
          .map(c -> new Route(c, target, Origin.PREFIX_LIST))
          .toList();
    }
    var text = route.text("DestinationCidrBlock").or(() -> route.text("DestinationIpv6CidrBlock"));
    var cidr = text.flatMap(Cidr::parse);
    if (cidr.isEmpty()) {
      files.warn("warning.cidr", table, text.orElse(""));
      return List.of();
    }
    var origin =
        route.text("Origin").equals(Optional.of("EnableVgwRoutePropagation"))
            ? Origin.PROPAGATED
            : Origin.STATIC;
    return List.of(new Route(cidr.get(), target, origin));
  }

  private Target target(Fields route) {
    if (route.text("State").equals(Optional.of("blackhole"))) {
      return new RouteTable.Nowhere();
    }
    var nat = AccountReader.id(route, "NatGatewayId");
    if (nat.isPresent()) {
      return new ToResource(nat.get(), Kind.NAT_GATEWAY);
    }
    var peering = AccountReader.id(route, "VpcPeeringConnectionId");
    if (peering.isPresent()) {
      return new ToResource(peering.get(), Kind.PEERING);
    }
    var egressOnly = AccountReader.id(route, "EgressOnlyInternetGatewayId");
    if (egressOnly.isPresent()) {
      return new ToResource(egressOnly.get(), Kind.EGRESS_ONLY_GATEWAY);
    }
    var nic = AccountReader.id(route, "NetworkInterfaceId");
    if (nic.isPresent()) {
      return new ToResource(nic.get(), Kind.INSTANCE);
    }
    var instance = route.text("InstanceId");
    if (instance.isPresent()) {
      return new ToResource(
          primaryInterfaces.getOrDefault(instance.get(), new ResourceId(instance.get() + " ")),
          Kind.INSTANCE);
    }
    var gateway = AccountReader.id(route, "GatewayId");
    return gateway.map(this::gateway).orElseGet(() -> new RouteTable.Unmodelled("target"));
  }

  private Target gateway(ResourceId gateway) {
    var id = gateway.value();
    if (id.equals("local")) {
      return new RouteTable.Local();
    }
    if (id.startsWith("igw-")) {
      return new ToResource(gateway, Kind.INTERNET_GATEWAY);
    }
    if (id.startsWith("eigw-")) {
      return new ToResource(gateway, Kind.EGRESS_ONLY_GATEWAY);
    }
    if (id.startsWith("pcx-")) {
      return new ToResource(gateway, Kind.PEERING);
    }
    if (id.startsWith("nat-")) {
      return new ToResource(gateway, Kind.NAT_GATEWAY);
    }
    if (id.startsWith("vpce-") && !isLoadBalancerEndpoint(id)) {
      return new ToResource(gateway, Kind.GATEWAY_ENDPOINT);
    }
    return new RouteTable.Unmodelled(id);
  }

  private boolean isLoadBalancerEndpoint(String id) {
    return files.items("VpcEndpoints").stream()
        .filter(e -> e.text("VpcEndpointId").equals(Optional.of(id)))
        .anyMatch(e -> e.text("VpcEndpointType").equals(Optional.of("GatewayLoadBalancer")));
  }
}

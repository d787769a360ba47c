package dev.diorama.reachability;

import static dev.diorama.reachability.Reasons.blocker;
import static dev.diorama.reachability.Reasons.hop;

import dev.diorama.catalog.NetworkAttachment;
import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Network.Endpoint;
import dev.diorama.reachability.Network.NatGateway;
import dev.diorama.reachability.Network.NatInstance;
import dev.diorama.reachability.Network.Nic;
import dev.diorama.reachability.Network.Subnet;
import dev.diorama.reachability.RouteTable.Kind;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// Walks packets with known addresses through a network, leg by leg.
///
/// @param instanceNic the interface of an instance that a route leads to
record Packets(Network network, Function<ResourceId, Optional<Nic>> instanceNic) {

  /// From interface to interface inside one VPC. Network ACLs stand at the edges of subnets, so
  /// they do not see traffic inside one
  /// (`docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html`).
  void inside(Walk walk, Nic from, long fromAddress, Nic to, long toAddress) {
    leave(walk, from, toAddress, to.groupKeys(), to.name());
    if (!from.subnet().id().equals(to.subnet().id())) {
      walk.acl(from.subnet(), Direction.EGRESS, toAddress, to.name());
      localRoute(walk, walk::step, from.subnet(), toAddress, to.name());
      walk.onReply(() -> localRoute(walk, walk::back, to.subnet(), fromAddress, from.name()));
      walk.acl(to.subnet(), Direction.INGRESS, fromAddress, from.name());
    }
    walk.groups(to, Direction.INGRESS, fromAddress, from.groupKeys(), from.name());
  }

  private static void leave(
      Walk walk, Nic from, long peer, Set<String> peerGroups, String peerName) {
    walk.step(
        hop(
            Hop.Kind.INTERFACE,
            Optional.of(from.owner()),
            "interface",
            from.name(),
            from.subnet().name()));
    walk.groups(from, Direction.EGRESS, peer, peerGroups, peerName);
  }

  private static void localRoute(
      Walk walk, Consumer<Hop> pass, Subnet subnet, long address, String name) {
    var table = subnet.routes();
    var route = table.lookup(address);
    if (route.isEmpty()) {
      noRoute(walk, subnet, name);
    } else if (route.get().target() instanceof RouteTable.Local) {
      pass.accept(
          hop(Hop.Kind.ROUTE_TABLE, table.id(), "route.local", tableName(subnet), subnet.name()));
    } else {
      // Routing between subnets through a middlebox is not modelled.
      walk.doubt(
          blocker(
              "DIORAMA_ROUTE_NOT_MODELLED",
              table.id(),
              Pages.ROUTE_PRIORITY,
              tableName(subnet),
              route.get().destination()));
    }
  }

  private static void noRoute(Walk walk, Subnet subnet, String name) {
    var table = subnet.routes();
    walk.block(
        table.id().isPresent()
            ? blocker(
                "NO_ROUTE_TO_DESTINATION",
                table.id(),
                Pages.ROUTE_TABLES,
                tableName(subnet),
                subnet.name(),
                name)
            : Reasons.variant(
                "NO_ROUTE_TO_DESTINATION",
                "main",
                Optional.of(subnet.id()),
                Pages.ROUTE_TABLES,
                tableName(subnet),
                subnet.name(),
                name));
  }

  private static String tableName(Subnet subnet) {
    return subnet.routes().name();
  }

  /// From an interface to a public address, by the subnet's route: through an internet gateway, a
  /// NAT gateway or a NAT instance.
  void toPublic(Walk walk, Nic from, long fromAddress, long address, String name) {
    leave(walk, from, address, Set.of(), name);
    var subnet = from.subnet();
    var table = subnet.routes();
    var route = table.lookup(address);
    if (route.isEmpty()) {
      walk.acl(subnet, Direction.EGRESS, address, name);
      noRoute(walk, subnet, name);
      return;
    }
    switch (route.get().target()) {
      case RouteTable.ToResource t when t.kind() == Kind.NAT_GATEWAY -> {
        var gateway = Optional.ofNullable(network.natGateways().get(t.id()));
        gateway.ifPresent(g -> throughNatGateway(walk, from, fromAddress, g, address, name));
      }
      case RouteTable.ToResource t when t.kind() == Kind.INSTANCE -> {
        var instance = Optional.ofNullable(network.instances().get(t.id()));
        instance.ifPresent(i -> throughInstance(walk, from, fromAddress, i, address, name));
      }
      case RouteTable.ToResource t -> {
        walk.acl(subnet, Direction.EGRESS, address, name);
        if (from.kind().filter(k -> k == NetworkAttachment.Kind.LAMBDA_HYPERPLANE).isPresent()) {
          walk.block(
              blocker(
                  "DIORAMA_LAMBDA_HAS_NO_PUBLIC_ADDRESS",
                  Optional.of(from.owner()),
                  Pages.LAMBDA_INTERNET,
                  from.name(),
                  subnet.name()));
        } else if (!from.publicAddress()) {
          walk.block(
              blocker(
                  "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS",
                  Optional.of(from.owner()),
                  Pages.INTERNET_GATEWAY,
                  from.name()));
        }
        throughInternetGateway(walk, subnet, t.id(), address);
      }
      case RouteTable.Local l -> {
        walk.acl(subnet, Direction.EGRESS, address, name);
        walk.block(blocker("NO_POSSIBLE_DESTINATION", table.id(), Pages.EXPLANATION_CODES, name));
      }
      case RouteTable.Nowhere n -> {
        walk.acl(subnet, Direction.EGRESS, address, name);
        walk.block(
            blocker(
                "BAD_STATE_ROUTE",
                table.id(),
                Pages.ROUTE_TABLES,
                tableName(subnet),
                route.get().destination()));
      }
      case RouteTable.Unmodelled u -> {
        walk.acl(subnet, Direction.EGRESS, address, name);
        walk.doubt(
            blocker(
                "DIORAMA_ROUTE_NOT_MODELLED",
                table.id(),
                Pages.ROUTE_TABLES,
                tableName(subnet),
                route.get().destination()));
      }
    }
  }

  /// From an interface to a service's public address through a gateway endpoint.
  ///
  /// @param routed whether the endpoint put its route into the subnet's route table
  void toEndpoint(Walk walk, Nic from, long address, Endpoint endpoint, boolean routed) {
    leave(walk, from, address, Set.of(), endpoint.service());
    walk.acl(from.subnet(), Direction.EGRESS, address, endpoint.service());
    if (routed) {
      walk.step(
          hop(
              Hop.Kind.ROUTE_TABLE,
              from.subnet().routes().id(),
              "route",
              tableName(from.subnet()),
              endpoint.name()));
    } else {
      walk.block(
          Reasons.variant(
              "NO_ROUTE_TO_DESTINATION",
              "endpoint",
              from.subnet().routes().id().or(() -> Optional.of(from.subnet().id())),
              Pages.GATEWAY_ENDPOINT,
              tableName(from.subnet()),
              from.subnet().name(),
              endpoint.name()));
    }
    walk.step(hop(Hop.Kind.VPC_ENDPOINT, Optional.of(endpoint.id()), "endpoint", endpoint.name()));
  }

  private void throughInternetGateway(Walk walk, Subnet subnet, ResourceId id, long address) {
    var gateway = network.internetGateways().get(id);
    if (gateway == null || !gateway.vpc().equals(subnet.vpc().map(Network.Vpc::id))) {
      walk.block(
          blocker(
              "BAD_STATE_ATTACHMENT",
              Optional.of(id),
              Pages.INTERNET_GATEWAY,
              gateway == null ? id.value() : gateway.name(),
              subnet.vpc().map(Network.Vpc::name).orElse("")));
      return;
    }
    if (!AddressClasses.isPublic(address)) {
      walk.block(
          blocker(
              "IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS",
              Optional.of(id),
              Pages.EXPLANATION_CODES,
              gateway.name(),
              Cidr.text(address)));
      return;
    }
    walk.step(
        hop(
            Hop.Kind.ROUTE_TABLE,
            subnet.routes().id(),
            "route",
            tableName(subnet),
            gateway.name()));
    walk.step(hop(Hop.Kind.INTERNET_GATEWAY, Optional.of(id), "internetGateway", gateway.name()));
    walk.onReply(() ->
        walk.back(
            hop(Hop.Kind.INTERNET_GATEWAY, Optional.of(id), "internetGateway", gateway.name())));
  }

  private void throughNatGateway(
      Walk walk, Nic from, long fromAddress, NatGateway gateway, long address, String name) {
    var at = Optional.of(gateway.id());
    var place = gateway.subnet().flatMap(s -> Optional.ofNullable(network.subnets().get(s)));
    if (place.isEmpty()) {
      walk.acl(from.subnet(), Direction.EGRESS, address, name);
      walk.block(blocker("UNASSOCIATED_COMPONENT", at, Pages.EXPLANATION_CODES, gateway.name()));
      return;
    }
    if (!enterDevice(walk, from, fromAddress, place.get(), at, gateway.name(), address, name)) {
      walk.block(
          blocker(
              "NGW_REQUIRES_SOURCE_IN_VPC",
              at,
              Pages.NAT_GATEWAY,
              gateway.name(),
              from.subnet().name()));
      return;
    }
    if (!gateway.reachesInternet()) {
      walk.block(blocker("DIORAMA_NAT_GATEWAY_IS_PRIVATE", at, Pages.NAT_GATEWAY, gateway.name()));
    }
    walk.step(hop(Hop.Kind.NAT_GATEWAY, at, "natGateway", gateway.name()));
    walk.onReply(() -> {
      walk.back(hop(Hop.Kind.NAT_GATEWAY, at, "natGateway.reply", gateway.name()));
      walk.nextLeg();
    });
    leaveDevice(
        walk,
        place.get(),
        address,
        name,
        blocker(
            "DIORAMA_NAT_GATEWAY_WITHOUT_INTERNET_ROUTE",
            at,
            Pages.NAT_GATEWAY_TROUBLE,
            gateway.name(),
            place.get().name()));
  }

  private void throughInstance(
      Walk walk, Nic from, long fromAddress, NatInstance instance, long address, String name) {
    var at = Optional.of(instance.id());
    var nic = instanceNic.apply(instance.id());
    if (nic.isEmpty()) {
      walk.acl(from.subnet(), Direction.EGRESS, address, name);
      walk.block(blocker("UNASSOCIATED_COMPONENT", at, Pages.EXPLANATION_CODES, instance.name()));
      return;
    }
    if (!enterDevice(
        walk, from, fromAddress, nic.get().subnet(), at, instance.name(), address, name)) {
      walk.block(
          blocker("DISCONNECTED_VPCS", at, Pages.EXPLANATION_CODES, from.name(), instance.name()));
      return;
    }
    walk.groups(nic.get(), Direction.INGRESS, fromAddress, from.groupKeys(), from.name());
    if (instance.sourceDestCheck()) {
      walk.block(
          blocker("ENI_SOURCE_DEST_CHECK_RESTRICTION", at, Pages.NAT_INSTANCE, instance.name()));
    }
    if (!instance.translates()) {
      walk.block(blocker("DIORAMA_INSTANCE_IS_NO_NAT", at, Pages.NAT_INSTANCE, instance.name()));
    }
    if (!nic.get().publicAddress()) {
      walk.block(
          blocker(
              "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS", at, Pages.INTERNET_GATEWAY, instance.name()));
    }
    walk.step(hop(Hop.Kind.NAT_INSTANCE, at, "natInstance", instance.name()));
    walk.onReply(() -> {
      walk.back(hop(Hop.Kind.NAT_INSTANCE, at, "natGateway.reply", instance.name()));
      walk.nextLeg();
    });
    walk.groups(nic.get(), Direction.EGRESS, address, Set.of(), name);
    leaveDevice(
        walk,
        nic.get().subnet(),
        address,
        name,
        blocker(
            "DIORAMA_NAT_INSTANCE_WITHOUT_INTERNET_ROUTE",
            at,
            Pages.NAT_INSTANCE,
            instance.name(),
            nic.get().subnet().name()));
  }

  /// To a NAT device; answers whether it stands in the same VPC.
  private static boolean enterDevice(
      Walk walk,
      Nic from,
      long fromAddress,
      Subnet place,
      Optional<ResourceId> device,
      String deviceName,
      long address,
      String name) {
    boolean sameSubnet = place.id().equals(from.subnet().id());
    if (!sameSubnet) {
      walk.acl(from.subnet(), Direction.EGRESS, address, name);
    }
    walk.step(
        hop(
            Hop.Kind.ROUTE_TABLE,
            from.subnet().routes().id(),
            "route",
            tableName(from.subnet()),
            deviceName));
    if (!place.vpc().map(Network.Vpc::id).equals(from.subnet().vpc().map(Network.Vpc::id))) {
      return false;
    }
    if (!sameSubnet) {
      walk.impossible(place);
      walk.acl(place, Direction.INGRESS, fromAddress, from.name());
    }
    return device.isPresent();
  }

  /// On from a NAT device: only an internet gateway leads out.
  private void leaveDevice(
      Walk walk, Subnet place, long address, String name, Blocker withoutInternetRoute) {
    walk.acl(place, Direction.EGRESS, address, name);
    if (place
                .routes()
                .lookup(address)
                .map(RouteTable.Route::target)
                .orElse(new RouteTable.Nowhere())
            instanceof RouteTable.ToResource t
        && t.kind() == Kind.INTERNET_GATEWAY) {
      throughInternetGateway(walk, place, t.id(), address);
    } else {
      walk.block(withoutInternetRoute);
    }
  }

  /// From a public address to an interface.
  void fromPublic(Walk walk, long address, String name, Nic to) {
    var subnet = to.subnet();
    if (!to.publicAddress()) {
      walk.block(
          blocker(
              "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS",
              Optional.of(to.owner()),
              Pages.INTERNET_GATEWAY,
              to.name()));
    }
    // The reply needs the route; without it nobody outside gets an answer.
    var route = subnet.routes().lookup(address).map(RouteTable.Route::target);
    if (route.isPresent()
        && route.get() instanceof RouteTable.ToResource t
        && t.kind() == Kind.INTERNET_GATEWAY) {
      throughInternetGateway(walk, subnet, t.id(), address);
    } else if (route.isPresent() && route.get() instanceof RouteTable.Unmodelled) {
      walk.doubt(
          blocker(
              "DIORAMA_ROUTE_NOT_MODELLED",
              subnet.routes().id(),
              Pages.ROUTE_TABLES,
              tableName(subnet),
              Cidr.text(address)));
    } else {
      noRoute(walk, subnet, name);
    }
    walk.acl(subnet, Direction.INGRESS, address, name);
    walk.groups(to, Direction.INGRESS, address, Set.of(), name);
  }
}

package dev.diorama.reachability;

import static dev.diorama.reachability.Reasons.blocker;
import static dev.diorama.reachability.Reasons.hop;

import dev.diorama.catalog.NetworkAttachment;
import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Goal.ToNic;
import dev.diorama.reachability.Network.Nic;
import dev.diorama.reachability.Network.Subnet;
import dev.diorama.reachability.RouteTable.Kind;
import dev.diorama.reachability.RouteTable.Route;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// Walks packets with known addresses through a network, hop by hop.
///
/// @param instanceNic the interface of an instance, or with this id, that a route leads to
record Packets(Network network, Function<ResourceId, Optional<Nic>> instanceNic) {

  /// From an interface to a goal.
  void send(Walk walk, Nic from, Ip source, Goal goal) {
    leave(walk, from, goal);
    onward(walk, Leg.of(from, source), goal);
  }

  /// The interface from which the packet goes.
  static void at(Walk walk, Nic from) {
    walk.step(
        hop(
            Hop.Kind.INTERFACE,
            Optional.of(from.owner()),
            "interface",
            from.name(),
            from.subnet().name()));
  }

  /// Out of an interface, past its security groups.
  static void leave(Walk walk, Nic from, Goal goal) {
    at(walk, from);
    walk.groups(from, Direction.EGRESS, goal.address(), goal.groupKeys(), goal.name());
  }

  /// From a subnet onward. Network ACLs stand at the edges of subnets, so they do not see traffic
  /// inside one (`docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html`).
  void onward(Walk walk, Leg leg, Goal goal) {
    var subnet = leg.subnet();
    if (goal instanceof ToNic t && t.nic().subnet().isIn(subnet)) {
      arrive(walk, leg, t);
      return;
    }
    var table = subnet.routes();
    var route = table.lookup(goal.address());
    if (route.isEmpty()) {
      out(walk, leg, goal);
      noRoute(walk, subnet, goal.name());
      return;
    }
    if (table.isRandom(goal.address())) {
      walk.doubt(
          blocker(
              "DIORAMA_ROUTE_CHOSEN_AT_RANDOM",
              table.id(),
              Pages.ROUTE_PRIORITY,
              table.name(),
              goal.address()));
    }
    follow(walk, leg, goal, route.get());
  }

  private void follow(Walk walk, Leg leg, Goal goal, Route route) {
    switch (route.target()) {
      case RouteTable.ToResource t when t.kind() == Kind.NAT_GATEWAY ->
          new NatDevices(this).gateway(walk, leg, goal, t.id());
      case RouteTable.ToResource t when t.kind() == Kind.INSTANCE ->
          new NatDevices(this).instance(walk, leg, goal, t.id());
      case RouteTable.ToResource t -> {
        out(walk, leg, goal);
        switch (t.kind()) {
          case PEERING -> new Peerings(network).cross(walk, leg, goal, t.id());
          case GATEWAY_ENDPOINT -> GatewayEndpoints.pass(network, walk, leg, goal, t.id());
          default -> toGateway(walk, leg, goal, t);
        }
      }
      case RouteTable.Local l -> {
        out(walk, leg, goal);
        local(walk, leg, goal);
      }
      case RouteTable.Nowhere n -> {
        out(walk, leg, goal);
        walk.block(
            blocker(
                "BAD_STATE_ROUTE",
                leg.subnet().routes().id(),
                Pages.ROUTE_TABLES,
                tableName(leg.subnet()),
                route.destination()));
      }
      case RouteTable.Unmodelled u -> {
        out(walk, leg, goal);
        walk.doubt(notModelled(leg.subnet(), route.destination()));
      }
    }
  }

  private static Blocker notModelled(Subnet subnet, Object destination) {
    return blocker(
        "DIORAMA_ROUTE_NOT_MODELLED",
        subnet.routes().id(),
        Pages.ROUTE_PRIORITY,
        tableName(subnet),
        destination);
  }

  /// Out of a leg's subnet, past its network ACL.
  static void out(Walk walk, Leg leg, Goal goal) {
    walk.acl(leg.subnet(), Direction.EGRESS, goal.address(), goal.name());
  }

  private void local(Walk walk, Leg leg, Goal goal) {
    if (!(goal instanceof ToNic to) || !to.nic().subnet().vpcId().equals(leg.subnet().vpcId())) {
      walk.block(
          blocker(
              "NO_POSSIBLE_DESTINATION",
              leg.subnet().routes().id(),
              Pages.EXPLANATION_CODES,
              goal.name()));
      return;
    }
    walk.step(
        hop(
            Hop.Kind.ROUTE_TABLE,
            leg.subnet().routes().id(),
            "route.local",
            tableName(leg.subnet()),
            leg.subnet().name()));
    walk.onReply(() -> reply(walk, to.nic().subnet(), leg, Optional.empty()));
    enter(walk, leg, to);
  }

  /// The reply's way out of the subnet that answers: it must lead back as the request came.
  ///
  /// @param peering the peering connection over which it must lead; empty for the local route
  static void reply(Walk walk, Subnet from, Leg leg, Optional<ResourceId> peering) {
    var route = from.routes().lookup(leg.source());
    if (route.isEmpty()) {
      noRoute(walk, from, leg.name());
      return;
    }
    switch (route.get().target()) {
      case RouteTable.Local l when peering.isEmpty() ->
          walk.back(
              hop(
                  Hop.Kind.ROUTE_TABLE,
                  from.routes().id(),
                  "route.local",
                  tableName(from),
                  from.name()));
      case RouteTable.ToResource t when peering.filter(t.id()::equals).isPresent() ->
          walk.back(
              hop(
                  Hop.Kind.ROUTE_TABLE,
                  from.routes().id(),
                  "route",
                  tableName(from),
                  t.id().value()));
      case RouteTable.Unmodelled u -> walk.doubt(notModelled(from, route.get().destination()));
      case RouteTable.ToResource t when t.kind() == Kind.INSTANCE ->
          walk.doubt(notModelled(from, route.get().destination()));
      case RouteTable.Nowhere n ->
          walk.block(
              blocker(
                  "BAD_STATE_ROUTE",
                  from.routes().id(),
                  Pages.ROUTE_TABLES,
                  tableName(from),
                  route.get().destination()));
      default ->
          walk.block(
              blocker(
                  "DIORAMA_REPLY_TAKES_ANOTHER_WAY",
                  from.routes().id(),
                  Pages.ROUTE_TABLES,
                  tableName(from),
                  from.name(),
                  leg.name()));
    }
  }

  /// Into the goal's subnet and to the interface.
  static void enter(Walk walk, Leg leg, ToNic to) {
    walk.acl(to.nic().subnet(), Direction.INGRESS, leg.source(), leg.name());
    arrive(walk, leg, to);
  }

  private static void arrive(Walk walk, Leg leg, ToNic to) {
    walk.groups(to.nic(), Direction.INGRESS, leg.source(), leg.groups(), leg.name());
  }

  static void noRoute(Walk walk, Subnet subnet, String name) {
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

  static String tableName(Subnet subnet) {
    return subnet.routes().name();
  }

  /// To an internet gateway, as the interface's own public address or its IPv6 address.
  private void toGateway(Walk walk, Leg leg, Goal goal, RouteTable.ToResource target) {
    boolean v6 = leg.source().v6();
    leg.nic()
        .filter(n -> !v6)
        .ifPresent(from -> {
          if (from.kind().filter(k -> k == NetworkAttachment.Kind.LAMBDA_HYPERPLANE).isPresent()) {
            walk.block(
                blocker(
                    "DIORAMA_LAMBDA_HAS_NO_PUBLIC_ADDRESS",
                    Optional.of(from.owner()),
                    Pages.LAMBDA_INTERNET,
                    from.name(),
                    leg.subnet().name()));
          } else if (!from.publicAddress()) {
            walk.block(
                blocker(
                    "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS",
                    Optional.of(from.owner()),
                    Pages.INTERNET_GATEWAY,
                    from.name()));
          }
        });
    if (target.kind() == Kind.EGRESS_ONLY_GATEWAY && !v6) {
      walk.block(
          blocker(
              "DIORAMA_EGRESS_ONLY_GATEWAY_IS_FOR_IPV6",
              Optional.of(target.id()),
              Pages.EGRESS_ONLY,
              target.id().value()));
    }
    leg.nic().ifPresent(n -> walk.leavesAs(n.id()));
    throughGateway(walk, leg.subnet(), target, goal.address());
    if (v6 && goal instanceof ToNic to) {
      // An IPv6 address is public: over the internet and in again.
      walk.step(hop(Hop.Kind.INTERNET, Optional.empty(), "internet"));
      fromPublic(walk, leg.source(), leg.name(), to.nic());
    }
  }

  /// Through an internet gateway or egress-only internet gateway; the reply comes back through it.
  void throughGateway(Walk walk, Subnet subnet, RouteTable.ToResource target, Ip address) {
    var id = target.id();
    var gateways =
        target.kind() == Kind.EGRESS_ONLY_GATEWAY
            ? network.egressOnlyGateways()
            : network.internetGateways();
    var found = Optional.ofNullable(gateways.get(id));
    if (found.filter(g -> isAttached(g, subnet)).isEmpty()) {
      walk.block(detached(id, found, subnet));
      return;
    }
    var gateway = found.get();
    if (!AddressClasses.isPublic(address)) {
      walk.block(
          blocker(
              AddressClasses.isShared(address)
                  ? "IGW_DESTINATION_ADDRESS_NOT_IN_RFC6598_EGRESS"
                  : AddressClasses.isPrivate(address)
                      ? "IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS"
                      : "DIORAMA_DESTINATION_IS_NOT_PUBLIC",
              Optional.of(id),
              Pages.EXPLANATION_CODES,
              gateway.name(),
              address));
      return;
    }
    var name = target.kind() == Kind.EGRESS_ONLY_GATEWAY ? "egressOnlyGateway" : "internetGateway";
    walk.step(
        hop(
            Hop.Kind.ROUTE_TABLE,
            subnet.routes().id(),
            "route",
            tableName(subnet),
            gateway.name()));
    walk.step(hop(Hop.Kind.INTERNET_GATEWAY, Optional.of(id), name, gateway.name()));
    walk.onReply(
        () -> walk.back(hop(Hop.Kind.INTERNET_GATEWAY, Optional.of(id), name, gateway.name())));
  }

  static boolean isAttached(Network.Attached gateway, Subnet subnet) {
    return gateway.vpc().isPresent() && gateway.vpc().equals(subnet.vpcId());
  }

  private static Blocker detached(
      ResourceId id, Optional<Network.Attached> gateway, Subnet subnet) {
    return blocker(
        "BAD_STATE_ATTACHMENT",
        Optional.of(id),
        Pages.INTERNET_GATEWAY,
        gateway.map(Network.Attached::name).orElse(id.value()),
        subnet.vpc().map(Network.Vpc::name).orElse(""));
  }

  /// From a public address, or an IPv6 address outside, to an interface. The request needs an
  /// attached internet gateway; only the reply needs a route to it.
  void fromPublic(Walk walk, Ip address, String name, Nic to) {
    var subnet = to.subnet();
    if (!address.v6() && !to.publicAddress()) {
      walk.block(
          blocker(
              "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS",
              Optional.of(to.owner()),
              Pages.INTERNET_GATEWAY,
              to.name()));
    }
    var gateway =
        network.internetGateways().values().stream().filter(g -> isAttached(g, subnet)).findFirst();
    if (gateway.isEmpty()) {
      walk.block(
          blocker(
              "DIORAMA_VPC_WITHOUT_INTERNET_GATEWAY",
              subnet.vpcId(),
              Pages.INTERNET_GATEWAY,
              subnet.vpc().map(Network.Vpc::name).orElse("")));
    }
    gateway.ifPresent(g ->
        walk.step(
            hop(Hop.Kind.INTERNET_GATEWAY, Optional.of(g.id()), "internetGateway", g.name())));
    gateway
        .flatMap(Network.Attached::edge)
        .flatMap(t -> to.address(address.v6()).flatMap(t::lookup))
        .filter(r -> !(r.target() instanceof RouteTable.Local))
        .ifPresent(r -> walk.doubt(notModelled(subnet, r.destination())));
    walk.onReply(() -> replyOutside(walk, walk::back, subnet, address, name));
    walk.acl(subnet, Direction.INGRESS, address, name);
    walk.groups(to, Direction.INGRESS, address, Set.of(), name);
  }

  /// The reply to the internet must leave through an internet gateway.
  private void replyOutside(Walk walk, Consumer<Hop> pass, Subnet subnet, Ip address, String name) {
    var route = subnet.routes().lookup(address);
    if (route.isEmpty()) {
      noRoute(walk, subnet, name);
      return;
    }
    switch (route.get().target()) {
      case RouteTable.ToResource t when t.kind() == Kind.INTERNET_GATEWAY -> {
        var gateway = Optional.ofNullable(network.internetGateways().get(t.id()));
        if (gateway.filter(g -> isAttached(g, subnet)).isPresent()) {
          pass.accept(hop(Hop.Kind.INTERNET_GATEWAY, Optional.of(t.id()), "internetGateway", name));
        } else {
          walk.block(detached(t.id(), gateway, subnet));
        }
      }
      case RouteTable.Unmodelled u -> walk.doubt(notModelled(subnet, address));
      default -> noRoute(walk, subnet, name);
    }
  }
}

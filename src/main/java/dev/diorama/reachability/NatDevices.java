package dev.diorama.reachability;

import static dev.diorama.reachability.Reasons.blocker;
import static dev.diorama.reachability.Reasons.hop;

import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Goal.ToNic;
import dev.diorama.reachability.Network.NatGateway;
import dev.diorama.reachability.Network.Subnet;
import dev.diorama.reachability.RouteTable.Kind;
import java.util.Optional;
import java.util.Set;

/// Passes NAT gateways and NAT instances
/// (`docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html`,
/// `docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html`).
record NatDevices(Packets packets) {
  /// So many NAT devices one after the other are followed; more go in a circle.
  private static final int MOST_TRANSLATIONS = 4;

  void gateway(Walk walk, Leg leg, Goal goal, ResourceId id) {
    var at = Optional.of(id);
    var found = Optional.ofNullable(packets.network().natGateways().get(id));
    if (found.isEmpty()) {
      Packets.out(walk, leg, goal);
      walk.block(blocker("BAD_STATE", at, Pages.EXPLANATION_CODES, id.value()));
      return;
    }
    var gateway = found.get();
    if (leg.source().v6()) {
      Packets.out(walk, leg, goal);
      // NAT64 needs DNS64 on the subnet, which is not modelled.
      walk.doubt(blocker("DIORAMA_NAT64_NOT_MODELLED", at, Pages.NAT_GATEWAY_IPV6, gateway.name()));
      return;
    }
    if (gateway.regional().isPresent()) {
      regional(walk, leg, goal, gateway);
      return;
    }
    var place =
        gateway.subnet().flatMap(s -> Optional.ofNullable(packets.network().subnets().get(s)));
    if (place.isEmpty()) {
      Packets.out(walk, leg, goal);
      walk.block(blocker("UNASSOCIATED_COMPONENT", at, Pages.EXPLANATION_CODES, gateway.name()));
      return;
    }
    if (!enter(walk, leg, goal, place.get(), gateway.name())) {
      walk.block(
          blocker(
              "NGW_REQUIRES_SOURCE_IN_VPC",
              at,
              Pages.NAT_GATEWAY,
              gateway.name(),
              leg.subnet().name()));
      return;
    }
    translate(walk, gateway);
    var noInternetRoute =
        blocker(
            "DIORAMA_NAT_GATEWAY_WITHOUT_INTERNET_ROUTE",
            at,
            Pages.NAT_GATEWAY_TROUBLE,
            gateway.name(),
            place.get().name());
    if (goal instanceof ToNic && gateway.address().isEmpty()) {
      walk.doubt(
          blocker(
              "DIORAMA_ROUTE_NOT_MODELLED",
              leg.subnet().routes().id(),
              Pages.ROUTE_PRIORITY,
              Packets.tableName(leg.subnet()),
              goal.address()));
      return;
    }
    var next =
        leg.behind(
            id,
            gateway.name(),
            place.get(),
            gateway.address().orElse(leg.source()),
            noInternetRoute);
    leave(walk, next, goal, gateway.reachesInternet());
  }

  private static void translate(Walk walk, NatGateway gateway) {
    var at = Optional.of(gateway.id());
    if (!gateway.available()) {
      walk.block(blocker("BAD_STATE", at, Pages.EXPLANATION_CODES, gateway.name()));
    }
    // TCP, UDP and ICMP: docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
    if (!walk.packet().hasPorts() && !walk.packet().isIcmp()) {
      walk.block(
          Reasons.variant(
              "PROTOCOL_RESTRICTION", "nat", at, Pages.NAT_GATEWAY_BASICS, gateway.name()));
    }
    walk.step(hop(Hop.Kind.NAT_GATEWAY, at, "natGateway", gateway.name()));
    walk.translated();
    walk.onReply(() -> {
      walk.back(hop(Hop.Kind.NAT_GATEWAY, at, "natGateway.reply", gateway.name()));
      walk.nextLeg();
    });
  }

  /// A regional NAT gateway stands in no subnet and has a route table of its own that leads to the
  /// VPC's internet gateway
  /// (`docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html`).
  private void regional(Walk walk, Leg leg, Goal goal, NatGateway gateway) {
    var at = Optional.of(gateway.id());
    Packets.out(walk, leg, goal);
    walk.step(
        hop(
            Hop.Kind.ROUTE_TABLE,
            leg.subnet().routes().id(),
            "route",
            Packets.tableName(leg.subnet()),
            gateway.name()));
    if (!gateway.regional().equals(leg.subnet().vpcId())) {
      walk.block(
          blocker(
              "NGW_REQUIRES_SOURCE_IN_VPC",
              at,
              Pages.NAT_GATEWAY,
              gateway.name(),
              leg.subnet().name()));
      return;
    }
    translate(walk, gateway);
    if (goal instanceof ToNic) {
      walk.doubt(
          blocker(
              "DIORAMA_ROUTE_NOT_MODELLED",
              leg.subnet().routes().id(),
              Pages.NAT_REGIONAL,
              Packets.tableName(leg.subnet()),
              goal.address()));
      return;
    }
    var internet =
        packets.network().internetGateways().values().stream()
            .filter(g -> Packets.isAttached(g, leg.subnet()))
            .findFirst();
    if (internet.isPresent()) {
      walk.leavesAs(gateway.id());
      packets.throughGateway(
          walk,
          leg.subnet(),
          new RouteTable.ToResource(internet.get().id(), Kind.INTERNET_GATEWAY),
          goal.address());
    } else {
      walk.block(
          blocker(
              "DIORAMA_VPC_WITHOUT_INTERNET_GATEWAY",
              leg.subnet().vpcId(),
              Pages.NAT_REGIONAL,
              leg.subnet().vpc().map(Network.Vpc::name).orElse("")));
    }
  }

  void instance(Walk walk, Leg leg, Goal goal, ResourceId id) {
    var at = Optional.of(id);
    var nic = packets.instanceNic().apply(id);
    if (nic.isEmpty()) {
      Packets.out(walk, leg, goal);
      walk.block(
          blocker(
              "UNASSOCIATED_COMPONENT",
              at,
              Pages.EXPLANATION_CODES,
              Optional.ofNullable(packets.network().instances().get(id))
                  .map(Network.NatInstance::name)
                  .orElse(id.value())));
      return;
    }
    if (goal instanceof ToNic t && t.nic().id().equals(nic.get().id())) {
      Packets.out(walk, leg, goal);
      walk.onReply(() -> Packets.reply(walk, t.nic().subnet(), leg, Optional.empty()));
      Packets.enter(walk, leg, t);
      return;
    }
    var device = nic.get();
    var instance = Optional.ofNullable(packets.network().instances().get(id));
    var name = instance.map(Network.NatInstance::name).orElse(device.name());
    if (!enter(walk, leg, goal, device.subnet(), name)) {
      walk.block(blocker("DISCONNECTED_VPCS", at, Pages.EXPLANATION_CODES, leg.name(), name));
      return;
    }
    walk.groups(device, Direction.INGRESS, leg.source(), leg.groups(), leg.name());
    if (instance.map(Network.NatInstance::sourceDestCheck).orElse(true)) {
      walk.block(blocker("ENI_SOURCE_DEST_CHECK_RESTRICTION", at, Pages.NAT_INSTANCE, name));
    }
    if (goal instanceof ToNic) {
      // A middlebox may route, translate, filter or drop.
      walk.doubt(
          blocker(
              "DIORAMA_ROUTE_NOT_MODELLED",
              leg.subnet().routes().id(),
              Pages.ROUTE_PRIORITY,
              Packets.tableName(leg.subnet()),
              goal.address()));
      return;
    }
    if (!instance.map(Network.NatInstance::translates).orElse(true)) {
      walk.block(blocker("DIORAMA_INSTANCE_IS_NO_NAT", at, Pages.NAT_INSTANCE, name));
    }
    var onward = device.subnet().routes().lookup(goal.address()).map(RouteTable.Route::target);
    // An appliance without a public address of its own may stand in front of a NAT gateway:
    // docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html
    boolean toNat =
        onward
            .filter(t -> t instanceof RouteTable.ToResource r && r.kind() == Kind.NAT_GATEWAY)
            .isPresent();
    if (!device.publicAddress() && !leg.source().v6() && !toNat) {
      walk.block(blocker("IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS", at, Pages.INTERNET_GATEWAY, name));
    }
    walk.step(hop(Hop.Kind.NAT_INSTANCE, at, "natInstance", name));
    walk.translated();
    walk.onReply(() -> {
      walk.back(hop(Hop.Kind.NAT_INSTANCE, at, "natGateway.reply", name));
      walk.nextLeg();
    });
    walk.groups(device, Direction.EGRESS, goal.address(), Set.of(), goal.name());
    var next =
        leg.behind(
            id,
            name,
            device.subnet(),
            device.address(leg.source().v6()).orElse(leg.source()),
            blocker(
                "DIORAMA_NAT_INSTANCE_WITHOUT_INTERNET_ROUTE",
                at,
                Pages.NAT_INSTANCE,
                name,
                device.subnet().name()));
    if (toNat && next.translations() <= MOST_TRANSLATIONS) {
      packets.onward(walk, next, goal);
    } else {
      leave(walk, next, goal, true);
    }
  }

  /// To a NAT device; answers whether it stands in the same VPC.
  private static boolean enter(Walk walk, Leg leg, Goal goal, Subnet place, String deviceName) {
    boolean sameSubnet = place.isIn(leg.subnet());
    if (!sameSubnet) {
      Packets.out(walk, leg, goal);
    }
    walk.step(
        hop(
            Hop.Kind.ROUTE_TABLE,
            leg.subnet().routes().id(),
            "route",
            Packets.tableName(leg.subnet()),
            deviceName));
    if (!place.vpcId().equals(leg.subnet().vpcId())) {
      return false;
    }
    if (!sameSubnet) {
      walk.impossible(place);
      walk.onReply(() -> Packets.reply(walk, place, leg, Optional.empty()));
      walk.acl(place, Direction.INGRESS, leg.source(), leg.name());
    }
    return true;
  }

  /// On from a NAT device: to the internet only through an internet gateway; to a service also
  /// through its gateway endpoint; else as any packet.
  private void leave(Walk walk, Leg leg, Goal goal, boolean reachesInternet) {
    if (leg.translations() > MOST_TRANSLATIONS) {
      walk.block(
          blocker(
              "DIORAMA_ROUTES_IN_A_CIRCLE",
              leg.subnet().routes().id(),
              Pages.ROUTE_TABLES,
              Packets.tableName(leg.subnet()),
              goal.name()));
      return;
    }
    if (goal instanceof ToNic) {
      packets.onward(walk, leg, goal);
      return;
    }
    var target = leg.subnet().routes().lookup(goal.address()).map(RouteTable.Route::target);
    var kind =
        target.flatMap(
            t -> t instanceof RouteTable.ToResource r ? Optional.of(r.kind()) : Optional.empty());
    if (kind.isPresent()
        && (kind.get() == Kind.GATEWAY_ENDPOINT || kind.get() == Kind.EGRESS_ONLY_GATEWAY)) {
      packets.onward(walk, leg, goal);
      return;
    }
    if (!reachesInternet) {
      walk.block(
          blocker("DIORAMA_NAT_GATEWAY_IS_PRIVATE", leg.device(), Pages.NAT_GATEWAY, leg.name()));
    }
    if (target.isPresent() && target.get() instanceof RouteTable.Unmodelled) {
      packets.onward(walk, leg, goal);
      return;
    }
    Packets.out(walk, leg, goal);
    if (target.isPresent()
        && target.get() instanceof RouteTable.ToResource t
        && t.kind() == Kind.INTERNET_GATEWAY) {
      leg.device().ifPresent(walk::leavesAs);
      packets.throughGateway(walk, leg.subnet(), t, goal.address());
    } else {
      leg.withoutInternetRoute().ifPresent(walk::block);
    }
  }
}

package dev.diorama.reachability;

import static dev.diorama.reachability.Reasons.blocker;
import static dev.diorama.reachability.Reasons.hop;

import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Goal.ToNic;
import dev.diorama.reachability.Network.Vpc;
import java.util.Optional;

/// Crosses VPC peering connections. They carry packets between the blocks of their two VPCs only:
/// there is no transit to a third VPC, to a gateway or to a gateway endpoint
/// (`docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html#vpc-peering-limitations`).
record Peerings(Network network) {

  void cross(Walk walk, Leg leg, Goal goal, ResourceId id) {
    var peering = Optional.ofNullable(network.peerings().get(id));
    var at = Optional.of(id);
    if (peering.isEmpty() || !peering.get().active()) {
      walk.block(
          peering.isEmpty()
              ? blocker("BAD_STATE", at, Pages.EXPLANATION_CODES, id.value())
              : Reasons.variant("BAD_STATE", "peering", at, Pages.PEERING, peering.get().name()));
      return;
    }
    var here = leg.subnet().vpcId();
    var name = peering.get().name();
    if (here.filter(peering.get().vpcs()::contains).isEmpty()) {
      walk.block(
          blocker(
              "DIORAMA_PEERING_OF_OTHER_VPCS",
              at,
              Pages.PEERING,
              name,
              leg.subnet().vpc().map(Vpc::name).orElse("")));
      return;
    }
    if (!(goal instanceof ToNic)
        && peering.get().vpcs().stream().anyMatch(v -> !network.vpcs().containsKey(v))) {
      walk.doubt(
          Reasons.variant(
              "DIORAMA_ROUTE_NOT_MODELLED", "peer", at, Pages.PEERING, name, goal.name()));
      return;
    }
    if (!(goal instanceof ToNic)
        && peering.get().vpcs().stream()
            .filter(v -> !here.equals(Optional.of(v)))
            .flatMap(v -> Optional.ofNullable(network.vpcs().get(v)).stream())
            .anyMatch(v -> v.contains(goal.address()))) {
      walk.block(blocker("NO_POSSIBLE_DESTINATION", at, Pages.EXPLANATION_CODES, goal.name()));
      return;
    }
    if (!(goal instanceof ToNic to)
        || to.nic().subnet().vpcId().equals(here)
        || to.nic().subnet().vpcId().filter(peering.get().vpcs()::contains).isEmpty()) {
      walk.block(blocker("PCX_REQUIRES_ADDRESS_IN_VPC_CIDR", at, Pages.PEERING, name, goal.name()));
      return;
    }
    walk.step(
        hop(
            Hop.Kind.ROUTE_TABLE,
            leg.subnet().routes().id(),
            "route",
            Packets.tableName(leg.subnet()),
            name));
    walk.step(hop(Hop.Kind.PEERING, at, "peering", name));
    walk.onReply(() -> {
      Packets.reply(walk, to.nic().subnet(), leg, at);
      walk.back(hop(Hop.Kind.PEERING, at, "peering", name));
    });
    Packets.enter(walk, leg, to);
  }
}

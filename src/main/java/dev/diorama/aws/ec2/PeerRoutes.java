package dev.diorama.aws.ec2;

import dev.diorama.model.Message;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import java.util.List;
import java.util.Optional;

/// Routes over VPC peering connections, which both sides need
/// (`docs.aws.amazon.com/vpc/latest/peering/vpc-peering-routing.html`).
record PeerRoutes(Draft draft) {

  /// Leads a route table to the VPC of whichever of the two resources stands on the other side of a
  /// peering connection.
  Optional<Message> lead(Resource table, Optional<ResourceId> source, ResourceId target) {
    var here = draft.topology().vpcOf(table);
    if (!table.type().equals(Names.ROUTE_TABLE) || here.isEmpty()) {
      return Optional.empty();
    }
    return List.of(source, Optional.of(target)).stream()
        .flatMap(Optional::stream)
        .flatMap(id -> draft.topology().subnetsOf(id).stream())
        .flatMap(subnet -> draft.topology().vpcOf(subnet).stream())
        .filter(there -> !there.id().equals(here.get().id()))
        .findFirst()
        .flatMap(
            there -> peering(here.get(), there).flatMap(peering -> lead(table, there, peering)));
  }

  private Optional<Resource> peering(Resource here, Resource there) {
    return draft.drawing().ofType(Names.PEERING).stream()
        .filter(p -> joins(p, here, there) || joins(p, there, here))
        .findFirst();
  }

  private boolean joins(Resource peering, Resource one, Resource other) {
    return References.one(draft.drawing(), peering, "VpcId").filter(one::equals).isPresent()
        && References.one(draft.drawing(), peering, "PeerVpcId").filter(other::equals).isPresent();
  }

  private Optional<Message> lead(Resource table, Resource there, Resource peering) {
    return there
        .properties()
        .text("CidrBlock")
        .map(block ->
            Fields.EMPTY
                .with("DestinationCidrBlock", block)
                .with("VpcPeeringConnectionId", References.to(peering.logicalId())))
        .filter(route -> draft.append(table.id(), "Routes", route))
        .map(route ->
            Message.of(
                "rule.NoNetworkPath.fix.peerRoute",
                there.logicalId(),
                peering.logicalId(),
                table.logicalId()));
  }
}

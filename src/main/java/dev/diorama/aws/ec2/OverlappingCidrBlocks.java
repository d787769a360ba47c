package dev.diorama.aws.ec2;

import dev.diorama.model.Message;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.rule.Finding;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Subnets of one VPC whose blocks overlap, or VPCs joined by peering whose blocks do: AWS creates
/// neither the second subnet nor the peering connection.
public final class OverlappingCidrBlocks implements ResourceRule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("OverlappingCidrBlocks"),
          Severity.ERROR,
          "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    var proposal = new Proposal(this, context);
    return subjects(context)
        .map(subnet ->
            proposal.finding(
                subnet,
                proposal.text(
                    "message",
                    subnet.logicalId(),
                    overlapping(context, subnet).map(Resource::logicalId).orElse("")),
                List.of(draft -> renumber(proposal, draft, subnet))));
  }

  @Override
  public Stream<Resource> subjects(RuleContext context) {
    return Stream.concat(
            context.drawing().ofType(Names.SUBNET).stream(),
            context.drawing().ofType(Names.PEERING).stream())
        .filter(s -> overlapping(context, s).isPresent());
  }

  /// The first earlier subnet of the VPC, or for a peering connection its other VPC, that overlaps.
  private static Optional<Resource> overlapping(RuleContext context, Resource resource) {
    if (resource.type().equals(Names.PEERING)) {
      var here = References.one(context.drawing(), resource, "VpcId");
      return References.one(context.drawing(), resource, "PeerVpcId")
          .filter(there -> here.filter(h -> FreeBlocks.overlap(h, there)).isPresent());
    }
    var topology = new Topology(context.drawing(), context.catalog());
    return topology.vpcOf(resource).stream()
        .flatMap(v -> topology.in(v, Names.SUBNET).stream())
        .takeWhile(s -> !s.id().equals(resource.id()))
        .filter(s -> FreeBlocks.overlap(s, resource))
        .findFirst();
  }

  private static Optional<Message> renumber(Proposal proposal, Draft draft, Resource subnet) {
    var topology = draft.topology();
    return topology
        .vpcOf(subnet)
        .filter(v -> subnet.type().equals(Names.SUBNET))
        .flatMap(v -> FreeBlocks.in(topology, v, 24))
        .filter(block -> draft.set(subnet.id(), "CidrBlock", Value.of(block)))
        .map(block -> proposal.text("fix.renumber", subnet.logicalId(), block));
  }
}

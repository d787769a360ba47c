package dev.diorama.aws.ec2;

import dev.diorama.catalog.NetworkAttachment;
import dev.diorama.model.Message;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.rule.Finding;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A subnet with fewer addresses than the interfaces that it must hold. AWS keeps five addresses of
/// each subnet for itself.
public final class SubnetTooSmall implements ResourceRule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("SubnetTooSmall"),
          Severity.ERROR,
          "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  private static final int RESERVED = 5;

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
                    String.valueOf(free(subnet)),
                    String.valueOf(interfaces(context, subnet))),
                List.of(draft -> renumber(proposal, draft, subnet))));
  }

  @Override
  public Stream<Resource> subjects(RuleContext context) {
    return context.drawing().ofType(Names.SUBNET).stream()
        .filter(s -> interfaces(context, s) > free(s));
  }

  private static long free(Resource subnet) {
    return FreeBlocks.size(subnet).map(n -> n - RESERVED).orElse(Long.MAX_VALUE);
  }

  /// The interfaces in a subnet. Functions with the same groups share one
  /// (`docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html`).
  private static long interfaces(RuleContext context, Resource subnet) {
    var drawing = context.drawing();
    long count = 0;
    var shared = new HashSet<Set<ResourceId>>();
    for (var resource : drawing.resources().values()) {
      var attachment = context.catalog().facets(resource).attachment(resource, drawing);
      if (attachment.filter(a -> a.subnets().contains(subnet.id())).isPresent()) {
        boolean isShared = attachment.get().kind() == NetworkAttachment.Kind.LAMBDA_HYPERPLANE;
        count += !isShared || shared.add(Set.copyOf(attachment.get().securityGroups())) ? 1 : 0;
      }
    }
    count +=
        drawing.ofType(Names.NAT_GATEWAY).stream()
            .filter(g -> g.container().equals(Optional.of(subnet.id())))
            .count();
    count +=
        drawing.ofType(Names.VPC_ENDPOINT).stream()
            .filter(e -> References.many(drawing, e.properties(), "SubnetIds").contains(subnet))
            .count();
    return count;
  }

  private static Optional<Message> renumber(Proposal proposal, Draft draft, Resource subnet) {
    var topology = draft.topology();
    return topology
        .vpcOf(subnet)
        .flatMap(v -> FreeBlocks.in(topology, v, 24))
        .filter(block -> draft.set(subnet.id(), "CidrBlock", Value.of(block)))
        .map(block -> proposal.text("fix.renumber", subnet.logicalId(), block));
  }
}

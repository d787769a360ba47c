package dev.diorama.aws.ec2;

import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.rule.Finding;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Subnets of several Availability Zones that depend on one zonal NAT gateway: if its zone fails,
/// all of them lose the internet.
public final class SingleZoneNatGateway implements ResourceRule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("SingleZoneNatGateway"),
          Severity.INFO,
          "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    var proposal = new Proposal(this, context);
    return subjects(context)
        .map(gateway ->
            proposal.finding(
                gateway,
                proposal.text(
                    "message", gateway.logicalId(), String.join(", ", zones(context, gateway))),
                List.of(draft ->
                    draft.set(gateway.id(), "AvailabilityMode", Value.of("regional"))
                        ? Optional.of(proposal.text("fix.regional", gateway.logicalId()))
                        : Optional.empty())));
  }

  @Override
  public Stream<Resource> subjects(RuleContext context) {
    return context.drawing().ofType(Names.NAT_GATEWAY).stream()
        .filter(g -> !g.properties().text("AvailabilityMode").equals(Optional.of("regional")))
        .filter(g -> zones(context, g).size() > 1);
  }

  /// The zones of the subnets whose route tables lead to the gateway.
  private static Set<String> zones(RuleContext context, Resource gateway) {
    var topology = new Topology(context.drawing(), context.catalog());
    return context.drawing().ofType(Names.SUBNET).stream()
        .filter(s ->
            topology
                .tableOf(s)
                .filter(t ->
                    t.properties().list("Routes").stream()
                        .anyMatch(r ->
                            r instanceof Fields f
                                && f.get("NatGatewayId")
                                    .flatMap(References::target)
                                    .equals(Optional.of(gateway.logicalId()))))
                .isPresent())
        .flatMap(s -> context.drawing().enclosing(s, Names.AVAILABILITY_ZONE).stream())
        .map(Resource::logicalId)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}

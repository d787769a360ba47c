package dev.diorama.aws.ec2;

import dev.diorama.edit.Edit;
import dev.diorama.model.Resource;
import dev.diorama.rule.Finding;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A route table that no subnet uses: neither by name nor as its VPC's main one.
public final class UnusedRouteTable implements ResourceRule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("UnusedRouteTable"),
          Severity.INFO,
          "https://docs.aws.amazon.com/vpc/latest/userguide/RouteTables.html");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    var proposal = new Proposal(this, context);
    return subjects(context)
        .map(table ->
            proposal.finding(
                table,
                proposal.text("message", table.logicalId()),
                List.of(draft ->
                    draft.apply(new Edit.RemoveResource(table.id()))
                        ? Optional.of(proposal.text("fix.remove", table.logicalId()))
                        : Optional.empty())));
  }

  @Override
  public Stream<Resource> subjects(RuleContext context) {
    var topology = new Topology(context.drawing(), context.catalog());
    var used =
        context.drawing().ofType(Names.SUBNET).stream()
            .flatMap(s -> topology.tableOf(s).stream())
            .map(Resource::id)
            .collect(Collectors.toSet());
    return context.drawing().ofType(Names.ROUTE_TABLE).stream()
        .filter(t -> !t.properties().flag("Main") && !used.contains(t.id()));
  }
}

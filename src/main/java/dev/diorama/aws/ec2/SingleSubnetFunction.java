package dev.diorama.aws.ec2;

import dev.diorama.catalog.NetworkAttachment;
import dev.diorama.edit.Edit;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.rule.Finding;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// A function with one subnet only, though its VPC has subnets in other Availability Zones.
public final class SingleSubnetFunction implements ResourceRule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("SingleSubnetFunction"),
          Severity.INFO,
          "https://docs.aws.amazon.com/securityhub/latest/userguide/lambda-controls.html#lambda-5");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    var proposal = new Proposal(this, context);
    return subjects(context)
        .map(function -> {
          var own = subnets(context, function).getFirst();
          return proposal.finding(
              function,
              proposal.text("message", function.logicalId(), own.logicalId()),
              others(context, own).stream()
                  .<Function<Draft, Optional<Message>>>map(
                      other -> draft -> add(proposal, draft, function, own, other))
                  .limit(1)
                  .toList());
        });
  }

  @Override
  public Stream<Resource> subjects(RuleContext context) {
    return context.drawing().resources().values().stream()
        .filter(r ->
            context
                .catalog()
                .facets(r)
                .attachment(r, context.drawing())
                .filter(a -> a.kind() == NetworkAttachment.Kind.LAMBDA_HYPERPLANE)
                .isPresent())
        .filter(r -> subnets(context, r).size() == 1)
        .filter(r -> !others(context, subnets(context, r).getFirst()).isEmpty());
  }

  private static List<Resource> subnets(RuleContext context, Resource function) {
    return new Topology(context.drawing(), context.catalog()).subnetsOf(function.id());
  }

  /// Subnets of the same VPC in other zones, those with the same route table only.
  private static List<Resource> others(RuleContext context, Resource subnet) {
    var topology = new Topology(context.drawing(), context.catalog());
    var zone = context.drawing().enclosing(subnet, Names.AVAILABILITY_ZONE);
    return topology.vpcOf(subnet).stream()
        .flatMap(v -> topology.in(v, Names.SUBNET).stream())
        .filter(s -> topology.tableOf(s).equals(topology.tableOf(subnet)))
        .filter(s -> {
          var other = context.drawing().enclosing(s, Names.AVAILABILITY_ZONE);
          return zone.isPresent() && other.isPresent() && !other.equals(zone);
        })
        .toList();
  }

  /// Adds the other subnet to the list in which the function names its own, wherever that stands.
  private static Optional<Message> add(
      Proposal proposal, Draft draft, Resource function, Resource own, Resource other) {
    return listOf(function.properties(), References.to(own.logicalId()), PropertyPath.ROOT)
        .filter(path ->
            draft.apply(
                new Edit.SetProperty(
                    function.id(), path, Optional.of(References.to(other.logicalId())))))
        .map(path -> proposal.text("fix.add", other.logicalId(), function.logicalId()));
  }

  /// The place behind the last element of the list that holds `wanted`.
  private static Optional<PropertyPath> listOf(Fields fields, Value wanted, PropertyPath at) {
    for (var e : fields.values().entrySet()) {
      if (e.getValue() instanceof Items list && list.values().contains(wanted)) {
        return Optional.of(at.then(e.getKey()).then(list.values().size()));
      }
      if (e.getValue() instanceof Fields inner) {
        var found = listOf(inner, wanted, at.then(e.getKey()));
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }
}

package dev.diorama.aws.lambda;

import dev.diorama.access.Verdict;
import dev.diorama.catalog.Need;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.Message;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Fix;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A function in a public subnet never gets a public address, so that the internet gateway drops
/// what it sends; it needs a private subnet with a route to a NAT gateway.
final class FunctionInPublicSubnetExpectsInternet implements Rule {
  private static final RuleId ID = new RuleId("FunctionInPublicSubnetExpectsInternet");

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        ID,
        Severity.ERROR,
        "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc-internet.html");
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return context.drawing().ofType(FunctionType.NAME).stream()
        .flatMap(f -> check(context, f).stream());
  }

  private Optional<Finding> check(RuleContext context, Resource function) {
    var drawing = context.drawing();
    var open =
        FunctionFacets.subnets(function, drawing).stream()
            .flatMap(id -> drawing.resource(id).stream())
            .filter(s -> Subnets.isPublic(drawing, s))
            .findFirst();
    if (open.isEmpty()) {
      return Optional.empty();
    }
    return drawing.from(function.id()).stream()
        .filter(c -> isStopped(context, c))
        .findFirst()
        .flatMap(c -> drawing.resource(c.target()))
        .map(target ->
            new Finding(
                ID,
                info().severity(),
                new Subject.OfResource(function.id()),
                Subnets.PROPERTY,
                Message.of(
                    "rule.FunctionInPublicSubnetExpectsInternet.message",
                    function.logicalId(),
                    open.get().logicalId(),
                    target.logicalId()),
                fix(context, function, open.get()).stream().toList()));
  }

  /// Whether the connection leaves the VPC and does not get through. A VPC endpoint would let calls
  /// of AWS services through.
  private static boolean isStopped(RuleContext context, Connection connection) {
    return context.catalog().needs(context.drawing(), connection).stream()
        .filter(FunctionInPublicSubnetExpectsInternet::leavesTheVpc)
        .anyMatch(n -> context.access().of(n).outcome() == Verdict.Outcome.BLOCKED);
  }

  private static boolean leavesTheVpc(Need need) {
    return switch (need) {
      case Need.Call c -> c.via().isPresent();
      case Need.Packet p -> !(p.destination() instanceof Need.ResourceInterface);
    };
  }

  private static Optional<Fix> fix(RuleContext context, Resource function, Resource open) {
    var drawing = context.drawing();
    var listed = function.properties().fields("VpcConfig").list("SubnetIds");
    if (listed.isEmpty()) {
      // The function is drawn inside the subnet; moving it is the person's decision.
      return Optional.empty();
    }
    return drawing.ofType(Subnets.SUBNET).stream()
        .filter(s -> Subnets.inSameVpc(drawing, s, open))
        .filter(s -> !Subnets.isPublic(drawing, s) && Subnets.hasNat(drawing, s))
        .findFirst()
        .map(s -> moving(drawing, function, listed, s));
  }

  private static Fix moving(
      Architecture drawing, Resource function, List<Value> listed, Resource to) {
    var kept = new ArrayList<Value>();
    for (var reference : listed) {
      var subnet = References.target(reference).flatMap(drawing::byLogicalId);
      if (subnet.filter(s -> Subnets.isPublic(drawing, s)).isEmpty()) {
        kept.add(reference);
      }
    }
    if (!kept.contains(References.to(to.logicalId()))) {
      kept.add(References.to(to.logicalId()));
    }
    var label = Message.of("rule.FunctionInPublicSubnetExpectsInternet.fix", to.logicalId());
    return new Fix(
        label,
        Transaction.of(
            label,
            new Edit.SetProperty(
                function.id(), Subnets.PROPERTY, Optional.of(new Value.Items(kept)))));
  }
}

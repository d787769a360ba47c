package dev.diorama.aws.lambda;

import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
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

/// A function with a single subnet stops when that subnet's Availability Zone fails or its
/// addresses run out.
final class FunctionInOneSubnet implements Rule {
  private static final RuleId ID = new RuleId("FunctionInOneSubnet");

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        ID,
        Severity.WARNING,
        "https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html");
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return context.drawing().ofType(FunctionType.NAME).stream()
        .flatMap(f -> check(context, f).stream());
  }

  private Optional<Finding> check(RuleContext context, Resource function) {
    var subnets = FunctionFacets.subnets(function, context.drawing());
    if (subnets.size() != 1) {
      return Optional.empty();
    }
    var subnet = context.drawing().resource(subnets.getFirst());
    return subnet.map(s ->
        new Finding(
            ID,
            info().severity(),
            new Subject.OfResource(function.id()),
            Subnets.PROPERTY,
            Message.of("rule.FunctionInOneSubnet.message", function.logicalId(), s.logicalId()),
            fix(context, function, s).stream().toList()));
  }

  /// Another private subnet of the same VPC in another Availability Zone, if one is drawn.
  private static Optional<Fix> fix(RuleContext context, Resource function, Resource subnet) {
    var drawing = context.drawing();
    var zone = Subnets.zone(drawing, subnet).map(Resource::id);
    return drawing.ofType(Subnets.SUBNET).stream()
        .filter(s -> Subnets.inSameVpc(drawing, s, subnet))
        .filter(s -> zone.isPresent() && !Subnets.zone(drawing, s).map(Resource::id).equals(zone))
        .filter(s -> !Subnets.isPublic(drawing, s))
        .findFirst()
        .map(s -> adding(function, subnet, s));
  }

  private static Fix adding(Resource function, Resource first, Resource second) {
    var listed = new ArrayList<>(function.properties().fields("VpcConfig").list("SubnetIds"));
    if (listed.isEmpty()) {
      // The first subnet is the one in which the function is drawn.
      listed.add(References.to(first.logicalId()));
    }
    listed.add(References.to(second.logicalId()));
    var label = Message.of("rule.FunctionInOneSubnet.fix", second.logicalId());
    return new Fix(
        label,
        Transaction.of(
            label,
            new Edit.SetProperty(
                function.id(),
                PropertyPath.of("VpcConfig", "SubnetIds"),
                Optional.of(new Value.Items(List.copyOf(listed))))));
  }
}

package dev.diorama.aws.ec2;

import dev.diorama.access.Access;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Fix;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// A public NAT gateway in a subnet whose route table does not lead to an internet gateway.
public final class NatGatewayWithoutInternetRoute implements ResourceRule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("NatGatewayWithoutInternetRoute"),
          Severity.ERROR,
          "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return subjects(context).map(gateway -> finding(context, gateway));
  }

  @Override
  public Stream<Resource> subjects(RuleContext context) {
    var topology = new Topology(context.drawing(), context.catalog());
    return context.drawing().ofType(Names.NAT_GATEWAY).stream()
        .filter(gateway -> isShutIn(topology, gateway));
  }

  private static boolean isShutIn(Topology topology, Resource gateway) {
    return !gateway.properties().text("ConnectivityType").equals(Optional.of("private"))
        && !gateway.properties().text("AvailabilityMode").equals(Optional.of("regional"))
        && topology
            .drawing()
            .enclosing(gateway, Names.SUBNET)
            .filter(subnet -> !topology.isPublic(subnet))
            .isPresent();
  }

  private static Finding finding(RuleContext context, Resource gateway) {
    var subnet =
        context.drawing().enclosing(gateway, Names.SUBNET).map(Resource::logicalId).orElse("");
    return new Finding(
        INFO.id(),
        INFO.severity(),
        new Subject.OfResource(gateway.id()),
        PropertyPath.ROOT,
        Message.of("rule.NatGatewayWithoutInternetRoute.message", gateway.logicalId(), subnet),
        fixes(context, gateway));
  }

  private static List<Fix> fixes(RuleContext context, Resource gateway) {
    var offered = new ArrayList<Fix>();
    List<Function<Draft, Optional<Message>>> changes =
        List.of(
            draft -> InternetRepairs.move(draft, gateway),
            draft -> InternetRepairs.leadOut(draft, gateway));
    for (var change : changes) {
      var draft = new Draft(context.drawing(), context.catalog());
      change
          .apply(draft)
          .filter(label -> proved(context, draft, gateway))
          .ifPresent(label -> offered.add(draft.fix(label)));
    }
    return offered;
  }

  private static boolean proved(RuleContext context, Draft draft, Resource gateway) {
    var after = new Access(draft.drawing(), context.catalog());
    return draft
            .drawing()
            .resource(gateway.id())
            .filter(g -> !isShutIn(draft.topology(), g))
            .isPresent()
        && draft.drawing().connections().values().stream()
            .allMatch(
                c -> NoNetworkPath.works(after, c) || !NoNetworkPath.works(context.access(), c))
        && NetworkErrors.addsNone(
            context, new RuleContext(draft.drawing(), context.catalog(), after));
  }
}

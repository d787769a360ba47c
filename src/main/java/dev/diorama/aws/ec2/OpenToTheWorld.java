package dev.diorama.aws.ec2;

import dev.diorama.edit.Edit;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
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
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A security group that lets everybody in on a port that is not for the web.
public final class OpenToTheWorld implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("OpenToTheWorld"),
          Severity.WARNING,
          "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18");

  private static final String RULES = "SecurityGroupIngress";

  /// The ports that Security Hub takes for public by default.
  private static final Set<Long> WEB = Set.of(80L, 443L);

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return context.drawing().ofType(Names.SECURITY_GROUP).stream()
        .flatMap(group ->
            IntStream.range(0, group.properties().list(RULES).size())
                .filter(i -> isOpen(group.properties().list(RULES).get(i)))
                .mapToObj(i -> finding(context, group, i)));
  }

  private static boolean isOpen(Value value) {
    if (!(value instanceof Fields rule)
        || !(rule.text("CidrIp").filter(c -> c.endsWith("/0")).isPresent()
            || rule.text("CidrIpv6").filter(c -> c.endsWith("/0")).isPresent())) {
      return false;
    }
    var protocol =
        rule.text("IpProtocol").or(() -> rule.number("IpProtocol").map(String::valueOf)).orElse("");
    boolean web =
        rule.number("FromPort").filter(WEB::contains).isPresent()
            && rule.number("FromPort").equals(rule.number("ToPort"));
    return switch (protocol) {
      case "tcp", "udp", "6", "17" -> !web;
      case "-1" -> true;
      default -> false;
    };
  }

  private Finding finding(RuleContext context, Resource group, int index) {
    var at = PropertyPath.of(RULES).then(index);
    var rule = group.properties().list(RULES).get(index) instanceof Fields f ? f : Fields.EMPTY;
    return new Finding(
        INFO.id(),
        INFO.severity(),
        new Subject.OfResource(group.id()),
        at,
        Message.of("rule.OpenToTheWorld.message", group.logicalId(), ports(rule)),
        fixes(context, group, at, rule));
  }

  private static Object ports(Fields rule) {
    var from = rule.number("FromPort");
    var to = rule.number("ToPort");
    if (from.isEmpty() || to.isEmpty() || rule.text("IpProtocol").equals(Optional.of("-1"))) {
      return Message.of("rule.OpenToTheWorld.everyPort");
    }
    return from.equals(to) ? from.get().toString() : from.get() + "–" + to.get();
  }

  private List<Fix> fixes(RuleContext context, Resource group, PropertyPath at, Fields rule) {
    var drafts = new ArrayList<Fix>();
    var vpcBlock =
        new Topology(context.drawing(), context.catalog())
            .vpcOf(group)
            .flatMap(v -> v.properties().text("CidrBlock"));
    if (vpcBlock.isPresent()) {
      var draft = new Draft(context.drawing(), context.catalog());
      draft.apply(
          new Edit.SetProperty(
              group.id(),
              at,
              Optional.of(rule.without("CidrIpv6").with("CidrIp", vpcBlock.get()))));
      offer(context, draft, Message.of("rule.OpenToTheWorld.fix.restrict", vpcBlock.get()), drafts);
    }
    var draft = new Draft(context.drawing(), context.catalog());
    draft.apply(new Edit.SetProperty(group.id(), at, Optional.empty()));
    offer(context, draft, Message.of("rule.OpenToTheWorld.fix.remove"), drafts);
    return drafts;
  }

  /// Offers a change that leaves fewer open rules.
  private static void offer(RuleContext context, Draft draft, Message label, List<Fix> offered) {
    if (open(draft.drawing().ofType(Names.SECURITY_GROUP))
        < open(context.drawing().ofType(Names.SECURITY_GROUP))) {
      offered.add(draft.fix(label));
    }
  }

  private static long open(List<Resource> groups) {
    return groups.stream()
        .flatMap(g -> g.properties().list(RULES).stream())
        .filter(OpenToTheWorld::isOpen)
        .count();
  }
}

package dev.diorama.aws.ec2;

import dev.diorama.edit.Edit;
import dev.diorama.model.Resource;
import dev.diorama.rule.Finding;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A security group that no interface has and no rule names.
public final class UnusedSecurityGroup implements ResourceRule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("UnusedSecurityGroup"),
          Severity.INFO,
          "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-22");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    var proposal = new Proposal(this, context);
    return subjects(context)
        .map(group ->
            proposal.finding(
                group,
                proposal.text("message", group.logicalId()),
                List.of(draft ->
                    draft.apply(new Edit.RemoveResource(group.id()))
                        ? Optional.of(proposal.text("fix.remove", group.logicalId()))
                        : Optional.empty())));
  }

  @Override
  public Stream<Resource> subjects(RuleContext context) {
    var named = new HashSet<String>();
    for (var resource : context.drawing().resources().values()) {
      Mentions.in(resource.properties())
          .filter(name -> !name.equals(resource.logicalId()))
          .forEach(named::add);
    }
    return context.drawing().ofType(Names.SECURITY_GROUP).stream()
        .filter(g -> !named.contains(g.logicalId()));
  }
}

package dev.diorama.aws.iam;

import dev.diorama.model.Message;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.stream.Stream;

/// A policy allows everything but some actions: `NotAction` with `Allow`. Every action that AWS
/// adds later is allowed too.
///
/// The fix makes a role's inline policies minimal; for other policies only a person can say what is
/// meant.
final class NotActionWithAllow implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("NotActionWithAllow"),
          Severity.WARNING,
          "docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html");
  private static final String KEY = "rule.NotActionWithAllow.";

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return DrawnStatement.all(context).stream()
        .filter(s -> s.allows() && !s.resolved().texts("NotAction").isEmpty())
        .map(s ->
            new Finding(
                INFO.id(),
                INFO.severity(),
                new Subject.OfResource(s.owner().id()),
                s.at().then("NotAction"),
                Message.of(
                    KEY + "message",
                    s.owner().logicalId(),
                    String.join(", ", s.resolved().texts("NotAction"))),
                MakeMinimal.fix(s.owner(), context).stream().toList()));
  }
}

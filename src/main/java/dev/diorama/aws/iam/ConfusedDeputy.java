package dev.diorama.aws.iam;

import dev.diorama.catalog.AttachedPolicy.Kind;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Fix;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A policy on a resource lets an AWS service in, whoever the service acts for: any account could
/// make the service call. Conditions on `aws:SourceArn` or `aws:SourceAccount` prevent that.
///
/// The fix asks for the own account, or in a function's permission for the drawn trigger; it is
/// offered if on a copy every connection works as it did.
final class ConfusedDeputy implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("ConfusedDeputy"),
          Severity.WARNING,
          "docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html#cross-service-confused-deputy-prevention");
  private static final String KEY = "rule.ConfusedDeputy.";
  private static final List<String> SOURCES =
      List.of("aws:sourcearn", "aws:sourceaccount", "aws:sourceorgid", "aws:sourceorgpaths");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return DrawnStatement.all(context).stream()
        .filter(s -> s.policy().kind() == Kind.RESOURCE)
        .filter(s -> s.allows() && !s.principals("Service").isEmpty() && !s.asksFor(SOURCES))
        .map(s ->
            new Finding(
                INFO.id(),
                INFO.severity(),
                new Subject.OfResource(s.owner().id()),
                s.at(),
                Message.of(
                    KEY + "message",
                    s.owner().logicalId(),
                    String.join(", ", s.principals("Service"))),
                fix(s, context).stream().toList()));
  }

  private static Optional<Fix> fix(DrawnStatement statement, RuleContext context) {
    var account = context.drawing().environment().accountId();
    var label = Message.of(KEY + "fix", statement.owner().logicalId(), account);
    var condition = statement.written().fields("Condition");
    var equals = condition.fields("StringEquals").with("aws:SourceAccount", account);
    var sources = Message.of(KEY + "fix.sources", statement.owner().logicalId());
    return PermissionRow.of(statement)
        .map(row -> new Fix(sources, Transaction.of(sources, row.onlyFor(context))))
        .or(() ->
            statement
                .replacedBy(
                    statement.written().with("Condition", condition.with("StringEquals", equals)))
                .map(edit -> new Fix(label, Transaction.of(label, edit))))
        .filter(fix -> Proof.keepsConnections(context, Proof.after(context, fix.transaction())));
  }
}

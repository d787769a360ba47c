package dev.diorama.aws.iam;

import dev.diorama.catalog.AttachedPolicy.Kind;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;
import dev.diorama.model.Value.Fields;
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

/// A policy on a resource, or a role's trust policy, lets everybody in: the principal `*`, with no
/// condition on who or from where.
///
/// The fix lets in the own account only; it is offered if on a copy every connection works as it
/// did.
final class PublicPrincipal implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("PublicPrincipal"),
          Severity.ERROR,
          "docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous");
  private static final String KEY = "rule.PublicPrincipal.";

  /// Keys that say who calls, or from where:
  /// `docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status`.
  private static final List<String> NARROWING =
      List.of(
          "aws:sourceip",
          "aws:sourcearn",
          "aws:sourcevpc",
          "aws:sourcevpce",
          "aws:sourceowner",
          "aws:sourceaccount",
          "aws:sourceorgid",
          "aws:principalorgid",
          "aws:principalorgpaths",
          "aws:principalaccount",
          "aws:principalarn",
          "aws:userid",
          "sts:externalid");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return DrawnStatement.all(context).stream()
        .filter(s -> s.policy().kind() == Kind.RESOURCE || s.policy().kind() == Kind.TRUST)
        .filter(s -> s.allows() && s.principals("AWS").contains("*") && !s.asksFor(NARROWING))
        .map(s ->
            new Finding(
                INFO.id(),
                INFO.severity(),
                new Subject.OfResource(s.owner().id()),
                s.at().then("Principal"),
                Message.of(
                    KEY + "message",
                    s.owner().logicalId(),
                    String.join(", ", s.resolved().texts("Action"))),
                fix(s, context).stream().toList()));
  }

  private static Optional<Fix> fix(DrawnStatement statement, RuleContext context) {
    var account = context.drawing().environment().accountId();
    var label = Message.of(KEY + "fix", statement.owner().logicalId(), account);
    return statement
        .replacedBy(statement.written().with("Principal", Fields.EMPTY.with("AWS", account)))
        .map(edit -> new Fix(label, Transaction.of(label, edit)))
        .filter(fix -> Proof.keepsConnections(context, Proof.after(context, fix.transaction())));
  }
}

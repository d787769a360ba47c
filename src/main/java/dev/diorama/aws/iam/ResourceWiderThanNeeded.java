package dev.diorama.aws.iam;

import dev.diorama.access.LeastPrivilege;
import dev.diorama.access.RoleExcess;
import dev.diorama.access.RoleExcess.ExcessGrant;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.policy.Request;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.Optional;
import java.util.stream.Stream;

/// An inline statement allows a needed action on more resources than the drawing needs it on, as a
/// log permission for all log groups. The finding names one resource too many, which the evaluator
/// confirmed. Statements on `*` are [WildcardPermission]'s.
final class ResourceWiderThanNeeded implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("ResourceWiderThanNeeded"),
          Severity.WARNING,
          "docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege");
  private static final String KEY = "rule.ResourceWiderThanNeeded.";

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    var engine = context.leastPrivilege();
    return RoleUse.all(context).stream()
        .filter(use -> !use.users().isEmpty())
        .flatMap(use -> check(use.role(), engine, context));
  }

  private static Stream<Finding> check(Resource role, LeastPrivilege engine, RuleContext context) {
    var statements =
        InlineStatement.of(role, context).stream()
            .filter(s ->
                !s.resources().contains("*")
                    && s.resources().stream().anyMatch(ResourceWiderThanNeeded::isPattern))
            .toList();
    if (statements.isEmpty()) {
      return Stream.empty();
    }
    var excess = engine.excess(context.access(), context.drawing(), role);
    return statements.stream()
        .flatMap(statement ->
            excess.grants().stream()
                .filter(g -> isOf(g, statement, role))
                .flatMap(g -> needed(g, excess).stream())
                .map(witness -> finding(role, statement, witness, context)));
  }

  private static boolean isPattern(String resource) {
    return resource.contains("*") || resource.contains("?");
  }

  private static boolean isOf(ExcessGrant grant, InlineStatement statement, Resource role) {
    return grant.statement() == statement.index()
        && RoleFacets.inline(role).stream()
            .anyMatch(
                p -> p.name().equals(grant.policyName()) && p.at().equals(statement.document()));
  }

  /// An example of which the action is needed, though elsewhere.
  private static Optional<Request> needed(ExcessGrant grant, RoleExcess excess) {
    return grant.witnesses().stream()
        .filter(w ->
            excess.needs().stream().anyMatch(n -> n.call().action().equalsIgnoreCase(w.action())))
        .findFirst();
  }

  private static Finding finding(
      Resource role, InlineStatement statement, Request witness, RuleContext context) {
    return new Finding(
        INFO.id(),
        INFO.severity(),
        new Subject.OfResource(role.id()),
        statement.at("Resource"),
        Message.of(KEY + "message", role.logicalId(), witness.action(), witness.resource()),
        Optional.of(role).flatMap(r -> MakeMinimal.fix(r, context)).stream().toList());
  }
}

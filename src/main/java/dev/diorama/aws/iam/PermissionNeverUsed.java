package dev.diorama.aws.iam;

import dev.diorama.catalog.Need;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;
import dev.diorama.model.Value.Fields;
import dev.diorama.policy.Principal;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Fix;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.List;
import java.util.stream.Stream;

/// An action of a role's inline policy that no connection of the resources with this role needs, on
/// the resources that the statement names.
///
/// What runs were seen to call counts as needed, and what AWS itself needs: log delivery of
/// functions, and the network interfaces of functions in a VPC. Roles that nothing in the drawing
/// uses are passed over, as are statements with `NotAction` or `NotResource`; conditions are taken
/// to hold.
final class PermissionNeverUsed implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("PermissionNeverUsed"),
          Severity.WARNING,
          "docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege");
  private static final String KEY = "rule.PermissionNeverUsed.";

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return RoleUse.all(context).stream()
        .filter(use -> !use.users().isEmpty())
        .flatMap(use ->
            InlineStatement.of(use.role(), context).stream()
                .flatMap(statement -> check(use, statement, context)));
  }

  private static Stream<Finding> check(
      RoleUse use, InlineStatement statement, RuleContext context) {
    var principal =
        context.access().principal(new Need.ResourceCaller(use.users().getFirst().id()));
    var unused =
        statement.actions().stream().filter(a -> !isUsed(a, statement, use, principal)).toList();
    if (unused.isEmpty()) {
      return Stream.empty();
    }
    var at = statement.at("Action");
    boolean single = unused.size() == 1 && statement.actions().size() > 1;
    return Stream.of(
        new Finding(
            INFO.id(),
            INFO.severity(),
            new Subject.OfResource(use.role().id()),
            single ? at.then(statement.actions().indexOf(unused.getFirst())) : at,
            Message.of(KEY + "message", use.role().logicalId(), String.join(", ", unused)),
            fixes(use, statement, unused, context)));
  }

  private static boolean isUsed(
      String action, InlineStatement statement, RoleUse use, Principal principal) {
    return use.calls().stream()
            .anyMatch(c -> statement.covers(action, principal, c.action(), c.resource()))
        || use.seen().stream()
            .anyMatch(n -> statement.covers(action, principal, n.action(), n.resource()))
        // What AWS itself calls has resources that stand in no drawing.
        || use.implied().stream().anyMatch(implied -> InlineStatement.names(action, implied));
  }

  private static List<Fix> fixes(
      RoleUse use, InlineStatement statement, List<String> unused, RuleContext context) {
    var kept = statement.actions().stream().filter(a -> !unused.contains(a)).toList();
    var label = Message.of(KEY + "fix", String.join(", ", unused), use.role().logicalId());
    var replacement = kept.isEmpty() ? List.<Fields>of() : List.of(statement.withActions(kept));
    var fix = new Fix(label, Transaction.of(label, statement.replacedBy(replacement)));
    return Proof.keeps(use, context, Proof.after(context, fix.transaction()))
        ? List.of(fix)
        : List.of();
  }
}

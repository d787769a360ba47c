package dev.diorama.aws.iam;

import dev.diorama.catalog.Need;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Environment;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// An inline policy allows all actions (`*`, `s3:*`), or allows actions on all resources (`*`)
/// where the drawing needs them on known resources only.
///
/// The fix narrows the statement to the actions and ARNs that the drawing needs, log delivery and
/// the network interfaces of functions included; it is offered if the role is in use, and if on a
/// copy every call stays as allowed as it was. Where runs were seen to call more than that, the
/// smallest policy for both is offered instead.
final class WildcardPermission implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("WildcardPermission"),
          Severity.WARNING,
          "docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege");
  private static final String KEY = "rule.WildcardPermission.";

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return RoleUse.all(context).stream()
        .flatMap(use ->
            InlineStatement.of(use.role(), context).stream()
                .flatMap(statement -> check(use, statement, context).stream()));
  }

  private static Optional<Finding> check(
      RoleUse use, InlineStatement statement, RuleContext context) {
    var wide = statement.actions().stream().filter(WildcardPermission::isWhole).toList();
    if (!wide.isEmpty()) {
      return Optional.of(
          finding(
              use,
              statement,
              "Action",
              Message.of(KEY + "message.action", name(use), join(wide)),
              context));
    }
    var narrower =
        covered(use, statement, context).stream().filter(c -> !c.resource().equals("*")).toList();
    if (statement.resources().contains("*") && !narrower.isEmpty()) {
      return Optional.of(
          finding(
              use,
              statement,
              "Resource",
              Message.of(KEY + "message.resource", name(use), join(statement.actions())),
              context));
    }
    return Optional.empty();
  }

  /// Whether the pattern is `*` or a whole service, as `s3:*`.
  private static boolean isWhole(String action) {
    return action.equals("*") || action.matches("[A-Za-z0-9*-]+:\\*+");
  }

  private static String name(RoleUse use) {
    return use.role().logicalId();
  }

  private static String join(List<String> texts) {
    return String.join(", ", texts);
  }

  private static Finding finding(
      RoleUse use,
      InlineStatement statement,
      String element,
      Message message,
      RuleContext context) {
    return new Finding(
        INFO.id(),
        INFO.severity(),
        new Subject.OfResource(use.role().id()),
        statement.at(element),
        message,
        narrowed(use, statement, context).stream().toList());
  }

  private static List<Need.Call> covered(
      RoleUse use, InlineStatement statement, RuleContext context) {
    return use.calls().stream()
        .filter(
            c -> statement.covers(context.access().principal(c.caller()), c.action(), c.resource()))
        .toList();
  }

  private static Optional<Fix> narrowed(
      RoleUse use, InlineStatement statement, RuleContext context) {
    if (use.users().isEmpty()) {
      return Optional.empty();
    }
    var replacements = new ArrayList<Fields>();
    for (var group : Grants.groups(covered(use, statement, context), context)) {
      replacements.add(kept(statement, replacements.isEmpty(), group.statement()));
    }
    var principal =
        context.access().principal(new Need.ResourceCaller(use.users().getFirst().id()));
    var environment = context.drawing().environment();
    implied(use, statement, principal, RoleUse.LOG_ACTIONS, logs(environment))
        .ifPresent(g -> replacements.add(kept(statement, replacements.isEmpty(), g.statement())));
    implied(use, statement, principal, RoleUse.INTERFACE_ACTIONS, "*")
        .ifPresent(g -> replacements.add(kept(statement, replacements.isEmpty(), g.statement())));
    var label = Message.of(KEY + "fix", name(use));
    var fix = new Fix(label, Transaction.of(label, statement.replacedBy(replacements)));
    return Proof.keeps(use, context, Proof.after(context, fix.transaction()))
        ? Optional.of(fix)
        : MakeMinimal.fix(use.role(), context);
  }

  /// A new statement that takes over the old one's condition, and its Sid if it is the first.
  private static Fields kept(InlineStatement old, boolean first, Fields statement) {
    var result = Fields.EMPTY;
    var sid = old.written().get("Sid");
    if (first && sid.isPresent()) {
      result = result.with("Sid", sid.get());
    }
    for (var field : statement.values().entrySet()) {
      result = result.with(field.getKey(), field.getValue());
    }
    var condition = old.written().get("Condition");
    return condition.isPresent() ? result.with("Condition", condition.get()) : result;
  }

  private static String logs(Environment environment) {
    return "arn:"
        + environment.partition()
        + ":logs:"
        + environment.region()
        + ":"
        + environment.accountId()
        + ":*";
  }

  /// Those of AWS's own actions that the old statement allowed and the users need.
  private static Optional<Grants.Group> implied(
      RoleUse use,
      InlineStatement statement,
      Principal principal,
      List<String> actions,
      String resource) {
    var allowed =
        actions.stream()
            .filter(use.implied()::contains)
            .filter(a -> statement.covers(principal, a, resource))
            .toList();
    return allowed.isEmpty()
        ? Optional.empty()
        : Optional.of(new Grants.Group(allowed, List.of(resource), List.of(resource)));
  }
}

package dev.diorama.aws.iam;

import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.rule.Fix;
import dev.diorama.rule.RuleContext;
import java.util.List;
import java.util.Optional;

/// The fix that replaces a role's inline policies by the smallest policy for what the drawing needs
/// of it. It is offered if the policy is proved to be enough and not more, and if on a copy every
/// call of the drawing stays as allowed as it was.
final class MakeMinimal {
  private MakeMinimal() {}

  static Optional<Fix> fix(Resource role, RuleContext context) {
    if (!role.type().equals(RoleType.NAME)) {
      return Optional.empty();
    }
    var use =
        RoleUse.all(context).stream()
            .filter(u -> u.role().id().equals(role.id()) && !u.users().isEmpty())
            .findFirst();
    if (use.isEmpty()) {
      return Optional.empty();
    }
    var minimal = context.leastPrivilege().minimal(context.access(), context.drawing(), role);
    var policy =
        Fields.EMPTY
            .with("PolicyName", role.logicalId() + "Policy")
            .with("PolicyDocument", minimal.drawn());
    var policies =
        minimal.drawn().list("Statement").isEmpty()
            ? new Items(List.of())
            : new Items(List.of(policy));
    var label = Message.of("rule.makeMinimal.fix", role.logicalId());
    var fix =
        new Fix(
            label,
            Transaction.of(
                label,
                new Edit.SetProperty(
                    role.id(), PropertyPath.of(RoleFacets.POLICIES), Optional.of(policies))));
    return minimal.proved()
            && Proof.keeps(use.get(), context, Proof.after(context, fix.transaction()))
        ? Optional.of(fix)
        : Optional.empty();
  }
}

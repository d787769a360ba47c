package dev.diorama.aws.iam;

import dev.diorama.access.Access;
import dev.diorama.access.Verdict.Outcome;
import dev.diorama.catalog.Need;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Document;
import dev.diorama.model.Resource;
import dev.diorama.policy.difference.Needed;
import dev.diorama.rule.RuleContext;
import java.util.List;

/// Tries a fix on a copy of the drawing, so that only fixes that work are offered.
final class Proof {
  private Proof() {}

  /// The drawing after the fix.
  static RuleContext after(RuleContext before, Transaction fix) {
    var drawing = fix.apply(Document.EMPTY.with(before.drawing())).architecture();
    return new RuleContext(drawing, before.catalog(), new Access(drawing, before.catalog()));
  }

  /// Whether every call that is authorized before is authorized after.
  static boolean keeps(List<Need.Call> calls, RuleContext before, RuleContext after) {
    return calls.stream().allMatch(c -> !authorized(c, before) || authorized(c, after));
  }

  /// Whether every call of a role's users that is authorized before is authorized after, and so is
  /// every one that runs were seen to make.
  static boolean keeps(RoleUse use, RuleContext before, RuleContext after) {
    return keeps(use.calls(), before, after)
        && after
            .drawing()
            .resource(use.role().id())
            .filter(role ->
                use.seen().stream()
                    .allMatch(n -> !allows(before, use.role(), n) || allows(after, role, n)))
            .isPresent();
  }

  private static boolean allows(RuleContext context, Resource role, Needed call) {
    return context.leastPrivilege().allows(context.access(), context.drawing(), role, call);
  }

  /// Whether every one of these calls is authorized.
  static boolean grants(List<Need.Call> calls, RuleContext context) {
    return calls.stream().allMatch(c -> authorized(c, context));
  }

  /// Whether every connection that works before works after.
  static boolean keepsConnections(RuleContext before, RuleContext after) {
    return before.drawing().connections().values().stream()
        .allMatch(c ->
            before.access().of(c).outcome() != Outcome.WORKS
                || after.access().of(c).outcome() == Outcome.WORKS);
  }

  private static boolean authorized(Need.Call call, RuleContext context) {
    return context.access().of(call).denial().isEmpty();
  }
}

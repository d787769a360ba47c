package dev.diorama.aws.iam;

import dev.diorama.catalog.Need;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Items;
import dev.diorama.policy.Principal;
import dev.diorama.rule.Fix;
import dev.diorama.rule.RuleContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Mends statements that name a resource's ARN almost rightly: only the region, the account or one
/// part of the name differs from the ARN that a call needs. That is a slip of the pen, so that
/// another statement beside it would leave the wrong one to nobody's use.
final class CorrectedArn {
  /// An ARN's parts before the resource: `arn`, partition, service, region, account.
  private static final int PARTS = 6;

  private static final int SERVICE = 2;
  private static final int RESOURCE = 5;

  private CorrectedArn() {}

  /// The fix that gives every group its ARNs; empty if one has no such statement.
  static Optional<Fix> of(
      Resource role, Principal principal, List<Need.Call> calls, RuleContext context) {
    var edits = new ArrayList<Edit>();
    var wrong = new ArrayList<String>();
    var right = new ArrayList<String>();
    for (var group : Grants.groups(calls, context)) {
      for (int i = 0; i < group.arns().size(); i++) {
        var arn = group.arns().get(i);
        var slip = slip(role, principal, group.actions(), arn, context);
        if (slip.isEmpty()) {
          return Optional.empty();
        }
        var written = group.resources().get(i);
        edits.add(slip.get().replacedBy(written));
        wrong.add(slip.get().text());
        right.add(written);
      }
    }
    var label =
        Message.of(
            "rule.MissingPermissionForConnection.fix.correct",
            String.join(", ", wrong),
            String.join(", ", right),
            role.logicalId());
    return Optional.of(new Fix(label, new Transaction(label, edits)));
  }

  /// The wrong ARN in a statement.
  private record Slip(InlineStatement statement, int index, String text) {
    Edit replacedBy(String arn) {
      var at = statement.at("Resource");
      boolean isList =
          statement.written().get("Resource").filter(Items.class::isInstance).isPresent();
      return new Edit.SetProperty(
          statement.role().id(), isList ? at.then(index) : at, Optional.of(Value.of(arn)));
    }
  }

  private static Optional<Slip> slip(
      Resource role, Principal principal, List<String> actions, String arn, RuleContext context) {
    for (var statement : InlineStatement.of(role, context)) {
      var resolved = statement.resolved().texts("Resource");
      boolean isMeant =
          !statement.hasCondition()
              && resolved.size() == statement.resources().size()
              && actions.stream()
                  .allMatch(
                      a -> statement.actions().stream().anyMatch(p -> InlineStatement.names(p, a)));
      for (int i = 0; isMeant && i < resolved.size(); i++) {
        if (isSlip(resolved.get(i), arn)
            && !isDrawn(resolved.get(i), context)
            && !statement.coversResource(principal, arn)) {
          return Optional.of(new Slip(statement, i, resolved.get(i)));
        }
      }
    }
    return Optional.empty();
  }

  /// Whether an ARN is one of the drawing: whoever wrote it meant it.
  private static boolean isDrawn(String arn, RuleContext context) {
    return context.drawing().resources().keySet().stream()
        .flatMap(id -> context.catalog().arn(context.drawing(), id).stream())
        .anyMatch(own -> arn.equals(own) || arn.startsWith(own + "/") || arn.startsWith(own + ":"));
  }

  private static boolean isSlip(String written, String needed) {
    var a = written.split(":", PARTS);
    var b = needed.split(":", PARTS);
    if (a.length < PARTS || b.length < PARTS || !a[SERVICE].equals(b[SERVICE])) {
      return false;
    }
    var x = a[RESOURCE].split("[:/]", -1);
    var y = b[RESOURCE].split("[:/]", -1);
    int different = 0;
    for (int i = 0; i < Math.min(x.length, y.length); i++) {
      different += x[i].equals(y[i]) ? 0 : 1;
    }
    return x.length == y.length && different <= 1;
  }
}

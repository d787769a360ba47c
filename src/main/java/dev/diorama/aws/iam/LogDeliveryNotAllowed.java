package dev.diorama.aws.iam;

import dev.diorama.catalog.Need;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A function runs, but logs nothing: its role does not allow the delivery to CloudWatch Logs that
/// Lambda makes as the role.
///
/// The fix adds the permission for the function's own log group; it was applied to a copy and
/// allows the delivery there.
final class LogDeliveryNotAllowed implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("LogDeliveryNotAllowed"),
          Severity.WARNING,
          "docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html#monitoring-cloudwatchlogs-prereqs");
  private static final String KEY = "rule.LogDeliveryNotAllowed.";

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return context.drawing().resources().values().stream()
        .flatMap(user ->
            context.access().role(user.id()).stream()
                .flatMap(role -> check(user, role, context).stream()));
  }

  private static Optional<Finding> check(Resource user, Resource role, RuleContext context) {
    var denied =
        context
            .catalog()
            .facets(user)
            .serviceCalls(user, context.drawing(), context.catalog())
            .stream()
            .filter(c -> c.action().startsWith("logs:"))
            .filter(c -> context.access().of(c).denial().isPresent())
            .toList();
    // A role that cannot be assumed is another rule's: nothing runs at all.
    if (denied.isEmpty() || !isActive(user, context) || isSaidOfAConnection(user, context)) {
      return Optional.empty();
    }
    var actions = denied.stream().map(Need.Call::action).sorted().collect(Collectors.joining(", "));
    return Optional.of(
        new Finding(
            INFO.id(),
            INFO.severity(),
            new Subject.OfResource(user.id()),
            PropertyPath.ROOT,
            Message.of(KEY + "message", user.logicalId(), role.logicalId(), actions),
            MissingPermissionForConnection.added(role, denied, context).stream()
                .filter(fix -> Proof.grants(denied, Proof.after(context, fix.transaction())))
                .toList()));
  }

  /// Where the log group is drawn and joined, the connection to it has a finding of its own.
  private static boolean isSaidOfAConnection(Resource user, RuleContext context) {
    return context.drawing().from(user.id()).stream()
        .flatMap(c -> context.access().of(c).needs().stream())
        .anyMatch(v ->
            v.need() instanceof Need.Call call
                && call.action().startsWith("logs:")
                && v.denial().isPresent());
  }

  private static boolean isActive(Resource user, RuleContext context) {
    return List.copyOf(
            context
                .catalog()
                .facets(user)
                .activationNeeds(user, context.drawing(), context.catalog()))
        .stream()
        .allMatch(n -> context.access().of(n).denial().isEmpty());
  }
}

package dev.diorama.aws.iam;

import dev.diorama.access.Verdict;
import dev.diorama.catalog.Need;
import dev.diorama.model.Connection;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.policy.Decision;
import dev.diorama.policy.Decision.ImplicitlyDenied;
import dev.diorama.policy.DecisionText;
import dev.diorama.policy.PolicyKind;
import dev.diorama.policy.Principal;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A connection's call by a role is denied by something else than a missing identity permission: an
/// explicit deny, a permissions boundary, a VPC endpoint policy.
///
/// There is no fix to offer: each of these was written to deny, and only a person can say which
/// side is right.
final class ConnectionDeniedByPolicy implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("ConnectionDeniedByPolicy"),
          Severity.ERROR,
          "docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return context.drawing().connections().values().stream()
        .flatMap(connection ->
            context.access().of(connection).needs().stream()
                .flatMap(verdict -> check(connection, verdict, context).stream())
                .limit(1));
  }

  private static Optional<Finding> check(
      Connection connection, Verdict verdict, RuleContext context) {
    if (!(verdict.need() instanceof Need.Call call)
        || !(call.caller() instanceof Need.ResourceCaller caller)
        || verdict
            .request()
            .filter(r -> r.principal() instanceof Principal.Anonymous)
            .isPresent()) {
      return Optional.empty();
    }
    return verdict
        .denial()
        .filter(d -> !lacksIdentityPermission(d))
        .filter(d -> !RoleNotAssumable.says(d, caller.resource(), context))
        .map(denial ->
            new Finding(
                INFO.id(),
                INFO.severity(),
                new Subject.OfConnection(connection.id()),
                PropertyPath.ROOT,
                Message.of(
                    "rule.ConnectionDeniedByPolicy.message",
                    context
                        .drawing()
                        .resource(caller.resource())
                        .map(Resource::logicalId)
                        .orElse(""),
                    call.action(),
                    context.drawing().resource(call.target()).map(Resource::logicalId).orElse(""),
                    DecisionText.explain(denial).getFirst()),
                List.of()));
  }

  private static boolean lacksIdentityPermission(Decision decision) {
    return decision instanceof ImplicitlyDenied d && d.blockedBy() == PolicyKind.IDENTITY;
  }
}

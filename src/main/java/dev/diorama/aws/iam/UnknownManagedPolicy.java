package dev.diorama.aws.iam;

import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A role has a managed policy whose document Diorama does not know, so verdicts on the role may
/// differ from AWS's: here the policy grants nothing and, as a boundary, allows nothing.
final class UnknownManagedPolicy implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("UnknownManagedPolicy"),
          Severity.WARNING,
          "docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html");
  private static final String KEY = "rule.UnknownManagedPolicy.";

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return context.drawing().ofType(RoleType.NAME).stream()
        .flatMap(role -> Stream.concat(attached(role), boundary(role)));
  }

  private static Stream<Finding> attached(Resource role) {
    var arns = role.properties().list(RoleFacets.MANAGED);
    return IntStream.range(0, arns.size())
        .boxed()
        .flatMap(i ->
            arns.get(i).asText().stream()
                .filter(arn -> ManagedPolicies.document(arn).isEmpty())
                .map(arn -> finding(role, arn, PropertyPath.of(RoleFacets.MANAGED).then(i))));
  }

  private static Stream<Finding> boundary(Resource role) {
    return role.properties().text(RoleFacets.BOUNDARY).stream()
        .filter(arn -> ManagedPolicies.document(arn).isEmpty())
        .map(arn -> finding(role, arn, PropertyPath.of(RoleFacets.BOUNDARY)));
  }

  private static Finding finding(Resource role, String arn, PropertyPath at) {
    var label = Message.of(KEY + "fix", arn, role.logicalId());
    return new Finding(
        INFO.id(),
        INFO.severity(),
        new Subject.OfResource(role.id()),
        at,
        Message.of(KEY + "message", arn, role.logicalId()),
        List.of(
            new Fix(
                label,
                Transaction.of(label, new Edit.SetProperty(role.id(), at, Optional.empty())))));
  }
}

package dev.diorama.aws.iam;

import dev.diorama.access.LeastPrivilege;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A role can give itself, or take over, permissions that it does not have: by passing a stronger
/// role to something new, by changing the code that runs with it, or by writing policies.
///
/// There is no fix to offer: whether a role is meant to administer others only a person can say.
final class PrivilegeEscalation implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("PrivilegeEscalation"),
          Severity.ERROR,
          "docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html");
  private static final String KEY = "rule.PrivilegeEscalation.";

  /// Ways to more permissions: all of the actions together are one. Each is what the action does by
  /// its page in
  /// `docs.aws.amazon.com/service-authorization/latest/reference/list_identityandaccessmanagement.html`
  /// and `docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html`.
  private static final List<List<String>> WAYS =
      List.of(
          List.of("iam:PassRole", "lambda:CreateFunction"),
          List.of("iam:PassRole", "ec2:RunInstances"),
          List.of("iam:PassRole", "states:CreateStateMachine"),
          List.of("lambda:UpdateFunctionCode"),
          List.of("iam:CreatePolicyVersion"),
          List.of("iam:SetDefaultPolicyVersion"),
          List.of("iam:AttachRolePolicy"),
          List.of("iam:AttachUserPolicy"),
          List.of("iam:AttachGroupPolicy"),
          List.of("iam:PutRolePolicy"),
          List.of("iam:PutUserPolicy"),
          List.of("iam:PutGroupPolicy"),
          List.of("iam:UpdateAssumeRolePolicy"),
          List.of("iam:DeleteRolePermissionsBoundary"),
          List.of("iam:CreateAccessKey"),
          List.of("iam:CreateLoginProfile"),
          List.of("iam:UpdateLoginProfile"),
          List.of("iam:AddUserToGroup"));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    var engine = context.leastPrivilege();
    var suspects =
        DrawnStatement.all(context).stream()
            .filter(PrivilegeEscalation::mayName)
            .map(s -> s.owner().id())
            .collect(Collectors.toSet());
    return context.drawing().ofType(RoleType.NAME).stream()
        .filter(role -> suspects.contains(role.id()))
        .flatMap(role -> check(role, engine, context).stream());
  }

  /// Whether a statement names any of the services; most do not, and their roles are passed over at
  /// once.
  private static boolean mayName(DrawnStatement statement) {
    return statement.allows()
        && (!statement.resolved().texts("NotAction").isEmpty()
            || statement.resolved().texts("Action").stream()
                .anyMatch(a -> a.matches("(?i)(\\*|iam:|lambda:(.*\\*|UpdateFunctionCode)).*")));
  }

  private static Optional<Finding> check(
      Resource role, LeastPrivilege engine, RuleContext context) {
    var paths = new ArrayList<Message>();
    for (var way : WAYS) {
      var steps =
          way.stream()
              .flatMap(action ->
                  engine
                      .example(context.access(), context.drawing(), role, Set.of(action))
                      .stream())
              .toList();
      if (steps.size() == way.size()) {
        var last = steps.getFirst().resource();
        paths.add(
            Message.of(
                KEY + "path",
                role.logicalId(),
                String.join(" + ", way),
                end(last, context).orElse(last)));
      }
    }
    return paths.stream()
        .reduce((a, b) -> Message.of(KEY + "and", a, b))
        .map(all ->
            new Finding(
                INFO.id(),
                INFO.severity(),
                new Subject.OfResource(role.id()),
                PropertyPath.of(RoleFacets.POLICIES),
                Message.of(KEY + "message", role.logicalId(), all),
                List.of()));
  }

  /// Where a path leads: the drawn resource, and the role that it runs with.
  private static Optional<String> end(String arn, RuleContext context) {
    return context.drawing().resources().values().stream()
        .filter(
            r -> context.catalog().arn(context.drawing(), r.id()).filter(arn::equals).isPresent())
        .findFirst()
        .map(r ->
            context
                .access()
                .role(r.id())
                .map(role -> r.logicalId() + " → " + role.logicalId())
                .orElse(r.logicalId()));
  }
}

package dev.diorama.aws.iam;

import dev.diorama.model.Resource;
import dev.diorama.policy.Request;
import dev.diorama.policy.difference.Needed;
import dev.diorama.rule.RuleContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A way to more permissions: who may do all of its actions can get what it does not have. Each is
/// what the action does by its page in
/// `docs.aws.amazon.com/service-authorization/latest/reference/list_identityandaccessmanagement.html`
/// and `docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html`.
///
/// Passing a role that allows nothing more than the own one is no way to more permissions, and
/// neither is changing the code of a function that runs with such a role.
///
/// @param service to which `iam:PassRole` passes the role; empty where nothing is passed
record EscalationWay(List<String> actions, Optional<String> service) {
  static final String PASS_ROLE = "iam:PassRole";
  static final String UPDATE_CODE = "lambda:UpdateFunctionCode";

  /// See
  /// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#ck_PassedToService`.
  static final String PASSED_TO_SERVICE = "iam:PassedToService";

  static final List<EscalationWay> ALL =
      List.of(
          passing("lambda:CreateFunction", "lambda.amazonaws.com"),
          passing("ec2:RunInstances", "ec2.amazonaws.com"),
          passing("states:CreateStateMachine", "states.amazonaws.com"),
          by(UPDATE_CODE),
          by("iam:CreatePolicyVersion"),
          by("iam:SetDefaultPolicyVersion"),
          by("iam:AttachRolePolicy"),
          by("iam:AttachUserPolicy"),
          by("iam:AttachGroupPolicy"),
          by("iam:PutRolePolicy"),
          by("iam:PutUserPolicy"),
          by("iam:PutGroupPolicy"),
          by("iam:UpdateAssumeRolePolicy"),
          by("iam:DeleteRolePermissionsBoundary"),
          by("iam:CreateAccessKey"),
          by("iam:CreateLoginProfile"),
          by("iam:UpdateLoginProfile"),
          by("iam:AddUserToGroup"));

  private static EscalationWay passing(String action, String service) {
    return new EscalationWay(List.of(PASS_ROLE, action), Optional.of(service));
  }

  private static EscalationWay by(String action) {
    return new EscalationWay(List.of(action), Optional.empty());
  }

  /// A request for the first action, if the role allows all of them; empty if the way is closed.
  Optional<Request> open(Resource role, RuleContext context) {
    var first = Optional.<Request>empty();
    for (var action : actions) {
      var example =
          context
              .leastPrivilege()
              .example(
                  context.access(),
                  context.drawing(),
                  role,
                  action,
                  action.equals(PASS_ROLE)
                      ? service.map(s -> Map.of(PASSED_TO_SERVICE, s)).orElse(Map.of())
                      : Map.of(),
                  harmless(action, role, context).stream()
                      .map(arn -> new Needed(action, arn))
                      .toList());
      if (example.isEmpty()) {
        return Optional.empty();
      }
      first = first.or(() -> example);
    }
    return first;
  }

  /// The ARNs on which an action gives the role nothing that it does not have.
  private static List<String> harmless(String action, Resource role, RuleContext context) {
    return harmlessResources(action, role, context).stream()
        .flatMap(r -> context.catalog().arn(context.drawing(), r.id()).stream())
        .toList();
  }

  /// The drawn resources on which an action gives the role nothing that it does not have.
  static List<Resource> harmlessResources(String action, Resource role, RuleContext context) {
    var result = new ArrayList<Resource>();
    for (var resource : context.drawing().resources().values()) {
      var gained =
          switch (action) {
            case PASS_ROLE -> Optional.of(resource).filter(r -> r.type().equals(RoleType.NAME));
            case UPDATE_CODE -> context.access().role(resource.id());
            default -> Optional.<Resource>empty();
          };
      if (gained
          .filter(g ->
              context.leastPrivilege().isNoStronger(context.access(), context.drawing(), g, role))
          .isPresent()) {
        result.add(resource);
      }
    }
    return result;
  }
}

package dev.diorama.aws.iam;

import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.policy.Request;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A role can give itself, or take over, permissions that it does not have: by passing a stronger
/// role to something new, by changing the code that runs with it, or by writing policies.
///
/// The fixes are those of [EscalationFixes]; there is none where a managed policy is the cause,
/// which AWS or somebody else writes.
final class PrivilegeEscalation implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("PrivilegeEscalation"),
          Severity.ERROR,
          "docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html");
  private static final String KEY = "rule.PrivilegeEscalation.";

  /// How many ways the message names; `*` opens them all, which nobody reads.
  private static final int MOST_PATHS = 3;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    var suspects =
        DrawnStatement.all(context).stream()
            .filter(PrivilegeEscalation::mayName)
            .map(s -> s.owner().id())
            .collect(Collectors.toSet());
    return context.drawing().ofType(RoleType.NAME).stream()
        .filter(role -> suspects.contains(role.id()))
        .flatMap(role -> check(role, context).stream());
  }

  /// Whether a statement names any of the services; most do not, and their roles are passed over at
  /// once.
  private static boolean mayName(DrawnStatement statement) {
    return statement.allows()
        && (!statement.resolved().texts("NotAction").isEmpty()
            || statement.resolved().texts("Action").stream()
                .anyMatch(a -> a.matches("(?i)(\\*|iam:|lambda:(.*\\*|UpdateFunctionCode)).*")));
  }

  private static Optional<Finding> check(Resource role, RuleContext context) {
    var paths = new ArrayList<Message>();
    var open = new ArrayList<EscalationWay>();
    for (var way : EscalationWay.ALL) {
      way.open(role, context)
          .map(Request::resource)
          .ifPresent(last -> {
            open.add(way);
            paths.add(
                Message.of(
                    KEY + "path",
                    role.logicalId(),
                    String.join(" + ", way.actions()),
                    end(last, context).orElse(last)));
          });
    }
    return paths.stream()
        .limit(MOST_PATHS)
        .reduce((a, b) -> Message.of(KEY + "and", a, b))
        .map(some ->
            paths.size() > MOST_PATHS
                ? Message.of(KEY + "more", some, paths.size() - MOST_PATHS)
                : some)
        .map(all ->
            new Finding(
                INFO.id(),
                INFO.severity(),
                new Subject.OfResource(role.id()),
                PropertyPath.of(RoleFacets.POLICIES),
                Message.of(KEY + "message", role.logicalId(), all),
                new EscalationFixes(role, context).of(open)));
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

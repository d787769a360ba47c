package dev.diorama.aws.iam;

import dev.diorama.access.Verdict;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.Need.Decisive;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Connection;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.policy.Decision.ImplicitlyDenied;
import dev.diorama.policy.PolicyKind;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A connection needs a call that no identity-based policy of the caller's role allows, or the
/// caller has no role at all.
///
/// The fixes add the actions to a statement that names the same resources already, or else a
/// statement of their own; each was applied to a copy and allows the calls there.
final class MissingPermissionForConnection implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("MissingPermissionForConnection"),
          Severity.ERROR,
          "docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html");
  private static final String KEY = "rule.MissingPermissionForConnection.";

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return context.drawing().connections().values().stream().flatMap(c -> check(c, context));
  }

  private static Stream<Finding> check(Connection connection, RuleContext context) {
    var missing = new LinkedHashMap<Resource, List<Need.Call>>();
    var withoutRole = new LinkedHashMap<Resource, List<Need.Call>>();
    for (var verdict : context.access().of(connection).needs()) {
      if (!(verdict.need() instanceof Need.Call call)
          || !(call.caller() instanceof Need.ResourceCaller caller)
          || call.decisive() == Decisive.RESOURCE_POLICY
          || call.decisive() == Decisive.RESOURCE_DENIAL) {
        continue;
      }
      var resource = context.drawing().resource(caller.resource());
      if (resource.isPresent() && isUnsignedAndDenied(verdict)) {
        if (ResourceWithoutRole.needsRole(resource.get(), context)) {
          // It can have no call at all, which is said once, of the resource.
          continue;
        }
        withoutRole.computeIfAbsent(resource.get(), r -> new ArrayList<>()).add(call);
      } else if (resource.isPresent() && lacksIdentityPermission(verdict)) {
        missing.computeIfAbsent(resource.get(), r -> new ArrayList<>()).add(call);
      }
    }
    return Stream.concat(
        missing.entrySet().stream()
            .flatMap(e ->
                context.access().role(e.getKey().id()).stream()
                    .map(role -> missing(connection, e.getKey(), role, e.getValue(), context))),
        withoutRole.entrySet().stream()
            .map(e ->
                finding(
                    connection,
                    Message.of(
                        KEY + "message.noRole",
                        e.getKey().logicalId(),
                        actions(e.getValue()),
                        targets(e.getValue(), context)),
                    List.of())));
  }

  private static boolean isUnsignedAndDenied(Verdict verdict) {
    return verdict.denial().isPresent()
        && verdict.request().filter(r -> r.principal() instanceof Principal.Anonymous).isPresent();
  }

  private static boolean lacksIdentityPermission(Verdict verdict) {
    return verdict
        .authorization()
        .filter(d -> d instanceof ImplicitlyDenied i && i.blockedBy() == PolicyKind.IDENTITY)
        .isPresent();
  }

  private static Finding missing(
      Connection connection,
      Resource caller,
      Resource role,
      List<Need.Call> calls,
      RuleContext context) {
    var message =
        Message.of(
            KEY + "message",
            caller.logicalId(),
            actions(calls),
            targets(calls, context),
            role.logicalId());
    var principal = context.access().principal(new Need.ResourceCaller(caller.id()));
    var fixes =
        Stream.of(
                CorrectedArn.of(role, principal, calls, context)
                    .filter(fix -> keepsAll(role, fix, context)),
                extended(role, principal, calls, context),
                added(role, calls, context))
            .flatMap(Optional::stream)
            .distinct()
            .filter(fix -> Proof.grants(calls, Proof.after(context, fix.transaction())))
            .toList();
    return finding(connection, message, fixes);
  }

  /// A corrected ARN may have been right for another connection.
  private static boolean keepsAll(Resource role, Fix fix, RuleContext context) {
    var after = Proof.after(context, fix.transaction());
    return RoleUse.all(context).stream()
        .filter(use -> use.role().id().equals(role.id()))
        .allMatch(use -> Proof.keeps(use, context, after));
  }

  private static Finding finding(Connection connection, Message message, List<Fix> fixes) {
    return new Finding(
        INFO.id(),
        INFO.severity(),
        new Subject.OfConnection(connection.id()),
        PropertyPath.ROOT,
        message,
        fixes);
  }

  private static String actions(List<Need.Call> calls) {
    return calls.stream()
        .map(Need.Call::action)
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String targets(List<Need.Call> calls, RuleContext context) {
    return calls.stream()
        .map(c ->
            context.drawing().resource(c.target()).map(Resource::logicalId).orElse(c.resource()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /// Adds the actions to one statement that names all the resources, if there is one.
  private static Optional<Fix> extended(
      Resource role, Principal principal, List<Need.Call> calls, RuleContext context) {
    var groups = Grants.groups(calls, context);
    if (groups.size() != 1) {
      return Optional.empty();
    }
    var group = groups.getFirst();
    return InlineStatement.of(role, context).stream()
        .filter(s -> !s.hasCondition() && !s.resources().contains("*"))
        .filter(s -> group.arns().stream().allMatch(arn -> s.coversResource(principal, arn)))
        .findFirst()
        .map(statement -> {
          var actions = new ArrayList<>(statement.actions());
          group.actions().stream().filter(a -> !actions.contains(a)).forEach(actions::add);
          return new Fix(
              Message.of(KEY + "fix.extend", String.join(", ", group.actions()), role.logicalId()),
              Transaction.of(
                  Message.of(
                      KEY + "fix.extend", String.join(", ", group.actions()), role.logicalId()),
                  statement.replacedBy(List.of(statement.withActions(actions)))));
        });
  }

  /// Adds statements of their own, to the first inline policy or to a new one.
  static Optional<Fix> added(Resource role, List<Need.Call> calls, RuleContext context) {
    var statements = Grants.groups(calls, context).stream().map(Grants.Group::statement).toList();
    var label = Message.of(KEY + "fix.add", actions(calls), role.logicalId());
    var policies = RoleFacets.inline(role);
    if (policies.isEmpty()) {
      int index = role.properties().list(RoleFacets.POLICIES).size();
      var policy =
          Fields.EMPTY
              .with("PolicyName", role.logicalId() + "Policy")
              .with(
                  "PolicyDocument",
                  Fields.EMPTY
                      .with("Version", "2012-10-17")
                      .with("Statement", new Items(List.copyOf(statements))));
      return Optional.of(
          new Fix(
              label,
              Transaction.of(
                  label,
                  new Edit.SetProperty(
                      role.id(),
                      PropertyPath.of(RoleFacets.POLICIES).then(index),
                      Optional.of(policy)))));
    }
    var first = policies.getFirst();
    if (!(first.document() instanceof Fields document)) {
      return Optional.empty();
    }
    var all = new ArrayList<Value>(document.list("Statement"));
    all.addAll(statements);
    return Optional.of(
        new Fix(
            label,
            Transaction.of(
                label,
                new Edit.SetProperty(
                    role.id(),
                    first.at(),
                    Optional.of(document.with("Statement", new Items(all)))))));
  }
}

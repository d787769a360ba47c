package dev.diorama.aws.iam;

import dev.diorama.catalog.Need;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.policy.Decision;
import dev.diorama.policy.Decision.ImplicitlyDenied;
import dev.diorama.policy.PolicyKind;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Fix;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A role's trust policy does not let the service assume it that runs a resource with this role, so
/// the resource cannot run at all.
final class RoleNotAssumable implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("RoleNotAssumable"),
          Severity.ERROR,
          "docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html");
  private static final String KEY = "rule.RoleNotAssumable.";

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return context.drawing().resources().values().stream()
        .flatMap(resource ->
            context
                .catalog()
                .facets(resource)
                .activationNeeds(resource, context.drawing(), context.catalog())
                .stream()
                .filter(Need.Call.class::isInstance)
                .map(Need.Call.class::cast)
                .flatMap(call -> check(resource, call, context).stream()));
  }

  /// Whether `denial` is no more than that the role of `user` cannot be assumed. That keeps
  /// everything from happening that `user` would do, and is said once, of the role.
  static boolean says(Decision denial, ResourceId user, RuleContext context) {
    return lacksTrust(denial)
        && context.drawing().resource(user).stream()
            .flatMap(r ->
                context
                    .catalog()
                    .facets(r)
                    .activationNeeds(r, context.drawing(), context.catalog())
                    .stream()
                    .filter(Need.Call.class::isInstance)
                    .map(Need.Call.class::cast)
                    .flatMap(call -> check(r, call, context).stream()))
            .findAny()
            .isPresent();
  }

  private static Optional<Finding> check(Resource user, Need.Call call, RuleContext context) {
    var role =
        context.drawing().resource(call.target()).filter(r -> r.type().equals(RoleType.NAME));
    if (role.isEmpty()
        || !(call.caller() instanceof Need.ServiceCaller service)
        || !call.action().equals("sts:AssumeRole")
        || context
            .access()
            .of(call)
            .authorization()
            .filter(RoleNotAssumable::lacksTrust)
            .isEmpty()) {
      return Optional.empty();
    }
    var trusted = trusting(role.get(), service.servicePrincipal());
    return Optional.of(
        new Finding(
            INFO.id(),
            INFO.severity(),
            new Subject.OfResource(role.get().id()),
            PropertyPath.of(RoleFacets.TRUST),
            Message.of(
                KEY + "message",
                role.get().logicalId(),
                service.servicePrincipal(),
                user.logicalId()),
            Proof.grants(List.of(call), Proof.after(context, trusted.transaction()))
                ? List.of(trusted)
                : List.of()));
  }

  private static boolean lacksTrust(Decision decision) {
    return decision instanceof ImplicitlyDenied d && d.blockedBy() == PolicyKind.TRUST;
  }

  /// Lets a service assume the role.
  static Fix trusting(Resource role, String service) {
    var statement =
        Fields.EMPTY
            .with("Effect", "Allow")
            .with("Principal", Fields.EMPTY.with("Service", service))
            .with("Action", "sts:AssumeRole");
    var document =
        role.properties()
            .get(RoleFacets.TRUST)
            .filter(Fields.class::isInstance)
            .map(Fields.class::cast)
            .filter(d -> !d.isEmpty())
            .orElse(Fields.EMPTY.with("Version", "2012-10-17"));
    var statements = new ArrayList<Value>(document.list("Statement"));
    statements.add(statement);
    var label = Message.of(KEY + "fix", service, role.logicalId());
    return new Fix(
        label,
        Transaction.of(
            label,
            new Edit.SetProperty(
                role.id(),
                PropertyPath.of(RoleFacets.TRUST),
                Optional.of(document.with("Statement", new Items(statements))))));
  }
}

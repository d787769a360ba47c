package dev.diorama.aws.iam;

import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.rule.Fix;
import dev.diorama.rule.RuleContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The fixes that close a way to more permissions, the smallest change first: a condition on the
/// service to which a role is passed, fewer roles or functions, an action less. Each was tried on a
/// copy: the way is closed there, every connection that worked works, and what runs were seen to
/// call is allowed as it was. Only inline policies can be changed.
final class EscalationFixes {
  private static final String KEY = "rule.PrivilegeEscalation.fix.";

  private final Resource role;
  private final RuleContext context;
  private final Optional<RoleUse> use;

  EscalationFixes(Resource role, RuleContext context) {
    this.role = role;
    this.context = context;
    this.use =
        RoleUse.all(context).stream().filter(u -> u.role().id().equals(role.id())).findFirst();
  }

  /// The fixes for these ways, which are open; for several ways first those that close one with the
  /// smallest change.
  List<Fix> of(List<EscalationWay> ways) {
    var proved = new LinkedHashMap<Transaction, Fix>();
    for (var kind :
        List.<Function<EscalationWay, Optional<Fix>>>of(
            this::asked, this::narrowed, this::without)) {
      for (var way : ways) {
        kind.apply(way)
            .filter(fix -> closes(way, fix))
            .ifPresent(fix -> proved.putIfAbsent(fix.transaction(), fix));
      }
    }
    if (proved.isEmpty()) {
      MakeMinimal.fix(role, context)
          .filter(fix -> ways.stream().allMatch(way -> closes(way, fix)))
          .ifPresent(fix -> proved.put(fix.transaction(), fix));
    }
    return List.copyOf(proved.values());
  }

  private boolean closes(EscalationWay way, Fix fix) {
    var after = Proof.after(context, fix.transaction());
    return after.drawing().resource(role.id()).filter(r -> way.open(r, after).isEmpty()).isPresent()
        && use.filter(u -> !Proof.keeps(u, context, after)).isEmpty()
        && Proof.keepsConnections(context, after);
  }

  /// Roles may only be passed to the services that drawn roles trust.
  private Optional<Fix> asked(EscalationWay way) {
    if (way.service().isEmpty()) {
      return Optional.empty();
    }
    Set<String> services = new LinkedHashSet<>();
    for (var statement : DrawnStatement.all(context)) {
      if (statement.owner().type().equals(RoleType.NAME)
          && statement.policy().at().toString().equals(RoleFacets.TRUST)) {
        services.addAll(statement.principals("Service"));
      }
    }
    way.service().ifPresent(services::remove);
    if (services.isEmpty()) {
      return Optional.empty();
    }
    var only = List.copyOf(services);
    return changed(
        Message.of(KEY + "condition", role.logicalId(), String.join(", ", only)),
        EscalationWay.PASS_ROLE,
        s -> {
          var condition = s.written().fields("Condition");
          var equals =
              condition
                  .fields("StringEquals")
                  .with(EscalationWay.PASSED_TO_SERVICE, InlineStatement.oneOrList(only));
          return Optional.of(s.written().with("Condition", condition.with("StringEquals", equals)));
        });
  }

  /// The first action only on drawn resources that give nothing new.
  private Optional<Fix> narrowed(EscalationWay way) {
    var action = way.actions().getFirst();
    var harmless = EscalationWay.harmlessResources(action, role, context);
    if (harmless.isEmpty()) {
      return Optional.empty();
    }
    var names = harmless.stream().map(Resource::logicalId).toList();
    var arns = names.stream().map(n -> "${" + n + ".Arn}").toList();
    return changed(
        Message.of(KEY + "narrow", role.logicalId(), action, String.join(", ", names)),
        action,
        s -> Optional.of(s.written().with("Resource", InlineStatement.oneOrList(arns))));
  }

  /// Without the first action.
  private Optional<Fix> without(EscalationWay way) {
    var action = way.actions().getFirst();
    return changed(
        Message.of(KEY + "remove", role.logicalId(), action), action, s -> Optional.empty());
  }

  /// In every statement that names the action as such: the other actions stay as they are, and the
  /// action gets a statement of its own, or none.
  private Optional<Fix> changed(
      Message label, String action, Function<InlineStatement, Optional<Fields>> own) {
    var edits =
        InlineStatement.replaced(
            InlineStatement.of(role, context),
            statement -> {
              var others =
                  statement.actions().stream().filter(a -> !a.equalsIgnoreCase(action)).toList();
              if (others.size() == statement.actions().size()) {
                return Optional.empty();
              }
              var result = new ArrayList<Fields>();
              if (!others.isEmpty()) {
                result.add(statement.withActions(others));
              }
              own.apply(statement)
                  .map(s -> s.with("Action", Value.of(action)))
                  .map(s -> others.isEmpty() ? s : s.without("Sid"))
                  .ifPresent(result::add);
              return Optional.of(result);
            });
    return edits.isEmpty()
        ? Optional.empty()
        : Optional.of(new Fix(label, new Transaction(label, edits)));
  }
}

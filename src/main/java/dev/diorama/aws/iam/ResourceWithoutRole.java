package dev.diorama.aws.iam;

import dev.diorama.catalog.Need;
import dev.diorama.catalog.PropertyKind;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
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
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A resource whose type cannot be without a role, a function, has none: AWS refuses it, and all
/// its connections fail for this one cause.
///
/// The fixes give it a drawn role that allows everything already, or draw one that allows exactly
/// what is needed; each was applied to a copy and allows the calls there.
final class ResourceWithoutRole implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("ResourceWithoutRole"),
          Severity.ERROR,
          "docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html");
  private static final String KEY = "rule.ResourceWithoutRole.";
  private static final PropertyPath ROLE = PropertyPath.of("Role");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return context.drawing().resources().values().stream()
        .filter(r -> needsRole(r, context) && ROLE.in(r.properties()).isEmpty())
        .map(r ->
            new Finding(
                INFO.id(),
                INFO.severity(),
                new Subject.OfResource(r.id()),
                ROLE,
                Message.of(KEY + "message", r.logicalId()),
                fixes(r, context)));
  }

  /// Whether the type requires the property `Role`. What is wrong with a value that is there,
  /// another rule says.
  static boolean needsRole(Resource resource, RuleContext context) {
    return context
        .catalog()
        .type(resource.type())
        .flatMap(t -> t.property(ROLE.toString()))
        .filter(p ->
            p.required()
                && p.kind() instanceof PropertyKind.Reference reference
                && reference.types().contains(RoleType.NAME.value()))
        .isPresent();
  }

  private static List<Fix> fixes(Resource resource, RuleContext context) {
    return Stream.concat(
            context.drawing().ofType(RoleType.NAME).stream()
                .map(role -> attached(resource, role))
                .filter(fix -> isProved(resource, fix, context))
                .limit(1),
            Stream.of(drawn(resource, context)).filter(fix -> isProved(resource, fix, context)))
        .toList();
  }

  private static Fix attached(Resource resource, Resource role) {
    var label = Message.of(KEY + "fix.attach", resource.logicalId(), role.logicalId());
    return new Fix(label, Transaction.of(label, refersTo(resource, role)));
  }

  private static Edit refersTo(Resource resource, Resource role) {
    return new Edit.SetProperty(resource.id(), ROLE, Optional.of(References.to(role.logicalId())));
  }

  /// Draws the role, then has the rules about roles complete it: who may assume it, what it allows.
  private static Fix drawn(Resource resource, RuleContext context) {
    var name = freeName(resource.logicalId() + "Role", context);
    var role = new Resource(id(name), RoleType.NAME, name, Optional.empty(), Fields.EMPTY);
    var label = Message.of(KEY + "fix.draw", name, resource.logicalId());
    var edits = new ArrayList<Edit>();
    edits.add(new Edit.AddUnplacedResource(role));
    edits.add(refersTo(resource, role));
    for (var call : activation(resource, after(edits, label, context))) {
      if (call.caller() instanceof Need.ServiceCaller service) {
        edits.addAll(
            RoleNotAssumable.trusting(role, service.servicePrincipal()).transaction().edits());
      }
    }
    var trusted = after(edits, label, context);
    var calls = calls(resource, trusted);
    if (!calls.isEmpty()) {
      trusted
          .drawing()
          .resource(role.id())
          .flatMap(r -> MissingPermissionForConnection.added(r, calls, trusted))
          .ifPresent(fix -> edits.addAll(fix.transaction().edits()));
    }
    return new Fix(label, new Transaction(label, edits));
  }

  private static RuleContext after(List<Edit> edits, Message label, RuleContext context) {
    return Proof.after(context, new Transaction(label, edits));
  }

  private static boolean isProved(Resource resource, Fix fix, RuleContext context) {
    var after = Proof.after(context, fix.transaction());
    return Proof.grants(activation(resource, after), after)
        && Proof.grants(calls(resource, after), after);
  }

  private static List<Need.Call> activation(Resource resource, RuleContext context) {
    return context.drawing().resource(resource.id()).stream()
        .flatMap(r ->
            context
                .catalog()
                .facets(r)
                .activationNeeds(r, context.drawing(), context.catalog())
                .stream())
        .flatMap(n -> n instanceof Need.Call call ? Stream.of(call) : Stream.empty())
        .toList();
  }

  /// What the resource calls by its connections, and what its service calls as its role.
  private static List<Need.Call> calls(Resource resource, RuleContext context) {
    var caller = new Need.ResourceCaller(resource.id());
    var drawn =
        context.drawing().connections().values().stream()
            .flatMap(c -> context.catalog().needs(context.drawing(), c).stream())
            .flatMap(n ->
                n instanceof Need.Call call && call.caller().equals(caller)
                    ? Stream.of(call)
                    : Stream.<Need.Call>empty());
    var own =
        context.drawing().resource(resource.id()).stream()
            .flatMap(r ->
                context
                    .catalog()
                    .facets(r)
                    .serviceCalls(r, context.drawing(), context.catalog())
                    .stream());
    return Stream.concat(drawn, own).distinct().toList();
  }

  private static String freeName(String wanted, RuleContext context) {
    var name = wanted;
    for (int i = 2;
        context.drawing().byLogicalId(name).isPresent()
            || context.drawing().resource(id(name)).isPresent();
        i++) {
      name = wanted + i;
    }
    return name;
  }

  private static ResourceId id(String logicalId) {
    return new ResourceId(logicalId.toLowerCase(Locale.ROOT));
  }
}

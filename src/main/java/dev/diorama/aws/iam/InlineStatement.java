package dev.diorama.aws.iam;

import dev.diorama.catalog.Arns;
import dev.diorama.catalog.AttachedPolicy;
import dev.diorama.edit.Edit;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.policy.Policy;
import dev.diorama.policy.PolicyEngine;
import dev.diorama.policy.PolicyKind;
import dev.diorama.policy.PolicySet;
import dev.diorama.policy.Principal;
import dev.diorama.policy.Request;
import dev.diorama.policy.RequestContext;
import dev.diorama.policy.StatementMatch.SimpleMatch;
import dev.diorama.rule.RuleContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// An `Allow` statement of an inline policy of a role, with the place where it stands.
///
/// @param document where the policy document stands in the role's properties
/// @param index the statement's position, from 0
/// @param written the statement as drawn
/// @param resolved the same with the names of drawn resources replaced
record InlineStatement(
    Resource role, PropertyPath document, int index, Fields written, Fields resolved) {

  /// The `Allow` statements of a role's inline policies that have `Action` and `Resource`.
  static List<InlineStatement> of(Resource role, RuleContext context) {
    var result = new ArrayList<InlineStatement>();
    for (var policy : RoleFacets.inline(role)) {
      var statements = statements(policy);
      for (int i = 0; i < statements.size(); i++) {
        if (statements.get(i) instanceof Fields written
            && written.text("Effect").filter("Allow"::equals).isPresent()
            && !written.texts("Action").isEmpty()
            && !written.texts("Resource").isEmpty()
            && Arns.resolve(written, context.drawing(), context.catalog())
                instanceof Fields resolved) {
          result.add(new InlineStatement(role, policy.at(), i, written, resolved));
        }
      }
    }
    return List.copyOf(result);
  }

  private static List<Value> statements(AttachedPolicy policy) {
    return policy.document() instanceof Fields f ? f.list("Statement") : List.of();
  }

  /// Where the element stands in the role's properties.
  PropertyPath at(String element) {
    return (isList() ? document.then("Statement").then(index) : document.then("Statement"))
        .then(element);
  }

  private boolean isList() {
    return fields().get("Statement").filter(Items.class::isInstance).isPresent();
  }

  private Fields fields() {
    return document
        .in(role.properties())
        .map(v -> v instanceof Fields f ? f : Fields.EMPTY)
        .orElse(Fields.EMPTY);
  }

  List<String> actions() {
    return written.texts("Action");
  }

  List<String> resources() {
    return written.texts("Resource");
  }

  boolean hasCondition() {
    return written.get("Condition").isPresent();
  }

  /// Whether `action` alone, as written here, covers a call of `callAction`.
  boolean covers(String action, Principal caller, String callAction, String callResource) {
    return elementsMatch(
        resolved.with("Action", action).without("Condition"), caller, callAction, callResource);
  }

  /// Whether the statement's actions and resources cover the call; its condition does not count.
  boolean covers(Principal caller, String callAction, String callResource) {
    return elementsMatch(resolved.without("Condition"), caller, callAction, callResource);
  }

  /// Whether the statement's resources cover `callResource`.
  boolean coversResource(Principal caller, String callResource) {
    return elementsMatch(
        resolved.with("Action", "*").without("Condition"), caller, "iam:GetRole", callResource);
  }

  /// Whether the pattern, as `s3:Get*`, names the action.
  static boolean names(String pattern, String action) {
    return elementsMatch(
        Fields.EMPTY.with("Effect", "Allow").with("Action", pattern).with("Resource", "*"),
        new Principal.Root(""),
        action,
        "*");
  }

  private static boolean elementsMatch(
      Fields statement, Principal caller, String action, String resource) {
    var policy =
        Policy.compile(
            "",
            PolicyKind.IDENTITY,
            Optional.empty(),
            Fields.EMPTY.with("Version", "2012-10-17").with("Statement", statement));
    var request =
        new Request(
            caller, action, resource, caller.callerAccount().orElse(""), RequestContext.EMPTY);
    return new PolicyEngine()
        .decide(request, PolicySet.of(List.of(policy), List.of())).trace().stream()
            .anyMatch(m ->
                m.matched()
                    && m.elements().stream()
                        .allMatch(e -> e instanceof SimpleMatch && e.matched()));
  }

  /// The edit that puts `replacements` in this statement's place; a policy that is left without
  /// statements goes too.
  Edit replacedBy(List<Fields> replacements) {
    var statements = new ArrayList<>(fields().list("Statement"));
    statements.remove(index);
    statements.addAll(index, replacements);
    if (statements.isEmpty()) {
      return removed();
    }
    return new Edit.SetProperty(
        role.id(), document, Optional.of(fields().with("Statement", new Items(statements))));
  }

  /// The edit that removes the whole policy.
  private Edit removed() {
    var policy = new PropertyPath(document.segments().subList(0, document.segments().size() - 1));
    return new Edit.SetProperty(role.id(), policy, Optional.empty());
  }

  /// The edits that put what `replacement` says in the place of statements of one role; a statement
  /// for which it says nothing stays. Policies that are left without statements go too.
  ///
  /// @param all statements of one role
  static List<Edit> replaced(
      List<InlineStatement> all, Function<InlineStatement, Optional<List<Fields>>> replacement) {
    var byDocument = new LinkedHashMap<PropertyPath, List<InlineStatement>>();
    all.forEach(s -> byDocument.computeIfAbsent(s.document, d -> new ArrayList<>()).add(s));
    var kept = new ArrayList<Edit>();
    var gone = new ArrayDeque<Edit>();
    for (var statements : byDocument.values()) {
      var first = statements.getFirst();
      var written = new ArrayList<List<Value>>();
      first.fields().list("Statement").forEach(s -> written.add(List.of(s)));
      boolean changes = false;
      for (var statement : statements) {
        var next = replacement.apply(statement);
        changes |= next.isPresent();
        next.ifPresent(n -> written.set(statement.index, List.copyOf(n)));
      }
      var result = written.stream().flatMap(List::stream).toList();
      if (changes && result.isEmpty()) {
        // From the last one on: the others keep their places.
        gone.push(first.removed());
      } else if (changes) {
        kept.add(
            new Edit.SetProperty(
                first.role.id(),
                first.document,
                Optional.of(first.fields().with("Statement", new Items(result)))));
      }
    }
    kept.addAll(gone);
    return List.copyOf(kept);
  }

  /// This statement with other actions.
  Fields withActions(List<String> actions) {
    return written.with("Action", oneOrList(actions));
  }

  /// A text for one value, a list for several, as people write policies.
  static Value oneOrList(List<String> values) {
    return values.size() == 1 ? Value.of(values.getFirst()) : Value.texts(values);
  }
}

package dev.diorama.aws.iam;

import dev.diorama.catalog.Arns;
import dev.diorama.catalog.AttachedPolicy;
import dev.diorama.edit.Edit;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.rule.RuleContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A statement of any policy in a drawing, with the place where it stands.
///
/// @param written the statement as drawn
/// @param resolved the same with the names of drawn resources replaced
record DrawnStatement(
    Resource owner, AttachedPolicy policy, PropertyPath at, Fields written, Fields resolved) {

  /// The statements of all policies, in document order; managed policies are AWS's affair.
  static List<DrawnStatement> all(RuleContext context) {
    var result = new ArrayList<DrawnStatement>();
    for (var owner : context.drawing().resources().values()) {
      var facets = context.catalog().facets(owner);
      Stream.concat(
              facets.identityPolicies(owner, context.drawing()).stream(),
              facets.resourcePolicies(owner, context.drawing()).stream())
          .distinct()
          .filter(p -> !p.at().toString().startsWith(RoleFacets.MANAGED))
          .forEach(p -> add(owner, p, context, result));
    }
    return result;
  }

  private static void add(
      Resource owner, AttachedPolicy policy, RuleContext context, List<DrawnStatement> result) {
    if (!(policy.document() instanceof Fields document)) {
      return;
    }
    boolean isList = document.get("Statement").filter(Items.class::isInstance).isPresent();
    var statements = document.list("Statement");
    for (int i = 0; i < statements.size(); i++) {
      var at = policy.at().then("Statement");
      if (statements.get(i) instanceof Fields written
          && Arns.resolve(written, context.drawing(), context.catalog())
              instanceof Fields resolved) {
        result.add(new DrawnStatement(owner, policy, isList ? at.then(i) : at, written, resolved));
      }
    }
  }

  boolean allows() {
    return written.text("Effect").filter("Allow"::equals).isPresent();
  }

  /// The principals of a type, as `Service`; `*` alone counts as `AWS`.
  List<String> principals(String type) {
    return switch (resolved.get("Principal").orElse(Value.Null.NULL)) {
      case Value.Text t when type.equals("AWS") -> List.of(t.value());
      case Fields f -> f.texts(type);
      default -> List.of();
    };
  }

  /// Whether a condition asks for one of these keys, given in lower case.
  boolean asksFor(List<String> keys) {
    return resolved.fields("Condition").values().values().stream()
        .filter(Fields.class::isInstance)
        .flatMap(v -> ((Fields) v).values().keySet().stream())
        .anyMatch(k -> keys.contains(k.toLowerCase(Locale.ROOT)));
  }

  /// The edit that puts another statement in this one's place; empty if the policy is made from
  /// other properties.
  Optional<Edit> replacedBy(Fields statement) {
    return policy.at().in(owner.properties()).filter(policy.document()::equals).isPresent()
        ? Optional.of(new Edit.SetProperty(owner.id(), at, Optional.of(statement)))
        : Optional.empty();
  }
}

package dev.diorama.aws.dynamodb;

import dev.diorama.aws.dynamodb.expression.Condition;
import dev.diorama.aws.dynamodb.expression.ConditionPaths;
import dev.diorama.aws.dynamodb.expression.DocumentPath;
import dev.diorama.aws.dynamodb.expression.ExpressionKind;
import dev.diorama.aws.dynamodb.expression.Placeholders;
import dev.diorama.aws.dynamodb.expression.Projection;
import dev.diorama.aws.dynamodb.expression.UpdateExpression;
import dev.diorama.aws.dynamodb.item.RequestFailure;
import dev.diorama.model.Value.Fields;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The top-level attributes that a request names: the condition key `dynamodb:Attributes`. See
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html`.
final class RequestAttributes {
  private static final Map<String, ExpressionKind> CONDITIONS =
      Map.of(
          "ConditionExpression", ExpressionKind.CONDITION,
          "FilterExpression", ExpressionKind.FILTER,
          "KeyConditionExpression", ExpressionKind.KEY_CONDITION);

  private RequestAttributes() {}

  /// In alphabetical order of the members, then as they stand; none for a request that names none,
  /// and none for a malformed one, which the operation itself refuses.
  static List<String> of(Fields input) {
    Set<String> names = new LinkedHashSet<>();
    names.addAll(input.fields("Item").values().keySet());
    names.addAll(input.fields("Key").values().keySet());
    try {
      var placeholders = Placeholders.of(input);
      for (var member : CONDITIONS.keySet().stream().sorted().toList()) {
        var kind = CONDITIONS.getOrDefault(member, ExpressionKind.CONDITION);
        input
            .text(member)
            .map(text -> Condition.parse(kind, text, placeholders))
            .ifPresent(c -> add(names, ConditionPaths.of(c)));
      }
      input
          .text("ProjectionExpression")
          .map(text -> Projection.parse(text, placeholders))
          .ifPresent(p -> add(names, p.paths()));
      input
          .text("UpdateExpression")
          .map(text -> UpdateExpression.parse(text, placeholders))
          .ifPresent(u -> {
            add(names, u.paths());
            add(names, u.readPaths());
          });
      return List.copyOf(names);
    } catch (RequestFailure e) {
      return List.of();
    }
  }

  private static void add(Set<String> names, List<DocumentPath> paths) {
    paths.forEach(p -> names.add(p.attribute()));
  }
}

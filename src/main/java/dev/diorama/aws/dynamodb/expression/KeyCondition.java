package dev.diorama.aws.dynamodb.expression;

import dev.diorama.aws.dynamodb.expression.Condition.And;
import dev.diorama.aws.dynamodb.expression.Condition.BeginsWith;
import dev.diorama.aws.dynamodb.expression.Condition.Between;
import dev.diorama.aws.dynamodb.expression.Condition.Comparator;
import dev.diorama.aws.dynamodb.expression.Condition.Compare;
import dev.diorama.aws.dynamodb.item.AttributeValue;
import dev.diorama.aws.dynamodb.item.RequestFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A key condition: equality on the partition key and perhaps one condition on the sort key. See
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html`.
///
/// @param partition the partition key's value
/// @param sort the condition on the sort key
public record KeyCondition(AttributeValue partition, Optional<Condition> sort) {

  /// Reads a key condition for a table whose key attributes are `keys` (name to type, partition key
  /// first).
  ///
  /// @throws RequestFailure with AWS's message, if it is none
  public static KeyCondition parse(
      String text, Placeholders placeholders, Map<String, String> keys) {
    var condition = Condition.parse(ExpressionKind.KEY_CONDITION, text, placeholders);
    var byAttribute = new LinkedHashMap<String, Condition>();
    for (var part : conjuncts(condition)) {
      var attribute = attribute(part);
      if (byAttribute.put(attribute, part) != null) {
        throw RequestFailure.validation(
            "KeyConditionExpressions must only contain one condition per key");
      }
    }
    if (byAttribute.size() > 2) {
      throw RequestFailure.validation("Conditions can be of length 1 or 2 only");
    }
    var names = new ArrayList<>(keys.keySet());
    var partition = byAttribute.get(names.getFirst());
    if (partition == null) {
      throw RequestFailure.validation(
          "Query condition missed key schema element: " + names.getFirst());
    }
    for (var attribute : byAttribute.keySet()) {
      if (!keys.containsKey(attribute)) {
        throw RequestFailure.validation(
            names.size() > 1
                ? "Query condition missed key schema element: " + names.get(1)
                : "Query key condition not supported");
      }
    }
    byAttribute.forEach(
        (attribute, part) -> checkValues(attribute, part, keys.getOrDefault(attribute, "")));
    if (!(partition instanceof Compare(var op, var left, var right)) || op != Comparator.EQUAL) {
      throw RequestFailure.validation("Query key condition not supported");
    }
    return new KeyCondition(
        literal(left).or(() -> literal(right)).orElseThrow(KeyCondition::unsupported),
        names.size() > 1 ? Optional.ofNullable(byAttribute.get(names.get(1))) : Optional.empty());
  }

  private static List<Condition> conjuncts(Condition condition) {
    if (condition instanceof And(var left, var right)) {
      var all = new ArrayList<>(conjuncts(left));
      all.addAll(conjuncts(right));
      return all;
    }
    return List.of(condition);
  }

  /// The attribute that a part is about.
  private static String attribute(Condition part) {
    return switch (part) {
      case Compare c -> {
        if (c.op() == Comparator.NOT_EQUAL) {
          throw badOperator("<>");
        }
        yield single(c.left(), c.right());
      }
      case Between b -> {
        requireLiterals(b.low(), b.high());
        yield single(b.operand(), b.low());
      }
      case BeginsWith b -> single(b.operand(), b.prefix());
      case Condition.In i -> throw badOperator("IN");
      case Condition.Or o -> throw badOperator("OR");
      case Condition.Not n -> throw badOperator("NOT");
      case Condition.AttributeExists e -> throw badOperator("attribute_exists");
      case Condition.AttributeNotExists e -> throw badOperator("attribute_not_exists");
      case Condition.AttributeType t -> throw badOperator("attribute_type");
      case Condition.Contains c -> throw badOperator("contains");
      case And a -> throw badOperator("AND");
    };
  }

  private static void requireLiterals(Operand... operands) {
    for (var o : operands) {
      if (literal(o).isEmpty()) {
        throw unsupported();
      }
    }
  }

  private static String single(Operand left, Operand right) {
    var path = left instanceof Operand.Path p ? p : right instanceof Operand.Path p ? p : null;
    if (path == null || (literal(left).isEmpty() && literal(right).isEmpty())) {
      throw unsupported();
    }
    if (!path.path().isTopLevel()) {
      throw RequestFailure.validation(
          "Key attributes must be scalars; list random access '[]' and map lookup '.' are not"
              + " allowed: Key: "
              + path.path().attribute());
    }
    return path.path().attribute();
  }

  private static Optional<AttributeValue> literal(Operand operand) {
    return operand instanceof Operand.Literal l ? Optional.of(l.value()) : Optional.empty();
  }

  private static RequestFailure unsupported() {
    return RequestFailure.validation("Query key condition not supported");
  }

  private static RequestFailure badOperator(String operator) {
    return RequestFailure.validation(
        "Invalid operator used in KeyConditionExpression: " + operator);
  }

  private static void checkValues(String attribute, Condition part, String type) {
    var operands =
        switch (part) {
          case Compare c -> List.of(c.left(), c.right());
          case Between b -> List.of(b.low(), b.high());
          case BeginsWith b -> List.of(b.prefix());
          default -> List.<Operand>of();
        };
    for (var o : operands) {
      if (literal(o).filter(v -> !v.type().equals(type)).isPresent()) {
        throw RequestFailure.validation(
            "One or more parameter values were invalid: Condition parameter type does not match"
                + " schema type");
      }
      literal(o).ifPresent(v -> refuseEmpty(attribute, v));
    }
  }

  /// Key attributes cannot be empty:
  /// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html`.
  private static void refuseEmpty(String attribute, AttributeValue value) {
    var kind =
        switch (value) {
          case AttributeValue.S s when s.value().isEmpty() -> "string";
          case AttributeValue.B b when b.value().length() == 0 -> "binary";
          default -> "";
        };
    if (!kind.isEmpty()) {
      throw RequestFailure.validation(
          "One or more parameter values are not valid. The AttributeValue for a key attribute"
              + " cannot contain an empty "
              + kind
              + " value. Key: "
              + attribute);
    }
  }
}

package dev.diorama.aws.dynamodb.expression;

import dev.diorama.aws.dynamodb.item.AttributeValue.M;
import java.util.List;

/// A condition as read. See
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html`.
public sealed interface Condition {

  /// `left op right`.
  record Compare(Comparator op, Operand left, Operand right) implements Condition {}

  /// `operand BETWEEN low AND high`, both bounds included.
  record Between(Operand operand, Operand low, Operand high) implements Condition {}

  /// `operand IN (…)`.
  record In(Operand operand, List<Operand> options) implements Condition {}

  /// `attribute_exists(path)`.
  record AttributeExists(DocumentPath path) implements Condition {}

  /// `attribute_not_exists(path)`.
  record AttributeNotExists(DocumentPath path) implements Condition {}

  /// `attribute_type(path, :type)`.
  record AttributeType(Operand operand, String type) implements Condition {}

  /// `begins_with(path, substring)`.
  record BeginsWith(Operand operand, Operand prefix) implements Condition {}

  /// `contains(path, operand)`.
  record Contains(Operand container, Operand element) implements Condition {}

  /// `NOT condition`.
  record Not(Condition condition) implements Condition {}

  /// `left AND right`.
  record And(Condition left, Condition right) implements Condition {}

  /// `left OR right`.
  record Or(Condition left, Condition right) implements Condition {}

  /// The comparators.
  enum Comparator {
    /// `=`.
    EQUAL("="),
    /// `<>`.
    NOT_EQUAL("<>"),
    /// `<`.
    LESS("<"),
    /// `<=`.
    LESS_OR_EQUAL("<="),
    /// `>`.
    GREATER(">"),
    /// `>=`.
    GREATER_OR_EQUAL(">=");

    private final String sign;

    Comparator(String sign) {
      this.sign = sign;
    }

    /// As written.
    public String sign() {
      return sign;
    }

    /// Whether it orders its operands.
    public boolean orders() {
      return this != EQUAL && this != NOT_EQUAL;
    }
  }

  /// Reads a condition.
  ///
  /// @throws dev.diorama.aws.dynamodb.item.RequestFailure with AWS's message, if it is malformed
  static Condition parse(ExpressionKind kind, String text, Placeholders placeholders) {
    return new ConditionParser(kind, text, placeholders).parse();
  }

  /// Whether `item` meets the condition; an item that does not exist is the empty map.
  default boolean test(M item) {
    return ConditionEvaluation.test(this, item);
  }
}

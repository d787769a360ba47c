package dev.diorama.aws.dynamodb.expression;

import dev.diorama.aws.dynamodb.item.AttributeValue;
import dev.diorama.aws.dynamodb.item.AttributeValue.M;
import dev.diorama.aws.dynamodb.item.AttributeValue.N;
import dev.diorama.aws.dynamodb.item.AttributeValues;
import java.math.BigDecimal;
import java.util.Optional;

/// What a condition compares.
public sealed interface Operand {

  /// The value at a path.
  record Path(DocumentPath path) implements Operand {
    @Override
    public String toString() {
      return path.toString();
    }
  }

  /// A value of the request.
  record Literal(AttributeValue value) implements Operand {
    @Override
    public String toString() {
      return "AttributeValue: " + AttributeValues.shown(value);
    }
  }

  /// `size(path)`: elements of a set, list or map, bytes of binary data, and the length of a
  /// string. The documentation does not say in which unit; this counts UTF-8 bytes, as item sizes
  /// do.
  record Size(Operand of) implements Operand {}

  /// The operand's value for an item; empty if the attribute is absent or has no size.
  default Optional<AttributeValue> value(M item) {
    return switch (this) {
      case Path p -> p.path().in(item);
      case Literal l -> Optional.of(l.value());
      case Size s -> s.of().value(item).flatMap(Operand::size).map(Operand::number);
    };
  }

  private static AttributeValue number(long value) {
    return new N(BigDecimal.valueOf(value));
  }

  /// A string's length is counted in UTF-16 units. The page only says "the length of the string"
  /// (`docs.aws.amazon.com/amazondynamodb/latest/developerguide/
  /// Expressions.OperatorsAndFunctions.html`); the service's answer for `é𝄞`, which is 3, is
  /// recorded in `github.com/ExtendDB/extenddb/pull/67`.
  private static Optional<Long> size(AttributeValue value) {
    return switch (value) {
      case AttributeValue.S s -> Optional.of((long) s.value().length());
      case AttributeValue.B b -> Optional.of((long) b.value().length());
      case AttributeValue.SS s -> Optional.of((long) s.values().size());
      case AttributeValue.NS n -> Optional.of((long) n.values().size());
      case AttributeValue.BS b -> Optional.of((long) b.values().size());
      case M m -> Optional.of((long) m.values().size());
      case AttributeValue.L l -> Optional.of((long) l.values().size());
      case N n -> Optional.empty();
      case AttributeValue.BOOL b -> Optional.empty();
      case AttributeValue.NULL n -> Optional.empty();
    };
  }
}

package dev.diorama.aws.dynamodb.expression;

import dev.diorama.aws.dynamodb.expression.Condition.Comparator;
import dev.diorama.aws.dynamodb.item.AttributeOrder;
import dev.diorama.aws.dynamodb.item.AttributeValue;
import dev.diorama.aws.dynamodb.item.AttributeValue.B;
import dev.diorama.aws.dynamodb.item.AttributeValue.M;
import dev.diorama.aws.dynamodb.item.AttributeValue.N;
import dev.diorama.aws.dynamodb.item.AttributeValue.S;
import java.util.Arrays;
import java.util.Optional;

/// Whether an item meets a condition.
final class ConditionEvaluation {
  private ConditionEvaluation() {}

  static boolean test(Condition condition, M item) {
    return switch (condition) {
      case Condition.And a -> test(a.left(), item) && test(a.right(), item);
      case Condition.Or o -> test(o.left(), item) || test(o.right(), item);
      case Condition.Not n -> !test(n.condition(), item);
      case Condition.Compare c -> compare(c.op(), c.left().value(item), c.right().value(item));
      case Condition.Between b -> {
        var value = b.operand().value(item);
        yield compare(Comparator.GREATER_OR_EQUAL, value, b.low().value(item))
            && compare(Comparator.LESS_OR_EQUAL, value, b.high().value(item));
      }
      case Condition.In in -> {
        var value = in.operand().value(item);
        yield in.options().stream().anyMatch(o -> compare(Comparator.EQUAL, value, o.value(item)));
      }
      case Condition.AttributeExists e -> e.path().in(item).isPresent();
      case Condition.AttributeNotExists e -> e.path().in(item).isEmpty();
      case Condition.AttributeType t ->
          t.operand().value(item).filter(v -> v.type().equals(t.type())).isPresent();
      case Condition.BeginsWith b -> beginsWith(b.operand().value(item), b.prefix().value(item));
      case Condition.Contains c -> contains(c.container().value(item), c.element().value(item));
    };
  }

  /// An absent attribute equals nothing, so it is different from everything (`<>`), and it has no
  /// place in an order; values of different types likewise.
  private static boolean compare(
      Comparator op, Optional<AttributeValue> left, Optional<AttributeValue> right) {
    if (!op.orders()) {
      boolean equal = left.isPresent() && right.isPresent() && left.get().equals(right.get());
      return equal == (op == Comparator.EQUAL);
    }
    if (left.isEmpty() || right.isEmpty()) {
      return false;
    }
    var order = AttributeOrder.compare(left.get(), right.get());
    return order.isPresent()
        && switch (op) {
          case LESS -> order.getAsInt() < 0;
          case LESS_OR_EQUAL -> order.getAsInt() <= 0;
          case GREATER -> order.getAsInt() > 0;
          case GREATER_OR_EQUAL -> order.getAsInt() >= 0;
          case EQUAL, NOT_EQUAL -> false;
        };
  }

  private static boolean beginsWith(
      Optional<AttributeValue> value, Optional<AttributeValue> prefix) {
    if (value.isEmpty() || prefix.isEmpty()) {
      return false;
    }
    if (value.get() instanceof S s && prefix.get() instanceof S p) {
      return s.value().startsWith(p.value());
    }
    if (value.get() instanceof B b && prefix.get() instanceof B p) {
      var start = p.value().bytes();
      return b.value().length() >= start.length
          && Arrays.equals(b.value().bytes(), 0, start.length, start, 0, start.length);
    }
    return false;
  }

  private static boolean contains(
      Optional<AttributeValue> container, Optional<AttributeValue> element) {
    if (container.isEmpty() || element.isEmpty()) {
      return false;
    }
    var wanted = element.get();
    return switch (container.get()) {
      case S s -> wanted instanceof S w && s.value().contains(w.value());
      case B b -> wanted instanceof B w && indexOf(b.value().bytes(), w.value().bytes()) >= 0;
      case AttributeValue.SS s -> wanted instanceof S w && s.values().contains(w.value());
      case AttributeValue.NS n -> wanted instanceof N w && n.values().contains(w.value());
      case AttributeValue.BS b -> wanted instanceof B w && b.values().contains(w.value());
      case AttributeValue.L l -> l.values().contains(wanted);
      default -> false;
    };
  }

  private static int indexOf(byte[] text, byte[] part) {
    for (int i = 0; i + part.length <= text.length; i++) {
      if (Arrays.equals(text, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    return -1;
  }
}

package dev.diorama.aws.dynamodb.item;

import dev.diorama.model.Value;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A DynamoDB attribute value. Immutable; sets and maps compare without regard to order, numbers by
/// value. See `docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html`.
public sealed interface AttributeValue {

  /// A string.
  record S(String value) implements AttributeValue {}

  /// A number, kept without trailing zeros.
  record N(BigDecimal value) implements AttributeValue {
    public N {
      value = DynamoDbNumber.canonical(value);
    }
  }

  /// Binary data.
  record B(Value.Blob value) implements AttributeValue {}

  /// A set of strings.
  record SS(Set<String> values) implements AttributeValue {
    public SS {
      values = Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }
  }

  /// A set of numbers, each without trailing zeros.
  record NS(Set<BigDecimal> values) implements AttributeValue {
    public NS {
      var copy = new LinkedHashSet<BigDecimal>();
      values.forEach(v -> copy.add(DynamoDbNumber.canonical(v)));
      values = Collections.unmodifiableSet(copy);
    }
  }

  /// A set of binary data.
  record BS(Set<Value.Blob> values) implements AttributeValue {
    public BS {
      values = Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }
  }

  /// A map; an item is one too.
  record M(Map<String, AttributeValue> values) implements AttributeValue {
    /// The empty map.
    public static final M EMPTY = new M(Map.of());

    public M {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// The value of `name`, if present.
    public Optional<AttributeValue> get(String name) {
      return Optional.ofNullable(values.get(name));
    }

    /// This map with `name` set to `value`.
    public M with(String name, AttributeValue value) {
      var copy = new LinkedHashMap<>(values);
      copy.put(name, value);
      return new M(copy);
    }

    /// This map without `name`.
    public M without(String name) {
      var copy = new LinkedHashMap<>(values);
      copy.remove(name);
      return new M(copy);
    }
  }

  /// A list.
  record L(List<AttributeValue> values) implements AttributeValue {
    public L {
      values = List.copyOf(values);
    }
  }

  /// `true` or `false`.
  record BOOL(boolean value) implements AttributeValue {}

  /// Null.
  record NULL() implements AttributeValue {}

  /// The data type descriptor, as `SS`.
  default String type() {
    return switch (this) {
      case S s -> "S";
      case N n -> "N";
      case B b -> "B";
      case SS s -> "SS";
      case NS n -> "NS";
      case BS b -> "BS";
      case M m -> "M";
      case L l -> "L";
      case BOOL b -> "BOOL";
      case NULL n -> "NULL";
    };
  }

  /// The name of the type as some error messages write it, as `STRING`.
  default String typeName() {
    return switch (this) {
      case S s -> "STRING";
      case N n -> "NUMBER";
      case B b -> "BINARY";
      case SS s -> "STRING_SET";
      case NS n -> "NUMBER_SET";
      case BS b -> "BINARY_SET";
      case M m -> "MAP";
      case L l -> "LIST";
      case BOOL b -> "BOOLEAN";
      case NULL n -> "NULL";
    };
  }
}

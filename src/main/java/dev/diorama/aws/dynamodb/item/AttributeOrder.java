package dev.diorama.aws.dynamodb.item;

import dev.diorama.aws.dynamodb.item.AttributeValue.B;
import dev.diorama.aws.dynamodb.item.AttributeValue.N;
import dev.diorama.aws.dynamodb.item.AttributeValue.S;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;

/// The order of strings (by their UTF-8 bytes), numbers (by value) and binary data (by unsigned
/// bytes). See
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html`.
public final class AttributeOrder {
  private AttributeOrder() {}

  /// How the two compare; empty if their types differ or have no order.
  public static OptionalInt compare(AttributeValue a, AttributeValue b) {
    if (a instanceof S x && b instanceof S y) {
      return OptionalInt.of(
          Arrays.compareUnsigned(
              x.value().getBytes(StandardCharsets.UTF_8),
              y.value().getBytes(StandardCharsets.UTF_8)));
    }
    if (a instanceof N x && b instanceof N y) {
      return OptionalInt.of(x.value().compareTo(y.value()));
    }
    if (a instanceof B x && b instanceof B y) {
      return OptionalInt.of(Arrays.compareUnsigned(x.value().bytes(), y.value().bytes()));
    }
    return OptionalInt.empty();
  }
}

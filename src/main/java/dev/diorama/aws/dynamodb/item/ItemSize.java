package dev.diorama.aws.dynamodb.item;

import dev.diorama.aws.dynamodb.item.AttributeValue.M;
import java.nio.charset.StandardCharsets;

/// How many bytes an item takes, as DynamoDB counts them. See
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html`.
public final class ItemSize {
  /// The largest item, in bytes:
  /// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html`.
  public static final long MAX_ITEM = 400L * 1024;

  private static final long CONTAINER_OVERHEAD = 3;

  private ItemSize() {}

  /// The size of an item: its names and values.
  public static long of(M item) {
    return item.values().entrySet().stream()
        .mapToLong(e -> utf8(e.getKey()) + ofValue(e.getValue()))
        .sum();
  }

  private static long ofValue(AttributeValue value) {
    return switch (value) {
      case AttributeValue.S s -> utf8(s.value());
      case AttributeValue.N n -> DynamoDbNumber.size(n.value());
      case AttributeValue.B b -> b.value().length();
      case AttributeValue.SS s -> s.values().stream().mapToLong(ItemSize::utf8).sum();
      case AttributeValue.NS n -> n.values().stream().mapToLong(DynamoDbNumber::size).sum();
      case AttributeValue.BS b -> b.values().stream().mapToLong(v -> v.length()).sum();
      case M m -> CONTAINER_OVERHEAD + m.values().size() + of(m);
      case AttributeValue.L l ->
          CONTAINER_OVERHEAD
              + l.values().size()
              + l.values().stream().mapToLong(ItemSize::ofValue).sum();
      case AttributeValue.BOOL b -> 1;
      case AttributeValue.NULL n -> 1;
    };
  }

  private static long utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}

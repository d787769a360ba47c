package dev.diorama.aws.dynamodb;

import dev.diorama.aws.dynamodb.item.ItemSize;
import java.math.BigDecimal;

/// What one page of a query or scan costs: what is read is added up and then rounded, and what a
/// local index does not hold is read from the table item by item. See
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html`.
final class ReadCost {
  private final boolean consistent;
  private long bytes;
  private BigDecimal fetched = BigDecimal.ZERO;

  ReadCost(boolean consistent) {
    this.consistent = consistent;
  }

  void add(ReadSource.Found found, boolean fetches) {
    bytes += ItemSize.of(found.entry());
    if (fetches) {
      fetched = fetched.add(Capacity.read(ItemSize.of(found.item()), consistent));
    }
  }

  /// The bytes that were read.
  long bytes() {
    return bytes;
  }

  Capacity.Units units(ReadSource source) {
    var read = Capacity.read(bytes, consistent);
    return source
        .definition()
        .map(index -> Capacity.Units.ofTable(fetched).plus(index, read))
        .orElse(Capacity.Units.ofTable(read));
  }
}

package dev.diorama.aws.dynamodb;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Capacity units and how they are reported. See
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html`.
final class Capacity {
  private static final long READ_UNIT = 4096;
  private static final long WRITE_UNIT = 1024;
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final List<String> OPTIONS = List.of("INDEXES", "TOTAL", "NONE");

  private Capacity() {}

  /// What reading `bytes` takes.
  static BigDecimal read(long bytes, boolean consistent) {
    var units = BigDecimal.valueOf(Math.max(1, Math.ceilDiv(bytes, READ_UNIT)));
    return consistent ? units : units.multiply(HALF);
  }

  /// What writing an item of `bytes` takes.
  static BigDecimal write(long bytes) {
    return BigDecimal.valueOf(Math.max(1, Math.ceilDiv(bytes, WRITE_UNIT)));
  }

  /// Whether the request wants to know.
  static boolean wanted(Fields input) {
    return !Checks.option(input, "ReturnConsumedCapacity", "NONE", OPTIONS).equals("NONE");
  }

  /// What an operation took, in the table and in each index that took something.
  record Units(
      BigDecimal table, SortedMap<String, BigDecimal> global, SortedMap<String, BigDecimal> local) {
    static final Units NONE = ofTable(BigDecimal.ZERO);

    static Units ofTable(BigDecimal table) {
      return new Units(table, new TreeMap<>(), new TreeMap<>());
    }

    /// With what one index took; nothing is not told.
    Units plus(SecondaryIndex index, BigDecimal units) {
      var copy = new Units(table, new TreeMap<>(global), new TreeMap<>(local));
      if (units.signum() > 0) {
        (index.global() ? copy.global : copy.local).merge(index.name(), units, BigDecimal::add);
      }
      return copy;
    }

    Units plus(Units other) {
      var copy = new Units(table.add(other.table), new TreeMap<>(global), new TreeMap<>(local));
      other.global.forEach((name, units) -> copy.global.merge(name, units, BigDecimal::add));
      other.local.forEach((name, units) -> copy.local.merge(name, units, BigDecimal::add));
      return copy;
    }

    Units times(BigDecimal factor) {
      var copy = new Units(table.multiply(factor), new TreeMap<>(global), new TreeMap<>(local));
      copy.global.replaceAll((name, units) -> units.multiply(factor));
      copy.local.replaceAll((name, units) -> units.multiply(factor));
      return copy;
    }

    BigDecimal total() {
      return Stream.of(global.values(), local.values())
          .flatMap(Collection::stream)
          .reduce(table, BigDecimal::add);
    }
  }

  /// `output` with the consumed capacity, if the request wants to know.
  static Fields report(Fields input, Fields output, String table, Units units) {
    return wanted(input) ? output.with("ConsumedCapacity", of(input, table, units)) : output;
  }

  /// One table's consumed capacity, with `INDEXES` also apart for the table and each index.
  static Fields of(Fields input, String table, Units units) {
    var result = Fields.EMPTY.with("TableName", table).with("CapacityUnits", number(units.total()));
    if (!input.text("ReturnConsumedCapacity").orElse("").equals("INDEXES")) {
      return result;
    }
    result = result.with("Table", Fields.EMPTY.with("CapacityUnits", number(units.table())));
    result = with(result, "GlobalSecondaryIndexes", units.global());
    return with(result, "LocalSecondaryIndexes", units.local());
  }

  private static Fields with(Fields result, String member, SortedMap<String, BigDecimal> units) {
    var byName = Fields.EMPTY;
    for (var index : units.entrySet()) {
      byName =
          byName.with(index.getKey(), Fields.EMPTY.with("CapacityUnits", number(index.getValue())));
    }
    return byName.isEmpty() ? result : result.with(member, byName);
  }

  private static Value.Numeric number(BigDecimal units) {
    return new Value.Numeric(units);
  }
}

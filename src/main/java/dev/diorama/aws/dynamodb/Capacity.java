package dev.diorama.aws.dynamodb;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.math.BigDecimal;
import java.util.List;

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

  /// `output` with the consumed capacity, if the request wants to know.
  static Fields report(Fields input, Fields output, String table, BigDecimal units) {
    return wanted(input) ? output.with("ConsumedCapacity", of(input, table, units)) : output;
  }

  /// One table's consumed capacity.
  static Fields of(Fields input, String table, BigDecimal units) {
    var number = new Value.Numeric(units);
    var result = Fields.EMPTY.with("TableName", table).with("CapacityUnits", number);
    return input.text("ReturnConsumedCapacity").orElse("").equals("INDEXES")
        ? result.with("Table", Fields.EMPTY.with("CapacityUnits", number))
        : result;
  }
}

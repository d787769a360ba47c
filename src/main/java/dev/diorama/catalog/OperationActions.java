package dev.diorama.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which IAM actions an AWS API operation needs. Most operations need the action of their own name;
/// the others stand in `operations.tsv`, each with the page that says so.
public final class OperationActions {

  /// The table is read when it is first asked.
  private static final class Table {
    static final Map<String, Row> ROWS = rows();
    static final Map<Key, Row> BY_KEY = byKey();

    private static Map<Key, Row> byKey() {
      var map = new HashMap<Key, Row>();
      ROWS.values().forEach(r -> map.put(new Key(r.service(), r.operation(), r.variant()), r));
      return map;
    }

    private static Map<String, Row> rows() {
      var rows = new TreeMap<String, Row>();
      for (var line : ActionReference.lines("operations.tsv")) {
        var f = line.split("\t", -1);
        rows.put(
            key(f[0], f[1], f[2]), new Row(f[0], f[1], f[2], List.of(f[3].split(",", -1)), f[4]));
      }
      return Collections.unmodifiableMap(rows);
    }
  }

  private record Key(String service, String operation, String variant) {}

  /// One row of the table.
  ///
  /// @param variant in which case: `version` for a call with a version id, a transaction's member
  ///   as `Put`, a PartiQL verb as `SELECT`, `SSE-KMS` for a resource that is encrypted with a KMS
  ///   key; empty in general
  /// @param actions all of these are needed
  /// @param source the documentation page
  public record Row(
      String service, String operation, String variant, List<String> actions, String source) {
    public Row {
      actions = List.copyOf(actions);
    }
  }

  private OperationActions() {}

  /// All rows, ordered by service, operation and variant.
  public static List<Row> rows() {
    return new ArrayList<>(Table.ROWS.values());
  }

  /// The actions that an operation needs in general, all of them.
  public static List<String> of(String service, String operation) {
    return row(service, operation, "")
        .map(Row::actions)
        .orElseGet(() -> List.of(service + ":" + operation));
  }

  /// The actions that an operation needs in a case; those that it needs in general where the table
  /// knows no such case.
  ///
  /// @param variant as in [Row]
  public static List<String> of(String service, String operation, String variant) {
    return row(service, operation, variant)
        .map(Row::actions)
        .orElseGet(() -> of(service, operation));
  }

  private static Optional<Row> row(String service, String operation, String variant) {
    return Optional.ofNullable(Table.BY_KEY.get(new Key(service, operation, variant)));
  }

  private static String key(String service, String operation, String variant) {
    return service + "\t" + operation + "\t" + variant;
  }
}

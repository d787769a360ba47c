package dev.diorama.ui.inspector;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import dev.diorama.json.Json;
import dev.diorama.model.Value;
import java.util.ArrayList;
import java.util.List;

/// Two values as JSON, line beside line.
///
/// @param rows what stands beside what; a side that has nothing there is empty
record LineComparison(List<Row> rows) {

  /// A row of both sides.
  ///
  /// @param changed whether the sides differ here
  record Row(String before, String after, boolean changed) {}

  LineComparison {
    rows = List.copyOf(rows);
  }

  /// Compares two values.
  static LineComparison of(Value before, Value after) {
    var old = Json.writePretty(before).lines().toList();
    var now = Json.writePretty(after).lines().toList();
    var rows = new ArrayList<Row>();
    int at = 0;
    for (var delta : DiffUtils.diff(old, now).getDeltas()) {
      for (; at < delta.getSource().getPosition(); at++) {
        rows.add(new Row(old.get(at), old.get(at), false));
      }
      at += delta.getSource().size();
      addChange(rows, delta);
    }
    for (; at < old.size(); at++) {
      rows.add(new Row(old.get(at), old.get(at), false));
    }
    return new LineComparison(rows);
  }

  private static void addChange(List<Row> rows, AbstractDelta<String> delta) {
    var removed = delta.getSource().getLines();
    var added = delta.getTarget().getLines();
    for (int i = 0; i < Math.max(removed.size(), added.size()); i++) {
      rows.add(
          new Row(
              i < removed.size() ? removed.get(i) : "",
              i < added.size() ? added.get(i) : "",
              true));
    }
  }
}

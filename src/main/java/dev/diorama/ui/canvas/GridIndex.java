package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds what lies in a rectangle without looking at everything: the plane in square cells.
///
/// @param <T> what is found; compared by equality
final class GridIndex<T> {
  private static final double CELL = 256;
  private static final int MOST_CELLS = 4096;

  private record Cell(int column, int row) {}

  private record Entry<T>(T item, Bounds bounds) {}

  private final Map<Cell, List<Entry<T>>> cells = new HashMap<>();
  // What covers very many cells, as a container around everything, is kept apart.
  private final List<Entry<T>> large = new ArrayList<>();

  /// Adds something with its extent.
  void add(T item, Bounds bounds) {
    var entry = new Entry<>(item, bounds);
    if (cellCount(bounds) > MOST_CELLS) {
      large.add(entry);
      return;
    }
    for (int column = cell(bounds.x()); column <= cell(bounds.right()); column++) {
      for (int row = cell(bounds.y()); row <= cell(bounds.bottom()); row++) {
        cells.computeIfAbsent(new Cell(column, row), c -> new ArrayList<>()).add(entry);
      }
    }
  }

  /// Everything whose extent meets `area`, each once, in no stated order.
  Set<T> query(Bounds area) {
    var found = new LinkedHashSet<T>();
    collect(large, area, found);
    if (cellCount(area) > MOST_CELLS) {
      cells.values().forEach(entries -> collect(entries, area, found));
      return found;
    }
    for (int column = cell(area.x()); column <= cell(area.right()); column++) {
      for (int row = cell(area.y()); row <= cell(area.bottom()); row++) {
        collect(cells.getOrDefault(new Cell(column, row), List.of()), area, found);
      }
    }
    return found;
  }

  private static <T> void collect(List<Entry<T>> entries, Bounds area, Set<T> found) {
    for (var entry : entries) {
      if (entry.bounds().intersects(area)) {
        found.add(entry.item());
      }
    }
  }

  private static double cellCount(Bounds b) {
    return (b.width() / CELL + 2) * (b.height() / CELL + 2);
  }

  private static int cell(double coordinate) {
    return (int) Math.floor(coordinate / CELL);
  }
}

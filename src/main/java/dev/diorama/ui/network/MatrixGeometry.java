package dev.diorama.ui.network;

import java.util.Optional;

/// Where cells and names stand on a scrolled matrix, in pixels.
///
/// @param rows how many there are
/// @param columns how many there are
/// @param left how far the cells are scrolled to the left
/// @param top how far they are scrolled up
record MatrixGeometry(int rows, int columns, double width, double height, double left, double top) {
  static final double NAMES = 184;
  static final double HEAD = 44;
  static final double CELL_WIDTH = 128;
  static final double CELL_HEIGHT = 32;

  /// What is at a point.
  ///
  /// @param row empty in the head
  /// @param column empty among the names of rows
  record Place(Optional<Integer> row, Optional<Integer> column) {}

  double x(int column) {
    return NAMES + column * CELL_WIDTH - left;
  }

  double y(int row) {
    return HEAD + row * CELL_HEIGHT - top;
  }

  int firstColumn() {
    return Math.max(0, (int) (left / CELL_WIDTH));
  }

  int firstRow() {
    return Math.max(0, (int) (top / CELL_HEIGHT));
  }

  /// The first column that is not seen any more.
  int endColumn() {
    return Math.min(columns, (int) Math.ceil((left + width - NAMES) / CELL_WIDTH));
  }

  /// The first row that is not seen any more.
  int endRow() {
    return Math.min(rows, (int) Math.ceil((top + height - HEAD) / CELL_HEIGHT));
  }

  /// How far the cells can be scrolled.
  double mostLeft() {
    return Math.max(0, columns * CELL_WIDTH - (width - NAMES));
  }

  double mostTop() {
    return Math.max(0, rows * CELL_HEIGHT - (height - HEAD));
  }

  /// What is at a point; empty beside all cells.
  Optional<Place> at(double x, double y) {
    var column =
        x < NAMES
            ? Optional.<Integer>empty()
            : Optional.of((int) ((x - NAMES + left) / CELL_WIDTH)).filter(c -> c < columns);
    var row =
        y < HEAD
            ? Optional.<Integer>empty()
            : Optional.of((int) ((y - HEAD + top) / CELL_HEIGHT)).filter(r -> r < rows);
    boolean beside = (x >= NAMES && column.isEmpty()) || (y >= HEAD && row.isEmpty());
    return beside ? Optional.empty() : Optional.of(new Place(row, column));
  }

  /// Scrolled so that a cell is seen whole.
  MatrixGeometry revealing(int row, int column) {
    double newLeft =
        Math.clamp(left, (column + 1) * CELL_WIDTH - (width - NAMES), column * CELL_WIDTH);
    double newTop = Math.clamp(top, (row + 1) * CELL_HEIGHT - (height - HEAD), row * CELL_HEIGHT);
    return scrolled(newLeft, newTop);
  }

  /// Scrolled to there, as far as it goes.
  MatrixGeometry scrolled(double newLeft, double newTop) {
    return new MatrixGeometry(
        rows,
        columns,
        width,
        height,
        Math.clamp(newLeft, 0, mostLeft()),
        Math.clamp(newTop, 0, mostTop()));
  }
}

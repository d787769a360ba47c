package dev.diorama.ui.canvas;

/// The text styles of a drawing.
enum Face {
  /// A resource's name on its card.
  NAME(13, true),
  /// A container's name at its corner.
  CONTAINER(12, true),
  /// The type below the name.
  TYPE(11, false),
  /// Facts and counts.
  FACT(10.5, false),
  /// A count while a run shows it.
  COUNT(10.5, true),
  /// A label on a connection.
  LABEL(10.5, false);

  private final double size;
  private final boolean bold;

  Face(double size, boolean bold) {
    this.size = size;
    this.bold = bold;
  }

  /// The size in document units.
  double size() {
    return size;
  }

  boolean bold() {
    return bold;
  }
}

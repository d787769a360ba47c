package dev.diorama.ui.canvas;

/// How much a card or container tells, by how large it is seen.
enum Detail {
  /// Its icon.
  BARE,
  /// Icon and name, the name as large as people can read.
  NAMED,
  /// Everything.
  FULL;

  /// Below this scale the small texts of a card cannot be read.
  static final double FULL_FROM = 0.68;

  /// The smallest name that a class reads from a projector, in pixels.
  private static final double READABLE = 11;

  /// More than this does not fit into a card.
  private static final double MOST = 1.8;

  static Detail at(double scale) {
    return scale < DiagramPainter.BARE_BELOW ? BARE : scale < FULL_FROM ? NAMED : FULL;
  }

  /// How many times its usual size a text of [#NAMED] gets, so that it can be read.
  static double enlarged(Face face, double scale) {
    return Math.clamp(READABLE / (face.size() * scale), 1, MOST);
  }
}

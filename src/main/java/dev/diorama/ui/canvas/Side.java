package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import javafx.geometry.Point2D;

/// The sides of a node, with the direction that leads away from each.
enum Side {
  LEFT(-1, 0),
  RIGHT(1, 0),
  TOP(0, -1),
  BOTTOM(0, 1);

  private final int dx;
  private final int dy;

  Side(int dx, int dy) {
    this.dx = dx;
    this.dy = dy;
  }

  boolean horizontal() {
    return dy == 0;
  }

  /// The point on this side of `box`, `offset` units from the side's middle.
  Point2D port(Bounds box, double offset) {
    return new Point2D(
        box.centerX() + dx * box.width() / 2 + (horizontal() ? 0 : offset),
        box.centerY() + dy * box.height() / 2 + (horizontal() ? offset : 0));
  }

  /// `p` moved away from the node.
  Point2D away(Point2D p, double distance) {
    return p.add(dx * distance, dy * distance);
  }

  /// The side's length.
  double length(Bounds box) {
    return horizontal() ? box.height() : box.width();
  }

  Side opposite() {
    return switch (this) {
      case LEFT -> RIGHT;
      case RIGHT -> LEFT;
      case TOP -> BOTTOM;
      case BOTTOM -> TOP;
    };
  }

  /// The side of `from` that looks at `to`: the one with more room between the two.
  static Side towards(Bounds from, Bounds to) {
    double right = to.x() - from.right();
    double left = from.x() - to.right();
    double below = to.y() - from.bottom();
    double above = from.y() - to.bottom();
    double horizontal = Math.max(left, right);
    double vertical = Math.max(above, below);
    // Lines between left and right sides read better, so they win unless the nodes overlap there.
    if (horizontal >= 40 || horizontal >= vertical) {
      return right >= left ? RIGHT : LEFT;
    }
    return below >= above ? BOTTOM : TOP;
  }
}

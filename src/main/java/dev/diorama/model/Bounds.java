package dev.diorama.model;

/// A rectangle on the canvas in document units (one unit is one pixel at 100 %).
public record Bounds(double x, double y, double width, double height) {
  public Bounds {
    if (!(Double.isFinite(x) && Double.isFinite(y) && width >= 0 && height >= 0)
        || !Double.isFinite(width)
        || !Double.isFinite(height)) {
      throw new IllegalArgumentException(
          "not a rectangle: " + x + " " + y + " " + width + " " + height);
    }
  }

  /// The horizontal centre.
  public double centerX() {
    return x + width / 2;
  }

  /// The vertical centre.
  public double centerY() {
    return y + height / 2;
  }

  /// The right edge.
  public double right() {
    return x + width;
  }

  /// The bottom edge.
  public double bottom() {
    return y + height;
  }

  /// Whether the point lies inside or on the edge.
  public boolean contains(double px, double py) {
    return px >= x && px <= right() && py >= y && py <= bottom();
  }

  /// Whether `other` lies wholly inside.
  public boolean contains(Bounds other) {
    return other.x >= x && other.right() <= right() && other.y >= y && other.bottom() <= bottom();
  }

  /// Whether the rectangles share a point.
  public boolean intersects(Bounds other) {
    return other.x <= right() && other.right() >= x && other.y <= bottom() && other.bottom() >= y;
  }

  /// This rectangle moved.
  public Bounds movedBy(double dx, double dy) {
    return new Bounds(x + dx, y + dy, width, height);
  }
}

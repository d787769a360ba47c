package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Point2D;

/// A line through points, at least two.
public record Polyline(List<Point2D> points) {

  /// A place on the line.
  ///
  /// @param along how far along the line, in units
  /// @param distance how far off it the point was
  public record Nearest(double along, Point2D point, double distance) {}

  public Polyline {
    points = List.copyOf(points);
    if (points.size() < 2) {
      throw new IllegalArgumentException("a line has at least two points");
    }
  }

  /// Where the line begins.
  public Point2D start() {
    return points.getFirst();
  }

  /// Where the line ends.
  public Point2D end() {
    return points.getLast();
  }

  /// Its length in document units.
  public double length() {
    double length = 0;
    for (int i = 1; i < points.size(); i++) {
      length += points.get(i - 1).distance(points.get(i));
    }
    return length;
  }

  /// The point at `fraction` (0 to 1) of the length.
  public Point2D at(double fraction) {
    double left = length() * Math.clamp(fraction, 0, 1);
    for (int i = 1; i < points.size(); i++) {
      var a = points.get(i - 1);
      var b = points.get(i);
      double step = a.distance(b);
      if (left <= step && step > 0) {
        return a.interpolate(b, left / step);
      }
      left -= step;
    }
    return end();
  }

  /// A line that runs beside this one, whose segments are level or upright, at a distance; to the
  /// right of its way if that is positive.
  Polyline beside(double distance) {
    var moved = new ArrayList<Point2D>();
    for (int i = 0; i < points.size(); i++) {
      var before = i == 0 ? Point2D.ZERO : right(points.get(i - 1), points.get(i));
      var after = i == points.size() - 1 ? Point2D.ZERO : right(points.get(i), points.get(i + 1));
      // Where it turns, the corner moves away from both segments.
      boolean straight = before.distance(after) < 1e-6;
      moved.add(points.get(i).add((straight ? before : before.add(after)).multiply(distance)));
    }
    return new Polyline(moved);
  }

  private static Point2D right(Point2D from, Point2D to) {
    var way = to.subtract(from).normalize();
    return new Point2D(-way.getY(), way.getX());
  }

  /// The same line from its end to its start.
  public Polyline reversed() {
    return new Polyline(points.reversed());
  }

  /// The line as far as `fraction` (0 to 1) of its length.
  public Polyline upTo(double fraction) {
    return fraction >= 1 ? this : turningOff(length() * Math.max(0, fraction), at(fraction));
  }

  /// The line as far as `along` units, then straight to `last`.
  public Polyline turningOff(double along, Point2D last) {
    var kept = new ArrayList<Point2D>();
    kept.add(start());
    double walked = 0;
    for (int i = 1; i < points.size(); i++) {
      double step = points.get(i - 1).distance(points.get(i));
      if (walked + step >= along) {
        kept.add(step == 0 ? points.get(i) : at(along / Math.max(length(), 1e-9)));
        break;
      }
      walked += step;
      kept.add(points.get(i));
    }
    kept.add(last);
    return new Polyline(kept);
  }

  /// The place on the line that is nearest to `p`.
  public Nearest nearest(Point2D p) {
    double walked = 0;
    var best = new Nearest(0, start(), p.distance(start()));
    for (int i = 1; i < points.size(); i++) {
      var a = points.get(i - 1);
      var d = points.get(i).subtract(a);
      double length = d.magnitude();
      double t =
          length == 0 ? 0 : Math.clamp(p.subtract(a).dotProduct(d) / (length * length), 0, 1);
      var q = a.add(d.multiply(t));
      if (p.distance(q) < best.distance()) {
        best = new Nearest(walked + t * length, q, p.distance(q));
      }
      walked += length;
    }
    return best;
  }

  /// The smallest rectangle around it.
  Bounds bounds() {
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = -Double.MAX_VALUE;
    double bottom = -Double.MAX_VALUE;
    for (var p : points) {
      left = Math.min(left, p.getX());
      top = Math.min(top, p.getY());
      right = Math.max(right, p.getX());
      bottom = Math.max(bottom, p.getY());
    }
    return new Bounds(left, top, right - left, bottom - top);
  }
}

package dev.diorama.ui.canvas;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Point2D;

/// A corner of a line that is drawn round: the curve goes from `in` to `out`, bent towards `at`.
record RoundedCorner(Point2D in, Point2D at, Point2D out) {

  /// The corners of a line; the radius shrinks where there is no room for it.
  static List<RoundedCorner> of(Polyline line, double radius) {
    var points = line.points();
    var corners = new ArrayList<RoundedCorner>();
    for (int i = 1; i < points.size() - 1; i++) {
      var p = points.get(i);
      var before = points.get(i - 1);
      var after = points.get(i + 1);
      double r = Math.min(radius, Math.min(p.distance(before), p.distance(after)) / 2);
      corners.add(
          new RoundedCorner(
              p.add(before.subtract(p).normalize().multiply(r)),
              p,
              p.add(after.subtract(p).normalize().multiply(r))));
    }
    return corners;
  }
}

package dev.diorama.ui.canvas;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Point2D;

/// Paints the answers that a resource's cache keeps as rings at the bottom of its card; each ring
/// runs out with the time that its answer has left.
final class RingPainter {
  private static final double RADIUS = 4.2;
  private static final double STEP = 12;
  private static final int CORNERS = 24;

  private final Surface surface;
  private final CanvasColors colors;

  RingPainter(Surface surface, CanvasColors colors) {
    this.surface = surface;
    this.colors = colors;
  }

  /// Paints the rings of what is still kept; those that are about to go stand first, and a number
  /// tells how many more there are.
  void paint(NodeFigure node, List<LiveState.Kept> kept, Instant now) {
    var left =
        kept.stream().mapToDouble(k -> k.left(now)).filter(share -> share > 0).sorted().toArray();
    double from = node.bounds().x() + CardPainter.TEXT_FROM;
    double room = node.bounds().right() - 8 - from;
    int fits = left.length * STEP <= room ? left.length : (int) ((room - 26) / STEP);
    double y = node.bounds().bottom() - EnvironmentPainter.HEIGHT + RADIUS;
    for (int i = 0; i < fits; i++) {
      one(new Point2D(from + RADIUS + i * STEP, y), left[i]);
    }
    if (fits < left.length && fits >= 0) {
      surface.text(
          "+" + (left.length - fits), from + fits * STEP, y + 3.8, Face.COUNT, colors.text());
    }
  }

  private void one(Point2D center, double share) {
    surface.ring(center, RADIUS, colors.cardBorder(), 2);
    var points = new ArrayList<Point2D>();
    int steps = Math.max(1, (int) Math.ceil(CORNERS * share));
    for (int i = 0; i <= steps; i++) {
      double angle = -Math.PI / 2 - 2 * Math.PI * share * i / steps;
      points.add(center.add(RADIUS * Math.cos(angle), RADIUS * Math.sin(angle)));
    }
    surface.lines(List.of(new Polyline(points)), 0, colors.accent(), 2, Surface.Dash.SOLID);
  }
}

package dev.diorama.ui.canvas;

import dev.diorama.access.Verdict.Outcome;
import dev.diorama.model.Bounds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.paint.Color;

/// Paints connections: all lines of one look in one stroke, then heads, then labels.
final class ConnectionPainter {
  private static final double RADIUS = 8;
  private static final double HEAD = 8;

  /// Of a badge without a label, in pixels.
  private static final double BADGE = 14;

  private final Surface surface;
  private final CanvasColors colors;

  ConnectionPainter(Surface surface, CanvasColors colors) {
    this.surface = surface;
    this.colors = colors;
  }

  /// Paints all lines.
  void lines(Collection<ConnectionFigure> figures) {
    var plain = new ArrayList<Polyline>();
    var bad = new ArrayList<Polyline>();
    var unknown = new ArrayList<Polyline>();
    for (var f : figures) {
      (f.bad() ? bad : f.outcome().equals(Optional.of(Outcome.UNKNOWN)) ? unknown : plain)
          .add(f.line());
    }
    double width = Math.max(1.4, 0.8 / surface.scale());
    double radius = surface.scale() < 0.2 ? 0 : RADIUS;
    draw(plain, radius, colors.line(), width, Surface.Dash.SOLID);
    draw(unknown, radius, colors.line(), width, Surface.Dash.DASHED);
    draw(bad, radius, colors.bad(), width + 0.2, Surface.Dash.DASHED);
  }

  private void draw(
      List<Polyline> lines, double radius, Color color, double width, Surface.Dash dash) {
    if (!lines.isEmpty()) {
      surface.lines(lines, radius, color, width, dash);
    }
  }

  /// Paints the arrow heads, and the filled starts of triggers.
  void heads(Collection<ConnectionFigure> figures) {
    for (var f : figures) {
      var color = f.bad() ? colors.bad() : colors.line();
      var points = f.line().points();
      surface.polygon(head(points.get(points.size() - 2), f.line().end()), color);
      if (f.trigger()) {
        surface.disc(f.line().start(), 4, color);
      }
    }
  }

  private static List<Point2D> head(Point2D before, Point2D tip) {
    var back = before.subtract(tip).normalize();
    var across = new Point2D(-back.getY(), back.getX());
    var base = tip.add(back.multiply(HEAD));
    return List.of(
        tip, base.add(across.multiply(HEAD * 0.5)), base.subtract(across.multiply(HEAD * 0.5)));
  }

  /// Paints the labels that have a place.
  void labels(Collection<ConnectionFigure> figures) {
    for (var f : figures) {
      f.pill().ifPresent(pill -> label(f, pill));
    }
  }

  /// Paints, where labels could not be read, only what does not work; in a size that is seen.
  void badges(Collection<ConnectionFigure> figures) {
    double edge = BADGE / surface.scale();
    for (var f : figures) {
      f.outcome()
          .filter(o -> f.bad())
          .ifPresent(o -> {
            var at = f.pill().map(p -> new Point2D(p.centerX(), p.centerY()));
            var p = at.orElseGet(() -> f.line().at(0.5));
            surface.disc(p, edge * 0.6, colors.card());
            surface.icon(ConnectionFigure.icon(o), p.getX() - edge / 2, p.getY() - edge / 2, edge);
          });
    }
  }

  private void label(ConnectionFigure f, Bounds pill) {
    boolean badge = f.outcome().isPresent();
    double width = surface.width(f.label(), Face.LABEL);
    // The place was measured with room for a badge; without one the pill is narrower.
    double needed = width + (badge ? 34 : 16);
    var box = new Bounds(pill.centerX() - needed / 2, pill.y() + 1, needed, pill.height() - 2);
    surface.fill(box, box.height() / 2, colors.pill());
    surface.outline(
        box, box.height() / 2, f.bad() ? colors.bad() : colors.cardBorder(), 1, Surface.Dash.SOLID);
    double x = box.x() + 8;
    if (badge) {
      surface.icon(ConnectionFigure.icon(f.outcome().get()), box.x() + 5, box.centerY() - 6.5, 13);
      x = box.x() + 23;
    }
    surface.text(
        f.label(), x, box.centerY() + 3.8, Face.LABEL, f.bad() ? colors.bad() : colors.mutedText());
  }
}

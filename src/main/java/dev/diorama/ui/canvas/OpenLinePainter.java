package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import java.util.List;
import javafx.geometry.Point2D;

/// Paints the connections that clients hold open beside the arrow along which they were opened: a
/// thin line for each, with a dot at either end; a number stands for those beyond [#MOST].
final class OpenLinePainter {
  /// At most this many lines for one arrow; more would run into other arrows.
  static final int MOST = 4;

  private static final double APART = 3.5;
  private static final double DOT = 1.8;

  private final Surface surface;
  private final CanvasColors colors;

  OpenLinePainter(Surface surface, CanvasColors colors) {
    this.surface = surface;
    this.colors = colors;
  }

  void paint(ConnectionFigure figure, int open) {
    for (int i = 0; i < Math.min(open, MOST); i++) {
      // By turns on either side of the arrow.
      double offset = APART * (1 + i / 2) * (i % 2 == 0 ? 1 : -1);
      var line = figure.line().beside(offset);
      surface.lines(List.of(line), 6, colors.good(), 1.1, Surface.Dash.SOLID);
      surface.disc(line.start(), DOT, colors.good());
      surface.disc(line.end(), DOT, colors.good());
    }
    if (open > MOST) {
      number(figure.line().start(), figure.line().at(0.15), "+" + (open - MOST));
    }
  }

  private void number(Point2D start, Point2D at, String text) {
    double width = surface.width(text, Face.COUNT) + 8;
    // Clear of the card at which the line begins.
    var middle = at.distance(start) < width ? start.add(0, -16) : at;
    var box = new Bounds(middle.getX() - width / 2, middle.getY() - 7, width, 14);
    surface.fill(box, 7, colors.card());
    surface.outline(box, 7, colors.good(), 1, Surface.Dash.SOLID);
    surface.text(text, box.x() + 4, box.centerY() + 3.8, Face.COUNT, colors.good());
  }
}

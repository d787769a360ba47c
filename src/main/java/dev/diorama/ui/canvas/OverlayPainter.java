package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.paint.Color;

/// Paints what stands above the drawing for a moment: selection, ports, gestures, dots. Widths are
/// in pixels whatever the zoom.
final class OverlayPainter {
  private final Surface surface;
  private final CanvasColors colors;

  OverlayPainter(Surface surface, CanvasColors colors) {
    this.surface = surface;
    this.colors = colors;
  }

  private double px(double pixels) {
    return pixels / surface.scale();
  }

  /// The frame around a selected node.
  void selected(NodeFigure node) {
    surface.outline(
        Diagram.grown(node.bounds(), px(3)),
        node.container() ? 5 : CardPainter.RADIUS + px(3),
        colors.accent(),
        px(2),
        Surface.Dash.SOLID);
  }

  /// A selected connection.
  void selected(ConnectionFigure connection) {
    surface.lines(List.of(connection.line()), 8, colors.accent(), px(2.5), Surface.Dash.SOLID);
    for (var end : List.of(connection.line().start(), connection.line().end())) {
      surface.disc(end, px(4), colors.accent());
    }
  }

  /// The frame around its label.
  void selectedLabel(ConnectionFigure connection) {
    connection
        .pill()
        .ifPresent(p ->
            surface.outline(
                Diagram.grown(p, px(1)),
                p.height() / 2,
                colors.accent(),
                px(2),
                Surface.Dash.SOLID));
  }

  /// The frame around the node under the pointer.
  void hovered(NodeFigure node) {
    surface.outline(
        node.bounds(),
        node.container() ? 4 : CardPainter.RADIUS,
        fade(colors.accent(), 0.7),
        px(1.5),
        Surface.Dash.SOLID);
  }

  /// The line under the pointer.
  void hovered(ConnectionFigure connection) {
    surface.lines(
        List.of(connection.line()), 8, fade(colors.accent(), 0.6), px(2.5), Surface.Dash.SOLID);
  }

  /// The four ports of a node.
  void ports(NodeFigure node) {
    for (var side : Side.values()) {
      var p = side.port(node.bounds(), 0);
      surface.disc(p, px(5.5), colors.card());
      surface.ring(p, px(5.5), colors.accent(), px(1.6));
      surface.disc(p, px(2), colors.accent());
    }
  }

  /// The corners at which a container is resized.
  void corners(NodeFigure node) {
    for (boolean left : new boolean[] {true, false}) {
      for (boolean top : new boolean[] {true, false}) {
        var p = Hit.corner(node.bounds(), left, top);
        var box = new Bounds(p.getX() - px(4.5), p.getY() - px(4.5), px(9), px(9));
        surface.fill(box, px(2), colors.card());
        surface.outline(box, px(2), colors.accent(), px(1.6), Surface.Dash.SOLID);
      }
    }
  }

  void marquee(Bounds area) {
    surface.fill(area, 0, fade(colors.accent(), 0.10));
    surface.outline(area, 0, colors.accent(), px(1), Surface.Dash.SOLID);
  }

  void possibleTarget(NodeFigure node) {
    surface.outline(
        Diagram.grown(node.bounds(), px(3)),
        CardPainter.RADIUS + px(3),
        fade(colors.good(), 0.75),
        px(2),
        Surface.Dash.DASHED);
  }

  void target(NodeFigure node) {
    surface.fill(node.bounds(), CardPainter.RADIUS, fade(colors.good(), 0.16));
    surface.outline(
        Diagram.grown(node.bounds(), px(3)),
        CardPainter.RADIUS + px(3),
        colors.good(),
        px(2.5),
        Surface.Dash.SOLID);
  }

  void rubber(Point2D from, Point2D to) {
    surface.lines(
        List.of(new Polyline(List.of(from, to))), 0, colors.accent(), px(2), Surface.Dash.DASHED);
    surface.disc(to, px(5), colors.accent());
  }

  void ghost(Bounds box, String icon) {
    surface.fill(box, CardPainter.RADIUS, fade(colors.card(), 0.85));
    surface.outline(box, CardPainter.RADIUS, colors.accent(), px(1.5), Surface.Dash.DASHED);
    surface.icon(icon, box.x() + 12, box.y() + 12, 40);
  }

  /// A dot of a run.
  void dot(DotFigure dot) {
    var p = dot.at();
    double r = Math.max(5, px(5));
    switch (dot.kind()) {
      case CALL -> {
        surface.disc(p, r + px(2), colors.background());
        surface.disc(p, r, colors.accent());
      }
      case ANSWER -> hollow(p, r * 0.8, colors.good());
      case FAILURE -> hollow(p, r * 0.8, colors.bad());
      case DENIED -> {
        surface.disc(p, r + px(2), colors.background());
        surface.disc(p, r, colors.bad());
      }
      case BLOCKED -> cross(p, r * 1.3);
    }
    dot.label().ifPresent(text -> label(dot, text, r));
  }

  private void hollow(Point2D p, double r, Color color) {
    surface.disc(p, r + px(1.5), colors.card());
    surface.ring(p, r, color, Math.max(2, px(2)));
  }

  private void cross(Point2D p, double r) {
    surface.disc(p, r + px(3), colors.card());
    surface.ring(p, r + px(3), colors.bad(), px(1.5));
    double d = r * 0.6;
    surface.lines(
        List.of(
            new Polyline(List.of(p.subtract(d, d), p.add(d, d))),
            new Polyline(List.of(p.add(-d, d), p.add(d, -d)))),
        0,
        colors.bad(),
        Math.max(2.5, px(2.5)),
        Surface.Dash.SOLID);
  }

  private void label(DotFigure dot, String text, double r) {
    var fitted = surface.fitted(text, Face.LABEL, 320);
    var icon =
        switch (dot.kind()) {
          case DENIED -> Optional.of("verdict-denied");
          case BLOCKED -> Optional.of("verdict-blocked");
          case FAILURE -> Optional.of("verdict-warning");
          case CALL, ANSWER -> Optional.<String>empty();
        };
    double indent = icon.isPresent() ? 24 : 9;
    double width = surface.width(fitted, Face.LABEL) + indent + 10;
    var box = new Bounds(dot.at().getX() - width / 2, dot.at().getY() - r - 34, width, 24);
    surface.fill(box, 12, colors.card());
    surface.outline(box, 12, colors.bad(), 1.2, Surface.Dash.SOLID);
    icon.ifPresent(name -> surface.icon(name, box.x() + 6, box.y() + 5, 14));
    surface.text(fitted, box.x() + indent, box.centerY() + 3.8, Face.LABEL, colors.bad());
  }

  /// The glow of a node that works.
  void glow(NodeFigure node) {
    for (int ring = 3; ring >= 1; ring--) {
      surface.outline(
          Diagram.grown(node.bounds(), ring * 2.5),
          CardPainter.RADIUS + ring * 2.5,
          fade(node.color(), 0.45 / ring),
          3,
          Surface.Dash.SOLID);
    }
  }

  private static Color fade(Color c, double alpha) {
    return new Color(c.getRed(), c.getGreen(), c.getBlue(), alpha);
  }
}

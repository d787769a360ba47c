package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import dev.diorama.model.ResourceId;
import dev.diorama.ui.canvas.PathLight.Lock;
import dev.diorama.ui.canvas.PathLight.Stop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.paint.Color;

/// Paints lit ways. Its surface is the view, so that numbers and reasons can be read whatever the
/// zoom.
final class PathPainter {
  private static final double BADGE = 9;
  private static final double LOCK = 22;
  private static final double OPEN = 13;

  private final Surface surface;
  private final CanvasColors colors;
  private final Diagram diagram;
  private final Viewport viewport;
  private final Locale locale;

  /// @param surface in pixels of the view
  PathPainter(
      Surface surface, CanvasColors colors, Diagram diagram, Viewport viewport, Locale locale) {
    this.surface = surface;
    this.colors = colors;
    this.diagram = diagram;
    this.viewport = viewport;
    this.locale = locale;
  }

  /// The way of the connection under the pointer: only a hint.
  void hint(PathLight light) {
    light.legs().forEach(l -> line(inView(l), colors.accent(), 0.25, 5));
    light.stops().forEach(s -> node(s.node()).ifPresent(box -> ring(s, box, 0.55)));
  }

  /// The way of the selected connection.
  ///
  /// @param progress how far it is lit, from 0 to 1
  /// @param area the view, in which the reasons find their places
  void light(PathLight light, double progress, Bounds area) {
    for (var frame : light.frames()) {
      node(frame).ifPresent(box -> halo(box, 4, progress));
    }
    light.chip().map(viewport::toView).ifPresent(box -> chip(box, progress));
    legs(light.legs().stream().map(this::inView).toList(), progress);
    for (var stop : light.stops()) {
      double shown = Math.clamp((progress - stop.at()) * 8 + (progress >= 1 ? 1 : 0), 0, 1);
      if (shown > 0) {
        node(stop.node()).ifPresent(box -> ring(stop, box, shown));
      }
    }
    if (progress < 1) {
      return;
    }
    light
        .broken()
        .map(this::inView)
        .ifPresent(l -> surface.lines(List.of(l), 8, colors.bad(), 2, Surface.Dash.DASHED));
    light.stops().forEach(s -> node(s.node()).ifPresent(box -> number(s, box)));
    light.open().forEach(id -> diagram.node(id).ifPresent(this::open));
    locks(light, area);
  }

  /// An open lock at the foot of what lets the packets or the call pass.
  private void open(NodeFigure node) {
    var box = viewport.toView(node.grip());
    var p = new Point2D(box.right() - 6, box.bottom() - 4);
    surface.disc(p, OPEN / 2 + 3, colors.card());
    surface.ring(p, OPEN / 2 + 3, colors.good(), 1.3);
    surface.icon("lock-open", p.getX() - OPEN / 2, p.getY() - OPEN / 2, OPEN);
  }

  private void legs(List<Polyline> legs, double progress) {
    double left = progress * legs.stream().mapToDouble(Polyline::length).sum();
    for (var leg : legs) {
      if (left > 0) {
        var lit = leg.upTo(left / Math.max(leg.length(), 1));
        line(lit, colors.accent(), 0.22, 9);
        line(lit, colors.accent(), 1, 3);
        surface.disc(lit.end(), 4, colors.accent());
      }
      left -= leg.length();
    }
  }

  private Optional<Bounds> node(ResourceId id) {
    return diagram.node(id).map(n -> viewport.toView(n.bounds()));
  }

  private Polyline inView(Polyline line) {
    return new Polyline(
        line.points().stream().map(p -> viewport.toView(p.getX(), p.getY())).toList());
  }

  private void line(Polyline line, Color color, double alpha, double width) {
    surface.lines(List.of(line), 8, fade(color, alpha), width, Surface.Dash.SOLID);
  }

  private void halo(Bounds box, double radius, double alpha) {
    surface.fill(box, radius, fade(colors.accent(), 0.05 * alpha));
    surface.outline(
        Diagram.grown(box, 2),
        radius + 2,
        fade(colors.accent(), 0.35 * alpha),
        4,
        Surface.Dash.SOLID);
  }

  /// An interface; from afar the subnet does not show it.
  private void chip(Bounds box, double alpha) {
    double radius = box.height() / 2;
    surface.fill(box, radius, fade(colors.accent(), 0.18 * alpha));
    surface.outline(box, radius, fade(colors.accent(), alpha), 1.6, Surface.Dash.SOLID);
  }

  /// Around what is passed a full line, around what only decides a thin one.
  private void ring(Stop stop, Bounds box, double alpha) {
    double radius = CardPainter.RADIUS * viewport.zoom() + 3;
    if (stop.passed()) {
      surface.outline(
          Diagram.grown(box, 4),
          radius + 2,
          fade(colors.accent(), 0.25 * alpha),
          4,
          Surface.Dash.SOLID);
    }
    surface.outline(
        Diagram.grown(box, 2),
        radius,
        fade(colors.accent(), alpha),
        stop.passed() ? 2 : 1.2,
        stop.passed() ? Surface.Dash.SOLID : Surface.Dash.DASHED);
  }

  private void number(Stop stop, Bounds box) {
    var text = stop.label();
    double wide = Math.max(2 * BADGE, surface.width(text, Face.COUNT) + 10);
    var pill = new Bounds(box.x() - BADGE, box.y() - BADGE, wide, 2 * BADGE);
    boolean passed = stop.passed();
    surface.fill(Diagram.grown(pill, 1.5), BADGE + 1.5, colors.background());
    surface.fill(pill, BADGE, passed ? colors.accent() : colors.card());
    surface.outline(pill, BADGE, colors.accent(), 1.4, Surface.Dash.SOLID);
    surface.text(
        text,
        pill.centerX() - surface.width(text, Face.COUNT) / 2,
        pill.centerY() + 3.8,
        Face.COUNT,
        passed ? colors.card() : colors.accent());
  }

  private void locks(PathLight light, Bounds area) {
    var placer = new CalloutPlacer(obstacles(area), area);
    var hung = new HashMap<Point2D, Integer>();
    for (var lock : light.locks()) {
      var around = around(lock);
      var callout = Callout.of(surface, lock, locale);
      var box = placer.place(around, callout.width(), callout.height());
      boolean right = box.centerX() >= around.centerX();
      var corner = new Point2D(right ? around.right() - 4 : around.x() + 4, around.bottom() - 2);
      int before = hung.merge(corner, 1, Integer::sum) - 1;
      var anchor =
          lock.node().isEmpty()
              ? new Point2D(around.centerX(), around.centerY())
              : corner.add((right ? -1 : 1) * before * (LOCK + 6), 0);
      leader(anchor, box, color(lock));
      callout.paint(surface, box, colors, color(lock));
      badge(lock, anchor);
    }
  }

  /// What the lock hangs on: a card; of a container only its name, as its frame may reach far.
  private Bounds around(Lock lock) {
    return lock.node()
        .flatMap(diagram::node)
        .map(n -> viewport.toView(n.grip()))
        .orElseGet(() -> {
          var p = viewport.toView(lock.anchor().getX(), lock.anchor().getY());
          return Diagram.grown(new Bounds(p.getX(), p.getY(), 0, 0), LOCK);
        });
  }

  private List<Bounds> obstacles(Bounds area) {
    var seen = viewport.visible(area.width(), area.height());
    var result = new ArrayList<Bounds>();
    diagram.nodesIn(seen).forEach(n -> result.add(viewport.toView(n.grip())));
    diagram.connectionsIn(seen).forEach(c -> c.pill().map(viewport::toView).ifPresent(result::add));
    return result;
  }

  private void badge(Lock lock, Point2D p) {
    surface.disc(p, LOCK / 2 + 2, colors.card());
    surface.ring(p, LOCK / 2 + 2, color(lock), 1.5);
    double edge = LOCK - 6;
    surface.icon(lock.state().icon(), p.getX() - edge / 2, p.getY() - edge / 2, edge);
  }

  private void leader(Point2D anchor, Bounds box, Color color) {
    var near =
        new Point2D(
            Math.clamp(anchor.getX(), box.x() + 6, box.right() - 6),
            Math.clamp(anchor.getY(), box.y(), box.bottom()));
    surface.lines(List.of(new Polyline(List.of(anchor, near))), 0, color, 1.2, Surface.Dash.SOLID);
  }

  private Color color(Lock lock) {
    return lock.state() == PathLight.State.SHUT ? colors.bad() : colors.mutedText();
  }

  private static Color fade(Color c, double alpha) {
    return new Color(c.getRed(), c.getGreen(), c.getBlue(), alpha);
  }
}

package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import dev.diorama.model.ResourceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import javafx.scene.paint.Color;

/// Paints the ties of what is selected as threads from card to card, each with its property's name;
/// in sizes that are seen at any zoom.
final class TiePainter {
  private static final double LABEL = 18;
  private static final double TEXT = 11;
  private static final double[] PLACES = {0.5, 0.6, 0.4, 0.7, 0.3, 0.8, 0.2, 0.9, 0.1};

  private final Surface surface;
  private final CanvasColors colors;

  TiePainter(Surface surface, CanvasColors colors) {
    this.surface = surface;
    this.colors = colors;
  }

  private double px(double pixels) {
    return pixels / surface.scale();
  }

  void paint(List<Ties.Drawn> threads, Diagram diagram) {
    var labels = new ArrayList<Bounds>();
    var framed = new HashSet<ResourceId>();
    threads.forEach(t -> thread(t.line()));
    for (var thread : threads) {
      for (var end : List.of(thread.tie().from(), thread.tie().to())) {
        if (framed.add(end)) {
          diagram.node(end).ifPresent(this::frame);
        }
      }
      label(thread.tie().property(), thread.line(), diagram, labels);
    }
  }

  private void frame(NodeFigure node) {
    surface.outline(
        Diagram.grown(node.bounds(), px(2)),
        node.container() ? 5 : CardPainter.RADIUS + px(2),
        faded(),
        px(1.5),
        Surface.Dash.SOLID);
  }

  private Color faded() {
    var c = colors.accent();
    return new Color(c.getRed(), c.getGreen(), c.getBlue(), 0.6);
  }

  private void thread(Polyline line) {
    surface.lines(List.of(line), 8, faded(), px(1.6), Surface.Dash.DASHED);
    surface.disc(line.end(), px(3.5), colors.accent());
  }

  /// The label stands as near as can be to the middle of the thread, where it covers no card and no
  /// other label; nowhere if there is no such place.
  private void label(String text, Polyline line, Diagram diagram, List<Bounds> labels) {
    double factor = px(TEXT) / Face.LABEL.size();
    double width = surface.width(text, Face.LABEL) * factor + px(14);
    for (double at : PLACES) {
      var p = line.at(at);
      var box = new Bounds(p.getX() - width / 2, p.getY() - px(LABEL / 2), width, px(LABEL));
      boolean free =
          labels.stream().noneMatch(box::intersects)
              && diagram.nodesIn(box).stream().allMatch(NodeFigure::container);
      if (free) {
        labels.add(box);
        surface.fill(box, box.height() / 2, colors.pill());
        surface.outline(box, box.height() / 2, colors.accent(), px(1), Surface.Dash.SOLID);
        surface.text(
            text, box.x() + px(7), box.centerY() + px(3.8), Face.LABEL, colors.text(), factor);
        return;
      }
    }
  }
}

package dev.diorama.ui.canvas;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Bounds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import javafx.scene.paint.Color;

/// Paints the part of a diagram that is seen, in as much detail as can be seen.
final class DiagramPainter {
  /// Below this scale nodes are coloured boxes only.
  static final double BOXES_BELOW = 0.12;

  /// Below this scale cards and containers have no texts.
  static final double BARE_BELOW = 0.2;

  /// Below this scale connections have no labels.
  static final double LABELS_FROM = 0.6;

  private final CanvasColors colors;
  private final Texts texts;

  DiagramPainter(CanvasColors colors, Texts texts) {
    this.colors = colors;
    this.texts = texts;
  }

  /// Paints what meets `area`.
  void paint(Surface surface, Diagram diagram, LiveState live, Bounds area) {
    var nodes =
        diagram.nodesIn(area).stream().sorted(Comparator.comparingInt(NodeFigure::depth)).toList();
    var connections = new ArrayList<>(diagram.connectionsIn(area));
    var detail = Detail.at(surface.scale());
    var containers = new ContainerPainter(surface, colors);
    var lines = new ConnectionPainter(surface, colors);
    if (surface.scale() < BOXES_BELOW) {
      lines.lines(connections);
      boxes(surface, nodes);
      return;
    }
    var cards = new CardPainter(surface, colors, texts, live);
    for (var node : nodes) {
      if (node.container()) {
        surface.open(node.name());
        containers.paint(node, detail);
        surface.close();
      }
    }
    lines.lines(connections);
    var held = new OpenLinePainter(surface, colors);
    for (var connection : connections) {
      Optional.ofNullable(live.open().get(connection.id()))
          .ifPresent(n -> held.paint(connection, n));
    }
    for (var node : nodes) {
      if (!node.container()) {
        surface.open(node.name());
        cards.paint(node, detail);
        surface.close();
      }
    }
    if (detail != Detail.BARE) {
      lines.heads(connections);
      if (surface.scale() < LABELS_FROM) {
        lines.badges(connections);
      } else {
        lines.labels(connections);
      }
    }
  }

  /// Paints far-away nodes, all of one colour together.
  private void boxes(Surface surface, List<NodeFigure> nodes) {
    var byColor = new LinkedHashMap<Color, List<Bounds>>();
    for (var node : nodes) {
      if (node.container()) {
        surface.outline(node.bounds(), 0, node.color(), 1 / surface.scale(), Surface.Dash.SOLID);
      } else {
        byColor.computeIfAbsent(node.color(), c -> new ArrayList<>()).add(node.bounds());
      }
    }
    byColor.forEach((color, boxes) -> boxes.forEach(b -> surface.fill(b, 0, color)));
  }
}

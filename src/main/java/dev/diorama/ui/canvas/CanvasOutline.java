package dev.diorama.ui.canvas;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Architecture;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A drawing in words: resources with what they are, indented by container, each with the
/// connections that leave it.
final class CanvasOutline {
  private final Architecture drawing;
  private final Diagram diagram;
  private final Texts texts;

  CanvasOutline(Architecture drawing, Diagram diagram, Texts texts) {
    this.drawing = drawing;
    this.diagram = diagram;
    this.texts = texts;
  }

  List<String> lines() {
    var lines = new ArrayList<String>();
    add(lines, Optional.empty(), 0);
    return lines;
  }

  private void add(List<String> lines, Optional<ResourceId> container, int depth) {
    if (depth > 32) {
      return;
    }
    diagram.nodes().values().stream()
        .filter(n -> container(n.resource()).equals(container))
        .sorted(
            Comparator.<NodeFigure>comparingDouble(n -> n.bounds().x())
                .thenComparingDouble(n -> n.bounds().y()))
        .forEach(n -> {
          lines.add("  ".repeat(depth) + node(n));
          connections(n.id()).forEach(c -> lines.add("  ".repeat(depth + 1) + c));
          add(lines, Optional.of(n.id()), depth + 1);
        });
  }

  private Optional<ResourceId> container(Resource r) {
    return r.container().filter(c -> drawing.resource(c).isPresent());
  }

  private String node(NodeFigure n) {
    return n.verdict()
        .map(v ->
            texts.text(
                Message.of(
                    "canvas.outline.node.verdict",
                    n.name(),
                    n.typeName(),
                    Message.of("canvas.severity." + v))))
        .orElseGet(() -> texts.text(Message.of("canvas.outline.node", n.name(), n.typeName())));
  }

  private List<String> connections(ResourceId id) {
    return diagram.connections().values().stream()
        .filter(c -> c.connection().source().equals(id))
        .map(c -> {
          var target = diagram.node(c.connection().target()).map(NodeFigure::name).orElse("?");
          return c.outcome()
              .map(o ->
                  texts.text(
                      Message.of(
                          "canvas.outline.connection.verdict",
                          c.label(),
                          target,
                          Message.of("canvas.verdict." + o))))
              .orElseGet(
                  () -> texts.text(Message.of("canvas.outline.connection", c.label(), target)));
        })
        .toList();
  }
}

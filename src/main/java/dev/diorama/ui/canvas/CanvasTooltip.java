package dev.diorama.ui.canvas;

import dev.diorama.access.Verdict.Outcome;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.workspace.OpenDocument;
import java.util.ArrayList;
import java.util.Optional;
import javafx.scene.control.Tooltip;
import javafx.util.Duration;

/// Says in words what the thing under the pointer is and what the checker says about it.
final class CanvasTooltip {
  private static final int MOST_FINDINGS = 3;

  private final DiagramCanvas canvas;
  private final Texts texts;
  private final Tooltip tooltip = new Tooltip();
  private boolean installed;

  CanvasTooltip(DiagramCanvas canvas, Texts texts) {
    this.canvas = canvas;
    this.texts = texts;
    tooltip.setShowDelay(Duration.millis(500));
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(420);
    tooltip.getStyleClass().add("diorama-canvas-tooltip");
  }

  void show(Hit hit, Diagram diagram, OpenDocument document) {
    var text = text(hit, diagram, document);
    tooltip.hide();
    text.ifPresent(tooltip::setText);
    if (text.isPresent() && !installed) {
      Tooltip.install(canvas, tooltip);
    } else if (text.isEmpty() && installed) {
      Tooltip.uninstall(canvas, tooltip);
    }
    installed = text.isPresent();
  }

  private Optional<String> text(Hit hit, Diagram diagram, OpenDocument document) {
    return switch (hit) {
      case Hit.OnNode n -> diagram.node(n.id()).map(f -> node(f, document));
      case Hit.OnConnection c -> diagram.connection(c.id()).map(f -> connection(f, document));
      case Hit.OnPort p -> Optional.of(texts.text("canvas.tooltip.port"));
      case Hit.OnCorner c -> Optional.empty();
      case Hit.InContainer c -> Optional.empty();
      case Hit.Nothing n -> Optional.empty();
    };
  }

  private String node(NodeFigure f, OpenDocument document) {
    var lines = new ArrayList<String>();
    lines.add(f.name() + " — " + f.typeName());
    var findings = NodeFigures.findings(document.check(), f.resource());
    findings.stream()
        .limit(MOST_FINDINGS)
        .forEach(x ->
            lines.add(
                texts.text(
                    Message.of(
                        "canvas.tooltip.finding",
                        Message.of("canvas.severity." + x.severity()),
                        x.message()))));
    if (findings.size() > MOST_FINDINGS) {
      lines.add(texts.text(Message.of("canvas.tooltip.more", findings.size() - MOST_FINDINGS)));
    }
    return String.join("\n", lines);
  }

  private String connection(ConnectionFigure f, OpenDocument document) {
    var drawing = document.document().architecture();
    var name = new ConnectionLabels(document.studio().catalog(), texts).typeName(f.connection());
    var source = drawing.resource(f.connection().source()).map(r -> r.logicalId()).orElse("?");
    var target = drawing.resource(f.connection().target()).map(r -> r.logicalId()).orElse("?");
    var lines = new ArrayList<String>();
    lines.add(texts.text(Message.of("canvas.tooltip.connection", name, source, target)));
    f.outcome().ifPresent(o -> lines.add(word(texts, o)));
    return String.join("\n", lines);
  }

  /// A verdict in words.
  static String word(Texts texts, Outcome outcome) {
    return texts.text("canvas.verdict." + outcome);
  }
}

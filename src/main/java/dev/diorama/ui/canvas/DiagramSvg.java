package dev.diorama.ui.canvas;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Document;
import dev.diorama.model.Message;
import dev.diorama.workspace.Check;
import dev.diorama.workspace.Studio;

/// A document as SVG: real vectors and texts, icons inside. Needs neither display nor JavaFX
/// toolkit.
public final class DiagramSvg {
  private DiagramSvg() {}

  /// The whole drawing.
  ///
  /// @param check what the checker says; [Check#NONE] leaves verdicts out
  /// @param texts must have the bundle `dev.diorama.ui.canvas.messages`
  public static String svg(
      Document document, Studio studio, Check check, Texts texts, CanvasColors colors) {
    var diagram =
        new DiagramBuilder(studio.catalog(), texts, AwtSurface.MEASURE)
            .build(document, check, Diagram.EMPTY);
    var view = DiagramImage.view(diagram);
    var surface = new SvgSurface(new SvgIcons(), view, colors.background());
    new DiagramPainter(colors, texts).paint(surface, diagram, LiveState.NONE, view);
    return surface.svg(
        texts.text(
            Message.of("canvas.accessible", diagram.nodes().size(), diagram.connections().size())));
  }
}

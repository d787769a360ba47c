package dev.diorama.app;

import dev.diorama.catalog.Texts;
import dev.diorama.cli.Exporter;
import dev.diorama.model.Document;
import dev.diorama.ui.canvas.CanvasColors;
import dev.diorama.ui.canvas.DiagramImage;
import dev.diorama.ui.canvas.DiagramSvg;
import dev.diorama.workspace.Studio;
import java.nio.charset.StandardCharsets;

/// Draws documents into pictures with the canvas's own painter; needs no display.
final class Pictures implements Exporter {
  /// Sharp on a projector and in print.
  private static final double PIXELS_PER_UNIT = 2;

  private final Studio studio;

  Pictures(Studio studio) {
    this.studio = studio;
  }

  @Override
  public byte[] draw(Document document, Texts texts, Format format, boolean dark) {
    var check = studio.check(document.architecture());
    var colors = dark ? CanvasColors.DARK : CanvasColors.LIGHT;
    var canvasTexts = studio.texts(texts.locale(), "dev.diorama.ui.canvas.messages");
    return switch (format) {
      case png -> DiagramImage.png(document, studio, check, canvasTexts, colors, PIXELS_PER_UNIT);
      case svg ->
          DiagramSvg.svg(document, studio, check, canvasTexts, colors)
              .getBytes(StandardCharsets.UTF_8);
    };
  }
}

package dev.diorama.ui;

import dev.diorama.catalog.Texts;
import dev.diorama.ui.canvas.CanvasColors;
import dev.diorama.ui.canvas.DiagramImage;
import dev.diorama.ui.canvas.DiagramSvg;
import dev.diorama.workspace.OpenDocument;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// Writes the drawing as a picture.
final class Export {
  /// Pictures have twice the pixels, for projectors and print.
  private static final double SCALE = 2;

  private Export() {}

  /// Work that may be done on any thread: it writes the document as it is now.
  ///
  /// @param kind `png` or `svg`
  static Callable<Path> of(
      String kind, OpenDocument open, Texts texts, CanvasColors colors, Path file) {
    var document = open.document();
    var check = open.check();
    var studio = open.studio();
    return () ->
        Files.write(
            file,
            kind.equals("png")
                ? DiagramImage.png(document, studio, check, texts, colors, SCALE)
                : DiagramSvg.svg(document, studio, check, texts, colors)
                    .getBytes(StandardCharsets.UTF_8));
  }
}

package dev.diorama.ui;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.ui.canvas.CanvasColors;
import dev.diorama.ui.canvas.DiagramImage;
import dev.diorama.ui.canvas.DiagramSvg;
import dev.diorama.workspace.OpenDocument;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Writes the drawing as a picture.
final class Export {
  /// Pictures have twice the pixels, for projectors and print.
  private static final double SCALE = 2;

  private final FileControl files;
  private final Background background;
  private final Dialogs dialogs;

  Export(FileControl files, Background background, Dialogs dialogs) {
    this.files = files;
    this.background = background;
    this.dialogs = dialogs;
  }

  /// Asks for a file and writes the document as it is now into it, beside the interface's thread.
  ///
  /// @param kind `png` or `svg`
  /// @param say tells that it is done
  void export(
      String kind, OpenDocument open, Texts texts, CanvasColors colors, Consumer<String> say) {
    files.chooseExport(
        kind,
        file ->
            background.run(
                texts.text(Message.of("ui.status.exporting", file.getFileName())),
                of(kind, open, texts, colors, file),
                written ->
                    say.accept(texts.text(Message.of("ui.status.exported", written.getFileName()))),
                e -> dialogs.tell("ui.dialog.export.failed", e, Optional.of(file)),
                _ -> {}));
  }

  /// Work that may be done on any thread: it writes the document as it is now.
  ///
  /// @param kind `png` or `svg`
  private static Callable<Path> of(
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

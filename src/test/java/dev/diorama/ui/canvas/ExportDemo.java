package dev.diorama.ui.canvas;

import dev.diorama.workspace.Check;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Writes sample documents as PNG and SVG, to look at: `ExportDemo FOLDER`.
public final class ExportDemo {
  private ExportDemo() {}

  /// Writes the files.
  public static void main(String[] args) throws Exception {
    var folder = Path.of(args[0]);
    var studio = Drawings.studio();
    Files.write(
        folder.resolve("export-photos.png"),
        DiagramImage.png(
            Drawings.photos(),
            studio,
            Check.NONE,
            Drawings.texts(Locale.JAPANESE),
            CanvasColors.LIGHT,
            2));
    var check = studio.check(Drawings.network().architecture());
    Files.write(
        folder.resolve("export-network.png"),
        DiagramImage.png(
            Drawings.network(),
            studio,
            check,
            Drawings.texts(Locale.JAPANESE),
            CanvasColors.DARK,
            1.5));
    Files.writeString(
        folder.resolve("export-network.svg"),
        DiagramSvg.svg(
            Drawings.network(),
            studio,
            check,
            Drawings.texts(Locale.JAPANESE),
            CanvasColors.LIGHT));
  }
}

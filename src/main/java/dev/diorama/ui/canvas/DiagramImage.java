package dev.diorama.ui.canvas;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Bounds;
import dev.diorama.model.Document;
import dev.diorama.workspace.Check;
import dev.diorama.workspace.Studio;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/// A document as a picture. Needs neither display nor JavaFX toolkit.
public final class DiagramImage {
  /// The space around the drawing, in document units.
  static final double MARGIN = 32;

  private static final int MOST_PIXELS = 100_000_000;

  private DiagramImage() {}

  /// The whole drawing as an image.
  ///
  /// @param check what the checker says; [Check#NONE] leaves verdicts out
  /// @param texts must have the bundle `dev.diorama.ui.canvas.messages`
  /// @param scale pixels for one document unit; a drawing that would need more than 100 million
  ///   pixels becomes smaller
  public static BufferedImage image(
      Document document,
      Studio studio,
      Check check,
      Texts texts,
      CanvasColors colors,
      double scale) {
    var diagram =
        new DiagramBuilder(studio.catalog(), texts, AwtSurface.MEASURE)
            .build(document, check, Diagram.EMPTY);
    var view = view(diagram);
    double s = Math.min(scale, Math.sqrt(MOST_PIXELS / (view.width() * view.height())));
    var image =
        new BufferedImage(
            (int) Math.ceil(view.width() * s),
            (int) Math.ceil(view.height() * s),
            BufferedImage.TYPE_INT_RGB);
    var graphics = image.createGraphics();
    graphics.setColor(
        new Color(
            (float) colors.background().getRed(),
            (float) colors.background().getGreen(),
            (float) colors.background().getBlue()));
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.scale(s, s);
    graphics.translate(-view.x(), -view.y());
    new DiagramPainter(colors, texts)
        .paint(new AwtSurface(graphics, new SvgIcons(), s), diagram, LiveState.NONE, view);
    graphics.dispose();
    return image;
  }

  /// The whole drawing as a PNG file; see [#image].
  public static byte[] png(
      Document document,
      Studio studio,
      Check check,
      Texts texts,
      CanvasColors colors,
      double scale) {
    var out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image(document, studio, check, texts, colors, scale), "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static Bounds view(Diagram diagram) {
    return Diagram.grown(diagram.extent(), MARGIN);
  }
}

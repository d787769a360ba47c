package dev.diorama.ui.canvas;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/// Diorama's own icons: SVG files on the class path, drawn once for each size. Thread-safe.
public final class SvgIcons implements IconSource {
  private static final String FOLDER = "/dev/diorama/icons/";
  private static final String UNKNOWN = "resource-unknown";

  private record Key(String name, int pixels) {}

  private final Map<String, Optional<SVGDocument>> documents = new ConcurrentHashMap<>();
  private final Map<Key, BufferedImage> rasters = new ConcurrentHashMap<>();
  private final Map<Key, Image> images = new ConcurrentHashMap<>();

  @Override
  public Image icon(String name, int size, double scale) {
    return images.computeIfAbsent(
        new Key(name, Math.max(1, (int) Math.ceil(size * scale))), key -> toImage(raster(key)));
  }

  /// The icon as an AWT image with an edge of `pixels`; the icon for unknown resources where there
  /// is no such icon.
  BufferedImage raster(String name, int pixels) {
    return raster(new Key(name, pixels));
  }

  /// The SVG text of the icon, as in its file; that of the unknown resource where there is none.
  String source(String name) {
    return read(name).or(() -> read(UNKNOWN)).orElse("<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
  }

  private BufferedImage raster(Key key) {
    return rasters.computeIfAbsent(key, this::draw);
  }

  private BufferedImage draw(Key key) {
    var image = new BufferedImage(key.pixels(), key.pixels(), BufferedImage.TYPE_INT_ARGB);
    var document = document(key.name()).or(() -> document(UNKNOWN));
    if (document.isPresent()) {
      var graphics = image.createGraphics();
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      document.get().render(null, graphics, new ViewBox(key.pixels(), key.pixels()));
      graphics.dispose();
    }
    return image;
  }

  private Optional<SVGDocument> document(String name) {
    return documents.computeIfAbsent(
        name,
        n ->
            Optional.ofNullable(SvgIcons.class.getResource(FOLDER + n + ".svg"))
                .flatMap(url -> Optional.ofNullable(new SVGLoader().load(url))));
  }

  private static Optional<String> read(String name) {
    try (var in = SvgIcons.class.getResourceAsStream(FOLDER + name + ".svg")) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Image toImage(BufferedImage raster) {
    int edge = raster.getWidth();
    var image = new WritableImage(edge, edge);
    image
        .getPixelWriter()
        .setPixels(
            0,
            0,
            edge,
            edge,
            PixelFormat.getIntArgbInstance(),
            raster.getRGB(0, 0, edge, edge, null, 0, edge),
            0,
            edge);
    return image;
  }
}

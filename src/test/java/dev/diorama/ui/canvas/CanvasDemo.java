package dev.diorama.ui.canvas;

import java.awt.image.BufferedImage;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/// Draws sample documents into PNG files, to look at: `CanvasDemo FOLDER`.
public final class CanvasDemo extends Application {

  @Override
  public void start(Stage stage) throws Exception {
    var folder = new File(getParameters().getRaw().getFirst());
    shoot(stage, folder, "photos-light-en", Drawings.photos(), Locale.ENGLISH, CanvasColors.LIGHT);
    shoot(stage, folder, "photos-dark-ja", Drawings.photos(), Locale.JAPANESE, CanvasColors.DARK);
    shoot(
        stage, folder, "network-light-ja", Drawings.network(), Locale.JAPANESE, CanvasColors.LIGHT);
    shoot(stage, folder, "network-dark-en", Drawings.network(), Locale.ENGLISH, CanvasColors.DARK);
    Platform.exit();
  }

  private static void shoot(
      Stage stage,
      File folder,
      String name,
      dev.diorama.model.Document document,
      Locale locale,
      CanvasColors colors)
      throws Exception {
    var checked = new LinkedBlockingQueue<Runnable>();
    var open = Drawings.open(document, checked::add);
    var canvas = new DiagramCanvas(open, Drawings.texts(locale), new SvgIcons());
    open.onCheck(canvas::refresh);
    canvas.setColors(colors);
    checked.take().run();
    var counts = new LinkedHashMap<String, Long>();
    counts.put("objects", 3L);
    canvas.setLive(
        new LiveState(
            Map.of(Drawings.id("Uploads"), counts),
            Map.of(Drawings.id("IndexPhoto"), 1, Drawings.id("Worker"), 2),
            Set.of(Drawings.id("IndexPhoto"))));
    var scene = new Scene(canvas, 1400, 700);
    stage.setScene(scene);
    stage.show();
    canvas.select(Selection.of(document.architecture().resources().firstEntry().getKey()));
    canvas.applyCss();
    canvas.layout();
    write(canvas.snapshot(null, null), new File(folder, name + ".png"));
    System.out.println(String.join("\n", canvas.outline()));
    open.close();
  }

  static void write(WritableImage image, File file) throws Exception {
    int w = (int) image.getWidth();
    int h = (int) image.getHeight();
    var out = new BufferedImage(w, h, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        out.setRGB(x, y, image.getPixelReader().getArgb(x, y));
      }
    }
    ImageIO.write(out, "png", file);
  }
}

package dev.diorama.ui.player;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Document;
import dev.diorama.ui.canvas.CanvasColors;
import dev.diorama.ui.canvas.DiagramCanvas;
import dev.diorama.ui.canvas.Drawings;
import dev.diorama.ui.canvas.SvgIcons;
import java.awt.image.BufferedImage;
import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/// Draws moments of runs into PNG files, to look at: `PlayerDemo FOLDER`.
public final class PlayerDemo extends Application {

  @Override
  public void start(Stage stage) throws Exception {
    var folder = new File(getParameters().getRaw().getFirst());
    Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
    shoot(
        stage,
        folder,
        "run-moving",
        Drawings.photos(),
        Events.upload(false),
        3.2,
        1,
        Locale.ENGLISH,
        CanvasColors.LIGHT);
    shoot(
        stage,
        folder,
        "run-denied",
        Drawings.photos(),
        Events.upload(true),
        4.0,
        7,
        Locale.JAPANESE,
        CanvasColors.LIGHT);
    Application.setUserAgentStylesheet(new PrimerDark().getUserAgentStylesheet());
    var blocked = new Events();
    long call = blocked.call("Worker", "Reports", "s3:PutObject", 0);
    blocked.blocked(call, "PrivateA");
    shoot(
        stage,
        folder,
        "run-blocked",
        Drawings.network(),
        blocked,
        2.0,
        2,
        Locale.ENGLISH,
        CanvasColors.DARK);
    Platform.exit();
  }

  private static void shoot(
      Stage stage,
      File folder,
      String name,
      Document document,
      Events log,
      double until,
      long selected,
      Locale locale,
      CanvasColors colors)
      throws Exception {
    var checked = new LinkedBlockingQueue<Runnable>();
    var open = Drawings.open(document, checked::add);
    var texts =
        new Texts(
            locale,
            List.of(
                "dev.diorama.ui.canvas.messages",
                "dev.diorama.ui.player.messages",
                "dev.diorama.policy.messages",
                "dev.diorama.reachability.messages",
                "dev.diorama.ui.verdict.messages",
                "dev.diorama.ui.canvas.sample"));
    var icons = new SvgIcons();
    var canvas = new DiagramCanvas(open, texts, icons);
    open.onCheck(canvas::refresh);
    canvas.setColors(colors);
    checked.take().run();
    var bar = new PlayerBar(texts);
    var list = new EventListView(texts, icons, _ -> {});
    var root = new BorderPane(canvas, bar, list, null, null);
    var scene = new Scene(root, 1600, 800);
    stage.setScene(scene);
    stage.show();
    root.applyCss();
    root.layout();
    var player = new RunPlayer(canvas, document.architecture(), texts, false);
    bar.setPlayer(Optional.of(player));
    list.setPlayer(Optional.of(player));
    player.offer(log.all());
    for (double t = 0; t < until; t += 0.02) {
      player.advance(0.02);
    }
    list.select(selected);
    root.applyCss();
    root.layout();
    write(root.snapshot(null, null), new File(folder, name + ".png"));
    player.close();
    open.close();
  }

  private static void write(WritableImage image, File file) throws Exception {
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

package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import dev.diorama.model.Document;
import dev.diorama.workspace.Check;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/// Times a drawing of 10,000 nodes: building, dragging, and frames of panning and zooming, each
/// frame rendered. Prints milliseconds; run it with the renderer to be measured.
public final class CanvasBenchmark extends Application {
  private static final int FRAMES = 60;

  private static Document large(int nodes) {
    var architecture = new Drawings();
    int columns = (int) Math.sqrt(nodes);
    return architecture.grid(nodes, columns).document();
  }

  @Override
  public void start(Stage stage) {
    var document = large(10_000);
    var builder =
        new DiagramBuilder(
            Drawings.studio().catalog(), Drawings.texts(Locale.ENGLISH), new FxSurface.Fonts());
    var diagram =
        timed("build 10,000 nodes", () -> builder.build(document, Check.NONE, Diagram.EMPTY));
    timed("build again, nothing changed", () -> builder.build(document, Check.NONE, diagram));
    var id = Drawings.id("N5050");
    timed(
        "drag one node",
        () ->
            builder.moved(
                diagram,
                Map.of(
                    id,
                    diagram
                        .node(id)
                        .map(n -> n.bounds().movedBy(8, 8))
                        .orElse(new Bounds(0, 0, 0, 0)))));
    var canvas =
        new DiagramCanvas(Drawings.open(document), Drawings.texts(Locale.ENGLISH), new SvgIcons());
    var root = new StackPane(canvas);
    stage.setScene(new Scene(root, 1600, 1000));
    stage.show();
    root.applyCss();
    root.layout();
    for (double zoom : new double[] {0.06, 0.3, 1.0}) {
      canvas.zoomBy(zoom / canvas.zoomProperty().get());
      frame(root);
      frames("pan, 10 pixels a frame, at " + zoom, () -> scroll(canvas, 10, 6, false, root));
      frames(
          "pan beyond the margin each frame, at " + zoom,
          () -> scroll(canvas, 300, 0, false, root));
      canvas.fit();
      canvas.zoomBy(zoom / canvas.zoomProperty().get());
      frames("zoom, 1 % a frame, at " + zoom, () -> scroll(canvas, 0, 3, true, root));
    }
    Platform.exit();
  }

  private static void scroll(
      DiagramCanvas canvas, double dx, double dy, boolean zoom, StackPane root) {
    Event.fireEvent(
        canvas,
        new ScrollEvent(
            canvas,
            canvas,
            ScrollEvent.SCROLL,
            800,
            500,
            800,
            500,
            false,
            zoom,
            false,
            false,
            false,
            false,
            dx,
            dy,
            dx,
            dy,
            ScrollEvent.HorizontalTextScrollUnits.NONE,
            0,
            ScrollEvent.VerticalTextScrollUnits.NONE,
            0,
            0,
            new PickResult(canvas, 800, 500)));
    frame(root);
  }

  private static void frame(StackPane root) {
    root.layout();
    root.snapshot(null, null);
  }

  private static void frames(String what, Runnable frame) {
    frame.run();
    long worst = 0;
    long begin = System.nanoTime();
    for (int i = 0; i < FRAMES; i++) {
      long start = System.nanoTime();
      frame.run();
      worst = Math.max(worst, System.nanoTime() - start);
    }
    System.out.printf(
        Locale.ROOT,
        "%-50s mean %6.1f ms, worst %6.1f ms%n",
        what,
        (System.nanoTime() - begin) / 1e6 / FRAMES,
        worst / 1e6);
  }

  private static <T> T timed(String what, java.util.function.Supplier<T> work) {
    var threads = ManagementFactory.getThreadMXBean();
    // The first rounds warm the compiler up.
    for (int i = 0; i < 4; i++) {
      var _ = work.get();
    }
    long start = threads.getCurrentThreadCpuTime();
    var result = work.get();
    System.out.printf(
        Locale.ROOT,
        "%-50s %6.1f ms of CPU%n",
        what,
        (threads.getCurrentThreadCpuTime() - start) / 1e6);
    return result;
  }
}

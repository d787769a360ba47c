package dev.diorama.ui.canvas;

import dev.diorama.catalog.Texts;
import java.util.function.DoubleSupplier;
import javafx.animation.PauseTransition;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.transform.Affine;
import javafx.util.Duration;

/// The drawing as a picture that is larger than the view: panning moves it, zooming scales it, and
/// only when it does not reach any more, or the zoom has settled, it is painted anew.
final class Picture {
  /// How far the picture reaches beyond the view, in pixels.
  static final double MARGIN = 256;

  private static final double GRID = 24;
  private static final Duration SETTLED = Duration.millis(140);

  /// What is painted.
  record Content(Diagram diagram, LiveState live, CanvasColors colors) {}

  private final Canvas canvas = new Canvas();
  private final Affine placement = new Affine();
  private final PauseTransition settle = new PauseTransition(SETTLED);
  private final IconSource icons;
  private final FxSurface.Fonts fonts;
  private final Texts texts;
  private final DoubleSupplier outputScale;
  private Content content = new Content(Diagram.EMPTY, LiveState.NONE, CanvasColors.LIGHT);
  private Viewport painted = Viewport.IDENTITY;
  private boolean stale = true;
  private long paintings;

  /// @param repaint asks for a new layout pass, in which [#show] is called again
  Picture(
      IconSource icons,
      FxSurface.Fonts fonts,
      Texts texts,
      DoubleSupplier outputScale,
      Runnable repaint) {
    this.icons = icons;
    this.fonts = fonts;
    this.texts = texts;
    this.outputScale = outputScale;
    canvas.getTransforms().add(placement);
    canvas.setManaged(false);
    canvas.setMouseTransparent(true);
    settle.setOnFinished(e -> {
      stale = true;
      repaint.run();
    });
  }

  Canvas canvas() {
    return canvas;
  }

  /// How often it was painted, for benchmarks and tests.
  long paintings() {
    return paintings;
  }

  void setContent(Content newContent) {
    content = newContent;
    stale = true;
  }

  /// Shows the viewport in a view of this size.
  void show(Viewport viewport, double width, double height) {
    if (canvas.getWidth() != width + 2 * MARGIN || canvas.getHeight() != height + 2 * MARGIN) {
      canvas.setWidth(width + 2 * MARGIN);
      canvas.setHeight(height + 2 * MARGIN);
      stale = true;
    }
    double factor = viewport.zoom() / painted.zoom();
    double dx = viewport.offsetX() - painted.offsetX() * factor;
    double dy = viewport.offsetY() - painted.offsetY() * factor;
    boolean sameZoom = Math.abs(factor - 1) < 1e-9;
    boolean reaches = sameZoom ? Math.max(Math.abs(dx), Math.abs(dy)) < MARGIN : between(factor);
    if (stale || !reaches) {
      paint(viewport, width, height);
      factor = 1;
      dx = 0;
      dy = 0;
      settle.stop();
    } else if (!sameZoom) {
      settle.playFromStart();
    }
    placement.setToTransform(factor, 0, dx - MARGIN * factor, 0, factor, dy - MARGIN * factor);
  }

  private static boolean between(double factor) {
    return factor > 0.6 && factor < 1.7;
  }

  private void paint(Viewport viewport, double width, double height) {
    var graphics = canvas.getGraphicsContext2D();
    graphics.setTransform(1, 0, 0, 1, 0, 0);
    graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    graphics.setFill(content.colors().background());
    graphics.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
    var shifted = viewport.panned(MARGIN, MARGIN);
    double z = viewport.zoom();
    grid(graphics, shifted);
    graphics.setTransform(z, 0, 0, z, shifted.offsetX(), shifted.offsetY());
    var surface = new FxSurface(graphics, icons, z, outputScale, fonts);
    var area = shifted.visible(width + 2 * MARGIN, height + 2 * MARGIN);
    new DiagramPainter(content.colors(), texts)
        .paint(surface, content.diagram(), content.live(), area);
    painted = viewport;
    stale = false;
    paintings++;
  }

  /// Paints the faint dots of the grid, each on whole pixels so that none is blurred.
  private void grid(GraphicsContext graphics, Viewport shifted) {
    double step = GRID * shifted.zoom();
    while (step < 18) {
      step *= 2;
    }
    double dot = shifted.zoom() > 1.5 ? 2 : 1;
    graphics.setFill(content.colors().grid());
    double startX = left(shifted.offsetX(), step);
    double startY = left(shifted.offsetY(), step);
    for (double x = startX; x < canvas.getWidth(); x += step) {
      for (double y = startY; y < canvas.getHeight(); y += step) {
        graphics.fillRect(Math.rint(x), Math.rint(y), dot, dot);
      }
    }
  }

  private static double left(double offset, double step) {
    return offset - Math.floor(offset / step) * step;
  }
}

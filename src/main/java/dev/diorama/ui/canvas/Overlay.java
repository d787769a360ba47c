package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.canvas.Canvas;
import javafx.util.Duration;

/// What stands above the drawing for a moment: selection, ports, the gesture, the dots of a run.
final class Overlay {
  /// What is shown.
  ///
  /// @param ties those of what is selected
  /// @param ports the node that shows its ports, while there is no gesture
  record Content(
      Diagram diagram,
      Selection selection,
      Hit hovered,
      List<Ties.Drawn> ties,
      Optional<NodeFigure> ports,
      Optional<Gesture> gesture,
      List<DotFigure> dots,
      LiveState live,
      PathLights.Lit lit,
      CanvasColors colors) {}

  private final Canvas canvas = new Canvas();
  private final Timeline ticks;
  private boolean stale = true;

  /// @param tick asks for another painting; it comes every second while the picture changes by
  ///   itself
  Overlay(Runnable tick) {
    ticks = new Timeline(new KeyFrame(Duration.seconds(1), e -> tick.run()));
    ticks.setCycleCount(Animation.INDEFINITE);
    canvas.setManaged(false);
    canvas.setMouseTransparent(true);
  }

  Canvas canvas() {
    return canvas;
  }

  /// It has to be painted again.
  void invalidate() {
    stale = true;
  }

  /// Makes it as large as the view; whether it has to be painted.
  boolean fit(double width, double height) {
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas.setWidth(width);
      canvas.setHeight(height);
      stale = true;
    }
    return stale;
  }

  void paint(
      Content content,
      Viewport viewport,
      IconSource icons,
      double output,
      FxSurface.Fonts fonts,
      Locale locale) {
    stale = false;
    var graphics = canvas.getGraphicsContext2D();
    graphics.setTransform(1, 0, 0, 1, 0, 0);
    graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    double z = viewport.zoom();
    graphics.setTransform(z, 0, 0, z, viewport.offsetX(), viewport.offsetY());
    var surface = new FxSurface(graphics, icons, z, () -> output, fonts);
    var painter = new OverlayPainter(surface, content.colors());
    content
        .live()
        .running()
        .forEach((id, n) -> {
          if (n > 0) {
            content.diagram().node(id).ifPresent(painter::glow);
          }
        });
    new TiePainter(surface, content.colors()).paint(content.ties(), content.diagram());
    hovered(content, painter);
    selected(content, painter, viewport);
    if (content.gesture().isEmpty()) {
      content.ports().ifPresent(painter::ports);
      content
          .selection()
          .onlyResource()
          .flatMap(content.diagram()::node)
          .filter(NodeFigure::container)
          .ifPresent(painter::corners);
    }
    rings(content, surface);
    var area = new Bounds(0, 0, canvas.getWidth(), canvas.getHeight());
    var inView = new FxSurface(graphics, icons, 1, () -> output, fonts);
    var paths = new PathPainter(inView, content.colors(), content.diagram(), viewport, locale);
    graphics.setTransform(1, 0, 0, 1, 0, 0);
    content.lit().hinted().ifPresent(paths::hint);
    content.lit().selected().ifPresent(l -> paths.light(l, content.lit().progress(), area));
    graphics.setTransform(z, 0, 0, z, viewport.offsetX(), viewport.offsetY());
    content.gesture().ifPresent(g -> g.paint(painter));
    content.dots().forEach(painter::dot);
  }

  private void rings(Content content, Surface surface) {
    var now = Instant.now();
    boolean changing =
        content.live().kept().values().stream()
            .flatMap(List::stream)
            .anyMatch(k -> k.until().isAfter(now));
    if (!changing || canvas.getScene() == null) {
      ticks.stop();
      return;
    }
    ticks.play();
    if (surface.scale() >= Detail.FULL_FROM) {
      var painter = new RingPainter(surface, content.colors());
      content
          .live()
          .kept()
          .forEach((id, kept) ->
              content.diagram().node(id).ifPresent(node -> painter.paint(node, kept, now)));
    }
  }

  private static void hovered(Content content, OverlayPainter painter) {
    switch (content.hovered()) {
      case Hit.OnNode n -> content.diagram().node(n.id()).ifPresent(painter::hovered);
      case Hit.OnConnection c -> content.diagram().connection(c.id()).ifPresent(painter::hovered);
      default -> {
        // Ports and corners are drawn in any case.
      }
    }
  }

  private void selected(Content content, OverlayPainter painter, Viewport viewport) {
    var seen = viewport.visible(canvas.getWidth(), canvas.getHeight());
    content.selection().resources().stream()
        .flatMap(id -> content.diagram().node(id).stream())
        .filter(n -> n.bounds().intersects(seen))
        .forEach(painter::selected);
    content.selection().connections().stream()
        .flatMap(id -> content.diagram().connection(id).stream())
        .forEach(painter::selected);
  }
}

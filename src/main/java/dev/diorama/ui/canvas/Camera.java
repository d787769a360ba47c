package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Point2D;
import javafx.scene.layout.Region;

/// Which part of the drawing a region shows, and how the view gets somewhere else.
final class Camera {
  /// The room between what is revealed and the region's edge, in pixels.
  private static final double ROOM = 24;

  private final Region region;
  private final Runnable onMoved;
  private final ReadOnlyObjectWrapper<Double> zoom;
  private Viewport viewport = Viewport.IDENTITY;
  private boolean fitted = true;
  private double width;
  private double height;

  /// A camera that shows everything as soon as its region has a size.
  Camera(Region region, Runnable onMoved) {
    this.region = region;
    this.onMoved = onMoved;
    this.zoom = new ReadOnlyObjectWrapper<>(region, "zoom", 1.0);
  }

  Viewport viewport() {
    return viewport;
  }

  ReadOnlyObjectProperty<Double> zoomProperty() {
    return zoom.getReadOnlyProperty();
  }

  void show(Viewport next) {
    fitted = false;
    viewport = next;
    zoom.set(next.zoom());
    onMoved.run();
  }

  /// Shows all of `extent`, once the region has a size.
  void fit(Bounds extent) {
    if (region.getWidth() > 0) {
      show(Viewport.fitting(extent, region.getWidth(), region.getHeight()));
    }
    fitted = true;
  }

  /// The region has another size. What was seen as a whole is so again, until the user goes
  /// elsewhere.
  void sized(Bounds extent) {
    boolean changed = region.getWidth() != width || region.getHeight() != height;
    width = region.getWidth();
    height = region.getHeight();
    if (fitted && changed) {
      fit(extent);
    }
  }

  /// Zooms about the middle of the view.
  void zoomBy(double factor) {
    show(viewport.zoomedAt(region.getWidth() / 2, region.getHeight() / 2, factor));
  }

  /// Moves the view as little as is needed for `box` to be seen.
  void reveal(Bounds box) {
    var b = viewport.toView(box);
    double dx = b.x() < ROOM ? ROOM - b.x() : Math.min(0, region.getWidth() - ROOM - b.right());
    double dy = b.y() < ROOM ? ROOM - b.y() : Math.min(0, region.getHeight() - ROOM - b.bottom());
    if (dx != 0 || dy != 0) {
      show(viewport.panned(dx, dy));
    }
  }

  /// Brings `point` into the middle of the view unless it is seen.
  void reveal(Point2D point) {
    var p = viewport.toView(point.getX(), point.getY());
    boolean seen =
        p.getX() >= 0
            && p.getY() >= 0
            && p.getX() <= region.getWidth()
            && p.getY() <= region.getHeight();
    if (!seen) {
      show(viewport.panned(region.getWidth() / 2 - p.getX(), region.getHeight() / 2 - p.getY()));
    }
  }
}

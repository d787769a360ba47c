package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import javafx.geometry.Point2D;

/// Which part of the plane is seen: a point of the document `(x, y)` stands at pixel `(x * zoom +
/// offsetX, y * zoom + offsetY)` of the view.
record Viewport(double zoom, double offsetX, double offsetY) {
  /// The smallest zoom.
  static final double MIN_ZOOM = 0.04;

  /// The largest zoom.
  static final double MAX_ZOOM = 4;

  /// 100 %, the document's origin at the view's.
  static final Viewport IDENTITY = new Viewport(1, 0, 0);

  Viewport {
    zoom = Math.clamp(zoom, MIN_ZOOM, MAX_ZOOM);
  }

  /// The document point at a pixel of the view.
  Point2D toDocument(double viewX, double viewY) {
    return new Point2D((viewX - offsetX) / zoom, (viewY - offsetY) / zoom);
  }

  /// The pixel of the view at a document point.
  Point2D toView(double x, double y) {
    return new Point2D(x * zoom + offsetX, y * zoom + offsetY);
  }

  /// A document rectangle in pixels of the view.
  Bounds toView(Bounds b) {
    return new Bounds(
        b.x() * zoom + offsetX, b.y() * zoom + offsetY, b.width() * zoom, b.height() * zoom);
  }

  /// The part of the document that a view of this size shows.
  Bounds visible(double width, double height) {
    return new Bounds(-offsetX / zoom, -offsetY / zoom, width / zoom, height / zoom);
  }

  /// Moved by pixels.
  Viewport panned(double dx, double dy) {
    return new Viewport(zoom, offsetX + dx, offsetY + dy);
  }

  /// Zoomed so that the document point under `(viewX, viewY)` stays there.
  Viewport zoomedAt(double viewX, double viewY, double factor) {
    double next = Math.clamp(zoom * factor, MIN_ZOOM, MAX_ZOOM);
    double f = next / zoom;
    return new Viewport(next, viewX - (viewX - offsetX) * f, viewY - (viewY - offsetY) * f);
  }

  /// No drawing is enlarged further to fill the view.
  static final double MAX_FIT = 1.25;

  /// The view in which all of `content` is seen with a margin of 24 pixels, not larger than
  /// [#MAX_FIT].
  static Viewport fitting(Bounds content, double width, double height) {
    double room = 24;
    double zoom =
        Math.min(
            MAX_FIT,
            Math.min(
                (width - 2 * room) / Math.max(1, content.width()),
                (height - 2 * room) / Math.max(1, content.height())));
    zoom = Math.clamp(zoom, MIN_ZOOM, MAX_ZOOM);
    return new Viewport(
        zoom, width / 2 - content.centerX() * zoom, height / 2 - content.centerY() * zoom);
  }
}

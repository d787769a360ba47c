package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import java.util.Map;
import java.util.Optional;

/// Drags a corner of a container.
record Resizing(Board board, Hit.OnCorner corner, Bounds before, Pointer start) implements Gesture {

  @Override
  public Optional<Gesture> drag(Pointer pointer) {
    board.preview(
        Map.of(
            corner.id(),
            CanvasEdits.allowed(
                board.document().architecture(), board.diagram(), corner.id(), wanted(pointer))));
    return Optional.of(this);
  }

  private Bounds wanted(Pointer pointer) {
    var d = pointer.document().subtract(start.document());
    double x = before.x() + (corner.left() ? Math.min(d.getX(), before.width()) : 0);
    double y = before.y() + (corner.top() ? Math.min(d.getY(), before.height()) : 0);
    double right = before.right() + (corner.left() ? 0 : d.getX());
    double bottom = before.bottom() + (corner.top() ? 0 : d.getY());
    return new Bounds(x, y, Math.max(0, right - x), Math.max(0, bottom - y));
  }

  @Override
  public void release(Pointer pointer) {
    board.preview(Map.of());
    board.apply(
        CanvasEdits.resize(board.document(), board.diagram(), corner.id(), wanted(pointer)));
  }

  @Override
  public void cancel() {
    board.preview(Map.of());
  }
}

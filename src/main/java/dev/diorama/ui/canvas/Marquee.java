package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import dev.diorama.model.ResourceId;
import java.util.LinkedHashSet;
import java.util.Optional;
import javafx.geometry.Point2D;

/// Selects what lies in a rectangle. A click without a drag selects the container under it, or
/// nothing.
///
/// @param before the selection to extend, and to return to
record Marquee(
    Board board, Selection before, Pointer start, Point2D now, Optional<ResourceId> container)
    implements Gesture {
  private static final double THRESHOLD = 4;

  @Override
  public Optional<Gesture> drag(Pointer pointer) {
    var next = new Marquee(board, before, start, pointer.document(), container);
    board.select(next.selected());
    board.repaintOverlay();
    return Optional.of(next);
  }

  private Bounds area() {
    return new Polyline(java.util.List.of(start.document(), now)).bounds();
  }

  private Selection selected() {
    var resources =
        new LinkedHashSet<>(start.extend() ? before.resources() : new LinkedHashSet<>());
    var connections =
        new LinkedHashSet<>(start.extend() ? before.connections() : new LinkedHashSet<>());
    var area = area();
    // A container is meant only when all of it lies inside.
    for (var n : board.diagram().nodesIn(area)) {
      if (!n.container() || area.contains(n.bounds())) {
        resources.add(n.id());
      }
    }
    for (var c : board.diagram().connectionsIn(area)) {
      if (area.contains(c.line().bounds())) {
        connections.add(c.id());
      }
    }
    return new Selection(resources, connections);
  }

  @Override
  public void release(Pointer pointer) {
    boolean click = pointer.view().distance(start.view()) < THRESHOLD;
    if (click && container.isPresent()) {
      board.select(
          start.extend() ? before.toggled(container.get()) : Selection.of(container.get()));
    } else if (click && !start.extend()) {
      board.select(Selection.EMPTY);
    }
    board.repaintOverlay();
  }

  @Override
  public void cancel() {
    board.select(before);
    board.repaintOverlay();
  }

  @Override
  public void paint(OverlayPainter painter) {
    painter.marquee(area());
  }
}

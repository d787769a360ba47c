package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import dev.diorama.model.ResourceId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Point2D;

/// Moves nodes with everything in them. Below the threshold it is still a click.
///
/// @param grabbed the node under the pointer, which snaps to the grid
record DraggingNodes(
    Board board, Set<ResourceId> roots, ResourceId grabbed, Pointer start, boolean begun)
    implements Gesture {
  private static final double THRESHOLD = 4;

  @Override
  public Optional<Gesture> drag(Pointer pointer) {
    if (!begun && pointer.view().distance(start.view()) < THRESHOLD) {
      return Optional.of(this);
    }
    board.preview(moved(pointer));
    return Optional.of(new DraggingNodes(board, roots, grabbed, start, true));
  }

  private Point2D by(Pointer pointer) {
    var d = pointer.document().subtract(start.document());
    var origin = board.diagram().node(grabbed).map(NodeFigure::bounds);
    return origin
        .map(b ->
            new Point2D(
                CanvasEdits.snapped(b.x() + d.getX()) - b.x(),
                CanvasEdits.snapped(b.y() + d.getY()) - b.y()))
        .orElse(Point2D.ZERO);
  }

  private Map<ResourceId, Bounds> moved(Pointer pointer) {
    var d = by(pointer);
    return CanvasEdits.movedBounds(
        board.diagram(), board.document().architecture(), roots, d.getX(), d.getY());
  }

  @Override
  public void release(Pointer pointer) {
    board.preview(Map.of());
    if (begun) {
      var d = by(pointer);
      board.apply(
          CanvasEdits.move(
              board.document(), board.diagram(), board.catalog(), roots, d.getX(), d.getY()));
    } else if (!start.extend()) {
      board.select(Selection.of(grabbed));
    }
  }

  @Override
  public void cancel() {
    board.preview(Map.of());
  }
}

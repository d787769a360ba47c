package dev.diorama.ui.canvas;

import dev.diorama.catalog.ResourceType;
import dev.diorama.catalog.ResourceType.Variant;
import dev.diorama.model.Bounds;
import dev.diorama.model.ResourceId;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Point2D;

/// Brings a new resource from the palette.
///
/// @param now where the pointer is, once it is over the canvas
record Placing(Board board, ResourceType type, Optional<Variant> variant, Optional<Point2D> now)
    implements Gesture {

  @Override
  public Optional<Gesture> drag(Pointer pointer) {
    board.repaintOverlay();
    return Optional.of(new Placing(board, type, variant, Optional.of(pointer.document())));
  }

  @Override
  public void release(Pointer pointer) {
    place(pointer.document());
  }

  /// Adds the resource with its middle at a point and selects it.
  ResourceId place(Point2D at) {
    var added =
        CanvasEdits.add(
            board.document(),
            board.diagram(),
            board.catalog(),
            type,
            variant,
            at.getX(),
            at.getY());
    board.apply(added.transaction());
    board.select(Selection.of(added.resource().id()));
    board.repaintOverlay();
    return added.resource().id();
  }

  @Override
  public void cancel() {
    board.repaintOverlay();
  }

  @Override
  public void paint(OverlayPainter painter) {
    now.ifPresent(p -> {
      CanvasEdits.containerAt(
              board.diagram(), board.catalog(), type.name(), p.getX(), p.getY(), Set.of())
          .flatMap(board.diagram()::node)
          .ifPresent(painter::target);
      Bounds box = CanvasEdits.sized(type, p.getX(), p.getY());
      painter.ghost(box, variant.map(Variant::icon).orElse(type.icon()));
    });
  }
}

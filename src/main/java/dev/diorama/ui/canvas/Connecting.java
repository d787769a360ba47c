package dev.diorama.ui.canvas;

import dev.diorama.catalog.ConnectionType;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Point2D;

/// Draws a connection from a port to a node that can take it.
///
/// @param targets the nodes that can be connected to, with the types that fit
record Connecting(
    Board board,
    ResourceId source,
    Side side,
    Point2D now,
    Map<ResourceId, List<ConnectionType>> targets)
    implements Gesture {

  /// The node whose ports can be dragged: the one under the pointer, or the selected one; none that
  /// no connection can begin at.
  static Optional<ResourceId> portsAt(Hit hovered, Selection selection, Board board) {
    Optional<ResourceId> under =
        switch (hovered) {
          case Hit.OnNode n -> Optional.of(n.id());
          case Hit.OnPort p -> Optional.of(p.id());
          default -> Optional.empty();
        };
    return under
        .filter(id -> canConnect(id, board))
        .or(() -> selection.onlyResource().filter(id -> canConnect(id, board)));
  }

  private static boolean canConnect(ResourceId id, Board board) {
    var catalog = board.catalog();
    return board
        .document()
        .architecture()
        .resource(id)
        .flatMap(r -> catalog.type(r.type()))
        .filter(t -> catalog.connectionTypes().stream().anyMatch(c -> c.from().accepts(t)))
        .isPresent();
  }

  /// The gesture that begins at a port.
  static Connecting from(Board board, Hit.OnPort port, Pointer start) {
    var drawing = board.document().architecture();
    var targets = new LinkedHashMap<ResourceId, List<ConnectionType>>();
    drawing
        .resource(port.id())
        .ifPresent(source -> {
          for (Resource r : drawing.resources().values()) {
            var types = board.catalog().between(source, r);
            if (!types.isEmpty()) {
              targets.put(r.id(), types);
            }
          }
        });
    return new Connecting(board, port.id(), port.side(), start.document(), targets);
  }

  @Override
  public Optional<Gesture> drag(Pointer pointer) {
    board.repaintOverlay();
    return Optional.of(new Connecting(board, source, side, pointer.document(), targets));
  }

  /// The target under the pointer.
  Optional<ResourceId> target() {
    return switch (Hit.at(board.diagram(), now, 1, Optional.empty(), Optional.empty())) {
      case Hit.OnNode n when targets.containsKey(n.id()) -> Optional.of(n.id());
      case Hit.InContainer c when targets.containsKey(c.id()) -> Optional.of(c.id());
      default -> Optional.empty();
    };
  }

  @Override
  public void release(Pointer pointer) {
    var end = new Connecting(board, source, side, pointer.document(), targets);
    end.target()
        .ifPresent(target -> {
          var types = targets.getOrDefault(target, List.of());
          if (types.size() == 1) {
            board.apply(CanvasEdits.connect(board.document(), types.getFirst(), source, target));
          } else if (!types.isEmpty()) {
            board.choose(types, source, target, pointer.view());
          }
        });
    board.repaintOverlay();
  }

  @Override
  public void cancel() {
    board.repaintOverlay();
  }

  @Override
  public void paint(OverlayPainter painter) {
    targets.keySet().stream()
        .flatMap(id -> board.diagram().node(id).stream())
        .forEach(painter::possibleTarget);
    var aim = target().flatMap(board.diagram()::node);
    aim.ifPresent(painter::target);
    board
        .diagram()
        .node(source)
        .ifPresent(n ->
            painter.rubber(
                side.port(n.bounds(), 0),
                aim.map(t -> Side.towards(t.bounds(), n.bounds()).port(t.bounds(), 0))
                    .orElse(now)));
  }
}

package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ResourceId;
import java.util.Comparator;
import java.util.Optional;
import javafx.geometry.Point2D;

/// What is under the pointer.
sealed interface Hit {

  /// A card, or a container's header or frame: it can be dragged.
  record OnNode(ResourceId id) implements Hit {}

  /// The inside of a container.
  record InContainer(ResourceId id) implements Hit {}

  /// A connection's line or label.
  record OnConnection(ConnectionId id) implements Hit {}

  /// A port of a card, from which a connection is drawn.
  record OnPort(ResourceId id, Side side) implements Hit {}

  /// A corner of a selected container.
  record OnCorner(ResourceId id, boolean left, boolean top) implements Hit {}

  /// Nothing.
  record Nothing() implements Hit {}

  /// How far from a line or handle still counts, in pixels.
  double REACH = 7;

  /// What is at a document point.
  ///
  /// @param ports the node that shows its ports
  /// @param corners the container that shows its corners
  static Hit at(
      Diagram diagram,
      Point2D p,
      double zoom,
      Optional<ResourceId> ports,
      Optional<ResourceId> corners) {
    double reach = REACH / zoom;
    return corners
        .flatMap(diagram::node)
        .flatMap(n -> corner(n, p, reach))
        .or(() -> ports.flatMap(diagram::node).flatMap(n -> port(n, p, reach)))
        .or(() -> card(diagram, p))
        .or(() -> connection(diagram, p, reach))
        .or(() -> container(diagram, p, reach))
        .orElseGet(Nothing::new);
  }

  private static Optional<Hit> corner(NodeFigure n, Point2D p, double reach) {
    for (boolean left : new boolean[] {true, false}) {
      for (boolean top : new boolean[] {true, false}) {
        if (corner(n.bounds(), left, top).distance(p) <= reach) {
          return Optional.of(new OnCorner(n.id(), left, top));
        }
      }
    }
    return Optional.empty();
  }

  /// A corner of a rectangle.
  static Point2D corner(Bounds b, boolean left, boolean top) {
    return new Point2D(left ? b.x() : b.right(), top ? b.y() : b.bottom());
  }

  private static Optional<Hit> port(NodeFigure n, Point2D p, double reach) {
    for (var side : Side.values()) {
      if (side.port(n.bounds(), 0).distance(p) <= reach * 1.3) {
        return Optional.of(new OnPort(n.id(), side));
      }
    }
    return Optional.empty();
  }

  private static Optional<Hit> card(Diagram diagram, Point2D p) {
    return diagram.nodesIn(new Bounds(p.getX(), p.getY(), 0, 0)).stream()
        .filter(n -> !n.container())
        .max(Comparator.comparing(NodeFigure::id))
        .map(n -> new OnNode(n.id()));
  }

  private static Optional<Hit> connection(Diagram diagram, Point2D p, double reach) {
    var area = Diagram.grown(new Bounds(p.getX(), p.getY(), 0, 0), reach);
    return diagram.connectionsIn(area).stream()
        .filter(c -> distance(c, p) <= reach)
        .min(Comparator.comparingDouble(c -> distance(c, p)))
        .map(c -> new OnConnection(c.id()));
  }

  private static double distance(ConnectionFigure c, Point2D p) {
    return c.pill().filter(b -> b.contains(p.getX(), p.getY())).isPresent()
        ? 0
        : c.line().nearest(p).distance();
  }

  private static Optional<Hit> container(Diagram diagram, Point2D p, double reach) {
    return diagram.nodesIn(new Bounds(p.getX(), p.getY(), 0, 0)).stream()
        .filter(NodeFigure::container)
        .max(Comparator.comparingInt(NodeFigure::depth))
        .map(n -> grips(n, p, reach) ? new OnNode(n.id()) : new InContainer(n.id()));
  }

  private static boolean grips(NodeFigure n, Point2D p, double reach) {
    return n.grip().contains(p.getX(), p.getY())
        || !Diagram.grown(n.bounds(), -Math.min(reach, n.bounds().height() / 2 - 1))
            .contains(p.getX(), p.getY());
  }
}

package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Point2D;

/// Where connections touch nodes: on the side that looks at the other end, side by side and in the
/// order of the other ends, so that lines of one side do not cross.
final class Ports {
  /// Labels of neighbouring lines stand above one another.
  private static final double SPACING = LabelPlacer.HEIGHT + 2;

  private static final double CORNER = 12;

  /// Both ends of a connection.
  record Ends(Point2D from, Side fromSide, Point2D to, Side toSide) {}

  private record Slot(ResourceId node, Side side) {}

  private record Use(Connection connection, boolean source, double order) {}

  private final Map<ResourceId, Bounds> bounds;
  private final Map<Slot, List<Use>> uses = new LinkedHashMap<>();
  private final Map<ConnectionId, Point2D> from = new HashMap<>();
  private final Map<ConnectionId, Point2D> to = new HashMap<>();

  private Ports(Map<ResourceId, Bounds> bounds) {
    this.bounds = bounds;
  }

  /// The ends of all connections whose nodes are placed.
  static Map<ConnectionId, Ends> of(
      Collection<Connection> connections, Map<ResourceId, Bounds> bounds) {
    var ports = new Ports(bounds);
    var drawn =
        connections.stream()
            .filter(c -> bounds.containsKey(c.source()) && bounds.containsKey(c.target()))
            .toList();
    drawn.forEach(ports::assign);
    ports.uses.forEach(ports::spread);
    var result = new LinkedHashMap<ConnectionId, Ends>();
    drawn.forEach(c -> ports.ends(c).ifPresent(e -> result.put(c.id(), e)));
    return result;
  }

  private Optional<Bounds> box(ResourceId id) {
    return Optional.ofNullable(bounds.get(id));
  }

  private void assign(Connection c) {
    box(c.source())
        .ifPresent(a ->
            box(c.target())
                .ifPresent(b -> {
                  use(c, true, c.source(), a, b);
                  use(c, false, c.target(), b, a);
                }));
  }

  private void use(Connection c, boolean source, ResourceId node, Bounds own, Bounds other) {
    var side = side(own, other);
    double order = side.horizontal() ? other.centerY() : other.centerX();
    uses.computeIfAbsent(new Slot(node, side), s -> new ArrayList<>())
        .add(new Use(c, source, order));
  }

  /// A container that holds the other end is left inwards.
  private static Side side(Bounds own, Bounds other) {
    return Side.towards(own, other);
  }

  private void spread(Slot slot, List<Use> all) {
    var box = box(slot.node());
    if (box.isEmpty()) {
      return;
    }
    all.sort(Comparator.comparingDouble(Use::order).thenComparing(u -> u.connection().id()));
    double room = slot.side().length(box.get()) - 2 * CORNER;
    double step = Math.min(SPACING, room / Math.max(1, all.size() - 1));
    for (int i = 0; i < all.size(); i++) {
      var use = all.get(i);
      double offset = (i - (all.size() - 1) / 2.0) * step;
      (use.source() ? from : to).put(use.connection().id(), slot.side().port(box.get(), offset));
    }
  }

  private Optional<Ends> ends(Connection c) {
    var a = box(c.source());
    var b = box(c.target());
    var p = Optional.ofNullable(from.get(c.id()));
    var q = Optional.ofNullable(to.get(c.id()));
    if (a.isEmpty() || b.isEmpty() || p.isEmpty() || q.isEmpty()) {
      return Optional.empty();
    }
    var fromSide = side(a.get(), b.get());
    var toSide = side(b.get(), a.get());
    var ends = new Ends(p.get(), fromSide, q.get(), toSide);
    return Optional.of(straightened(ends, c, a.get(), b.get()));
  }

  /// Moves an end that is alone on its side so that the line becomes straight, where that is
  /// possible.
  private Ends straightened(Ends e, Connection c, Bounds a, Bounds b) {
    if (e.fromSide() != e.toSide().opposite()) {
      return e;
    }
    boolean fromAlone = alone(c.source(), e.fromSide());
    boolean toAlone = alone(c.target(), e.toSide());
    if (e.fromSide().horizontal()) {
      if (toAlone && within(e.from().getY(), b.y(), b.bottom())) {
        return new Ends(
            e.from(), e.fromSide(), new Point2D(e.to().getX(), e.from().getY()), e.toSide());
      }
      if (fromAlone && within(e.to().getY(), a.y(), a.bottom())) {
        return new Ends(
            new Point2D(e.from().getX(), e.to().getY()), e.fromSide(), e.to(), e.toSide());
      }
      return e;
    }
    if (toAlone && within(e.from().getX(), b.x(), b.right())) {
      return new Ends(
          e.from(), e.fromSide(), new Point2D(e.from().getX(), e.to().getY()), e.toSide());
    }
    if (fromAlone && within(e.to().getX(), a.x(), a.right())) {
      return new Ends(
          new Point2D(e.to().getX(), e.from().getY()), e.fromSide(), e.to(), e.toSide());
    }
    return e;
  }

  private boolean alone(ResourceId node, Side side) {
    return uses.getOrDefault(new Slot(node, side), List.of()).size() == 1;
  }

  private static boolean within(double value, double low, double high) {
    return value >= low + CORNER && value <= high - CORNER;
  }

  /// The ends if the connection leaves and arrives at the middle of the given sides.
  static Function<Side, Function<Side, Ends>> middles(Bounds a, Bounds b) {
    return fromSide -> toSide -> new Ends(fromSide.port(a, 0), fromSide, toSide.port(b, 0), toSide);
  }
}

package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.geometry.Point2D;

/// Finds a rectangular way for each connection: of a handful of shapes, through the gaps between
/// the cards near by, the one with the fewest faults. Lines found earlier are avoided by later
/// ones.
final class Router {
  private static final double STUB = 18;
  private static final double CLEARANCE = 14;
  private static final double THROUGH_CARD = 4000;
  private static final double TURNING_BACK = 6000;
  private static final double BEND = 24;
  private static final double ALONG_A_LINE = 3;
  private static final double CROSSING = 18;
  private static final double FOREIGN_CONTAINER = 220;
  private static final double THROUGH_NAME = 260;

  private record Segment(Point2D a, Point2D b, ConnectionId owner) {
    boolean horizontal() {
      return Math.abs(a.getY() - b.getY()) < 0.01;
    }

    Bounds bounds() {
      return new Polyline(List.of(a, b)).bounds();
    }
  }

  private final GridIndex<Bounds> cards = new GridIndex<>();
  private final GridIndex<Segment> lines = new GridIndex<>();
  private final GridIndex<NodeFigure> containers = new GridIndex<>();

  /// A router around these nodes: never through cards, rather not through containers that hold
  /// neither end, nor through the names of containers.
  Router(Collection<NodeFigure> nodes) {
    for (var n : nodes) {
      if (n.container()) {
        containers.add(n, n.bounds());
      } else {
        cards.add(n.bounds(), n.bounds());
      }
    }
  }

  /// Notes a line that is there already.
  void keep(ConnectionId id, Polyline line) {
    for (int i = 1; i < line.points().size(); i++) {
      var s = new Segment(line.points().get(i - 1), line.points().get(i), id);
      lines.add(s, s.bounds());
    }
  }

  /// The best way found between two ends; it is kept, so that later ones avoid it.
  Polyline route(ConnectionId id, Ports.Ends ends, Bounds source, Bounds target) {
    var best = best(ends, source, target);
    if (best.cost() >= THROUGH_CARD) {
      var middles = Ports.middles(source, target);
      for (var from : Side.values()) {
        for (var to : Side.values()) {
          var other = best(middles.apply(from).apply(to), source, target);
          if (other.cost() + 40 < best.cost()) {
            best = other;
          }
        }
      }
    }
    keep(id, best.line());
    return best.line();
  }

  private record Costed(Polyline line, double cost) {}

  private Costed best(Ports.Ends ends, Bounds source, Bounds target) {
    var a = ends.fromSide().away(ends.from(), STUB);
    var b = ends.toSide().away(ends.to(), STUB);
    var area = Diagram.grown(new Polyline(List.of(a, b)).bounds(), 90);
    var near = new HashSet<>(cards.query(area));
    containers.query(area).stream()
        .map(NodeFigure::bounds)
        .filter(box -> !box.contains(source) || !box.contains(target))
        .forEach(near::add);
    var xs = channels(a.getX(), b.getX(), near, true);
    var ys = channels(a.getY(), b.getY(), near, false);
    var best = new Costed(new Polyline(List.of(ends.from(), ends.to())), Double.MAX_VALUE);
    var shapes = new ArrayList<List<Point2D>>();
    for (double x : xs) {
      shapes.add(List.of(a, new Point2D(x, a.getY()), new Point2D(x, b.getY()), b));
    }
    for (double y : ys) {
      shapes.add(List.of(a, new Point2D(a.getX(), y), new Point2D(b.getX(), y), b));
    }
    best = cheapest(best, shapes, ends, source, target);
    if (best.cost() >= FOREIGN_CONTAINER + best.line().length()) {
      shapes.clear();
      for (double x : xs) {
        for (double y : ys) {
          shapes.add(
              List.of(a, new Point2D(x, a.getY()), new Point2D(x, y), new Point2D(b.getX(), y), b));
          shapes.add(
              List.of(a, new Point2D(a.getX(), y), new Point2D(x, y), new Point2D(x, b.getY()), b));
        }
      }
      best = cheapest(best, shapes, ends, source, target);
    }
    return best;
  }

  private Costed cheapest(
      Costed start, List<List<Point2D>> shapes, Ports.Ends ends, Bounds source, Bounds target) {
    var best = start;
    for (var shape : shapes) {
      var points = new ArrayList<Point2D>();
      points.add(ends.from());
      points.addAll(shape);
      points.add(ends.to());
      double turned = turnsBack(points) ? TURNING_BACK : 0;
      var line = new Polyline(simplified(points));
      double cost = turned + line.length() + BEND * (line.points().size() - 2);
      if (cost < best.cost()) {
        cost += faults(line, source, target, best.cost() - cost);
      }
      if (cost < best.cost()) {
        best = new Costed(line, cost);
      }
    }
    return best;
  }

  /// Positions for the crosswise part: the middle, the ends, and beside every card near by.
  private static Set<Double> channels(double a, double b, Set<Bounds> near, boolean x) {
    var result = new TreeSet<Double>();
    result.add((a + b) / 2);
    result.add(a);
    result.add(b);
    if (near.size() <= 40) {
      for (var box : near) {
        result.add((x ? box.x() : box.y()) - CLEARANCE);
        result.add((x ? box.right() : box.bottom()) + CLEARANCE);
      }
    }
    result.add((a + b) / 2 - 14);
    result.add((a + b) / 2 + 14);
    return result;
  }

  private double faults(Polyline line, Bounds source, Bounds target, double limit) {
    double cost = 0;
    for (int i = 1; i < line.points().size() && cost < limit; i++) {
      var p = line.points().get(i - 1);
      var q = line.points().get(i);
      var segment = new Polyline(List.of(p, q)).bounds();
      for (var card : cards.query(segment)) {
        boolean own = card.equals(source) || card.equals(target);
        if (enters(segment, own ? Diagram.grown(card, -1) : Diagram.grown(card, 6))) {
          cost += THROUGH_CARD;
        }
      }
      for (var container : containers.query(segment)) {
        cost += container(container, segment, source, target);
      }
      boolean horizontal = segment.width() >= segment.height();
      for (var other : lines.query(Diagram.grown(segment, 6))) {
        cost +=
            other.horizontal() == horizontal
                ? ALONG_A_LINE * common(segment, other.bounds(), horizontal)
                : CROSSING;
      }
    }
    return cost;
  }

  private static double container(
      NodeFigure container, Bounds segment, Bounds source, Bounds target) {
    var box = container.bounds();
    boolean foreign = !box.contains(source) && !box.contains(target);
    var name = new Bounds(box.x(), box.y() + 4, Math.min(260, box.width()), 28);
    return (foreign && enters(segment, box) ? FOREIGN_CONTAINER : 0)
        + (enters(segment, name) ? THROUGH_NAME : 0);
  }

  private static boolean enters(Bounds segment, Bounds card) {
    return segment.x() < card.right()
        && segment.right() > card.x()
        && segment.y() < card.bottom()
        && segment.bottom() > card.y();
  }

  private static double common(Bounds a, Bounds b, boolean horizontal) {
    return horizontal
        ? Math.max(0, Math.min(a.right(), b.right()) - Math.max(a.x(), b.x()))
        : Math.max(0, Math.min(a.bottom(), b.bottom()) - Math.max(a.y(), b.y()));
  }

  private static boolean turnsBack(List<Point2D> points) {
    var clean = new ArrayList<Point2D>();
    for (var p : points) {
      if (clean.isEmpty() || clean.getLast().distance(p) > 0.01) {
        clean.add(p);
      }
    }
    for (int i = 2; i < clean.size(); i++) {
      var u = clean.get(i - 1).subtract(clean.get(i - 2));
      var v = clean.get(i).subtract(clean.get(i - 1));
      if (u.dotProduct(v) < -0.01) {
        return true;
      }
    }
    return false;
  }

  /// Without points that repeat or stand on a straight part.
  private static List<Point2D> simplified(List<Point2D> points) {
    var result = new ArrayList<Point2D>();
    for (var p : points) {
      if (!result.isEmpty() && result.getLast().distance(p) < 0.01) {
        continue;
      }
      if (result.size() >= 2) {
        var u = result.getLast().subtract(result.get(result.size() - 2));
        var v = p.subtract(result.getLast());
        if (Math.abs(u.getX() * v.getY() - u.getY() * v.getX()) < 0.01 && u.dotProduct(v) > 0) {
          result.removeLast();
        }
      }
      result.add(p);
    }
    return result.size() >= 2 ? result : List.of(points.getFirst(), points.getLast());
  }

  /// Whether a line's surroundings meet one of the boxes, so that it should be found anew.
  static boolean disturbed(Polyline line, Collection<Bounds> boxes) {
    var around = Diagram.grown(line.bounds(), 8);
    return boxes.stream().anyMatch(around::intersects);
  }

  /// Both ends of a connection.
  static List<ResourceId> ends(ConnectionFigure c) {
    return List.of(c.connection().source(), c.connection().target());
  }

  /// Whether an end of the connection is among the nodes.
  static boolean touches(ConnectionFigure c, Set<ResourceId> nodes) {
    return nodes.contains(c.connection().source()) || nodes.contains(c.connection().target());
  }
}

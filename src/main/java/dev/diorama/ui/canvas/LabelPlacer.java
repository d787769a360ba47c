package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Finds places for labels on their lines where they cover no card, no container's name and no
/// other label, and cross other lines as little as possible.
final class LabelPlacer {
  /// The height of a label.
  static final double HEIGHT = 20;

  private final GridIndex<Bounds> taken = new GridIndex<>();
  private final GridIndex<Polyline> lines = new GridIndex<>();

  /// A placer that keeps away from these nodes.
  LabelPlacer(Collection<NodeFigure> nodes, Collection<Polyline> lines) {
    nodes.forEach(n -> taken.add(n.grip(), n.grip()));
    for (var line : lines) {
      for (int i = 1; i < line.points().size(); i++) {
        var segment = new Polyline(line.points().subList(i - 1, i + 1));
        this.lines.add(segment, segment.bounds());
      }
    }
  }

  /// Notes a label that stands already.
  void keep(Bounds pill) {
    taken.add(pill, pill);
  }

  /// A place for a label of this width on the line; empty if there is none.
  Optional<Bounds> place(Polyline line, double width) {
    Optional<Bounds> best = Optional.empty();
    double bestCost = Double.MAX_VALUE;
    for (var candidate : candidates(line, width)) {
      var room = room(candidate.box());
      if (!taken.query(room).isEmpty()) {
        continue;
      }
      double cost = candidate.cost() + 60 * foreign(line, room);
      if (cost < bestCost) {
        bestCost = cost;
        best = Optional.of(candidate.box());
      }
    }
    best.ifPresent(this::keep);
    return best;
  }

  /// A label and the air around it: little above and below, where labels of parallel lines stand.
  private static Bounds room(Bounds box) {
    return new Bounds(box.x() - 4, box.y() - 1, box.width() + 8, box.height() + 2);
  }

  private record Candidate(Bounds box, double cost) {}

  private static List<Candidate> candidates(Polyline line, double width) {
    var result = new ArrayList<Candidate>();
    double total = line.length();
    double walked = 0;
    for (int i = 1; i < line.points().size(); i++) {
      var a = line.points().get(i - 1);
      var b = line.points().get(i);
      double length = a.distance(b);
      boolean horizontal = Math.abs(a.getY() - b.getY()) < 0.01;
      // A label that is longer than its part of the line hides where the line turns.
      double hidden = Math.max(0, (horizontal ? width : HEIGHT) + 16 - length);
      double half = (horizontal ? width : HEIGHT) / 2 + 8;
      for (double t : new double[] {0.5, 0.42, 0.58, 0.35, 0.65, 0.2, 0.8}) {
        var p = a.interpolate(b, t);
        boolean onBend = Math.min(t, 1 - t) * length < half;
        double offMiddle = Math.abs(walked + t * length - total / 2);
        result.add(
            new Candidate(
                new Bounds(p.getX() - width / 2, p.getY() - HEIGHT / 2, width, HEIGHT),
                hidden * 2
                    + (onBend ? 45 : 0)
                    + offMiddle * 0.4
                    + Math.abs(t - 0.5) * 20
                    + (horizontal ? 0 : 10)));
      }
      walked += length;
    }
    return result;
  }

  private long foreign(Polyline own, Bounds room) {
    return lines.query(room).stream()
        .filter(segment -> !own.points().containsAll(segment.points()))
        .count();
  }
}

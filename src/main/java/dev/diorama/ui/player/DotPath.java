package dev.diorama.ui.player;

import dev.diorama.access.Verdict;
import dev.diorama.model.Bounds;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Blocker;
import dev.diorama.reachability.Trace;
import dev.diorama.runtime.RuntimeEvent.CallStarted;
import dev.diorama.ui.canvas.Polyline;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.geometry.Point2D;

/// The way of a call's dot: along its connection, from the caller; where none is drawn, straight
/// between the two resources.
final class DotPath {
  private final Function<ConnectionId, Optional<Polyline>> lines;
  private final Function<ResourceId, Optional<Bounds>> nodes;
  private final Function<ConnectionId, Optional<ResourceId>> sources;

  /// @param sources the resource at which a connection begins
  DotPath(
      Function<ConnectionId, Optional<Polyline>> lines,
      Function<ResourceId, Optional<Bounds>> nodes,
      Function<ConnectionId, Optional<ResourceId>> sources) {
    this.lines = lines;
    this.nodes = nodes;
    this.sources = sources;
  }

  /// The way from the caller to the target; empty if it is not drawn. Polling goes against the
  /// arrow, as the caller stands at its end.
  Optional<Polyline> of(CallStarted call) {
    return call.connection()
        .flatMap(id ->
            lines
                .apply(id)
                .map(line ->
                    sources.apply(id).filter(call.caller()::equals).isPresent()
                        ? line
                        : line.reversed()))
        .or(() -> straight(call));
  }

  private Optional<Polyline> straight(CallStarted call) {
    var from = nodes.apply(call.caller());
    var to = call.target().flatMap(nodes);
    if (from.isEmpty() || to.isEmpty() || call.target().equals(Optional.of(call.caller()))) {
      return Optional.empty();
    }
    var a = edge(from.get(), center(to.get()));
    var b = edge(to.get(), center(from.get()));
    return a.distance(b) < 1 ? Optional.empty() : Optional.of(new Polyline(List.of(a, b)));
  }

  /// The way to where the packets are stopped: along the connection as far as the blocker is near,
  /// then to it; half the way if the blocker is not drawn.
  Optional<Polyline> blocked(CallStarted call, Verdict verdict) {
    return of(call)
        .map(line -> {
          var at = blocker(verdict).flatMap(nodes);
          if (at.isEmpty()) {
            return toTheMiddle(line);
          }
          var goal = at.get();
          // Inside a container, as a subnet, the line itself passes the blocker: it ends at the
          // frame.
          if (goal.contains(line.start().getX(), line.start().getY())) {
            return leaving(line, goal);
          }
          var turn = line.nearest(center(goal));
          return line.turningOff(turn.along(), edge(goal, turn.point()));
        });
  }

  private static Polyline toTheMiddle(Polyline line) {
    return line.turningOff(line.length() / 2, line.at(0.5));
  }

  private static Polyline leaving(Polyline line, Bounds frame) {
    double length = line.length();
    for (double along = 0; along < length; along += 4) {
      var p = line.at(along / length);
      if (!frame.contains(p.getX(), p.getY())) {
        return line.turningOff(along, p);
      }
    }
    return toTheMiddle(line);
  }

  /// The first drawn blocker of the best path.
  static Optional<ResourceId> blocker(Verdict verdict) {
    return verdict.network().stream()
        .map(Trace::blockers)
        .flatMap(List::stream)
        .map(Blocker::at)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Point2D center(Bounds b) {
    return new Point2D(b.centerX(), b.centerY());
  }

  /// The point of the rectangle's edge on the straight way from its centre to `p`.
  static Point2D edge(Bounds b, Point2D p) {
    double dx = p.getX() - b.centerX();
    double dy = p.getY() - b.centerY();
    double scale =
        Stream.of(
                dx == 0 ? Double.MAX_VALUE : b.width() / 2 / Math.abs(dx),
                dy == 0 ? Double.MAX_VALUE : b.height() / 2 / Math.abs(dy),
                1.0)
            .min(Double::compare)
            .orElse(1.0);
    return new Point2D(b.centerX() + dx * scale, b.centerY() + dy * scale);
  }
}

package dev.diorama.ui.canvas;

import dev.diorama.catalog.ResourceType;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javafx.geometry.Point2D;

/// Where something new covers no card.
final class FreePlace {
  private static final double STEP = 3 * CanvasEdits.SNAP;

  /// How many steps away it is looked for.
  private static final int FARTHEST = 40;

  private FreePlace() {}

  /// The free place for the middle of a new resource that is nearest to `wanted`; that itself where
  /// there is none near by.
  static Point2D near(Point2D wanted, ResourceType type, Diagram diagram) {
    return IntStream.range(0, FARTHEST)
        .boxed()
        .flatMap(ring ->
            around(ring)
                .boxed()
                .map(angle ->
                    wanted.add(ring * STEP * Math.cos(angle), ring * STEP * Math.sin(angle))))
        .filter(p -> free(p, type, diagram))
        .findFirst()
        .orElse(wanted);
  }

  /// The directions in which a ring is looked at, from below on.
  private static DoubleStream around(int ring) {
    int directions = ring == 0 ? 1 : 8;
    return IntStream.range(0, directions)
        .mapToDouble(i -> Math.PI / 2 + i * 2 * Math.PI / directions);
  }

  private static boolean free(Point2D middle, ResourceType type, Diagram diagram) {
    var box =
        Diagram.grown(CanvasEdits.sized(type, middle.getX(), middle.getY()), 2 * CanvasEdits.SNAP);
    return diagram.nodesIn(box).stream()
        .allMatch(n -> n.container() && n.bounds().contains(box) && !n.grip().intersects(box));
  }
}

package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import java.util.ArrayList;
import java.util.List;

/// Finds places for boxes beside what they are about, where they cover as little as possible.
final class CalloutPlacer {
  private static final double[] GAPS = {14, 40, 80, 130, 190};

  private final List<Bounds> taken;
  private final Bounds area;

  /// @param taken what should not be covered
  /// @param area what should not be left
  CalloutPlacer(List<Bounds> taken, Bounds area) {
    this.taken = new ArrayList<>(taken);
    this.area = area;
  }

  /// A place for a box of this size; later boxes keep away from it.
  Bounds place(Bounds around, double width, double height) {
    var best = new Bounds(around.right(), around.bottom(), width, height);
    double bestCost = Double.MAX_VALUE;
    for (double gap : GAPS) {
      for (var box : beside(around, gap, width, height)) {
        double cost = covered(box) + outside(box) * 4 + gap * 6;
        if (cost < bestCost) {
          best = box;
          bestCost = cost;
        }
      }
    }
    taken.add(best);
    return best;
  }

  private static List<Bounds> beside(Bounds b, double gap, double width, double height) {
    double left = b.x() - gap - width;
    double right = b.right() + gap;
    double above = b.y() - gap - height;
    double below = b.bottom() + gap;
    var result = new ArrayList<Bounds>();
    for (double y : new double[] {b.centerY() - height / 2, b.bottom() - height, b.y()}) {
      result.add(new Bounds(right, y, width, height));
      result.add(new Bounds(left, y, width, height));
    }
    for (double x : new double[] {b.right() - width, b.centerX() - width / 2, b.x()}) {
      result.add(new Bounds(x, below, width, height));
      result.add(new Bounds(x, above, width, height));
    }
    for (double x : new double[] {left, right}) {
      for (double y : new double[] {above, below}) {
        result.add(new Bounds(x, y, width, height));
      }
    }
    return result;
  }

  private double covered(Bounds box) {
    return taken.stream().mapToDouble(t -> common(box, t)).sum();
  }

  private double outside(Bounds box) {
    return box.width() * box.height() - common(box, Diagram.grown(area, -6));
  }

  private static double common(Bounds a, Bounds b) {
    double width = Math.min(a.right(), b.right()) - Math.max(a.x(), b.x());
    double height = Math.min(a.bottom(), b.bottom()) - Math.max(a.y(), b.y());
    return width > 0 && height > 0 ? width * height : 0;
  }
}

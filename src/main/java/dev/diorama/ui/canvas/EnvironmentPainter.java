package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import java.util.List;
import javafx.geometry.Point2D;
import javafx.scene.paint.Color;

/// Paints the execution environments of a function as boxes in its card: filled while they work,
/// outlined while they wait, with a snowflake for a cold start.
final class EnvironmentPainter {
  /// What the row of boxes takes at the bottom of a card.
  static final double HEIGHT = 13;

  private static final double BOX = 9;
  private static final double GAP = 3;

  private final Surface surface;
  private final CanvasColors colors;

  EnvironmentPainter(Surface surface, CanvasColors colors) {
    this.surface = surface;
    this.colors = colors;
  }

  /// How many of `count` boxes fit beside each other; the rest is told by a number.
  static int fitting(int count, double room) {
    if (count * (BOX + GAP) - GAP <= room) {
      return count;
    }
    return Math.max(0, (int) ((room - 26) / (BOX + GAP)));
  }

  /// Paints the boxes from `x` on in the card `box`.
  void paint(
      List<LiveState.Environment> environments, Bounds box, double x, double room, Color busy) {
    int fits = fitting(environments.size(), room);
    // Those that work tell most, so they stand first.
    var ordered =
        environments.stream()
            .sorted((a, b) -> Boolean.compare(b.busy(), a.busy()))
            .limit(fits)
            .toList();
    double y = box.bottom() - HEIGHT;
    double left = x;
    for (var environment : ordered) {
      one(environment, new Bounds(left, y, BOX, BOX), busy);
      left += BOX + GAP;
    }
    if (fits < environments.size()) {
      surface.text(
          "+" + (environments.size() - fits), left, y + BOX - 1, Face.COUNT, colors.text());
    }
  }

  private void one(LiveState.Environment environment, Bounds at, Color busy) {
    if (environment.busy()) {
      surface.fill(at, 2, busy);
    }
    surface.outline(at, 2, environment.busy() ? busy : colors.mutedText(), 1.2, Surface.Dash.SOLID);
    if (environment.cold()) {
      surface.lines(
          flake(at),
          0,
          environment.busy() ? colors.card() : colors.mutedText(),
          1,
          Surface.Dash.SOLID);
    }
  }

  /// Three lines that cross in the middle.
  private static List<Polyline> flake(Bounds at) {
    double radius = BOX / 2 - 1.2;
    return List.of(
        line(at, 0, radius),
        line(at, radius * 0.87, radius / 2),
        line(at, radius * 0.87, -radius / 2));
  }

  private static Polyline line(Bounds at, double dx, double dy) {
    return new Polyline(
        List.of(
            new Point2D(at.centerX() - dx, at.centerY() - dy),
            new Point2D(at.centerX() + dx, at.centerY() + dy)));
  }
}

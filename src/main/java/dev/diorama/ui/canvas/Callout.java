package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import dev.diorama.ui.canvas.PathLight.Lock;
import java.util.List;
import java.util.Locale;
import javafx.scene.paint.Color;

/// The reason of a lock in a small box: a word and a few lines.
///
/// @param icon its file name without `.svg`
record Callout(String icon, String word, List<String> lines, double width, double height) {
  private static final double ROOM = 250;
  private static final int MOST_LINES = 5;
  private static final double LINE = 15;
  private static final double PADDING = 9;
  private static final double ICON = 14;

  Callout {
    lines = List.copyOf(lines);
  }

  static Callout of(TextMeasure measure, Lock lock, Locale locale) {
    var lines = WrappedText.lines(measure, lock.reason(), Face.TYPE, ROOM, MOST_LINES, locale);
    double width =
        Math.max(
            ICON + 6 + measure.width(lock.word(), Face.COUNT),
            lines.stream().mapToDouble(l -> measure.width(l, Face.TYPE)).max().orElse(0));
    return new Callout(
        lock.state().icon(),
        lock.word(),
        lines,
        width + 2 * PADDING,
        (lines.size() + 1) * LINE + 2 * PADDING - 2);
  }

  void paint(Surface surface, Bounds box, CanvasColors colors, Color edge) {
    surface.fill(Diagram.grown(box, 2), 8, new Color(0, 0, 0, colors.dark() ? 0.35 : 0.08));
    surface.fill(box, 6, colors.card());
    surface.outline(box, 6, edge, 1.2, Surface.Dash.SOLID);
    double x = box.x() + PADDING;
    surface.icon(icon, x, box.y() + PADDING - 1, ICON);
    double y = box.y() + PADDING + 10;
    surface.text(word, x + ICON + 6, y, Face.COUNT, edge);
    for (var line : lines) {
      y += LINE;
      surface.text(line, x, y, Face.TYPE, colors.text());
    }
  }
}

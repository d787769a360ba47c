package dev.diorama.ui.canvas;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Bounds;
import dev.diorama.model.Message;
import dev.diorama.rule.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.scene.paint.Color;

/// Paints cards: icon, name, type, then what the run counts and the facts, as far as there is room.
final class CardPainter {
  static final double RADIUS = 8;
  private static final double ICON = 38;
  private static final double PADDING = 11;
  private static final double LINE = 14;
  private static final double BADGE = 16;
  private static final double NAME_LINE = 15;

  /// Where a card's texts begin, from its left edge.
  static final double TEXT_FROM = PADDING + ICON + 7;

  private final Surface surface;
  private final CanvasColors colors;
  private final Texts texts;
  private final LiveState live;

  CardPainter(Surface surface, CanvasColors colors, Texts texts, LiveState live) {
    this.surface = surface;
    this.colors = colors;
    this.texts = texts;
    this.live = live;
  }

  /// Paints the card.
  void paint(NodeFigure node, Detail detail) {
    var box = node.bounds();
    surface.fill(box, RADIUS, colors.card());
    surface.outline(box, RADIUS, colors.cardBorder(), 1, Surface.Dash.SOLID);
    double icon = Math.min(ICON, Math.min(box.width(), box.height()) - 8);
    if (icon < 8) {
      return;
    }
    if (detail == Detail.BARE) {
      // Nothing else is told so far away: the icon takes the middle.
      double large = Math.min(box.width(), box.height()) - 12;
      surface.icon(node.icon(), box.centerX() - large / 2, box.centerY() - large / 2, large);
    } else {
      double inset = Math.min(PADDING, (box.height() - icon) / 2);
      surface.icon(node.icon(), box.x() + inset, box.centerY() - icon / 2, icon);
      double x = box.x() + inset + icon + 7;
      if (detail == Detail.NAMED) {
        nameOnly(node, x);
      } else {
        texts(node, x);
      }
    }
    badge(node);
  }

  /// The name alone, on two lines where one is too short for it, and smaller where even they are.
  private void nameOnly(NodeFigure node, double x) {
    var box = node.bounds();
    double space = box.right() - 8 - x - (node.verdict().isPresent() ? BADGE + 4 : 0);
    double factor = Detail.enlarged(Face.NAME, surface.scale());
    if (space / factor < 16) {
      return;
    }
    var lines = nameLines(node.name(), space / factor, box.height() / factor);
    while (factor > 1 && !fit(lines, space / factor)) {
      factor = Math.max(1, factor * 0.93);
      lines = nameLines(node.name(), space / factor, box.height() / factor);
    }
    double line = NAME_LINE * factor;
    double y = box.centerY() - (lines.size() - 1) * line / 2 + 4.7 * factor;
    for (var one : lines) {
      var fitted = surface.fitted(one, Face.NAME, space / factor);
      surface.text(fitted, x, y, Face.NAME, colors.text(), factor);
      y += line;
    }
  }

  private boolean fit(List<String> lines, double room) {
    return lines.stream().allMatch(l -> surface.width(l, Face.NAME) <= room);
  }

  /// The name on one line or, where that is too short and two are not too high, on two.
  private List<String> nameLines(String name, double room, double height) {
    if (surface.width(name, Face.NAME) <= room || height < 2 * NAME_LINE + 4) {
      return List.of(name);
    }
    int cut = NameBreak.at(name, part -> surface.width(part, Face.NAME) <= room);
    return cut == name.length()
        ? List.of(name)
        : List.of(name.substring(0, cut), name.substring(cut));
  }

  private void texts(NodeFigure node, double x) {
    var box = node.bounds();
    double room = box.right() - 4 - x;
    if (room < 16) {
      return;
    }
    var environments = live.environments(node.id());
    boolean row = !environments.isEmpty() || !live.kept(node.id()).isEmpty();
    double free = box.height() - (row ? EnvironmentPainter.HEIGHT : 0);
    if (!environments.isEmpty()) {
      new EnvironmentPainter(surface, colors).paint(environments, box, x, room, node.color());
    }
    double nameRoom = node.verdict().isPresent() ? room - BADGE - 4 : room;
    var name = nameLines(node.name(), nameRoom, free - LINE - 6);
    double rest = free - (name.size() - 1) * NAME_LINE;
    var type = wrapped(node, rest, room);
    var lines = lines(node, rest - (type.size() - 1) * LINE, room);
    // From the top of the name's capitals to the last baseline.
    double height =
        10 + (name.size() - 1) * NAME_LINE + 16 + (type.size() - 1 + lines.size()) * LINE;
    double y = box.y() + Math.max(6, (free - height) / 2) + 9.5;
    for (var one : name) {
      write(one, x, y, nameRoom, Face.NAME, colors.text());
      y += NAME_LINE;
    }
    y += 1;
    for (int i = 0; i < type.size(); i++) {
      y += i == 0 ? 0 : LINE;
      write(type.get(i), x, y, room, Face.TYPE, colors.mutedText());
    }
    for (var line : lines) {
      y += LINE;
      boolean counted = line.counted();
      write(
          line.text(),
          x,
          y,
          room,
          counted ? Face.COUNT : Face.FACT,
          counted ? colors.text() : colors.mutedText());
    }
  }

  /// The type's name, on two lines where it is too long for one and nothing else needs the second.
  private List<String> wrapped(NodeFigure node, double height, double room) {
    var name = node.typeName();
    int free = fitting(height) - (node.facts().isEmpty() ? 0 : 1);
    if (surface.width(name, Face.TYPE) <= room || free < 1) {
      return List.of(name);
    }
    // Where the two lines are as alike as can be.
    return IntStream.range(0, name.length())
        .filter(i -> name.charAt(i) == ' ')
        .mapToObj(i -> List.of(name.substring(0, i), name.substring(i + 1)))
        .min(
            Comparator.comparingInt(
                two -> Math.max(two.getFirst().length(), two.getLast().length())))
        .orElse(List.of(name));
  }

  /// How many lines fit below the type's name.
  private static int fitting(double height) {
    return Math.max(0, (int) Math.floor((height - 16 - LINE - 6) / LINE));
  }

  private void write(String text, double x, double y, double room, Face face, Color color) {
    surface.text(surface.fitted(text, face, room), x, y, face, color);
  }

  private record Line(String text, boolean counted) {}

  private List<Line> lines(NodeFigure node, double height, double room) {
    int fits = fitting(height);
    var result = new ArrayList<Line>();
    // What the run counts comes first; facts take the lines that are left.
    packed(counts(node), Face.COUNT, room, fits).forEach(c -> result.add(new Line(c, true)));
    packed(node.facts(), Face.FACT, room, fits - result.size())
        .forEach(f -> result.add(new Line(f, false)));
    return result;
  }

  /// The parts in at most `fits` lines, each filled as far as it goes; the last takes the rest.
  private List<String> packed(List<String> parts, Face face, double room, int fits) {
    var result = new ArrayList<String>();
    if (fits <= 0) {
      return result;
    }
    for (var part : parts) {
      var longer = result.isEmpty() ? part : result.getLast() + " · " + part;
      boolean full = surface.width(longer, face) > room && result.size() < fits;
      if (result.isEmpty() || full) {
        result.add(part);
      } else {
        result.set(result.size() - 1, longer);
      }
    }
    return result;
  }

  /// What the run counts here.
  private List<String> counts(NodeFigure node) {
    var parts = new ArrayList<String>();
    var running = Optional.ofNullable(live.running().get(node.id())).filter(n -> n > 0);
    running.ifPresent(n -> parts.add(texts.text(Message.of("canvas.running", n))));
    if (running.isPresent() && live.cold().contains(node.id())) {
      parts.add(texts.text("canvas.cold-start"));
    }
    Optional.ofNullable(live.counts().get(node.id()))
        .ifPresent(counts -> counts.forEach((name, value) -> parts.add(count(name, value))));
    return parts;
  }

  private String count(String name, long value) {
    var key = "count." + name;
    return texts.has(key)
        ? texts.text(Message.of("canvas.count", texts.text(key), value))
        : texts.text(Message.of("canvas.count", name, value));
  }

  private void badge(NodeFigure node) {
    node.verdict()
        .ifPresent(severity -> {
          var at = badge(node.bounds());
          surface.icon(icon(severity), at.x(), at.y(), BADGE);
        });
  }

  /// Where the verdict stands on a card.
  static Bounds badge(Bounds card) {
    return new Bounds(card.right() - BADGE - 8, card.y() + 8, BADGE, BADGE);
  }

  /// The icon that stands for a severity.
  static String icon(Severity severity) {
    return switch (severity) {
      case ERROR -> "verdict-blocked";
      case WARNING -> "verdict-warning";
      case INFO -> "verdict-info";
    };
  }
}

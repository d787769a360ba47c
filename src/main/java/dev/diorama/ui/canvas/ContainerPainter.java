package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.paint.Color;

/// Paints containers as AWS's diagrams do: a thin frame, the icon in its corner, the name beside
/// it.
final class ContainerPainter {
  private static final double ICON = 24;
  private static final double BADGE = 16;
  private static final double CHIP = 26;
  private static final double CHIP_GAP = 10;

  /// An icon that stands alone in its chip.
  private static final double LONE = 22;

  private final Surface surface;
  private final CanvasColors colors;

  ContainerPainter(Surface surface, CanvasColors colors) {
    this.surface = surface;
    this.colors = colors;
  }

  void paint(NodeFigure node, Detail detail) {
    var box = node.bounds();
    boolean zone = node.icon().equals("availability-zone");
    boolean subnet = node.icon().startsWith("subnet-");
    double tint = subnet ? (colors.dark() ? 0.16 : 0.10) : 0.02;
    surface.fill(box, 4, fade(node.color(), tint));
    surface.outline(
        box,
        4,
        colors.dark() ? node.color().interpolate(Color.WHITE, 0.15) : node.color(),
        1.5,
        zone ? Surface.Dash.DASHED : Surface.Dash.SOLID);
    if (box.width() < 40 || box.height() < 30) {
      return;
    }
    surface.icon(node.icon(), box.x() + 6, box.y() + 6, ICON);
    switch (detail) {
      case BARE -> {
        // Its colour and icon tell what it is.
      }
      case NAMED -> {
        nameOnly(node);
        guests(node, detail);
      }
      case FULL -> {
        name(node);
        guests(node, detail);
      }
    }
    node.verdict()
        .ifPresent(severity -> {
          var at = badge(box);
          surface.icon(CardPainter.icon(severity), at.x(), at.y(), BADGE);
        });
  }

  private void nameOnly(NodeFigure node) {
    var box = node.bounds();
    double factor = Detail.enlarged(Face.CONTAINER, surface.scale());
    double x = box.x() + 6 + ICON + 8;
    double room = box.right() - x - (node.verdict().isPresent() ? BADGE + 16 : 10);
    surface.text(
        surface.fitted(node.name(), Face.CONTAINER, room / factor),
        x,
        box.y() + 18 + 4.4 * factor,
        Face.CONTAINER,
        colors.readable(node.color()),
        factor);
  }

  private void name(NodeFigure node) {
    var box = node.bounds();
    double x = box.x() + 6 + ICON + 8;
    double room = box.right() - x - (node.verdict().isPresent() ? BADGE + 16 : 10);
    var name = surface.fitted(node.name(), Face.CONTAINER, room);
    surface.text(name, x, box.y() + 22.5, Face.CONTAINER, colors.readable(node.color()));
    double after = x + surface.width(name, Face.CONTAINER) + 8;
    var type =
        surface.fitted(
            type(node),
            Face.TYPE,
            box.right() - after - (node.verdict().isPresent() ? BADGE + 16 : 10));
    surface.text(type, after, box.y() + 22, Face.TYPE, colors.mutedText());
  }

  /// Chips along the lower edge, as many as there is room for; a card placed there covers them.
  private void guests(NodeFigure node, Detail detail) {
    var chips = chips(surface, node);
    for (int i = 0; i < chips.size(); i++) {
      var guest = node.guests().get(i);
      var chip = chips.get(i);
      surface.fill(chip, CHIP / 2, colors.card());
      surface.outline(chip, CHIP / 2, node.color(), 1, Surface.Dash.DASHED);
      if (detail == Detail.NAMED) {
        // The name could not be read; the icon tells as much.
        surface.icon(guest.icon(), chip.centerX() - LONE / 2, chip.centerY() - LONE / 2, LONE);
        continue;
      }
      surface.icon(guest.icon(), chip.x() + 6, chip.y() + (CHIP - BADGE) / 2, BADGE);
      var name = surface.fitted(guest.name(), Face.TYPE, chip.width() - CHIP - 14);
      surface.text(name, chip.x() + CHIP + 4, chip.y() + CHIP / 2 + 4, Face.TYPE, colors.text());
    }
  }

  /// Where the chips of a container's guests stand, as far as there is room for them.
  static List<Bounds> chips(TextMeasure measure, NodeFigure node) {
    var box = node.bounds();
    var chips = new ArrayList<Bounds>();
    double x = box.x() + CHIP_GAP;
    double y = box.bottom() - CHIP - CHIP_GAP;
    if (y < box.y() + NodeFigure.HEADER) {
      return chips;
    }
    for (var guest : node.guests()) {
      double room = box.right() - CHIP_GAP - x;
      if (room < 3 * CHIP) {
        return chips;
      }
      var name = measure.fitted(guest.name(), Face.TYPE, room - CHIP - 14);
      var chip = new Bounds(x, y, CHIP + 14 + measure.width(name, Face.TYPE), CHIP);
      chips.add(chip);
      x = chip.right() + CHIP_GAP;
    }
    return chips;
  }

  private static String type(NodeFigure node) {
    return node.facts().isEmpty()
        ? node.typeName()
        : node.typeName() + " · " + String.join(" · ", node.facts());
  }

  /// Where the verdict stands on a container.
  static Bounds badge(Bounds box) {
    return new Bounds(box.right() - BADGE - 10, box.y() + 10, BADGE, BADGE);
  }

  private static Color fade(Color c, double alpha) {
    return new Color(c.getRed(), c.getGreen(), c.getBlue(), alpha);
  }
}

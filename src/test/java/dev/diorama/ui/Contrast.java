package dev.diorama.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;

/// Finds texts that differ too little from what is behind them, as WCAG 2.2 measures it
/// (www.w3.org/TR/WCAG22/#contrast-minimum): 4.5 to 1, for large texts 3 to 1. What cannot be used
/// now, as a disabled button, is exempt there and here.
public final class Contrast {
  private static final double AA = 4.5;
  private static final double AA_LARGE = 3;

  /// 18 points, and 14 points for bold texts, in CSS pixels.
  private static final double LARGE = 24;

  private static final double LARGE_BOLD = 18.66;

  private Contrast() {}

  /// The texts below `root` that are too faint, each with its ratio.
  public static List<String> tooFaint(Parent root) {
    var result = new ArrayList<String>();
    look(root, Color.WHITE, 1, result);
    return result;
  }

  private static void look(Node node, Color behind, double opacity, List<String> result) {
    if (!node.isVisible() || node.isDisabled()) {
      return;
    }
    double seen = opacity * node.getOpacity();
    var ground = node instanceof Region region ? over(region, behind) : behind;
    if (node instanceof Text text) {
      faint(text, ground, seen).ifPresent(result::add);
    }
    if (node instanceof Parent parent) {
      var below = ground;
      for (var child : parent.getChildrenUnmodifiable()) {
        look(child, below, seen, result);
        // The frame of a bubble is a shape that lies below its content.
        if (child instanceof Path shape && shape.getFill() instanceof Color c && c.isOpaque()) {
          below = c;
        }
      }
    }
  }

  private static Optional<String> faint(Text text, Color behind, double opacity) {
    if (!(text.getFill() instanceof Color fill) || text.getText().isBlank()) {
      return Optional.empty();
    }
    var color = mixed(fill, behind, fill.getOpacity() * opacity);
    double size = text.getFont().getSize();
    boolean bold = text.getFont().getStyle().toLowerCase(Locale.ROOT).contains("bold");
    double needed = size >= (bold ? LARGE_BOLD : LARGE) ? AA_LARGE : AA;
    double ratio = ratio(color, behind);
    // Two decimals are how people state it.
    return ratio + 0.005 >= needed
        ? Optional.empty()
        : Optional.of(
            "'%s' %.2f (%s on %s)".formatted(text.getText().strip(), ratio, color, behind));
  }

  private static Color over(Region region, Color behind) {
    var background = Optional.ofNullable(region.getBackground());
    var color = behind;
    for (var fill : background.map(b -> b.getFills()).orElse(List.of())) {
      if (fill.getFill() instanceof Color c) {
        color = mixed(c, color, c.getOpacity());
      }
    }
    return color;
  }

  private static Color mixed(Color front, Color behind, double opacity) {
    return new Color(
        front.getRed() * opacity + behind.getRed() * (1 - opacity),
        front.getGreen() * opacity + behind.getGreen() * (1 - opacity),
        front.getBlue() * opacity + behind.getBlue() * (1 - opacity),
        1);
  }

  /// The contrast of two opaque colours, from 1 to 21.
  public static double ratio(Color a, Color b) {
    double one = luminance(a);
    double other = luminance(b);
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  }

  private static double luminance(Color c) {
    return 0.2126 * linear(c.getRed())
        + 0.7152 * linear(c.getGreen())
        + 0.0722 * linear(c.getBlue());
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }
}

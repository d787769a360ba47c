package dev.diorama.ui.canvas;

import dev.diorama.catalog.Category;
import javafx.scene.paint.Color;

/// The colours of a drawing. In both sets all text has a contrast of at least 4.5 : 1 against what
/// it stands on, and lines that carry meaning 3 : 1 (WCAG 2.2 AA, 1.4.3 and 1.4.11).
///
/// @param background behind everything
/// @param grid the grid's dots
/// @param card what cards are filled with
/// @param cardBorder the edge of a card
/// @param text names
/// @param mutedText type names, facts and labels
/// @param line connections of which nothing bad is known
/// @param accent selection, handles and guides
/// @param bad denied and blocked
/// @param good allowed answers
/// @param pill behind labels
/// @param dark whether it is the dark set
public record CanvasColors(
    Color background,
    Color grid,
    Color card,
    Color cardBorder,
    Color text,
    Color mutedText,
    Color line,
    Color accent,
    Color bad,
    Color good,
    Color pill,
    boolean dark) {

  /// For the light theme.
  public static final CanvasColors LIGHT =
      new CanvasColors(
          Color.web("#F7F8FA"),
          Color.web("#D9DEE5"),
          Color.web("#FFFFFF"),
          Color.web("#C6CDD6"),
          Color.web("#232F3E"),
          Color.web("#566273"),
          Color.web("#687588"),
          Color.web("#0972D3"),
          Color.web("#C7203C"),
          Color.web("#1D8102"),
          Color.web("#FFFFFF"),
          false);

  /// For the dark theme.
  public static final CanvasColors DARK =
      new CanvasColors(
          Color.web("#12161C"),
          Color.web("#2B323C"),
          Color.web("#1D232C"),
          Color.web("#3B4654"),
          Color.web("#EEF1F5"),
          Color.web("#A7B2C0"),
          Color.web("#8F9BAA"),
          Color.web("#5CA9F2"),
          Color.web("#FF7C8B"),
          Color.web("#5CC46A"),
          Color.web("#1D232C"),
          true);

  /// AWS's colour for a category of resources.
  public static Color of(Category category) {
    return switch (category) {
      case COMPUTE -> Color.web("#ED7100");
      case STORAGE -> Color.web("#7AA116");
      case DATABASE -> Color.web("#C925D1");
      case API, NETWORKING -> Color.web("#8C4FFF");
      case INTEGRATION -> Color.web("#E7157B");
      case SECURITY -> Color.web("#DD344C");
      case CLIENT -> Color.web("#7D8998");
    };
  }

  /// `color` as text: moved towards this set's text colour until it can be read.
  Color readable(Color color) {
    var result = color;
    for (int step = 0; step < 12 && contrast(result, background) < 4.6; step++) {
      result = result.interpolate(text, 0.12);
    }
    return result;
  }

  /// The contrast ratio of two opaque colours, from 1 to 21, as WCAG 2.2 defines it
  /// (`www.w3.org/TR/WCAG22/#dfn-contrast-ratio`).
  static double contrast(Color a, Color b) {
    double la = luminance(a);
    double lb = luminance(b);
    return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
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

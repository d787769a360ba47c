package dev.diorama.ui.canvas;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Breaks texts into lines where their language allows it.
final class WrappedText {
  private WrappedText() {}

  /// The lines of `text`, at most `most`; the last one ends in an ellipsis if not all of the text
  /// fits.
  static List<String> lines(
      TextMeasure measure, String text, Face face, double width, int most, Locale locale) {
    var breaks = BreakIterator.getLineInstance(locale);
    breaks.setText(text);
    var lines = new ArrayList<String>();
    int start = 0;
    int end = 0;
    for (int next = breaks.next(); next != BreakIterator.DONE; next = breaks.next()) {
      if (end > start && measure.width(text.substring(start, next).stripTrailing(), face) > width) {
        if (lines.size() == most - 1) {
          break;
        }
        lines.add(text.substring(start, end).strip());
        start = end;
      }
      end = next;
    }
    lines.add(measure.fitted(text.substring(start).strip(), face, width));
    return lines;
  }
}

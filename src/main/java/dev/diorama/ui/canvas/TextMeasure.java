package dev.diorama.ui.canvas;

/// Knows how wide texts are.
@FunctionalInterface
interface TextMeasure {
  /// The width of one line in document units.
  double width(String text, Face face);

  /// `text`, or its beginning with an ellipsis, so that it is not wider than `room`; empty if not
  /// even a letter fits.
  default String fitted(String text, Face face, double room) {
    if (width(text, face) <= room) {
      return text;
    }
    int low = 0;
    int high = text.length();
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (width(cut(text, middle), face) <= room) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low == 0 ? "" : cut(text, low);
  }

  private static String cut(String text, int length) {
    int end =
        length > 0 && Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end).stripTrailing() + "…";
  }
}

package dev.diorama.ui.canvas;

import java.util.function.Predicate;

/// Where a logical id, which has no spaces, is broken onto two lines.
final class NameBreak {
  private NameBreak() {}

  /// After how many characters: before the last capital for which the first part fits, else where
  /// it is full; the whole length if not even one character fits.
  static int at(String name, Predicate<String> fits) {
    int full = name.length();
    while (full > 0 && !fits.test(name.substring(0, full))) {
      full--;
    }
    for (int i = full; i > 1; i--) {
      boolean begins =
          i < name.length()
              && Character.isUpperCase(name.charAt(i))
              && !Character.isUpperCase(name.charAt(i - 1));
      if (begins) {
        return i;
      }
    }
    return full == 0 ? name.length() : full;
  }
}

package dev.diorama.judge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Error texts that say the same in other words: pairs of regular expressions, read from a file
/// that says why.
final class Wordings {
  private static final String COUNT = "1 validation error detected: ";

  private record Pair(Pattern ours, Pattern judge) {}

  private final List<Pair> pairs = new ArrayList<>();

  /// @param resource pairs of lines; blank lines and lines with `#` do not count
  Wordings(String resource) {
    try (var stream = Wordings.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalArgumentException("no file " + resource);
      }
      var lines =
          new String(stream.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(l -> !l.isBlank() && !l.startsWith("#"))
              .toList();
      for (int i = 0; i + 1 < lines.size(); i += 2) {
        pairs.add(new Pair(Pattern.compile(lines.get(i)), Pattern.compile(lines.get(i + 1))));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether the two texts say the same.
  boolean same(String ours, String judge) {
    var our = plain(ours);
    var their = plain(judge);
    return our.equals(their)
        || pairs.stream()
            .anyMatch(p -> p.ours().matcher(our).matches() && p.judge().matcher(their).matches());
  }

  /// Without the number of errors, which is always one here.
  private static String plain(String text) {
    return text.startsWith(COUNT) ? text.substring(COUNT.length()) : text;
  }
}

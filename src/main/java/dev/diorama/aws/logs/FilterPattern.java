package dev.diorama.aws.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A filter pattern for unstructured log events: terms that must all occur, terms after `?` of
/// which one must, and terms after `-` that must not; quotes keep spaces together. Matching regards
/// case. A pattern in braces is a [JsonPattern].
/// `docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html`
///
/// Patterns for space-delimited events (`[…]`) and regular expressions (`%…%`) are refused rather
/// than misread.
final class FilterPattern {
  private static final Pattern TERM =
      Pattern.compile("([-?]?)(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+))");

  private final List<Predicate<String>> all = new ArrayList<>();
  private final List<Predicate<String>> any = new ArrayList<>();
  private final List<Predicate<String>> none = new ArrayList<>();

  private FilterPattern() {}

  static FilterPattern parse(String text) throws LogsException {
    var result = new FilterPattern();
    var trimmed = text.trim();
    if (trimmed.startsWith("[") || trimmed.startsWith("%")) {
      throw LogsException.invalid(
          "Diorama reads filter patterns of terms and for JSON, not those for space-delimited"
              + " events and not regular expressions");
    }
    if (trimmed.startsWith("{")) {
      if (!trimmed.endsWith("}")) {
        throw LogsException.invalid("Invalid filter pattern");
      }
      result.all.add(JsonPattern.parse(trimmed.substring(1, trimmed.length() - 1)));
      return result;
    }
    var matcher = TERM.matcher(trimmed);
    while (matcher.find()) {
      var quoted = matcher.group(2);
      var term =
          quoted != null
              ? contains(quoted.replaceAll("\\\\(.)", "$1"))
              : contains(matcher.group(3));
      switch (matcher.group(1)) {
        case "-" -> result.none.add(term);
        case "?" -> result.any.add(term);
        default -> result.all.add(term);
      }
    }
    return result;
  }

  private static Predicate<String> contains(String term) {
    return message -> message.contains(term);
  }

  /// AWS ignores `?` terms that stand beside other terms.
  boolean matches(String message) {
    boolean onlyAny = all.isEmpty() && none.isEmpty();
    return all.stream().allMatch(t -> t.test(message))
        && none.stream().noneMatch(t -> t.test(message))
        && (!onlyAny || any.isEmpty() || any.stream().anyMatch(t -> t.test(message)));
  }
}

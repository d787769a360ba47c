package dev.diorama.aws.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A filter pattern for unstructured log events: terms that must all occur, terms after `?` of
/// which one must, and terms after `-` that must not; quotes keep spaces together. Matching regards
/// case. `docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html`
///
/// Patterns for JSON (`{ $.level = … }`), space-delimited events (`[…]`) and regular expressions
/// (`%…%`) are refused rather than misread.
final class FilterPattern {
  private static final Pattern TERM =
      Pattern.compile("([-?]?)(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+))");

  private final List<String> all = new ArrayList<>();
  private final List<String> any = new ArrayList<>();
  private final List<String> none = new ArrayList<>();

  private FilterPattern() {}

  static FilterPattern parse(String text) throws LogsException {
    var result = new FilterPattern();
    var trimmed = text.trim();
    if (trimmed.startsWith("{") || trimmed.startsWith("[") || trimmed.startsWith("%")) {
      throw LogsException.invalid(
          "Diorama reads filter patterns of terms only, not patterns for JSON, space-delimited"
              + " events or regular expressions");
    }
    var matcher = TERM.matcher(trimmed);
    while (matcher.find()) {
      var quoted = matcher.group(2);
      var term = quoted != null ? quoted.replaceAll("\\\\(.)", "$1") : matcher.group(3);
      switch (matcher.group(1)) {
        case "-" -> result.none.add(term);
        case "?" -> result.any.add(term);
        default -> result.all.add(term);
      }
    }
    return result;
  }

  /// AWS ignores `?` terms that stand beside other terms.
  boolean matches(String message) {
    boolean onlyAny = all.isEmpty() && none.isEmpty();
    return all.stream().allMatch(message::contains)
        && none.stream().noneMatch(message::contains)
        && (!onlyAny || any.isEmpty() || any.stream().anyMatch(message::contains));
  }
}

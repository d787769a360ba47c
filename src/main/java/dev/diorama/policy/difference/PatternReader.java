package dev.diorama.policy.difference;

import dev.diorama.policy.difference.Variables.Meaning;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Reads texts of policies into patterns, by the rules of the evaluator: see
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html` and
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html`.
final class PatternReader {

  /// How a text is to be read.
  enum Form {
    /// No wildcards.
    EXACT,
    /// No wildcards; case does not matter.
    EXACT_IGNORING_CASE,
    /// `*` and `?` are wildcards.
    LIKE,
    /// As `LIKE`; case does not matter: an action.
    ACTION,
    /// The `Resource` element: a star before the resource part crosses a colon only at the end of
    /// its field.
    RESOURCE,
    /// The Arn operators: each of the six fields is matched by itself.
    ARN_CONDITION
  }

  private int[] codes = new int[48];
  private int length;
  private boolean approximate;
  private final boolean foldsCase;

  private PatternReader(boolean foldsCase) {
    this.foldsCase = foldsCase;
  }

  /// Reads `text`; empty if it can match nothing.
  ///
  /// @param expand whether policy variables are expanded
  static Optional<Pattern> read(String text, Form form, boolean expand, Variables variables) {
    var written = form == Form.RESOURCE ? completed(text) : text;
    if (form == Form.RESOURCE && written.equals("*")) {
      return Optional.of(Pattern.ANYTHING);
    }
    if (form == Form.ARN_CONDITION && !isArn(text)) {
      // A lone star means any ARN; a variable alone is compared as it is; other texts match none.
      return text.equals("*")
          ? read("*:*:*:*:*:*", form, false, variables)
          : expand && text.contains("${")
              ? read(text, Form.EXACT, true, variables)
              : Optional.empty();
    }
    var reader = new PatternReader(form == Form.EXACT_IGNORING_CASE || form == Form.ACTION);
    boolean wildcards = form != Form.EXACT && form != Form.EXACT_IGNORING_CASE;
    int i = 0;
    while (i < written.length()) {
      char c = written.charAt(i);
      int close = c == '$' && expand && written.startsWith("${", i) ? written.indexOf('}', i) : -1;
      if (close > 0) {
        if (!reader.variable(written.substring(i + 2, close), variables)) {
          return Optional.empty();
        }
        i = close + 1;
        continue;
      }
      if (wildcards && c == '*') {
        reader.run();
      } else if (wildcards && c == '?') {
        reader.add(Pattern.ONE);
      } else {
        reader.literal(c);
      }
      i++;
    }
    if (form == Form.RESOURCE) {
      reader.keepRunsInFields();
    } else if (form == Form.ARN_CONDITION && !reader.keepWildcardsInFields()) {
      return Optional.empty();
    }
    return Optional.of(new Pattern(Arrays.copyOf(reader.codes, reader.length), reader.approximate));
  }

  private boolean variable(String name, Variables variables) {
    if (name.equals("*") || name.equals("?") || name.equals("$")) {
      literal(name.charAt(0));
      return true;
    }
    switch (variables.meaning(name)) {
      case Meaning.Text t -> {
        for (int i = 0; i < t.value().length(); i++) {
          literal(t.value().charAt(i));
        }
      }
      case Meaning.Open o -> {
        approximate = true;
        run();
      }
      case Meaning.Nothing n -> {
        return false;
      }
    }
    return true;
  }

  private void literal(char c) {
    if (!foldsCase) {
      add(c);
      return;
    }
    char lower = Character.toLowerCase(c);
    add(Character.toUpperCase(lower) == lower ? lower : lower | Pattern.EITHER_CASE);
  }

  private void run() {
    if (length == 0 || codes[length - 1] != Pattern.MANY) {
      add(Pattern.MANY);
    }
  }

  private void add(int code) {
    if (length == codes.length) {
      codes = Arrays.copyOf(codes, length * 2);
    }
    codes[length++] = code;
  }

  private void keepRunsInFields() {
    int colons = 0;
    for (int i = 0; i < length && colons < 5; i++) {
      if (codes[i] == ':') {
        colons++;
      } else if (codes[i] == Pattern.MANY
          && i + 1 < length
          && codes[i + 1] != ':'
          && !approximate) {
        codes[i] = Pattern.MANY_IN_FIELD;
      }
    }
  }

  private boolean keepWildcardsInFields() {
    int colons = 0;
    for (int i = 0; i < length && colons < 5; i++) {
      switch (codes[i]) {
        case ':' -> colons++;
        case Pattern.MANY -> codes[i] = Pattern.MANY_IN_FIELD;
        case Pattern.ONE -> codes[i] = Pattern.ONE_IN_FIELD;
        default -> {}
      }
    }
    return colons == 5;
  }

  /// Whether there are six fields; colons inside `${…}` belong to a variable's name.
  private static boolean isArn(String text) {
    return text.replaceAll("\\$\\{[^}]*}", "").chars().filter(c -> c == ':').count() >= 5;
  }

  /// AWS completes an ARN that lacks fields with wildcards.
  private static String completed(String arn) {
    if (arn.equals("*")) {
      return arn;
    }
    long colons = arn.chars().filter(c -> c == ':').count();
    return colons >= 5 ? arn : arn + ":*".repeat((int) (5 - colons));
  }

  /// An action in lower case, for comparison with patterns that do not mind case.
  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}

package dev.diorama.aws.logs;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A filter pattern for log events that are JSON objects, as `{ ($.level = "ERROR") &&
/// ($.items[0].count >= 5) }`: comparisons of strings (with `*`) and numbers, `IS NULL`, `IS TRUE`,
/// `IS FALSE`, `EXISTS`, `NOT EXISTS`, joined by `&&`, `||` and parentheses
/// (docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html). A property that
/// is not there compares with nothing, also by `!=`: AWS does not say.
final class JsonPattern {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(\\$(?:\\.[A-Za-z0-9_-]+|\\[\"[^\"]*\"\\]|\\[\\d+\\]|\\[\\*\\])+)"
              + "|(&&|\\|\\||\\(|\\)|!=|<=|>=|=|<|>)|\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s()=<>!&|\"]+))");
  private static final Pattern STEP =
      Pattern.compile("\\.([A-Za-z0-9_-]+)|\\[\"([^\"]*)\"\\]|\\[(\\d+|\\*)\\]");
  private static final int MAX_DEPTH = 50;

  private final List<Token> tokens;
  private int at;

  private enum Kind {
    SELECTOR,
    SIGN,
    QUOTED,
    WORD
  }

  private record Token(Kind kind, String text) {
    boolean is(String sign) {
      return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isWord(String word) {
      return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }
  }

  private JsonPattern(List<Token> tokens) {
    this.tokens = tokens;
  }

  /// Reads what stands between the braces.
  static Predicate<String> parse(String text) throws LogsException {
    var pattern = new JsonPattern(tokens(text));
    var condition = pattern.either(0);
    if (pattern.at < pattern.tokens.size()) {
      throw invalid();
    }
    return message -> object(message).filter(condition).isPresent();
  }

  private static LogsException invalid() {
    return LogsException.invalid("Invalid filter pattern");
  }

  private static Optional<Fields> object(String message) {
    try {
      return message.stripLeading().startsWith("{") && Json.read(message) instanceof Fields f
          ? Optional.of(f)
          : Optional.empty();
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  private static List<Token> tokens(String text) throws LogsException {
    var result = new ArrayList<Token>();
    Matcher matcher = TOKEN.matcher(text.stripTrailing());
    int end = 0;
    while (end < text.stripTrailing().length()) {
      if (!matcher.find(end) || matcher.start() != end) {
        throw invalid();
      }
      result.add(token(matcher));
      end = matcher.end();
    }
    return result;
  }

  private static Token token(Matcher matcher) {
    if (matcher.group(1) != null) {
      return new Token(Kind.SELECTOR, matcher.group(1));
    }
    if (matcher.group(2) != null) {
      return new Token(Kind.SIGN, matcher.group(2));
    }
    return matcher.group(3) != null
        ? new Token(Kind.QUOTED, matcher.group(3).replaceAll("\\\\(.)", "$1"))
        : new Token(Kind.WORD, matcher.group(4));
  }

  private Token next() throws LogsException {
    if (at >= tokens.size()) {
      throw invalid();
    }
    return tokens.get(at++);
  }

  private boolean accept(String sign) {
    if (at < tokens.size() && tokens.get(at).is(sign)) {
      at++;
      return true;
    }
    return false;
  }

  private Predicate<Fields> either(int depth) throws LogsException {
    if (depth > MAX_DEPTH) {
      throw invalid();
    }
    var result = both(depth);
    while (accept("||")) {
      result = result.or(both(depth));
    }
    return result;
  }

  private Predicate<Fields> both(int depth) throws LogsException {
    var result = one(depth);
    while (accept("&&")) {
      result = result.and(one(depth));
    }
    return result;
  }

  private Predicate<Fields> one(int depth) throws LogsException {
    if (accept("(")) {
      var inside = either(depth + 1);
      if (!accept(")")) {
        throw invalid();
      }
      return inside;
    }
    var selector = next();
    if (selector.kind() != Kind.SELECTOR) {
      throw invalid();
    }
    var operator = next();
    if (operator.isWord("IS")) {
      return is(selector.text(), next().text());
    }
    if (operator.isWord("EXISTS")) {
      return e -> select(e, selector.text()).findAny().isPresent();
    }
    if (operator.isWord("NOT") && next().isWord("EXISTS")) {
      return e -> select(e, selector.text()).findAny().isEmpty();
    }
    if (operator.kind() != Kind.SIGN) {
      throw invalid();
    }
    var test = comparison(operator.text(), next());
    return e -> select(e, selector.text()).anyMatch(test);
  }

  private static Predicate<Fields> is(String selector, String what) throws LogsException {
    Value wanted =
        switch (what.toUpperCase(Locale.ROOT)) {
          case "NULL" -> Value.Null.NULL;
          case "TRUE" -> Value.of(true);
          case "FALSE" -> Value.of(false);
          default -> throw invalid();
        };
    return e -> select(e, selector).anyMatch(wanted::equals);
  }

  private static Predicate<Value> comparison(String operator, Token operand) throws LogsException {
    if (operand.kind() == Kind.SELECTOR || operand.kind() == Kind.SIGN) {
      throw invalid();
    }
    var number =
        operand.kind() == Kind.WORD ? number(operand.text()) : Optional.<BigDecimal>empty();
    if (number.isPresent()) {
      var wanted = number.get();
      return v -> v instanceof Value.Numeric n && holds(operator, n.value().compareTo(wanted));
    }
    if (!operator.equals("=") && !operator.equals("!=")) {
      throw invalid();
    }
    var parts = List.of(operand.text().split("\\*", -1));
    return v -> v.asText().filter(t -> isLike(t, parts) == operator.equals("=")).isPresent();
  }

  private static boolean holds(String operator, int sign) {
    return switch (operator) {
      case "=" -> sign == 0;
      case "!=" -> sign != 0;
      case "<" -> sign < 0;
      case "<=" -> sign <= 0;
      case ">" -> sign > 0;
      default -> sign >= 0;
    };
  }

  private static Optional<BigDecimal> number(String text) {
    return text.matches("-?\\d{1,30}(\\.\\d{1,30})?([eE][-+]?\\d{1,3})?")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  /// Whether `text` is like a pattern in which `*` stands for any characters. Each part is looked
  /// for once, so that no pattern takes long.
  private static boolean isLike(String text, List<String> parts) {
    var first = parts.getFirst();
    var last = parts.getLast();
    if (parts.size() == 1) {
      return text.equals(first);
    }
    int from = first.length();
    int to = text.length() - last.length();
    if (from > to || !text.startsWith(first) || !text.endsWith(last)) {
      return false;
    }
    for (var part : parts.subList(1, parts.size() - 1)) {
      int found = text.indexOf(part, from);
      if (found < 0 || found + part.length() > to) {
        return false;
      }
      from = found + part.length();
    }
    return true;
  }

  private static Stream<Value> select(Fields event, String selector) {
    Stream<Value> values = Stream.of(event);
    var steps = STEP.matcher(selector);
    while (steps.find()) {
      var name = steps.group(1) != null ? steps.group(1) : steps.group(2);
      var index = steps.group(3);
      values =
          values.flatMap(v ->
              switch (v) {
                case Fields f when name != null -> f.get(name).stream();
                case Value.Items i when index != null -> elements(i, index);
                default -> Stream.<Value>empty();
              });
    }
    return values;
  }

  private static Stream<Value> elements(Value.Items items, String index) {
    if (index.equals("*")) {
      return items.values().stream();
    }
    return index.length() > 9
        ? Stream.empty()
        : items.values().stream().skip(Integer.parseInt(index)).limit(1);
  }
}

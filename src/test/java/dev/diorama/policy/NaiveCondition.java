package dev.diorama.policy;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/// The `Condition` element, from the documentation's table of operators.
final class NaiveCondition {
  private NaiveCondition() {}

  static boolean holds(
      NaiveEvaluator evaluator, Fields condition, boolean variables, NaiveContext facts) {
    for (var operator : condition.values().keySet()) {
      var keys = condition.fields(operator);
      for (var key : keys.values().keySet()) {
        var expected = keys.list(key).stream().map(NaiveCondition::text).toList();
        if (!holds(evaluator, operator, facts.get(key), expected, variables, facts)) {
          return false;
        }
      }
    }
    return true;
  }

  private static String text(Value value) {
    return value instanceof Value.Flag f ? String.valueOf(f.value()) : value.asText().orElseThrow();
  }

  private static boolean holds(
      NaiveEvaluator evaluator,
      String written,
      Optional<List<String>> actual,
      List<String> expected,
      boolean variables,
      NaiveContext facts) {
    if (written.equals("Null")) {
      boolean absent = actual.isEmpty() || actual.get().isEmpty();
      return expected.contains(String.valueOf(absent));
    }
    boolean all = written.startsWith("ForAllValues:");
    boolean any = written.startsWith("ForAnyValue:");
    boolean ifExists = written.endsWith("IfExists");
    var operator = written.substring(written.indexOf(':') + 1).replace("IfExists", "");
    boolean negated = operator.contains("Not");
    var plain = operator.replace("Not", "");
    if (actual.isEmpty() || actual.get().isEmpty()) {
      return evaluator.holdsWithoutKey(ifExists, all, any, negated);
    }
    var values = actual.get();
    boolean nothing = values.stream().allMatch(String::isEmpty);
    if (all) {
      return nothing
          || values.stream()
              .allMatch(a -> fits(evaluator, plain, a, expected, variables, facts) != negated);
    }
    if (any) {
      return !nothing
          && values.stream()
              .anyMatch(a -> fits(evaluator, plain, a, expected, variables, facts) != negated);
    }
    return values.stream().anyMatch(a -> fits(evaluator, plain, a, expected, variables, facts))
        != negated;
  }

  private static boolean fits(
      NaiveEvaluator evaluator,
      String operator,
      String actual,
      List<String> expected,
      boolean variables,
      NaiveContext facts) {
    return expected.stream().anyMatch(e -> fits(evaluator, operator, actual, e, variables, facts));
  }

  private static boolean fits(
      NaiveEvaluator evaluator,
      String operator,
      String actual,
      String expected,
      boolean variables,
      NaiveContext facts) {
    var filled = variables ? facts.fill(expected) : Optional.of(expected);
    return switch (operator) {
      case "StringEquals" -> filled.filter(actual::equals).isPresent();
      case "StringEqualsIgnoreCase" -> filled.filter(actual::equalsIgnoreCase).isPresent();
      case "StringLike" -> evaluator.like(expected, actual, variables, facts, false);
      case "ArnEquals", "ArnLike" -> arn(evaluator, expected, actual, variables, facts);
      case "Bool" -> filled.filter(actual::equalsIgnoreCase).isPresent();
      case "BinaryEquals" -> expected.equals(actual);
      case "IpAddress" -> inBlock(actual, expected);
      default ->
          operator.startsWith("Date")
              ? compares(operator.substring(4), moment(actual).compareTo(moment(expected)))
              : compares(
                  operator.substring(7),
                  Double.compare(Double.parseDouble(actual), Double.parseDouble(expected)));
    };
  }

  private static boolean compares(String how, int sign) {
    return switch (how) {
      case "Equals" -> sign == 0;
      case "LessThan" -> sign < 0;
      case "LessThanEquals" -> sign <= 0;
      case "GreaterThan" -> sign > 0;
      case "GreaterThanEquals" -> sign >= 0;
      default -> throw new IllegalArgumentException(how);
    };
  }

  private static Instant moment(String text) {
    return text.contains("T")
        ? OffsetDateTime.parse(text).toInstant()
        : Instant.ofEpochSecond(Long.parseLong(text));
  }

  private static boolean arn(
      NaiveEvaluator evaluator,
      String expected,
      String actual,
      boolean variables,
      NaiveContext facts) {
    var patterns = expected.split(":", 6);
    var parts = actual.split(":", 6);
    boolean fits = patterns.length == 6 && parts.length == 6;
    for (int i = 0; fits && i < 6; i++) {
      fits = evaluator.like(patterns[i], parts[i], variables, facts, false);
    }
    return fits;
  }

  private static boolean inBlock(String address, String block) {
    var parts = block.split("/", -1);
    int free = parts.length == 1 ? 0 : 32 - Integer.parseInt(parts[1]);
    return number(address) >> free == number(parts[0]) >> free;
  }

  private static long number(String address) {
    long number = 0;
    for (var octet : address.split("\\.", -1)) {
      number = number * 256 + Integer.parseInt(octet);
    }
    return number;
  }
}

package dev.diorama.policy;

import dev.diorama.policy.ConditionOperator.Comparison;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// One value of a condition, ready to be compared with the values of a request. Policy variables
/// are expanded in String, Arn and Bool operators only
/// (`docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-wheretouse`;
/// for Bool
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Boolean`).
@FunctionalInterface
interface ExpectedValue {
  /// Longer numbers are refused, so that none is endless to compare.
  int MAX_NUMBER_LENGTH = 100;

  /// Whether `actual`, a value of the request, matches.
  boolean matches(String actual, RequestView request);

  /// Compiles `text`; empty if the operator cannot compare with it.
  static Optional<ExpectedValue> compile(Comparison comparison, String text, boolean variables) {
    return switch (comparison) {
      case STRING -> Optional.of(PolicyText.of(text, PolicyText.Form.EXACT, variables)::matches);
      case STRING_IGNORING_CASE ->
          Optional.of(PolicyText.of(text, PolicyText.Form.EXACT_IGNORING_CASE, variables)::matches);
      case STRING_LIKE ->
          Optional.of(PolicyText.of(text, PolicyText.Form.PATTERN, variables)::matches);
      case NUMERIC_EQUAL -> numeric(text, c -> c == 0);
      case NUMERIC_LESS -> numeric(text, c -> c < 0);
      case NUMERIC_LESS_OR_EQUAL -> numeric(text, c -> c <= 0);
      case NUMERIC_GREATER -> numeric(text, c -> c > 0);
      case NUMERIC_GREATER_OR_EQUAL -> numeric(text, c -> c >= 0);
      case DATE_EQUAL -> date(text, c -> c == 0);
      case DATE_LESS -> date(text, c -> c < 0);
      case DATE_LESS_OR_EQUAL -> date(text, c -> c <= 0);
      case DATE_GREATER -> date(text, c -> c > 0);
      case DATE_GREATER_OR_EQUAL -> date(text, c -> c >= 0);
      case BOOL ->
          variables && text.contains("${")
              ? Optional.of(PolicyText.of(text, PolicyText.Form.EXACT_IGNORING_CASE, true)::matches)
              : flag(text)
                  .map(
                      expected -> (actual, r) -> flag(actual).filter(expected::equals).isPresent());
      case NULL ->
          flag(text)
              .map(expected -> (actual, r) -> flag(actual).filter(expected::equals).isPresent());
      case BINARY ->
          bytes(text)
              .map(expected ->
                  (actual, r) -> bytes(actual).filter(b -> Arrays.equals(b, expected)).isPresent());
      case IP_ADDRESS ->
          AddressRange.parse(text).map(range -> (actual, r) -> range.contains(actual));
      case ARN -> arn(text, variables);
    };
  }

  private static Optional<ExpectedValue> numeric(String text, IntPredicate sign) {
    return number(text)
        .map(expected ->
            (actual, r) ->
                number(actual).filter(a -> sign.test(a.compareTo(expected))).isPresent());
  }

  private static Optional<BigDecimal> number(String text) {
    if (text.length() > MAX_NUMBER_LENGTH) {
      return Optional.empty();
    }
    try {
      var number = new BigDecimal(text.strip());
      return Math.abs((long) number.scale()) > 400 ? Optional.empty() : Optional.of(number);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<ExpectedValue> date(String text, IntPredicate sign) {
    return PolicyDate.parse(text).map(expected -> (actual, r) -> compares(actual, expected, sign));
  }

  private static boolean compares(String actual, Instant expected, IntPredicate sign) {
    return PolicyDate.parse(actual).filter(a -> sign.test(a.compareTo(expected))).isPresent();
  }

  /// `true` or `false`, in any case.
  static Optional<Boolean> flag(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<byte[]> bytes(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Each of the six fields of the ARN is compared by itself. A lone `*` means any ARN, and a text
  /// that is no ARN matches none.
  private static Optional<ExpectedValue> arn(String text, boolean variables) {
    if (text.equals("*")) {
      return Optional.of((actual, request) -> isArn(actual));
    }
    if (!isArn(text)) {
      return variables && text.contains("${")
          ? Optional.of(PolicyText.of(text, PolicyText.Form.EXACT, true)::matches)
          : Optional.of((actual, request) -> false);
    }
    var patterns =
        arnFields(text).stream()
            .map(f -> PolicyText.of(f, PolicyText.Form.PATTERN, variables))
            .toList();
    return Optional.of((actual, request) -> {
      var parts = arnFields(actual);
      return parts.size() == 6
          && IntStream.range(0, 6).allMatch(i -> patterns.get(i).matches(parts.get(i), request));
    });
  }

  private static boolean isArn(String text) {
    return arnFields(text).size() == 6;
  }

  /// The text split at its first five colons; colons inside `${…}` are part of a variable's name.
  private static List<String> arnFields(String text) {
    var fields = new ArrayList<String>();
    int start = 0;
    int depth = 0;
    for (int i = 0; i < text.length() && fields.size() < 5; i++) {
      char c = text.charAt(i);
      if (c == '{' && i > 0 && text.charAt(i - 1) == '$') {
        depth++;
      } else if (c == '}' && depth > 0) {
        depth--;
      } else if (c == ':' && depth == 0) {
        fields.add(text.substring(start, i));
        start = i + 1;
      }
    }
    fields.add(text.substring(start));
    return fields;
  }
}

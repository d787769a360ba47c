package dev.diorama.policy;

import dev.diorama.policy.ConditionOperator.Comparison;
import dev.diorama.policy.StatementMatch.ConditionMatch;
import java.util.List;
import java.util.Optional;

/// One condition key under one operator. Absent keys follow
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html`:
/// a comparison fails, a negated one and `…IfExists` hold; `ForAllValues` holds and `ForAnyValue`
/// fails.
///
/// AWS does not state what a key with several values does without a set operator; here one matching
/// value is enough, and a negated operator holds if no value matches.
///
/// @param key as written
/// @param lookup the key in lower case
/// @param expected the values as written
/// @param values the same, compiled
record ConditionClause(
    ConditionOperator operator,
    String key,
    String lookup,
    List<String> expected,
    List<ExpectedValue> values) {
  ConditionClause {
    expected = List.copyOf(expected);
    values = List.copyOf(values);
  }

  ConditionMatch match(RequestView request) {
    var actual = present(request);
    boolean holds = holds(actual, request);
    boolean missing = holds && actual.isEmpty() && operator.comparison() != Comparison.NULL;
    return new ConditionMatch(operator.name(), key, expected, actual, holds, missing);
  }

  boolean holds(RequestView request) {
    return holds(present(request), request);
  }

  /// The values of the key; a key without any value is absent.
  private Optional<List<String>> present(RequestView request) {
    var actual = request.values(lookup);
    return actual.isPresent() && actual.get().isEmpty() ? Optional.empty() : actual;
  }

  private boolean holds(Optional<List<String>> actual, RequestView request) {
    if (operator.comparison() == Comparison.NULL) {
      return holdsNull(actual.isEmpty());
    }
    return actual.isEmpty() ? holdsWhenAbsent() : holds(actual.get(), request);
  }

  private boolean holdsNull(boolean absent) {
    return expected.stream().anyMatch(e -> ExpectedValue.flag(e).orElse(!absent) == absent);
  }

  private boolean holdsWhenAbsent() {
    return operator.ifExists()
        || switch (operator.quantifier()) {
          case PLAIN -> operator.negated();
          case FOR_ALL_VALUES -> true;
          case FOR_ANY_VALUE -> false;
        };
  }

  private boolean holds(List<String> actual, RequestView request) {
    return switch (operator.quantifier()) {
      case PLAIN -> actual.stream().anyMatch(a -> matchesAny(a, request)) != operator.negated();
      // "A null data set, such as an empty string" counts as no value at all.
      case FOR_ALL_VALUES ->
          isNull(actual)
              || actual.stream().allMatch(a -> matchesAny(a, request) != operator.negated());
      case FOR_ANY_VALUE ->
          !isNull(actual)
              && actual.stream().anyMatch(a -> matchesAny(a, request) != operator.negated());
    };
  }

  private static boolean isNull(List<String> actual) {
    return actual.stream().allMatch(String::isEmpty);
  }

  private boolean matchesAny(String actual, RequestView request) {
    for (var value : values) {
      if (value.matches(actual, request)) {
        return true;
      }
    }
    return false;
  }
}

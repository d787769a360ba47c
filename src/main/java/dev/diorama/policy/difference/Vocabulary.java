package dev.diorama.policy.difference;

import dev.diorama.policy.WrittenStatement;
import dev.diorama.policy.WrittenStatement.Condition;
import dev.diorama.policy.WrittenStatement.Element;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The action elements, resource patterns and conditions of a question, numbered.
final class Vocabulary {
  private final Variables variables;
  private final Conditions conditions;
  private final List<Element> actions = new ArrayList<>();
  private final List<Pattern> resources = new ArrayList<>();
  private final Map<Pattern, Integer> numbers = new HashMap<>();

  Vocabulary(Variables variables, Conditions conditions) {
    this.variables = variables;
    this.conditions = conditions;
  }

  /// The number of an action element.
  int actions(Element element) {
    actions.add(element);
    return actions.size() - 1;
  }

  /// All action elements by number.
  List<Element> actions() {
    return actions;
  }

  /// The number of a resource pattern; empty if it can match nothing.
  Optional<Integer> resource(String text, boolean expand) {
    return PatternReader.read(text, PatternReader.Form.RESOURCE, expand, variables)
        .map(this::resource);
  }

  /// The number of a pattern.
  int resource(Pattern pattern) {
    return numbers.computeIfAbsent(
        pattern,
        p -> {
          resources.add(p);
          return resources.size() - 1;
        });
  }

  /// The pattern with this number.
  Pattern pattern(int number) {
    return resources.get(number);
  }

  /// That a resource matches a pattern, or does not. Of a pattern that is larger than what is meant
  /// nothing follows for the texts in it, so that "does not match" is always possible.
  Expression leaf(int resource, boolean positive) {
    var pattern = resources.get(resource);
    if (pattern.isAnything()) {
      return positive || pattern.approximate() ? Expression.always() : Expression.never();
    }
    return pattern.approximate() && !positive
        ? Expression.always()
        : new Expression.Resource(resource, positive);
  }

  /// The number of a condition.
  int condition(Condition condition, WrittenStatement statement) {
    return conditions.add(condition, statement);
  }

  Conditions conditions() {
    return conditions;
  }

  Variables variables() {
    return variables;
  }
}

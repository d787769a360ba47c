package dev.diorama.policy.difference;

import dev.diorama.policy.Request;
import dev.diorama.policy.WrittenStatement;
import dev.diorama.policy.WrittenStatement.Condition;
import dev.diorama.policy.difference.KeyDomain.Literal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// All conditions of a question, and the search for a request context in which some hold and others
/// do not. Keys are independent of each other, so each is solved by itself.
final class Conditions {
  private Request skeleton;
  private final Function<String, Optional<Optional<List<String>>>> fixed;
  private final Variables variables;
  private final Budget budget;
  private final List<Condition> all = new ArrayList<>();
  private final List<Boolean> approximate = new ArrayList<>();
  private final Map<Condition, List<Pattern>> patterns = new HashMap<>();
  private final Map<String, KeyDomain> domains = new HashMap<>();

  /// By key in lower case, how a statement writes it.
  private final Map<String, String> names = new HashMap<>();

  /// What was found.
  ///
  /// @param context the keys that have to be there with their values; empty if there is no context
  /// @param proved whether "none" is certain
  record Solution(Optional<Map<String, List<String>>> context, boolean proved) {
    static final Solution NONE = new Solution(Optional.empty(), true);
    static final Solution OPEN = new Solution(Optional.empty(), false);
  }

  /// @param skeleton a request that carries what condition values may refer to
  /// @param fixed the value of a key that follows from the principal
  Conditions(
      Request skeleton,
      Function<String, Optional<Optional<List<String>>>> fixed,
      Variables variables,
      Budget budget) {
    this.skeleton = skeleton;
    this.fixed = fixed;
    this.variables = variables;
    this.budget = budget;
  }

  /// Sets the request that carries what condition values may refer to, before the first question.
  void bind(Request request) {
    skeleton = request;
  }

  /// Takes up a condition of a statement; all have to be there before the first question.
  int add(Condition condition, WrittenStatement statement) {
    var form = Operator.form(condition.operator());
    var read = new ArrayList<Pattern>();
    boolean expands =
        statement.variables() && Operator.of(condition.operator()).kind() == Operator.Kind.TEXT;
    if (Operator.of(condition.operator()).kind() == Operator.Kind.TEXT) {
      for (var text : condition.expected()) {
        PatternReader.read(text, form, expands, variables).ifPresent(read::add);
      }
    }
    patterns.put(condition, read);
    approximate.add(read.stream().anyMatch(Pattern::approximate));
    all.add(condition);
    names.putIfAbsent(condition.key(), condition.writtenKey());
    return all.size() - 1;
  }

  /// The condition as a leaf; where it depends on a variable without a known value, both are
  /// possible.
  Expression leaf(int condition, boolean positive) {
    return approximate.get(condition)
        ? Expression.always()
        : new Expression.Holds(condition, positive);
  }

  /// A context in which `expression`, which holds conditions only, is true.
  Solution solve(Expression expression) {
    return solve(new Todo(expression, Optional.empty()), new TreeMap<>(), new TreeMap<>());
  }

  private record Todo(Expression first, Optional<Todo> rest) {}

  private Solution solve(
      Todo todo, Map<String, List<Literal>> literals, Map<String, Optional<List<String>>> values) {
    budget.spend(1);
    if (budget.isSpent()) {
      return Solution.OPEN;
    }
    return switch (todo.first) {
      case Expression.And and -> {
        var next = todo.rest;
        for (var part : and.parts().reversed()) {
          next = Optional.of(new Todo(part, next));
        }
        yield next.map(t -> solve(t, literals, values)).orElseGet(() -> done(values));
      }
      case Expression.Or or -> {
        boolean proved = true;
        for (var part : or.parts()) {
          var found = solve(new Todo(part, todo.rest), literals, values);
          if (found.context.isPresent()) {
            yield found;
          }
          proved &= found.proved;
        }
        yield proved ? Solution.NONE : Solution.OPEN;
      }
      case Expression.Holds holds -> {
        var condition = all.get(holds.condition());
        var key = condition.key();
        var asked = new ArrayList<>(literals.getOrDefault(key, List.of()));
        asked.add(new Literal(condition, holds.positive()));
        var found = domain(key).find(asked, budget);
        if (found.values().isEmpty()) {
          yield found.proved() ? Solution.NONE : Solution.OPEN;
        }
        var newLiterals = new TreeMap<>(literals);
        newLiterals.put(key, asked);
        var newValues = new TreeMap<>(values);
        newValues.put(key, found.values().get());
        yield todo.rest.map(t -> solve(t, newLiterals, newValues)).orElseGet(() -> done(newValues));
      }
      case Expression.Resource r -> throw new IllegalArgumentException("the resource is known");
    };
  }

  private Solution done(Map<String, Optional<List<String>>> values) {
    var context = new TreeMap<String, List<String>>();
    values.forEach(
        (key, value) -> value.ifPresent(v -> context.put(names.getOrDefault(key, key), v)));
    return new Solution(Optional.of(context), true);
  }

  private KeyDomain domain(String key) {
    return domains.computeIfAbsent(
        key,
        k ->
            new KeyDomain(
                k,
                all.stream().filter(c -> c.key().equals(k)).toList(),
                fixed.apply(k),
                skeleton,
                patterns,
                budget));
  }
}

package dev.diorama.policy.difference;

import dev.diorama.catalog.ActionReference;
import dev.diorama.policy.Request;
import dev.diorama.policy.RequestContext;
import dev.diorama.policy.WrittenStatement;
import dev.diorama.policy.WrittenStatement.Condition;
import dev.diorama.policy.difference.Operator.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// All that a condition key can be, as far as a question's conditions can tell: absent, one of a
/// few values that stand for all values, or, for keys with several values, a list of those. Whether
/// a condition holds is always the evaluator's answer.
///
/// A key has several values if the Service Authorization Reference says so (`ArrayOf…`), or if a
/// policy asks with a set operator. See
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html`.
final class KeyDomain {
  private static final int MOST_ATOMS = 512;

  /// Keys that the evaluator derives where they are absent; a given value is tried first.
  private static final Set<String> DERIVED =
      Set.of("aws:requestedregion", "aws:viaawsservice", "aws:sourceaccount");

  private final String key;
  private final List<Condition> conditions;
  private final Request skeleton;
  private final boolean complete;
  private final boolean several;
  private final List<Optional<List<String>>> simple = new ArrayList<>();
  private final Map<Optional<List<String>>, Map<Condition, Boolean>> answers = new HashMap<>();

  /// A condition that has to hold, or not to hold.
  record Literal(Condition condition, boolean positive) {}

  /// What a key can be.
  ///
  /// @param values a value that fulfils everything asked; empty if there is none
  /// @param proved whether "none" is certain
  record Found(Optional<Optional<List<String>>> values, boolean proved) {}

  /// @param conditions all conditions of the question on this key
  /// @param fixed the key's value if it follows from the principal
  /// @param skeleton a request that carries what condition values may refer to
  KeyDomain(
      String key,
      List<Condition> conditions,
      Optional<Optional<List<String>>> fixed,
      Request skeleton,
      Map<Condition, List<Pattern>> patterns,
      Budget budget) {
    this.key = key;
    this.conditions = conditions;
    this.skeleton = skeleton;
    if (fixed.isPresent()) {
      simple.add(fixed.get());
      complete = true;
      several = false;
      return;
    }
    if (!DERIVED.contains(key)) {
      simple.add(Optional.empty());
    }
    var kinds = new LinkedHashSet<Kind>();
    conditions.forEach(c -> kinds.add(Operator.of(c.operator()).kind()));
    kinds.remove(Kind.PRESENCE);
    boolean whole = true;
    var values = new LinkedHashSet<String>();
    for (var kind : kinds) {
      var expected = expected(kind);
      switch (kind) {
        case NUMBER -> values.addAll(Values.numbers(expected));
        case DATE -> values.addAll(Values.dates(expected, WrittenStatement::date));
        case ADDRESS -> values.addAll(Values.addresses(expected));
        case BINARY -> values.addAll(Values.bytes(expected));
        case TEXT -> whole = texts(patterns, values, budget);
        case PRESENCE -> {}
      }
    }
    if (values.isEmpty()) {
      values.add(Variables.CHOSEN);
    }
    values.forEach(v -> simple.add(Optional.of(List.of(v))));
    if (DERIVED.contains(key)) {
      simple.add(Optional.empty());
    }
    // Two ways to compare the same key may tell apart more than either does.
    complete = whole && kinds.size() <= 1;
    several =
        conditions.stream().anyMatch(c -> Operator.of(c.operator()).set())
            || ActionReference.conditionKeyType(key).filter(t -> t.startsWith("Array")).isPresent();
    if (several) {
      simple.add(Optional.of(List.of()));
    }
  }

  private List<String> expected(Kind kind) {
    return conditions.stream()
        .filter(c -> Operator.of(c.operator()).kind() == kind)
        .flatMap(c -> c.expected().stream())
        .toList();
  }

  private boolean texts(Map<Condition, List<Pattern>> patterns, Set<String> values, Budget budget) {
    var distinct =
        conditions.stream()
            .flatMap(c -> patterns.getOrDefault(c, List.of()).stream())
            .distinct()
            .toList();
    if (conditions.stream().allMatch(c -> c.operator().startsWith("Bool"))) {
      values.add("true");
      values.add("false");
      return true;
    }
    var atoms = new Walk(distinct, budget).atoms(MOST_ATOMS);
    atoms.ifPresent(found -> values.addAll(found.values()));
    values.add("");
    return atoms.isPresent();
  }

  /// A value of the key that fulfils all of `literals`.
  Found find(List<Literal> literals, Budget budget) {
    for (var value : simple) {
      budget.spend(literals.size());
      if (fulfils(value, literals)) {
        return new Found(Optional.of(value), true);
      }
    }
    if (several) {
      var list = list(literals, budget);
      if (list.isPresent()) {
        return new Found(list, true);
      }
    }
    return new Found(Optional.empty(), complete);
  }

  /// A list: some literals ask something of every element, each of the others needs one element of
  /// its own.
  private Optional<Optional<List<String>>> list(List<Literal> literals, Budget budget) {
    Predicate<Optional<List<String>>> byAll =
        v -> literals.stream().filter(KeyDomain::asksAll).allMatch(l -> fulfils(v, List.of(l)));
    var elements =
        simple.stream()
            .filter(v -> v.filter(x -> !x.isEmpty() && !x.getFirst().isEmpty()).isPresent())
            .filter(byAll)
            .toList();
    budget.spend((long) simple.size() * literals.size());
    var chosen = new LinkedHashSet<String>();
    for (var literal : literals) {
      if (asksAll(literal)) {
        continue;
      }
      var element = elements.stream().filter(v -> fulfils(v, List.of(literal))).findFirst();
      if (element.isEmpty()) {
        return Optional.empty();
      }
      chosen.add(element.get().orElseThrow().getFirst());
    }
    Optional<List<String>> result = Optional.of(List.copyOf(chosen));
    return fulfils(result, literals) ? Optional.of(result) : Optional.empty();
  }

  private static boolean asksAll(Literal literal) {
    return Operator.of(literal.condition.operator()).ofAll() == literal.positive;
  }

  private boolean fulfils(Optional<List<String>> value, List<Literal> literals) {
    var known = answers.computeIfAbsent(value, v -> new HashMap<>());
    for (var literal : literals) {
      boolean holds = known.computeIfAbsent(literal.condition, c -> c.holds(with(value)));
      if (holds != literal.positive) {
        return false;
      }
    }
    return true;
  }

  private Request with(Optional<List<String>> value) {
    var context = new HashMap<>(skeleton.context().values());
    value.ifPresentOrElse(v -> context.put(key, v), () -> context.remove(key));
    return new Request(
        skeleton.principal(),
        skeleton.action(),
        skeleton.resource(),
        skeleton.resourceAccount(),
        new RequestContext(context));
  }
}

package dev.diorama.access;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.policy.Policy;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The condition keys that a policy asks for, in lower case, each with the values that it compares
/// them with and how it is written. A key that is only a policy variable has no values.
///
/// @param written the keys as first written, by key in lower case
record ConditionValues(Map<String, Set<String>> byKey, Map<String, String> written) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*([^},\\s]+)");

  /// What the policy asks for.
  static ConditionValues of(Policy policy) {
    var found = new ConditionValues(new LinkedHashMap<>(), new LinkedHashMap<>());
    if (policy.document() instanceof Fields document) {
      for (var statement : document.list("Statement")) {
        if (statement instanceof Fields fields) {
          conditions(fields.fields("Condition"), found);
          variables(fields, found);
        }
      }
    }
    return found;
  }

  private static void conditions(Fields operators, ConditionValues found) {
    for (var operator : operators.values().values()) {
      if (operator instanceof Fields keys) {
        for (var key : keys.values().keySet()) {
          add(key, keys.texts(key), found);
        }
      }
    }
  }

  private static void variables(Value value, ConditionValues found) {
    switch (value) {
      case Value.Text t -> {
        if (t.value().contains("${")) {
          VARIABLE.matcher(t.value()).results().forEach(m -> add(m.group(1), List.of(), found));
        }
      }
      case Items items -> items.values().forEach(v -> variables(v, found));
      case Fields fields -> fields.values().values().forEach(v -> variables(v, found));
      default -> {}
    }
  }

  private static void add(String key, List<String> values, ConditionValues found) {
    var lower = key.toLowerCase(Locale.ROOT);
    found.byKey.computeIfAbsent(lower, k -> new LinkedHashSet<>()).addAll(values);
    found.written.putIfAbsent(lower, key);
  }
}

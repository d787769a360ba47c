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
/// them with. A key that is only a policy variable has none.
record ConditionValues(Map<String, Set<String>> byKey) {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*([^},\\s]+)");

  /// What the policy asks for.
  static ConditionValues of(Policy policy) {
    var found = new LinkedHashMap<String, Set<String>>();
    if (policy.document() instanceof Fields document) {
      for (var statement : document.list("Statement")) {
        if (statement instanceof Fields fields) {
          conditions(fields.fields("Condition"), found);
          variables(fields, found);
        }
      }
    }
    return new ConditionValues(found);
  }

  private static void conditions(Fields operators, Map<String, Set<String>> found) {
    for (var operator : operators.values().values()) {
      if (operator instanceof Fields keys) {
        for (var key : keys.values().keySet()) {
          add(key, keys.texts(key), found);
        }
      }
    }
  }

  private static void variables(Value value, Map<String, Set<String>> found) {
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

  private static void add(String key, List<String> values, Map<String, Set<String>> found) {
    found.computeIfAbsent(key.toLowerCase(Locale.ROOT), k -> new LinkedHashSet<>()).addAll(values);
  }
}

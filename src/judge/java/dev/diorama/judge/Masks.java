package dev.diorama.judge;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.LinkedHashMap;
import java.util.Set;

/// Takes out of answers what no two engines have in common.
///
/// @param hidden members whose value does not count, only that there is one
/// @param ignored members that do not count at all
record Masks(Set<String> hidden, Set<String> ignored) {

  /// The answer without those values, at any depth.
  Fields of(Fields answer) {
    return (Fields) masked(answer);
  }

  private Value masked(Value value) {
    return switch (value) {
      case Fields fields -> {
        var result = new LinkedHashMap<String, Value>();
        fields
            .values()
            .forEach((name, member) -> {
              if (!ignored.contains(name)) {
                result.put(name, hidden.contains(name) ? Value.of("*") : masked(member));
              }
            });
        yield new Fields(result);
      }
      case Items items -> new Items(items.values().stream().map(this::masked).toList());
      default -> value;
    };
  }
}

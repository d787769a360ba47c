package dev.diorama.aws.lambda;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which records an event source mapping gives to its function: those that match at least one
/// pattern (docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html).
final class FilterCriteria {
  private final List<Value> patterns;

  private FilterCriteria(List<Value> patterns) {
    this.patterns = patterns;
  }

  /// The filters of a mapping's properties. A pattern that is no JSON object matches nothing.
  static FilterCriteria of(Fields mapping) {
    var patterns = new ArrayList<Value>();
    for (var filter : mapping.fields("FilterCriteria").list("Filters")) {
      if (filter instanceof Fields f && f.get("Pattern").isPresent()) {
        patterns.add(pattern(f.get("Pattern").get()));
      }
    }
    return new FilterCriteria(List.copyOf(patterns));
  }

  private static Value pattern(Value pattern) {
    return pattern instanceof Value.Text t ? json(t.value()).orElse(Value.Null.NULL) : pattern;
  }

  private static Optional<Value> json(String text) {
    try {
      return Optional.of(Json.read(text));
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  /// Whether the function gets this record. The body of a queue's message is read as JSON if the
  /// pattern asks for members of it.
  boolean matches(Fields record) {
    return patterns.isEmpty() || patterns.stream().anyMatch(p -> matches(p, record));
  }

  private static boolean matches(Value pattern, Fields record) {
    if (!(pattern instanceof Fields wanted)) {
      return false;
    }
    for (var entry : wanted.values().entrySet()) {
      var actual = record.get(entry.getKey());
      boolean ok =
          switch (entry.getValue()) {
            case Items alternatives when entry.getKey().equals("$or") ->
                alternatives.values().stream().anyMatch(a -> matches(a, record));
            case Items alternatives -> any(alternatives, actual);
            case Fields inner ->
                actual.flatMap(FilterCriteria::members).isPresent()
                    && matches(inner, actual.flatMap(FilterCriteria::members).get());
            default -> false;
          };
      if (!ok) {
        return false;
      }
    }
    return true;
  }

  private static Optional<Fields> members(Value value) {
    return switch (value) {
      case Fields f -> Optional.of(f);
      case Value.Text t ->
          json(t.value()).flatMap(v -> v instanceof Fields f ? Optional.of(f) : Optional.empty());
      default -> Optional.empty();
    };
  }

  /// Whether one of the alternatives holds; of a list in the record, for one of its members.
  private static boolean any(Items alternatives, Optional<Value> actual) {
    if (actual.isPresent() && actual.get() instanceof Items items) {
      return items.values().stream().anyMatch(i -> any(alternatives, Optional.of(i)));
    }
    return alternatives.values().stream().anyMatch(a -> holds(a, actual));
  }

  private static boolean holds(Value alternative, Optional<Value> actual) {
    if (!(alternative instanceof Fields comparison)) {
      return actual.filter(a -> equal(alternative, a)).isPresent();
    }
    return comparison.values().entrySet().stream()
        .allMatch(c -> compares(c.getKey(), c.getValue(), actual));
  }

  private static boolean equal(Value a, Value b) {
    return (a instanceof Value.Numeric x && b instanceof Value.Numeric y)
        ? x.value().compareTo(y.value()) == 0
        : a.equals(b);
  }

  private static boolean compares(String operator, Value operand, Optional<Value> actual) {
    var text = actual.flatMap(Value::asText);
    var wanted = operand.asText().orElse("");
    return switch (operator) {
      case "exists" -> actual.isPresent() == operand.equals(Value.of(true));
      case "prefix" -> text.filter(t -> t.startsWith(wanted)).isPresent();
      case "suffix" -> text.filter(t -> t.endsWith(wanted)).isPresent();
      case "equals-ignore-case" -> text.filter(t -> t.equalsIgnoreCase(wanted)).isPresent();
      case "anything-but" -> actual.filter(a -> !excluded(operand, a)).isPresent();
      case "numeric" ->
          actual.filter(a -> a instanceof Value.Numeric n && numeric(operand, n)).isPresent();
      default -> false;
    };
  }

  private static boolean excluded(Value operand, Value actual) {
    return switch (operand) {
      case Items items -> items.values().stream().anyMatch(i -> equal(i, actual));
      case Fields f -> holds(f, Optional.of(actual));
      default -> equal(operand, actual);
    };
  }

  /// Pairs of a comparison and a number, all of which must hold.
  private static boolean numeric(Value operand, Value.Numeric actual) {
    if (!(operand instanceof Items items) || items.values().size() % 2 != 0) {
      return false;
    }
    var values = items.values();
    for (int i = 0; i < values.size(); i += 2) {
      if (!(values.get(i + 1) instanceof Value.Numeric bound)) {
        return false;
      }
      int order = actual.value().compareTo(bound.value());
      boolean ok =
          switch (values.get(i).asText().orElse("").toLowerCase(Locale.ROOT)) {
            case "=" -> order == 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> false;
          };
      if (!ok) {
        return false;
      }
    }
    return true;
  }
}

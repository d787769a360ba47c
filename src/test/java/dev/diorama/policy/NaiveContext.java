package dev.diorama.policy;

import dev.diorama.model.Value.Fields;
import java.util.List;
import java.util.Optional;

/// The condition keys of a case: those given, and the few derived ones that random cases use.
record NaiveContext(Fields c, NaiveCaller who) {
  Optional<List<String>> get(String key) {
    for (var given : c.fields("context").values().keySet()) {
      if (given.equalsIgnoreCase(key)) {
        return Optional.of(c.fields("context").texts(given));
      }
    }
    return switch (NaiveEvaluator.lower(key)) {
      case "aws:username" ->
          who.written().contains(":user/") && !who.isFederated()
              ? Optional.of(List.of(who.written().substring(who.written().lastIndexOf('/') + 1)))
              : Optional.empty();
      case "aws:principalaccount" ->
          who.hasAccount()
              ? Optional.of(List.of(who.account()))
              : who.isAnonymous() ? Optional.of(List.of("anonymous")) : Optional.empty();
      case "aws:principalarn" ->
          who.hasAccount()
              ? Optional.of(List.of(who.isFederated() ? who.sessionArn() : who.identityArn()))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /// The text with its variables replaced; empty if one has no value.
  Optional<String> fill(String text) {
    int open = text.indexOf("${");
    int close = open < 0 ? -1 : text.indexOf('}', open);
    if (close < 0) {
      return Optional.of(text);
    }
    var inside = text.substring(open + 2, close);
    var rest = fill(text.substring(close + 1));
    var value = inside.length() == 1 ? Optional.of(inside) : value(inside);
    return value.flatMap(v -> rest.map(r -> text.substring(0, open) + v + r));
  }

  private Optional<String> value(String inside) {
    int comma = inside.indexOf(',');
    var key = comma < 0 ? inside : inside.substring(0, comma);
    var values = get(key);
    if (values.isPresent() && values.get().size() == 1) {
      return Optional.of(values.get().getFirst());
    }
    return comma < 0
        ? Optional.empty()
        : Optional.of(inside.substring(inside.indexOf('\'') + 1, inside.lastIndexOf('\'')));
  }
}

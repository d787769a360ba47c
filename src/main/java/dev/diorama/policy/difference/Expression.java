package dev.diorama.policy.difference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What has to hold for a request to be in the difference: a formula over "the resource matches
/// pattern i" and "condition j holds". Negations stand at the leaves only.
sealed interface Expression {
  /// Always.
  static Expression always() {
    return new And(List.of());
  }

  /// Never.
  static Expression never() {
    return new Or(List.of());
  }

  /// The resource matches the pattern, or does not.
  record Resource(int pattern, boolean positive) implements Expression {}

  /// The condition holds, or does not.
  record Holds(int condition, boolean positive) implements Expression {}

  /// All of them.
  record And(List<Expression> parts) implements Expression {}

  /// At least one of them.
  record Or(List<Expression> parts) implements Expression {}

  /// All of them, simplified.
  static Expression and(List<Expression> parts) {
    var kept = new ArrayList<Expression>(parts.size());
    for (var part : parts) {
      if (part instanceof Or o && o.parts.isEmpty()) {
        return part;
      }
      if (part instanceof And a) {
        kept.addAll(a.parts);
      } else {
        kept.add(part);
      }
    }
    return kept.size() == 1 ? kept.getFirst() : kept.isEmpty() ? always() : new And(kept);
  }

  /// At least one of them, simplified.
  static Expression or(List<Expression> parts) {
    var kept = new ArrayList<Expression>(parts.size());
    for (var part : parts) {
      if (part instanceof And a && a.parts.isEmpty()) {
        return part;
      }
      if (part instanceof Or o) {
        kept.addAll(o.parts);
      } else {
        kept.add(part);
      }
    }
    return kept.size() == 1 ? kept.getFirst() : kept.isEmpty() ? never() : new Or(kept);
  }

  /// All or, negated, at least one.
  static Expression all(boolean positive, List<Expression> parts) {
    return positive ? and(parts) : or(parts);
  }

  /// Whether it can be true if each leaf can be what `leaf` says, independently of the others.
  default boolean possible(Predicate<Resource> leaf) {
    return switch (this) {
      case Resource r -> leaf.test(r);
      case Holds h -> true;
      case And a -> {
        for (var part : a.parts) {
          if (!part.possible(leaf)) {
            yield false;
          }
        }
        yield true;
      }
      case Or o -> {
        for (var part : o.parts) {
          if (part.possible(leaf)) {
            yield true;
          }
        }
        yield false;
      }
    };
  }

  /// What is left when the resource is known.
  default Expression given(Predicate<Resource> leaf) {
    return switch (this) {
      case Resource r -> leaf.test(r) ? always() : never();
      case Holds h -> h;
      case And a -> and(given(a.parts, leaf));
      case Or o -> or(given(o.parts, leaf));
    };
  }

  private static List<Expression> given(List<Expression> parts, Predicate<Resource> leaf) {
    var result = new ArrayList<Expression>(parts.size());
    for (var part : parts) {
      result.add(part.given(leaf));
    }
    return result;
  }
}

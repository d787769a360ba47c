package dev.diorama.reachability;

import java.util.Collection;

/// How far a way works, best first.
enum Status {
  /// Always.
  WORKS,
  /// Sometimes: for some client ports, or for some of the interfaces that are used in turn.
  SOMETIMES,
  /// The drawing does not say enough: it works or not, but always the same.
  AMBIGUOUS,
  /// Something on the way is not modelled.
  UNKNOWN,
  /// Never.
  BLOCKED;

  /// Of several ways, the best can be taken.
  static Status best(Collection<Status> ways) {
    return ways.stream().min(Status::compareTo).orElse(BLOCKED);
  }

  /// Of several interfaces, one after the other is used.
  static Status inTurn(Collection<Status> each) {
    if (each.stream().distinct().count() == 1) {
      return each.iterator().next();
    }
    if (each.contains(UNKNOWN)) {
      return UNKNOWN;
    }
    return each.isEmpty() ? BLOCKED : each.contains(AMBIGUOUS) ? AMBIGUOUS : SOMETIMES;
  }

  /// One of several is the case, and the drawing does not say which.
  static Status undecided(Collection<Status> each) {
    if (each.stream().distinct().count() == 1) {
      return each.iterator().next();
    }
    if (each.contains(UNKNOWN)) {
      return UNKNOWN;
    }
    if (each.isEmpty()) {
      return BLOCKED;
    }
    return each.stream().allMatch(s -> s == WORKS || s == SOMETIMES) ? SOMETIMES : AMBIGUOUS;
  }

  Disposition disposition() {
    return switch (this) {
      case WORKS -> Disposition.REACHABLE;
      case SOMETIMES -> Disposition.INTERMITTENT;
      case AMBIGUOUS -> Disposition.AMBIGUOUS;
      case UNKNOWN -> Disposition.UNKNOWN;
      case BLOCKED -> Disposition.UNREACHABLE;
    };
  }
}

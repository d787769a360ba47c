package dev.diorama.policy.difference;

import java.util.Optional;

/// How much work a question may cost, so that no policy can make the engine hang. When it is used
/// up, the answer is "undecided".
final class Budget {
  private final Optional<Budget> whole;
  private long left;

  /// @param work in steps of one pattern position
  Budget(long work) {
    this(work, Optional.empty());
  }

  private Budget(long work, Optional<Budget> whole) {
    this.left = work;
    this.whole = whole;
  }

  /// A part of this budget; what it spends is spent here too.
  Budget part(long work) {
    return new Budget(work, Optional.of(this));
  }

  /// Takes off `work`.
  void spend(long work) {
    left -= work;
    if (whole.isPresent()) {
      whole.get().spend(work);
    }
  }

  /// Whether nothing is left.
  boolean isSpent() {
    return left <= 0 || (whole.isPresent() && whole.get().isSpent());
  }
}

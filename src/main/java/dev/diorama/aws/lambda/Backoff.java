package dev.diorama.aws.lambda;

import java.time.Duration;

/// A pause that doubles with each failure and starts again after a success. AWS does not say how
/// its pollers pause; the bounds are Diorama's.
final class Backoff {
  private final Duration first;
  private final Duration longest;
  private Duration next;

  Backoff(Duration first, Duration longest) {
    this.first = first;
    this.longest = longest;
    this.next = first;
  }

  /// The pause now; the next one is twice as long.
  Duration pause() {
    var now = next;
    var doubled = next.multipliedBy(2);
    next = doubled.compareTo(longest) < 0 ? doubled : longest;
    return now;
  }

  /// Something worked.
  void reset() {
    next = first;
  }
}

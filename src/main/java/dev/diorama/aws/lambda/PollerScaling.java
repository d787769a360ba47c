package dev.diorama.aws.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How many batches of a queue are worked on at once: five when messages come, up to 300 more each
/// minute while more are there, at most the mapping's maximum concurrency or Lambda's own ceiling,
/// and five again when the queue is empty
/// (docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html).
final class PollerScaling {
  private final long ceiling;
  private Optional<Instant> busySince = Optional.empty();
  private long lost;

  /// @param maximumConcurrency the mapping's, from 2 to 1,000
  PollerScaling(Optional<Long> maximumConcurrency) {
    this.ceiling = maximumConcurrency.orElse(LambdaFigures.MAX_POLLERS);
  }

  /// A poll gave this many messages.
  void received(Instant now, int messages) {
    if (messages == 0) {
      busySince = Optional.empty();
      lost = 0;
    } else if (busySince.isEmpty()) {
      busySince = Optional.of(now);
    }
  }

  /// The function was throttled: one fewer from now on, but never fewer than two.
  void throttled() {
    lost++;
  }

  /// How many batches may be worked on now.
  long limit(Instant now) {
    long minutesInMillis = busySince.map(s -> Duration.between(s, now).toMillis()).orElse(0L);
    long grown =
        LambdaFigures.FIRST_POLLERS
            + minutesInMillis * LambdaFigures.POLLERS_PER_MINUTE / Duration.ofMinutes(1).toMillis();
    long wanted = Math.max(LambdaFigures.MIN_MAPPING_CONCURRENCY, grown - lost);
    return Math.min(ceiling, wanted);
  }
}

package dev.diorama.aws.sqs;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a FIFO queue accepted within the last five minutes, by deduplication id:
/// `docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/using-messagededuplicationid-property.html`.
final class Deduplication {
  private static final Duration INTERVAL = Duration.ofMinutes(5);

  private final Map<String, Accepted> accepted = new LinkedHashMap<>();

  /// A message as it was accepted.
  record Accepted(Instant at, String messageId, String sequenceNumber) {}

  Optional<Accepted> find(String id, Instant now) {
    accepted.values().removeIf(a -> !a.at().plus(INTERVAL).isAfter(now));
    return Optional.ofNullable(accepted.get(id));
  }

  void clear() {
    accepted.clear();
  }

  void remember(String id, Accepted message) {
    accepted.put(id, message);
  }
}

package dev.diorama.aws.sqs;

import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.TraceHeader;
import java.time.Instant;
import java.util.Optional;

/// One message in a queue. Only its [Queue] changes it.
final class QueuedMessage {
  final String id;
  final String body;
  final Fields attributes;
  final String senderId;
  final Instant sentAt;
  final Optional<String> groupId;
  final Optional<String> deduplicationId;
  final Optional<String> sequenceNumber;

  /// Why it was sent, as [TraceHeader] writes it.
  final String trace;

  /// Why its state last changed.
  Because because;

  /// Hidden until then, by a delay or a visibility timeout.
  Instant visibleAt;

  /// When its retention period began.
  Instant enqueuedAt;

  /// Whether a consumer has it, as long as [#visibleAt] has not come.
  boolean received;

  int receiveCount;
  Optional<Instant> firstReceivedAt = Optional.empty();
  Optional<String> receiptHandle = Optional.empty();
  Optional<String> deadLetterSourceArn = Optional.empty();

  QueuedMessage(
      String id,
      String body,
      Fields attributes,
      String senderId,
      Instant sentAt,
      Instant visibleAt,
      Optional<String> groupId,
      Optional<String> deduplicationId,
      Optional<String> sequenceNumber,
      Because because) {
    this.id = id;
    this.body = body;
    this.attributes = attributes;
    this.senderId = senderId;
    this.sentAt = sentAt;
    this.enqueuedAt = sentAt;
    this.visibleAt = visibleAt;
    this.groupId = groupId;
    this.deduplicationId = deduplicationId;
    this.sequenceNumber = sequenceNumber;
    this.because = because;
    this.trace = TraceHeader.of(because);
  }

  boolean isVisible(Instant now) {
    return !visibleAt.isAfter(now);
  }

  boolean isInFlight(Instant now) {
    return received && !isVisible(now);
  }
}

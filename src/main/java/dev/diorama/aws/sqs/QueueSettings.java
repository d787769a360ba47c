package dev.diorama.aws.sqs;

import dev.diorama.model.Resource;
import java.time.Duration;
import java.util.Optional;

/// A queue's attributes as drawn, AWS's defaults filled in:
/// `docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html`.
record QueueSettings(
    String name,
    String arn,
    boolean fifo,
    boolean contentBasedDeduplication,
    Duration visibilityTimeout,
    Duration retention,
    Duration delay,
    Duration receiveWait,
    long maximumMessageSize,
    Optional<String> policy) {

  static QueueSettings of(Resource queue, String arn, Optional<String> policy) {
    var properties = queue.properties();
    return new QueueSettings(
        QueueType.queueName(queue),
        arn,
        QueueType.isFifo(queue),
        properties.flag("ContentBasedDeduplication"),
        Duration.ofSeconds(
            properties.number("VisibilityTimeout").orElse(QueueType.DEFAULT_VISIBILITY_TIMEOUT)),
        Duration.ofSeconds(
            properties.number("MessageRetentionPeriod").orElse(QueueType.DEFAULT_RETENTION)),
        Duration.ofSeconds(properties.number("DelaySeconds").orElse(0L)),
        Duration.ofSeconds(properties.number("ReceiveMessageWaitTimeSeconds").orElse(0L)),
        properties.number("MaximumMessageSize").orElse(QueueType.DEFAULT_MAXIMUM_SIZE),
        policy);
  }
}

package dev.diorama.aws.sqs;

import java.util.Set;

/// The attributes that one may ask of a queue:
/// `docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html`.
/// Those about keys are known and have no value here; queues are encrypted with keys that SQS owns:
/// `docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-sqs-sse-queue.html`.
final class QueueAttributeNames {
  static final Set<String> KNOWN =
      Set.of(
          "Policy",
          "VisibilityTimeout",
          "MaximumMessageSize",
          "MessageRetentionPeriod",
          "ApproximateNumberOfMessages",
          "ApproximateNumberOfMessagesNotVisible",
          "CreatedTimestamp",
          "LastModifiedTimestamp",
          "QueueArn",
          "ApproximateNumberOfMessagesDelayed",
          "DelaySeconds",
          "ReceiveMessageWaitTimeSeconds",
          "RedrivePolicy",
          "FifoQueue",
          "ContentBasedDeduplication",
          "KmsMasterKeyId",
          "KmsDataKeyReusePeriodSeconds",
          "DeduplicationScope",
          "FifoThroughputLimit",
          "RedriveAllowPolicy",
          "SqsManagedSseEnabled");

  private QueueAttributeNames() {}
}

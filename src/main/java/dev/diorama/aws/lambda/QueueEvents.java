package dev.diorama.aws.lambda;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.TraceHeader;
import java.util.Optional;

/// The records of an SQS event
/// (docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event).
final class QueueEvents {
  /// The system attribute in which a queue keeps why a message was sent
  /// (docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Message.html).
  static final String TRACE = "AWSTraceHeader";

  private QueueEvents() {}

  /// Why a message was sent, if the queue knows.
  static Optional<Because> because(Fields message) {
    return message.fields("Attributes").text(TRACE).flatMap(TraceHeader::read);
  }

  /// The record that a received message becomes.
  static Fields record(Fields message, String queueArn, String region) {
    return Fields.EMPTY
        .with("messageId", message.text("MessageId").orElse(""))
        .with("receiptHandle", message.text("ReceiptHandle").orElse(""))
        .with("body", message.text("Body").orElse(""))
        .with("attributes", message.fields("Attributes").without(TRACE))
        .with("messageAttributes", attributes(message.fields("MessageAttributes")))
        .with("md5OfBody", message.text("MD5OfBody").orElse(""))
        .with("eventSource", "aws:sqs")
        .with("eventSourceARN", queueArn)
        .with("awsRegion", region);
  }

  /// An event with one message, to try a function with.
  static Fields sample(String queueArn, String region) {
    var message =
        Fields.EMPTY
            .with("MessageId", "059f36b4-87a3-44ab-83d2-661975830a7d")
            .with("ReceiptHandle", "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a")
            .with("Body", "{\"message\": \"Hello\"}")
            .with("MD5OfBody", "216ecce94f0082d2cf87a06fdeecca87")
            .with(
                "Attributes",
                Fields.EMPTY
                    .with("ApproximateReceiveCount", "1")
                    .with("SentTimestamp", "1767225600000")
                    .with("SenderId", "AIDAIENQZJOLO23YVJ4VO")
                    .with("ApproximateFirstReceiveTimestamp", "1767225600001"));
    return Fields.EMPTY.with("Records", Value.list(record(message, queueArn, region)));
  }

  private static Fields attributes(Fields attributes) {
    var result = Fields.EMPTY;
    for (var entry : attributes.values().entrySet()) {
      if (entry.getValue() instanceof Fields a) {
        var one = Fields.EMPTY;
        if (a.text("StringValue").isPresent()) {
          one = one.with("stringValue", a.text("StringValue").get());
        }
        if (a.get("BinaryValue").isPresent()) {
          one = one.with("binaryValue", a.get("BinaryValue").get());
        }
        one =
            one.with("stringListValues", Value.Items.EMPTY)
                .with("binaryListValues", Value.Items.EMPTY)
                .with("dataType", a.text("DataType").orElse("String"));
        result = result.with(entry.getKey(), one);
      }
    }
    return result;
  }
}

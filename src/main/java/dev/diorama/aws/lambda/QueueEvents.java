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

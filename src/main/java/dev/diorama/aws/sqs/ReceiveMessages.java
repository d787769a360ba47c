package dev.diorama.aws.sqs;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.RuntimeContext.Because;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Hands out messages:
/// `docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ReceiveMessage.html`.
final class ReceiveMessages {
  private ReceiveMessages() {}

  static void receive(OperationRequest request, Queue queue, Consumer<Fields> done)
      throws SqsException {
    var input = request.input();
    long maximum = number(input, "MaxNumberOfMessages", 1, 1, 10);
    long visibility =
        number(
            input,
            "VisibilityTimeout",
            queue.settings().visibilityTimeout().toSeconds(),
            0,
            43_200);
    long wait = number(input, "WaitTimeSeconds", queue.settings().receiveWait().toSeconds(), 0, 20);
    var system = new ArrayList<String>(input.texts("AttributeNames"));
    system.addAll(input.texts("MessageSystemAttributeNames"));
    var names = input.texts("MessageAttributeNames");
    queue.receive(
        (int) maximum,
        Duration.ofSeconds(visibility),
        Duration.ofSeconds(wait),
        Because.of(request),
        messages ->
            done.accept(
                messages.isEmpty()
                    ? Fields.EMPTY
                    : Fields.EMPTY.with(
                        "Messages",
                        new Items(
                            messages.stream()
                                .<Value>map(m -> describe(m, system, names))
                                .toList()))));
  }

  private static long number(Fields input, String name, long absent, long min, long max)
      throws SqsException {
    long value = input.number(name).orElse(absent);
    if (value < min || value > max) {
      throw SqsException.invalid(
          value,
          name,
          name.equals("MaxNumberOfMessages")
              ? "Must be between 1 and 10, if provided."
              : "Must be >= " + min + " and <= " + max + ", if provided.");
    }
    return value;
  }

  private static Fields describe(QueuedMessage message, List<String> system, List<String> names) {
    var result =
        Fields.EMPTY
            .with("MessageId", message.id)
            .with("ReceiptHandle", message.receiptHandle.orElse(""))
            .with("MD5OfBody", MessageAttributes.digest(message.body))
            .with("Body", message.body);
    var attributes = systemAttributes(message, system);
    if (!attributes.isEmpty()) {
      result = result.with("Attributes", attributes);
    }
    var selected = MessageAttributes.selected(message.attributes, names);
    return selected.isEmpty()
        ? result
        : result
            .with("MD5OfMessageAttributes", MessageAttributes.digest(selected))
            .with("MessageAttributes", selected);
  }

  /// docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Message.html
  private static final String TRACE = "AWSTraceHeader";

  private static Fields systemAttributes(QueuedMessage message, List<String> asked) {
    var all =
        Fields.EMPTY
            .with("SenderId", message.senderId)
            .with("ApproximateReceiveCount", Integer.toString(message.receiveCount))
            .with("SentTimestamp", Long.toString(message.sentAt.toEpochMilli()));
    if (message.firstReceivedAt.isPresent()) {
      all =
          all.with(
              "ApproximateFirstReceiveTimestamp",
              Long.toString(message.firstReceivedAt.get().toEpochMilli()));
    }
    all = with(all, "MessageGroupId", message.groupId);
    all = with(all, "MessageDeduplicationId", message.deduplicationId);
    all = with(all, "SequenceNumber", message.sequenceNumber);
    all = with(all, "DeadLetterQueueSourceArn", message.deadLetterSourceArn);
    var result = Fields.EMPTY;
    for (var entry : all.values().entrySet()) {
      if (asked.contains("All") || asked.contains(entry.getKey())) {
        result = result.with(entry.getKey(), entry.getValue());
      }
    }
    // AWS gives it under All only to messages that were sent with one; Lambda's poller asks for it
    // by name, so that what a message sets off is known to belong to it.
    return asked.contains(TRACE) ? result.with(TRACE, message.trace) : result;
  }

  private static Fields with(Fields fields, String name, Optional<String> value) {
    return value.map(v -> fields.with(name, v)).orElse(fields);
  }
}

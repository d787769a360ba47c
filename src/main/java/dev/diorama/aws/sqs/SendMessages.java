package dev.diorama.aws.sqs;

import dev.diorama.catalog.Need;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.policy.Principal;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Accepts messages:
/// `docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html`.
final class SendMessages {
  private static final Pattern ID = Pattern.compile("[\\p{Alnum}\\p{Punct}]{1,128}");

  private final RuntimeContext context;

  SendMessages(RuntimeContext context) {
    this.context = context;
  }

  /// Accepts one message; answers `MessageId`, the digests and, from FIFO queues, `SequenceNumber`.
  ///
  /// @param input a `SendMessage` input or one entry of a batch
  Fields send(OperationRequest request, Queue queue, Fields input) throws SqsException {
    return send(request, queue, input, "One or more parameters are invalid.");
  }

  /// One entry of a batch, which the service refuses in other words where it is too long.
  Fields sendEntry(OperationRequest request, Queue queue, Fields entry) throws SqsException {
    return send(request, queue, entry, "One or more parameters cannot be validated.");
  }

  private Fields send(OperationRequest request, Queue queue, Fields input, String tooLong)
      throws SqsException {
    var body = body(input);
    var attributes = input.fields("MessageAttributes");
    MessageAttributes.check(attributes);
    long maximum = queue.settings().maximumMessageSize();
    if (size(input) > maximum) {
      throw SqsException.invalid(
          tooLong + " Reason: Message must be shorter than " + maximum + " bytes.");
    }
    var delay = delay(queue, input);
    var answer = Fields.EMPTY.with("MD5OfMessageBody", MessageAttributes.digest(body));
    if (!attributes.isEmpty()) {
      answer = answer.with("MD5OfMessageAttributes", MessageAttributes.digest(attributes));
    }
    var group = id(input, "MessageGroupId");
    var given = id(input, "MessageDeduplicationId");
    var now = context.now();
    if (!queue.settings().fifo()) {
      if (given.isPresent()) {
        throw notForThisQueueType(given.get(), "MessageDeduplicationId");
      }
      var message =
          new QueuedMessage(
              context.newUuid(),
              body,
              attributes,
              senderId(request.caller()),
              now,
              now.plus(delay),
              group,
              Optional.empty(),
              Optional.empty(),
              Because.of(request));
      queue.add(message);
      return answer.with("MessageId", message.id);
    }
    if (group.isEmpty()) {
      throw SqsException.missing("MessageGroupId");
    }
    var deduplicationId = deduplicationId(queue, given, body);
    var earlier = queue.deduplication().find(deduplicationId, now);
    if (earlier.isPresent()) {
      return answer
          .with("MessageId", earlier.get().messageId())
          .with("SequenceNumber", earlier.get().sequenceNumber());
    }
    var sequenceNumber = queue.nextSequenceNumber();
    var message =
        new QueuedMessage(
            context.newUuid(),
            body,
            attributes,
            senderId(request.caller()),
            now,
            now.plus(delay),
            group,
            Optional.of(deduplicationId),
            Optional.of(sequenceNumber),
            Because.of(request));
    queue
        .deduplication()
        .remember(deduplicationId, new Deduplication.Accepted(now, message.id, sequenceNumber));
    queue.add(message);
    return answer.with("MessageId", message.id).with("SequenceNumber", sequenceNumber);
  }

  /// Refuses a whole batch for a FIFO queue if an entry of it has no group or no deduplication id:
  /// such an entry does not fail by itself.
  static void checkFifoEntries(Queue queue, List<Value> entries) throws SqsException {
    if (!queue.settings().fifo()) {
      return;
    }
    for (var value : entries) {
      var entry = value instanceof Fields f ? f : Fields.EMPTY;
      if (entry.text("MessageGroupId").isEmpty()) {
        throw SqsException.invalid("The request must contain the parameter MessageGroupId.");
      }
      deduplicationId(queue, entry.text("MessageDeduplicationId"), "");
    }
  }

  /// The bytes of a message that count for its limit: body and attributes.
  static long size(Fields input) {
    return input.text("MessageBody").orElse("").getBytes(StandardCharsets.UTF_8).length
        + MessageAttributes.size(input.fields("MessageAttributes"));
  }

  private static String body(Fields input) throws SqsException {
    var body = input.text("MessageBody").orElse("");
    if (body.isEmpty()) {
      throw SqsException.missing("MessageBody");
    }
    MessageText.check(body, "message body");
    return body;
  }

  private static Duration delay(Queue queue, Fields input) throws SqsException {
    var seconds = input.number("DelaySeconds");
    if (seconds.isEmpty()) {
      return queue.settings().delay();
    }
    if (seconds.get() < 0 || seconds.get() > 900) {
      throw SqsException.invalid(
          seconds.get(), "DelaySeconds", "DelaySeconds must be >= 0 and <= 900.");
    }
    if (queue.settings().fifo() && seconds.get() > 0) {
      throw notForThisQueueType(seconds.get(), "DelaySeconds");
    }
    return queue.settings().fifo() ? queue.settings().delay() : Duration.ofSeconds(seconds.get());
  }

  private static SqsException notForThisQueueType(Object value, String parameter) {
    return SqsException.invalid(
        value, parameter, "The request include parameter that is not valid for this queue type.");
  }

  private static Optional<String> id(Fields input, String name) throws SqsException {
    var id = input.text(name);
    if (id.isPresent() && !ID.matcher(id.get()).matches()) {
      throw SqsException.invalid(
          id.get(),
          name,
          name + " can only include alphanumeric and punctuation characters. 1 to 128 in length.");
    }
    return id;
  }

  private static String deduplicationId(Queue queue, Optional<String> given, String body)
      throws SqsException {
    if (given.isPresent()) {
      return given.get();
    }
    if (!queue.settings().contentBasedDeduplication()) {
      throw SqsException.invalid(
          "The queue should either have ContentBasedDeduplication enabled or"
              + " MessageDeduplicationId provided explicitly");
    }
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// The system attribute `SenderId`: the user's id, or the role's with the session's name.
  private String senderId(Need.Caller caller) {
    return switch (context.access().principal(caller)) {
      case Principal.RoleSession s -> s.roleId() + ":" + s.sessionName();
      case Principal.User u -> u.userId();
      case Principal.Root r -> r.accountId();
      case Principal.FederatedUser f -> f.arn();
      case Principal.Federated f -> f.provider();
      case Principal.Service s -> s.name();
      case Principal.CanonicalUser c -> c.id();
      case Principal.Anonymous a -> "anonymous";
    };
  }
}

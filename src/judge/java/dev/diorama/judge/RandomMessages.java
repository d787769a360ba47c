package dev.diorama.judge;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Random calls to SQS: a standard and a FIFO queue, about as many calls refused as carried out.
///
/// A receipt is used once and only the newest ones are, since the judge refuses old receipts, which
/// AWS lets pass (`sqs/messages.calls`). No more messages are in a queue than one call receives, so
/// that both engines hand out the same ones.
final class RandomMessages {
  private static final int MOST = 10;
  private static final List<String> COUNTS =
      List.of(
          "ApproximateNumberOfMessages",
          "ApproximateNumberOfMessagesNotVisible",
          "ApproximateNumberOfMessagesDelayed");

  private final Random random;
  private final List<Call> calls = new ArrayList<>();
  private int names;

  /// The receipts of a queue that were not used yet, as references.
  private final List<String> receipts = new ArrayList<>();

  private final List<String> fifoReceipts = new ArrayList<>();
  private int live;
  private int fifoLive;

  RandomMessages(long seed) {
    random = new Random(seed);
  }

  List<Call> calls(int count) {
    calls.add(named("q", "GetQueueUrl", Fields.EMPTY.with("QueueName", "Orders")));
    calls.add(named("f", "GetQueueUrl", Fields.EMPTY.with("QueueName", "Lines.fifo")));
    for (int i = 0; i < count; i++) {
      step(random.nextInt(3) == 0);
    }
    calls.add(Call.of("GetQueueAttributes", counts(false)));
    calls.add(Call.of("GetQueueAttributes", counts(true)));
    return calls;
  }

  private void step(boolean fifo) {
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> send(fifo);
      case 3 -> sendBatch();
      case 4, 5 -> receive(fifo);
      case 6 -> delete(fifo);
      case 7 -> change(fifo);
      case 8 -> calls.add(Call.of("GetQueueAttributes", counts(fifo)));
      default -> refused(fifo);
    }
  }

  private Fields queue(boolean fifo) {
    return Fields.EMPTY.with("QueueUrl", fifo ? "${f.QueueUrl}" : "${q.QueueUrl}");
  }

  private Fields counts(boolean fifo) {
    return queue(fifo).with("AttributeNames", Value.texts(COUNTS));
  }

  private void send(boolean fifo) {
    if ((fifo ? fifoLive : live) < MOST) {
      calls.add(Call.of("SendMessage", message(queue(fifo), fifo)));
    }
  }

  /// For the standard queue only: the judge leaves sequence numbers out (`sqs/fifo.calls`).
  private void sendBatch() {
    var entries = new ArrayList<Value>();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      if (live < MOST) {
        entries.add(message(Fields.EMPTY.with("Id", "e" + i), false));
      }
    }
    if (!entries.isEmpty()) {
      calls.add(
          Call.of("SendMessageBatch", queue(false).with("Entries", new Value.Items(entries))));
    }
  }

  /// A message that is accepted, or a duplicate in the FIFO queue.
  private Fields message(Fields start, boolean fifo) {
    var body = pick(List.of("x", "two words", "日本", "{\"a\": 1}", "<b>&amp;</b>", "\t\n"));
    var message = start.with("MessageBody", body + names++);
    if (random.nextInt(3) == 0) {
      message = message.with("MessageAttributes", attributes());
    }
    if (fifo) {
      fifoLive++;
      return message
          .with("MessageGroupId", pick(List.of("a", "b", "c")))
          .with("MessageDeduplicationId", "d" + random.nextInt(40));
    }
    live++;
    return random.nextInt(6) == 0 ? message.with("DelaySeconds", 900L) : message;
  }

  private Fields attributes() {
    var attributes = Fields.EMPTY;
    for (var name : List.of("kind", "count", "raw", "a.b")) {
      if (random.nextBoolean()) {
        attributes =
            attributes.with(
                name,
                switch (random.nextInt(4)) {
                  case 0 ->
                      Fields.EMPTY.with("DataType", "Number").with("StringValue", pick(NUMBERS));
                  case 1 -> Fields.EMPTY.with("DataType", "Binary").with("BinaryValue", "AAE=");
                  case 2 -> Fields.EMPTY.with("DataType", "String.own").with("StringValue", "{}");
                  default -> Fields.EMPTY.with("DataType", "String").with("StringValue", "日本");
                });
      }
    }
    return attributes.isEmpty()
        ? Fields.EMPTY.with(
            "kind", Fields.EMPTY.with("DataType", "String").with("StringValue", "v"))
        : attributes;
  }

  private static final List<String> NUMBERS = List.of("0", "-1", "3.25", "1000000");

  private void receive(boolean fifo) {
    var name = "r" + names++;
    var input =
        queue(fifo)
            .with("MaxNumberOfMessages", 10L)
            .with("MessageAttributeNames", Value.texts(List.of(pick(List.of("All", "kind")))))
            .with(
                "MessageSystemAttributeNames",
                Value.texts(List.of(pick(List.of("All", "ApproximateReceiveCount")))));
    calls.add(named(name, "ReceiveMessage", input));
    var unused = fifo ? fifoReceipts : receipts;
    for (int i = 0; i < MOST; i++) {
      unused.add("${" + name + ".Messages." + i + ".ReceiptHandle|gone}");
    }
  }

  private void delete(boolean fifo) {
    receipt(fifo)
        .ifPresent(handle ->
            calls.add(Call.of("DeleteMessage", queue(fifo).with("ReceiptHandle", handle))));
  }

  private void change(boolean fifo) {
    long timeout = pick(List.of(0L, 0L, 600L, 43_200L));
    receipt(fifo)
        .ifPresent(handle ->
            calls.add(
                Call.of(
                    "ChangeMessageVisibility",
                    queue(fifo).with("ReceiptHandle", handle).with("VisibilityTimeout", timeout))));
  }

  private Optional<String> receipt(boolean fifo) {
    var unused = fifo ? fifoReceipts : receipts;
    return unused.isEmpty()
        ? Optional.empty()
        : Optional.of(unused.remove(random.nextInt(unused.size())));
  }

  private void refused(boolean fifo) {
    var queue = queue(fifo);
    calls.add(
        switch (random.nextInt(6)) {
          case 0 -> Call.of("ReceiveMessage", queue.with("MaxNumberOfMessages", 11L));
          case 1 -> Call.of("ReceiveMessage", queue.with("WaitTimeSeconds", -1L));
          case 2 ->
              Call.of(
                  "SendMessage",
                  queue(false)
                      .with("MessageBody", "x")
                      .with("DelaySeconds", pick(List.of(-1L, 901L))));
          case 3 -> Call.of("DeleteMessage", queue.with("ReceiptHandle", "nonsense"));
          case 4 ->
              Call.of(
                  "SendMessage",
                  Fields.EMPTY
                      .with("QueueUrl", "http://127.0.0.1/123456789012/none")
                      .with("MessageBody", "x"));
          default -> Call.of("GetQueueUrl", Fields.EMPTY.with("QueueName", "none"));
        });
  }

  private static Call named(String name, String operation, Fields input) {
    return new Call(Optional.of(name), operation, input, Optional.empty());
  }

  private <T> T pick(List<T> options) {
    return options.get(random.nextInt(options.size()));
  }
}

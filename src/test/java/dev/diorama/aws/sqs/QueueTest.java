package dev.diorama.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.aws.Sketch;
import dev.diorama.aws.Stage;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult.Success;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueTest {
  private static Stage stage(String properties) {
    return Sketch.of(new SqsService())
        .caller("Alice", "sqs:*")
        .caller("Sender", "sqs:SendMessage")
        .add("Orders", "AWS::SQS::Queue", properties)
        .add("Dead", "AWS::SQS::Queue", "{}")
        .connect("Orders", "sqs:Redrive", "Dead", "{'maxReceiveCount': 2}")
        .run();
  }

  private static Fields body(String text) {
    return Fields.EMPTY.with("MessageBody", text);
  }

  private static Fields send(Stage stage, String text) {
    return stage.good("Alice", "sqs:SendMessage", "Orders", body(text));
  }

  private static List<Fields> receive(Stage stage, String queue, Fields input) {
    return messages(stage.good("Alice", "sqs:ReceiveMessage", queue, input));
  }

  private static List<Fields> messages(Fields output) {
    return output.list("Messages").stream().map(Fields.class::cast).toList();
  }

  private static String text(Fields message, String name) {
    return message.text(name).orElseThrow();
  }

  @Test
  void aMessageIsReceivedDeletedAndGone() {
    try (var stage = stage("{}")) {
      var sent = send(stage, "hello");
      assertThat(text(sent, "MD5OfMessageBody")).isEqualTo("5d41402abc4b2a76b9719d911017c592");
      assertThat(stage.counts("Orders")).containsEntry("available", 1L);

      var message =
          receive(stage, "Orders", Sketch.json("{'MessageSystemAttributeNames': ['All']}"))
              .getFirst();

      assertThat(text(message, "MessageId")).isEqualTo(text(sent, "MessageId"));
      assertThat(text(message, "Body")).isEqualTo("hello");
      var attributes = message.fields("Attributes");
      assertThat(attributes.text("ApproximateReceiveCount")).contains("1");
      assertThat(attributes.text("SentTimestamp")).contains("1767225600000");
      assertThat(attributes.text("SenderId").orElseThrow()).matches("AROA.{17}:Alice");
      assertThat(stage.counts("Orders"))
          .containsEntry("available", 0L)
          .containsEntry("inFlight", 1L);
      stage.good(
          "Alice",
          "sqs:DeleteMessage",
          "Orders",
          Fields.EMPTY.with("ReceiptHandle", text(message, "ReceiptHandle")));
      assertThat(stage.counts("Orders")).containsEntry("inFlight", 0L);
    }
  }

  @Test
  void aMessageThatIsNotDeletedComesBackAfterItsVisibilityTimeout() {
    try (var stage = stage("{'VisibilityTimeout': 10}")) {
      send(stage, "a");
      assertThat(receive(stage, "Orders", Fields.EMPTY)).hasSize(1);
      stage.advance(Duration.ofSeconds(9));
      assertThat(receive(stage, "Orders", Fields.EMPTY)).isEmpty();
      stage.advance(Duration.ofSeconds(1));
      assertThat(stage.counts("Orders")).containsEntry("available", 1L);
      assertThat(receive(stage, "Orders", Fields.EMPTY)).hasSize(1);
    }
  }

  @Test
  void aVisibilityTimeoutCanBeChangedUntilTheMessageIsDeleted() {
    try (var stage = stage("{}")) {
      send(stage, "a");
      var handle = text(receive(stage, "Orders", Fields.EMPTY).getFirst(), "ReceiptHandle");
      var change = Fields.EMPTY.with("ReceiptHandle", handle).with("VisibilityTimeout", 0);
      stage.good("Alice", "sqs:ChangeMessageVisibility", "Orders", change);
      assertThat(stage.counts("Orders")).containsEntry("available", 1L);
      // Its timeout is over, but nobody else received it.
      stage.good(
          "Alice",
          "sqs:ChangeMessageVisibility",
          "Orders",
          Fields.EMPTY.with("ReceiptHandle", handle).with("VisibilityTimeout", 5));
      assertThat(stage.counts("Orders")).containsEntry("inFlight", 1L);
      stage.good(
          "Alice", "sqs:DeleteMessage", "Orders", Fields.EMPTY.with("ReceiptHandle", handle));
      var refused = stage.bad("Alice", "sqs:ChangeMessageVisibility", "Orders", change);
      assertThat(refused.code()).isEqualTo("InvalidParameterValue");
      assertThat(refused.message())
          .endsWith("Message does not exist or is not available for visibility timeout change.");
    }
  }

  @Test
  void queuesAreListedInPagesWhereThatIsAskedFor() {
    try (var stage = stage("{}")) {
      var all = stage.good("Alice", "sqs:ListQueues", "Orders", Fields.EMPTY).texts("QueueUrls");
      assertThat(all).hasSize(2);
      var page = stage.good("Alice", "sqs:ListQueues", "Orders", Sketch.json("{'MaxResults': 1}"));
      assertThat(page.texts("QueueUrls")).containsExactly(all.getFirst());
      var token = page.text("NextToken").orElseThrow();
      var rest =
          stage.good(
              "Alice",
              "sqs:ListQueues",
              "Orders",
              Sketch.json("{'MaxResults': 1}").with("NextToken", token));
      assertThat(rest.texts("QueueUrls")).containsExactly(all.getLast());
      assertThat(rest.text("NextToken")).isEmpty();
    }
  }

  @Test
  void aDeadLetterQueueTellsItsSources() {
    try (var stage = stage("{}")) {
      assertThat(
              stage
                  .good("Alice", "sqs:ListDeadLetterSourceQueues", "Dead", Fields.EMPTY)
                  .texts("queueUrls"))
          .singleElement()
          .asString()
          .endsWith("/Orders");
    }
  }

  @Test
  void aMessageReceivedTooOftenMovesToTheDeadLetterQueue() {
    try (var stage = stage("{'VisibilityTimeout': 1}")) {
      var sent = send(stage, "poison");
      for (int i = 0; i < 2; i++) {
        assertThat(receive(stage, "Orders", Fields.EMPTY)).hasSize(1);
        stage.advance(Duration.ofSeconds(1));
      }
      assertThat(receive(stage, "Orders", Fields.EMPTY)).isEmpty();
      assertThat(stage.counts("Orders")).containsEntry("available", 0L);
      assertThat(stage.counts("Dead")).containsEntry("available", 1L);
      var dead = receive(stage, "Dead", Sketch.json("{'AttributeNames': ['All']}")).getFirst();
      assertThat(text(dead, "MessageId")).isEqualTo(text(sent, "MessageId"));
      assertThat(dead.fields("Attributes").text("DeadLetterQueueSourceArn"))
          .contains("arn:aws:sqs:us-east-1:123456789012:Orders");
    }
  }

  @Test
  void aLongPollIsAnsweredWhenAMessageComes() {
    try (var stage = stage("{}")) {
      var poll =
          stage.submit(
              "Alice", "sqs:ReceiveMessage", "Orders", Fields.EMPTY.with("WaitTimeSeconds", 20));
      stage.advance(Duration.ofSeconds(5));
      assertThat(poll).isNotDone();
      send(stage, "late");
      assertThat(poll).isDone();
      assertThat(messages(((Success) poll.join()).output())).hasSize(1);
    }
  }

  @Test
  void aLongPollEndsEmptyAfterItsTime() {
    try (var stage = stage("{'ReceiveMessageWaitTimeSeconds': 3}")) {
      var poll = stage.submit("Alice", "sqs:ReceiveMessage", "Orders", Fields.EMPTY);
      stage.advance(Duration.ofSeconds(2));
      assertThat(poll).isNotDone();
      stage.advance(Duration.ofSeconds(1));
      assertThat(messages(((Success) poll.join()).output())).isEmpty();
      send(stage, "later");
      assertThat(stage.counts("Orders")).containsEntry("available", 1L);
    }
  }

  @Test
  void aDelayedMessageAppearsWhenItsDelayIsOver() {
    try (var stage = stage("{'DelaySeconds': 60}")) {
      send(stage, "a");
      assertThat(stage.counts("Orders"))
          .containsEntry("available", 0L)
          .containsEntry("delayed", 1L);
      stage.advance(Duration.ofSeconds(60));
      assertThat(stage.counts("Orders"))
          .containsEntry("available", 1L)
          .containsEntry("delayed", 0L);
    }
  }

  @Test
  void aMessageExpiresAfterItsRetentionPeriod() {
    try (var stage = stage("{'MessageRetentionPeriod': 60}")) {
      send(stage, "a");
      stage.advance(Duration.ofSeconds(60));
      assertThat(stage.counts("Orders")).containsEntry("available", 0L);
      assertThat(receive(stage, "Orders", Fields.EMPTY)).isEmpty();
    }
  }

  @Test
  void batchesReportEachEntry() {
    try (var stage = stage("{}")) {
      var sent =
          stage.good(
              "Alice",
              "sqs:SendMessageBatch",
              "Orders",
              Sketch.json(
                  "{'Entries': [{'Id': 'a', 'MessageBody': 'x'}, {'Id': 'b', 'MessageBody': 'y',"
                      + " 'DelaySeconds': 901}]}"));
      assertThat(sent.list("Successful")).hasSize(1);
      var failed = (Fields) sent.list("Failed").getFirst();
      assertThat(failed.text("Id")).contains("b");
      assertThat(failed.text("Code")).contains("InvalidParameterValue");
      assertThat(failed.flag("SenderFault")).isTrue();
      assertThat(
              stage
                  .bad("Alice", "sqs:DeleteMessageBatch", "Orders", Sketch.json("{'Entries': []}"))
                  .code())
          .isEqualTo("EmptyBatchRequest");
      assertThat(
              stage
                  .bad(
                      "Alice",
                      "sqs:SendMessageBatch",
                      "Orders",
                      Sketch.json(
                          "{'Entries': [{'Id': 'a', 'MessageBody': 'x'}, {'Id': 'a',"
                              + " 'MessageBody': 'y'}]}"))
                  .code())
          .isEqualTo("BatchEntryIdsNotDistinct");
    }
  }

  @Test
  void badInputIsRefusedWithAwssCode() {
    try (var stage = stage("{'MaximumMessageSize': 1024}")) {
      assertThat(stage.bad("Alice", "sqs:SendMessage", "Orders", Fields.EMPTY).code())
          .isEqualTo("MissingParameter");
      assertThat(stage.bad("Alice", "sqs:SendMessage", "Orders", body("x".repeat(1025))).message())
          .isEqualTo(
              "One or more parameters are invalid. Reason: Message must be shorter than 1024"
                  + " bytes.");
      assertThat(stage.bad("Alice", "sqs:SendMessage", "Orders", body("\u0001")).code())
          .isEqualTo("InvalidMessageContents");
      assertThat(
              stage
                  .bad(
                      "Alice",
                      "sqs:ReceiveMessage",
                      "Orders",
                      Fields.EMPTY.with("MaxNumberOfMessages", 11))
                  .message())
          .isEqualTo(
              "Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and"
                  + " 10, if provided.");
      assertThat(
              stage
                  .bad(
                      "Alice",
                      "sqs:DeleteMessage",
                      "Orders",
                      Fields.EMPTY.with("ReceiptHandle", "nonsense"))
                  .code())
          .isEqualTo("ReceiptHandleIsInvalid");
      assertThat(
              stage
                  .bad(
                      "Alice",
                      "sqs:SendMessage",
                      "Orders",
                      body("x").with("QueueUrl", "http://127.0.0.1:1/123456789012/Other"))
                  .code())
          .isEqualTo("QueueDoesNotExist");
      assertThat(stage.bad("Alice", "sqs:TagQueue", "Orders", Fields.EMPTY).code())
          .isEqualTo("UnsupportedOperation");
    }
  }

  @Test
  void aDenialIsInSqssWords() {
    try (var stage = stage("{}")) {
      var denied = stage.bad("Sender", "sqs:ReceiveMessage", "Orders", Fields.EMPTY);
      assertThat(denied.code()).isEqualTo("AccessDenied");
      assertThat(denied.message())
          .isEqualTo(
              "User: arn:aws:sts::123456789012:assumed-role/SenderRole/Sender is not authorized to"
                  + " perform: sqs:receivemessage on resource:"
                  + " arn:aws:sqs:us-east-1:123456789012:Orders because no identity-based policy"
                  + " allows the sqs:receivemessage action");
      stage.good(
          "Sender",
          "sqs:SendMessageBatch",
          "Orders",
          Sketch.json("{'Entries': [{'Id': 'a', 'MessageBody': 'x'}]}"));
    }
  }

  @Test
  void aQueueTellsItsUrlAndItsAttributes() {
    try (var stage = stage("{'VisibilityTimeout': 7}")) {
      var url = stage.good("Alice", "sqs:GetQueueUrl", "Orders", Fields.EMPTY);
      assertThat(url.text("QueueUrl")).contains("http://127.0.0.1:4566/123456789012/Orders");
      send(stage, "x");
      var attributes =
          stage
              .good(
                  "Alice",
                  "sqs:GetQueueAttributes",
                  "Orders",
                  Sketch.json("{'AttributeNames': ['All']}"))
              .fields("Attributes");
      assertThat(attributes.text("VisibilityTimeout")).contains("7");
      assertThat(attributes.text("ApproximateNumberOfMessages")).contains("1");
      assertThat(attributes.text("RedrivePolicy"))
          .contains(
              "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:Dead\","
                  + "\"maxReceiveCount\":2}");
      assertThat(stage.good("Alice", "sqs:ListQueues", "Orders", Fields.EMPTY).texts("QueueUrls"))
          .hasSize(2);
      assertThat(
              stage
                  .bad(
                      "Alice",
                      "sqs:GetQueueAttributes",
                      "Orders",
                      Sketch.json("{'AttributeNames': ['Nonsense']}"))
                  .code())
          .isEqualTo("InvalidAttributeName");
    }
  }

  @Test
  void aPurgeEmptiesTheQueueOnceAMinute() {
    try (var stage = stage("{}")) {
      send(stage, "x");
      stage.good("Alice", "sqs:PurgeQueue", "Orders", Fields.EMPTY);
      assertThat(stage.counts("Orders")).containsEntry("available", 0L);
      assertThat(stage.bad("Alice", "sqs:PurgeQueue", "Orders", Fields.EMPTY).code())
          .isEqualTo("PurgeQueueInProgress");
      stage.advance(Duration.ofSeconds(60));
      stage.good("Alice", "sqs:PurgeQueue", "Orders", Fields.EMPTY);
    }
  }

  @Test
  void deadLetterQueuesInACircleDoNotSendAMessageRoundForEver() {
    var sketch =
        Sketch.of(new SqsService())
            .caller("Alice", "sqs:*")
            .add("Orders", "AWS::SQS::Queue", "{'VisibilityTimeout': 1}")
            .add("Dead", "AWS::SQS::Queue", "{'VisibilityTimeout': 1}")
            .connect("Orders", "sqs:Redrive", "Dead", "{'maxReceiveCount': 1}")
            .connect("Dead", "sqs:Redrive", "Dead", "{'maxReceiveCount': 1}")
            .connect("Dead", "sqs:Redrive", "Orders", "{'maxReceiveCount': 1}");
    try (var stage = sketch.run()) {
      send(stage, "poison");
      for (int i = 0; i < 3; i++) {
        receive(stage, "Orders", Fields.EMPTY);
        receive(stage, "Dead", Fields.EMPTY);
        stage.advance(Duration.ofSeconds(2));
      }
      assertThat(stage.counts("Orders")).containsEntry("available", 0L);
      assertThat(stage.counts("Dead")).containsEntry("available", 1L);
    }
  }
}

package dev.diorama.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.aws.Sketch;
import dev.diorama.aws.Stage;
import dev.diorama.model.Value.Fields;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FifoQueueTest {
  private static Stage stage(String more) {
    return Sketch.of(new SqsService())
        .caller("Alice", "sqs:*")
        .add("Orders", "AWS::SQS::Queue", "{'FifoQueue': true" + more + "}")
        .run();
  }

  private static Fields send(Stage stage, String group, String body) {
    return stage.good(
        "Alice",
        "sqs:SendMessage",
        "Orders",
        Fields.EMPTY.with("MessageGroupId", group).with("MessageBody", body));
  }

  private static List<Fields> receive(Stage stage, int maximum) {
    return stage
        .good(
            "Alice",
            "sqs:ReceiveMessage",
            "Orders",
            Sketch.json("{'MaxNumberOfMessages': " + maximum + ", 'AttributeNames': ['All']}"))
        .list("Messages")
        .stream()
        .map(Fields.class::cast)
        .toList();
  }

  private static List<String> bodies(List<Fields> messages) {
    return messages.stream().map(m -> m.text("Body").orElseThrow()).toList();
  }

  @Test
  void aGroupWaitsUntilItsEarlierMessagesAreDone() {
    try (var stage = stage(", 'ContentBasedDeduplication': true")) {
      send(stage, "a", "a1");
      send(stage, "a", "a2");
      send(stage, "b", "b1");
      var first = receive(stage, 1);
      assertThat(bodies(first)).containsExactly("a1");
      assertThat(bodies(receive(stage, 10))).containsExactly("b1");
      stage.good(
          "Alice",
          "sqs:DeleteMessage",
          "Orders",
          Fields.EMPTY.with("ReceiptHandle", first.getFirst().text("ReceiptHandle").orElseThrow()));
      assertThat(bodies(receive(stage, 10))).containsExactly("a2");
    }
  }

  @Test
  void oneReceiveMayTakeSeveralOfAGroupInOrder() {
    try (var stage = stage(", 'ContentBasedDeduplication': true")) {
      send(stage, "a", "a1");
      send(stage, "a", "a2");
      var received = receive(stage, 10);
      assertThat(bodies(received)).containsExactly("a1", "a2");
      assertThat(
              received.stream()
                  .map(m -> m.fields("Attributes").text("SequenceNumber").orElseThrow())
                  .toList())
          .isSorted()
          .doesNotHaveDuplicates()
          .allMatch(n -> n.length() == 20);
    }
  }

  @Test
  void aDuplicateWithinFiveMinutesIsAcceptedAndNotDelivered() {
    try (var stage = stage(", 'ContentBasedDeduplication': true")) {
      var first = send(stage, "a", "x");
      assertThat(send(stage, "a", "x")).isEqualTo(first);
      assertThat(stage.counts("Orders")).containsEntry("available", 1L);
      stage.advance(Duration.ofMinutes(5));
      send(stage, "a", "x");
      assertThat(stage.counts("Orders")).containsEntry("available", 2L);
    }
  }

  @Test
  void groupAndDeduplicationAreRequired() {
    try (var stage = stage("")) {
      assertThat(
              stage
                  .bad("Alice", "sqs:SendMessage", "Orders", Fields.EMPTY.with("MessageBody", "x"))
                  .message())
          .isEqualTo("The request must contain the parameter MessageGroupId.");
      assertThat(
              stage
                  .bad(
                      "Alice",
                      "sqs:SendMessage",
                      "Orders",
                      Fields.EMPTY.with("MessageBody", "x").with("MessageGroupId", "a"))
                  .message())
          .contains("ContentBasedDeduplication enabled or MessageDeduplicationId provided");
    }
  }

  @Test
  void asManyOfOneGroupAsPossibleComeTogether() {
    try (var stage = stage(", 'ContentBasedDeduplication': true")) {
      send(stage, "a", "a1");
      send(stage, "b", "b1");
      send(stage, "a", "a2");
      assertThat(bodies(receive(stage, 2))).containsExactly("a1", "a2");
      assertThat(bodies(receive(stage, 2))).containsExactly("b1");
    }
  }

  @Test
  void aHiddenMessageHoldsBackWhatComesAfterItAndNotWhatComesBefore() {
    try (var stage = stage(", 'ContentBasedDeduplication': true")) {
      send(stage, "a", "a1");
      send(stage, "a", "a2");
      send(stage, "a", "a3");
      for (var i : List.of(0, 2)) {
        var handle = receive(stage, 3).get(i).text("ReceiptHandle").orElseThrow();
        stage.good(
            "Alice",
            "sqs:ChangeMessageVisibility",
            "Orders",
            Fields.EMPTY.with("ReceiptHandle", handle).with("VisibilityTimeout", 600));
        stage.advance(Duration.ofSeconds(30));
        assertThat(bodies(receive(stage, 3))).isEqualTo(i == 0 ? List.of() : List.of("a1", "a2"));
        stage.advance(Duration.ofMinutes(10));
      }
    }
  }

  @Test
  void purgingForgetsDeduplicationIds() {
    try (var stage = stage(", 'ContentBasedDeduplication': true")) {
      send(stage, "a", "same");
      stage.good("Alice", "sqs:PurgeQueue", "Orders", Fields.EMPTY);
      send(stage, "a", "same");
      assertThat(bodies(receive(stage, 1))).containsExactly("same");
    }
  }

  @Test
  void aBatchWithAnEntryWithoutGroupOrDeduplicationIdIsRefusedWhole() {
    try (var stage = stage("")) {
      var groupless =
          "{'Entries': [{'Id': '1', 'MessageBody': 'x', 'MessageDeduplicationId': 'd'}]}";
      assertThat(
              stage
                  .bad("Alice", "sqs:SendMessageBatch", "Orders", Sketch.json(groupless))
                  .message())
          .isEqualTo("The request must contain the parameter MessageGroupId.");
      var unnamed = "{'Entries': [{'Id': '1', 'MessageBody': 'x', 'MessageGroupId': 'g'}]}";
      assertThat(stage.bad("Alice", "sqs:SendMessageBatch", "Orders", Sketch.json(unnamed)).code())
          .isEqualTo("InvalidParameterValue");
    }
  }
}

package dev.diorama.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.access.Access;
import dev.diorama.access.Verdict.Outcome;
import dev.diorama.aws.s3.S3Service;
import dev.diorama.aws.sqs.SqsService;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Document;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeEvent.CallDenied;
import org.junit.jupiter.api.Test;

/// Two services that meet at run time only: a bucket that notifies a queue. What the checker says
/// about the arrow is what the run does, before and after the rule's fix.
class BucketToQueueTest {
  private static Sketch sketch() {
    return Sketch.of(new S3Service(), new SqsService())
        .caller("Alice", "s3:*", "sqs:*")
        .add("Photos", "AWS::S3::Bucket", "{}")
        .add("Inbox", "AWS::SQS::Queue", "{}")
        .connect("Photos", "s3:Notification", "Inbox", "{}");
  }

  private static boolean predicted(Sketch sketch) {
    var connection = sketch.drawing().connection(new ConnectionId("Photos-Inbox")).orElseThrow();
    return new Access(sketch.drawing(), sketch.catalog()).of(connection).outcome() == Outcome.WORKS;
  }

  private static void put(Stage stage) {
    stage.good("Alice", "s3:PutObject", "Photos", Fields.EMPTY.with("Key", "a").with("Body", "x"));
  }

  @Test
  void aQueueWithoutAPolicyRefusesTheNotification() {
    var sketch = sketch();
    assertThat(predicted(sketch)).isFalse();
    try (var stage = sketch.run()) {
      put(stage);
      assertThat(stage.events(CallDenied.class)).hasSize(1);
      assertThat(stage.counts("Inbox")).isEmpty();
    }
  }

  @Test
  void theRulesFixLetsItThrough() throws JsonException {
    var sketch = sketch();
    var finding =
        new SqsService()
            .rules().stream().flatMap(r -> r.check(sketch.ruleContext())).toList().getFirst();
    var fixed =
        finding
            .fixes()
            .getFirst()
            .transaction()
            .apply(Document.EMPTY.with(sketch.drawing()))
            .architecture();
    sketch.draw(fixed);
    assertThat(predicted(sketch)).isTrue();
    try (var stage = sketch.run()) {
      put(stage);
      assertThat(stage.events(CallDenied.class)).isEmpty();
      var message =
          (Fields)
              stage
                  .good("Alice", "sqs:ReceiveMessage", "Inbox", Fields.EMPTY)
                  .list("Messages")
                  .getFirst();
      var event = (Fields) Json.read(message.text("Body").orElseThrow());
      assertThat(((Fields) event.list("Records").getFirst()).text("eventName"))
          .contains("ObjectCreated:Put");
    }
  }
}

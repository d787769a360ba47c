package dev.diorama.aws.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.aws.Sketch;
import dev.diorama.aws.Stage;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeEvent.CallDenied;
import dev.diorama.runtime.RuntimeEvent.CallStarted;
import dev.diorama.runtime.RuntimeEvent.CallSucceeded;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BucketNotificationsTest {
  private static final String LETS_S3_IN =
      "{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Principal': {'Service':"
          + " 's3.amazonaws.com'}, 'Action': 'lambda:InvokeFunction', 'Resource': '*',"
          + " 'Condition': {'ArnLike': {'aws:SourceArn': '${Photos.Arn}'}}}]}";

  private static Stage stage(String functionPolicy, String notification) {
    return Sketch.of(new S3Service())
        .caller("Alice", "s3:*")
        .add("Photos", "AWS::S3::Bucket", "{'BucketName': 'photos'}")
        .function("Thumbnails", functionPolicy)
        .connect("Photos", "s3:Notification", "Thumbnails", notification)
        .run();
  }

  private static void put(Stage stage, String key) {
    stage.good(
        "Alice", "s3:PutObject", "Photos", Fields.EMPTY.with("Key", key).with("Body", "12345"));
  }

  private static Fields record(Fields invoke) {
    try {
      var payload = (Value.Blob) invoke.get("Payload").orElseThrow();
      return (Fields) ((Fields) Json.read(payload.bytes())).list("Records").getFirst();
    } catch (JsonException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aFunctionIsInvokedWithTheDocumentedRecord() {
    try (var stage = stage(LETS_S3_IN, "{}")) {
      put(stage, "red flower/ü.jpg");

      var invoke = stage.inputs("lambda:Invoke").getFirst();
      assertThat(invoke.text("FunctionName"))
          .contains("arn:aws:lambda:us-east-1:123456789012:function:Thumbnails");
      assertThat(invoke.text("InvocationType")).contains("Event");
      var record = record(invoke);
      assertThat(record.text("eventVersion")).contains("2.1");
      assertThat(record.text("eventSource")).contains("aws:s3");
      assertThat(record.text("eventName")).contains("ObjectCreated:Put");
      assertThat(record.text("eventTime")).contains("2026-01-01T00:00:00.000Z");
      assertThat(record.fields("userIdentity").text("principalId").orElseThrow())
          .matches("AWS:AROA[A-Z2-7]{17}:Alice");
      var s3 = record.fields("s3");
      assertThat(s3.text("configurationId")).contains("Photos-Thumbnails");
      assertThat(s3.fields("bucket").text("name")).contains("photos");
      assertThat(s3.fields("bucket").text("arn")).contains("arn:aws:s3:::photos");
      assertThat(s3.fields("object").text("key")).contains("red+flower/%C3%BC.jpg");
      assertThat(s3.fields("object").number("size")).contains(5L);
      assertThat(s3.fields("object").text("eTag")).contains("827ccb0eea8a706c4c34a16891f84e7b");
      assertThat(stage.events(CallDenied.class)).isEmpty();
    }
  }

  @Test
  void theInvocationIsCausedByThePutAndGoesAlongTheArrow() {
    try (var stage = stage(LETS_S3_IN, "{}")) {
      put(stage, "a");
      var calls = stage.events(CallStarted.class);
      assertThat(calls)
          .extracting(CallStarted::operation)
          .containsExactly("s3:PutObject", "lambda:Invoke");
      assertThat(calls.get(1).header().cause()).hasValue(calls.get(0).header().sequence());
      assertThat(calls.get(1).connection().orElseThrow().value()).isEqualTo("Photos-Thumbnails");
      assertThat(stage.events(CallSucceeded.class)).hasSize(2);
    }
  }

  @Test
  void aFunctionThatDoesNotLetS3InIsNotInvoked() {
    try (var stage = stage("{}", "{}")) {
      put(stage, "a");
      assertThat(stage.events(CallDenied.class)).hasSize(1);
    }
  }

  @Test
  void eventsAndFiltersChooseWhatIsReported() {
    try (var stage =
        stage(
            LETS_S3_IN, "{'Events': ['s3:ObjectRemoved:*'], 'Prefix': 'in/', 'Suffix': '.jpg'}")) {
      put(stage, "in/a.jpg");
      put(stage, "in/a.png");
      put(stage, "out/a.jpg");
      for (var key : new String[] {"in/a.jpg", "in/a.png", "out/a.jpg", "in/none.jpg"}) {
        stage.good("Alice", "s3:DeleteObject", "Photos", Fields.EMPTY.with("Key", key));
      }
      assertThat(stage.inputs("lambda:Invoke")).hasSize(1);
      var record = record(stage.inputs("lambda:Invoke").getFirst());
      assertThat(record.text("eventName")).contains("ObjectRemoved:Delete");
      assertThat(record.fields("s3").fields("object").get("size")).isEmpty();
    }
  }

  @Test
  void theBucketTellsWhomItNotifies() throws Exception {
    try (var stage = stage(LETS_S3_IN, "{'Prefix': 'in/'}")) {
      var read =
          stage.good("Alice", "s3:GetBucketNotificationConfiguration", "Photos", Fields.EMPTY);
      assertThat(Json.write(read))
          .isEqualTo(
              "{\"LambdaFunctionConfigurations\":[{\"Id\":\"Photos-Thumbnails\","
                  + "\"LambdaFunctionArn\":"
                  + "\"arn:aws:lambda:us-east-1:123456789012:function:Thumbnails\","
                  + "\"Events\":[\"s3:ObjectCreated:*\"],\"Filter\":{\"Key\":{\"FilterRules\":"
                  + "[{\"Name\":\"Prefix\",\"Value\":\"in/\"}]}}}]}");
      assertThat(
              new String(
                  S3Xml.body("GetBucketNotificationConfiguration", read).orElseThrow(),
                  StandardCharsets.UTF_8))
          .contains(
              "<CloudFunctionConfiguration><Id>Photos-Thumbnails</Id>",
              "<Event>s3:ObjectCreated:*</Event>",
              "<S3Key><FilterRule><Name>Prefix</Name><Value>in/</Value></FilterRule></S3Key>");
    }
  }

  @Test
  void laterEventsHaveGreaterSequencers() {
    try (var stage = stage(LETS_S3_IN, "{}")) {
      put(stage, "a");
      put(stage, "a");
      var sequencers =
          stage.inputs("lambda:Invoke").stream()
              .map(i -> record(i).fields("s3").fields("object").text("sequencer").orElseThrow())
              .toList();
      assertThat(sequencers).hasSize(2).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void twoRunsWithOneSeedAreTheSame() {
    try (var one = stage(LETS_S3_IN, "{}");
        var two = stage(LETS_S3_IN, "{}")) {
      put(one, "a");
      put(two, "a");
      assertThat(one.log()).hasToString(two.log().toString());
    }
  }
}

package dev.diorama.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.access.Verdict.Outcome;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.rule.Severity;
import dev.diorama.runtime.RuntimeEvent.CallDenied;
import dev.diorama.runtime.RuntimeEvent.CallStarted;
import dev.diorama.runtime.RuntimeEvent.CallSucceeded;
import dev.diorama.runtime.RuntimeEvent.InvocationStarted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a stream's records that a function cannot work on: their age, the stream's
/// retention, iterators that expire meanwhile, and the on-failure destination.
class StreamMappingTest {
  private static final String TABLE =
      "{'AttributeDefinitions':[{'AttributeName':'id','AttributeType':'S'}],'KeySchema':[{'AttributeName':'id','KeyType':'HASH'}],'BillingMode':'PAY_PER_REQUEST','StreamSpecification':{'StreamViewType':'NEW_IMAGE'}}";

  private static FunctionStage.Drawing failing(String mapping) {
    return new FunctionStage.Drawing()
        .add("Table", "AWS::DynamoDB::Table", TABLE)
        .add("Missed", "AWS::SQS::Queue", "{}")
        .declared("Work", "", "{'Duration':10,'FailurePercent':100}")
        .connect(
            "Table",
            "lambda:EventSourceMapping",
            "Work",
            "{'BatchSize':1,'DestinationConfig':{'OnFailure':{'Destination':{'Ref':'Missed'}}}"
                + mapping
                + "}");
  }

  private static void put(FunctionStage stage, String id) {
    stage.good(
        "dynamodb:PutItem", "Table", FunctionStage.json("{'Item':{'id':{'S':'" + id + "'}}}"));
  }

  /// The reports in the destination, each with its condition and its first record's number.
  private static List<String> missed(FunctionStage stage) {
    return stage.messages("Missed").stream()
        .map(m -> FunctionStage.json(m.text("Body").orElseThrow()))
        .map(r ->
            r.fields("requestContext").text("condition").orElseThrow()
                + " "
                + r.fields("DDBStreamBatchInfo")
                    .text("startSequenceNumber")
                    .orElseThrow()
                    .replaceFirst("^10*", "")
                + " x"
                + r.fields("DDBStreamBatchInfo").number("batchSize").orElseThrow())
        .sorted()
        .toList();
  }

  /// While a record is tried for longer than an iterator lives, none is read twice or left out.
  @ParameterizedTest
  @ValueSource(strings = {"TRIM_HORIZON", "LATEST"})
  void readingGoesOnBehindTheLastRecordWhenTheIteratorHasExpired(String position) {
    var drawing =
        failing(",'MaximumRecordAgeInSeconds':1800,'StartingPosition':'" + position + "'");
    try (var stage = drawing.run()) {
      stage.advance(Duration.ofSeconds(30));
      put(stage, "a");
      put(stage, "b");
      stage.advance(Duration.ofMinutes(32));
      assertThat(missed(stage)).hasSize(2).doesNotHaveDuplicates();
      put(stage, "c");
      stage.advance(Duration.ofMinutes(32));
      assertThat(stage.events(CallStarted.class))
          .filteredOn(c -> c.operation().equals("sqs:SendMessage"))
          .hasSize(3);
    }
  }

  @Test
  void aRecordIsTriedUntilTheStreamNoLongerKeepsIt() {
    try (var stage = failing("").run()) {
      put(stage, "a");
      stage.advance(Duration.ofHours(23));
      assertThat(missed(stage)).isEmpty();
      int before = stage.events(InvocationStarted.class).size();
      assertThat(before).isGreaterThan(1_000);
      stage.advance(Duration.ofHours(2));
      assertThat(missed(stage)).singleElement().asString().startsWith("RecordAgeExceeded");
    }
  }

  @Test
  void aBucketGetsWhatWasGivenUpWithItsRecords() {
    var drawing =
        new FunctionStage.Drawing()
            .add("Table", "AWS::DynamoDB::Table", TABLE)
            .add("Kept", "AWS::S3::Bucket", "{'BucketName':'kept'}")
            .declared("Work", "", "{'Duration':10,'FailurePercent':100}")
            .connect(
                "Table",
                "lambda:EventSourceMapping",
                "Work",
                "{'BatchSize':1,'MaximumRetryAttempts':1,"
                    + "'DestinationConfig':{'OnFailure':{'Destination':{'Ref':'Kept'}}}}");
    try (var stage = drawing.run()) {
      put(stage, "a");
      stage.advance(Duration.ofMinutes(5));
      var objects = stage.good("s3:ListObjectsV2", "Kept", Fields.EMPTY).list("Contents");
      assertThat(objects).hasSize(1);
      var key = ((Fields) objects.getFirst()).text("Key").orElseThrow();
      assertThat(key).matches("aws/lambda/[-0-9a-f]{36}/shardId-[-0-9a-f]+/\\d{4}/.*");
      var body = stage.good("s3:GetObject", "Kept", Fields.EMPTY.with("Key", key)).get("Body");
      assertThat(body.map(StreamMappingTest::text).orElse(""))
          .contains("RetryAttemptsExhausted", "DDBStreamBatchInfo", "\"payload\"", "NewImage");
    }
  }

  private static String text(Value body) {
    return body instanceof Value.Blob b
        ? new String(b.bytes(), StandardCharsets.UTF_8)
        : body.asText().orElse("");
  }

  @Test
  void retriesThatAreUsedUpAreToldOnce() {
    try (var stage = failing(",'MaximumRetryAttempts':2").run()) {
      put(stage, "a");
      stage.advance(Duration.ofMinutes(5));
      assertThat(missed(stage)).singleElement().asString().startsWith("RetryAttemptsExhausted");
      assertThat(stage.events(InvocationStarted.class)).hasSize(3);
    }
  }

  /// The checker and the run agree on whether the role may tell the destination.
  @ParameterizedTest
  @ValueSource(strings = {"*", "dynamodb:*", "sqs:ReceiveMessage', 'dynamodb:*"})
  void whatIsPredictedOfTheDestinationIsWhatARunShows(String actions) {
    var drawing =
        failing(",'MaximumRetryAttempts':0")
            .add(
                "Role",
                "AWS::IAM::Role",
                "{'AssumeRolePolicyDocument':{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':{'Service':'lambda.amazonaws.com'},'Action':'sts:AssumeRole'}]},'Policies':[{'PolicyName':'some','PolicyDocument':{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':['"
                    + actions
                    + "'],'Resource':'*'}]}}]}");
    var check = FunctionStage.STUDIO.check(drawing.architecture());
    var predicted =
        Optional.ofNullable(check.verdicts().get(new ConnectionId("Table-Work")))
            .orElseThrow()
            .outcome();
    try (var stage = drawing.run()) {
      put(stage, "a");
      stage.advance(Duration.ofSeconds(30));
      var told =
          stage.events(CallStarted.class).stream()
              .filter(c -> c.operation().equals("sqs:SendMessage"))
              .map(c -> c.header().sequence())
              .toList();
      assertThat(told).hasSize(1);
      boolean denied =
          stage.events(CallDenied.class).stream().anyMatch(d -> d.call() == told.getFirst());
      assertThat(
              stage.events(CallSucceeded.class).stream().anyMatch(s -> s.call() == told.getFirst()))
          .isNotEqualTo(denied);
      assertThat(predicted).isEqualTo(denied ? Outcome.DENIED : Outcome.WORKS);
      assertThat(predicted).isEqualTo(actions.equals("*") ? Outcome.WORKS : Outcome.DENIED);
      assertThat(
              check.findings().stream()
                  .anyMatch(f ->
                      f.message().toString().contains("sqs:SendMessage")
                          && f.severity() == Severity.ERROR))
          .isEqualTo(denied);
    }
  }
}

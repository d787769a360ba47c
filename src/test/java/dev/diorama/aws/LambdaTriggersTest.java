package dev.diorama.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeEvent.InvocationEnded;
import dev.diorama.runtime.RuntimeEvent.InvocationStarted;
import dev.diorama.runtime.RuntimeEvent.LogWritten;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

/// Asynchronous events, destinations, recursion, aliases, and what scales and filters mappings.
class LambdaTriggersTest {
  private static FunctionStage.Drawing failing(String condition, int percent) {
    return new FunctionStage.Drawing()
        .declared("Work", "", "{'Duration':10,'FailurePercent':" + percent + "}")
        .add("Told", "AWS::SQS::Queue", "{}")
        .connect("Work", "lambda:Destination", "Told", "{'Condition':'" + condition + "'}");
  }

  @Test
  void anEventThatFailsThreeTimesIsToldToTheFailureDestination() {
    try (var stage = failing("OnFailure", 100).run()) {
      stage.send("Work", "{\"id\":1}");
      stage.advance(Duration.ofMinutes(2));
      assertThat(stage.messages("Told")).isEmpty();
      stage.advance(Duration.ofMinutes(2));
      var record = FunctionStage.json(stage.messages("Told").getFirst().text("Body").orElseThrow());
      assertThat(record.fields("requestContext").text("condition")).contains("RetriesExhausted");
      assertThat(record.fields("requestContext").number("approximateInvokeCount")).contains(3L);
      assertThat(record.fields("requestPayload").number("id")).contains(1L);
      assertThat(record.fields("responsePayload").text("errorMessage"))
          .contains("declared to fail");
    }
  }

  @Test
  void anEventThatSucceedsIsToldToTheSuccessDestination() {
    try (var stage = failing("OnSuccess", 0).run()) {
      stage.send("Work", "{}");
      stage.advance(Duration.ofSeconds(5));
      assertThat(stage.messages("Told").getFirst().text("Body").orElseThrow())
          .contains("\"condition\":\"Success\"");
    }
  }

  @Test
  void theDeadLetterQueueGetsTheEventItself() {
    try (var stage = failing("DeadLetterQueue", 100).run()) {
      stage.send("Work", "{\"id\":1}");
      stage.advance(Duration.ofMinutes(5));
      var message = stage.messages("Told").getFirst();
      assertThat(message.text("Body")).contains("{\"id\":1}");
      assertThat(message.fields("MessageAttributes").values())
          .containsOnlyKeys("RequestID", "ErrorCode", "ErrorMessage");
    }
  }

  @Test
  void aThrottledEventWaitsUntilItIsTooOld() {
    var drawing =
        new FunctionStage.Drawing()
            .declared(
                "Work",
                ",'ReservedConcurrentExecutions':1,'Timeout':900,"
                    + "'EventInvokeConfig':{'MaximumEventAgeInSeconds':600}",
                "{'Duration':890000}")
            .add("Told", "AWS::SQS::Queue", "{}")
            .connect("Work", "lambda:Destination", "Told", "{}");
    try (var stage = drawing.run()) {
      stage.send("Work", "{}");
      stage.send("Work", "{}");
      stage.advance(Duration.ofMinutes(11));
      assertThat(stage.messages("Told").getFirst().text("Body").orElseThrow())
          .contains("EventAgeExceeded");
    }
  }

  @Test
  void aFunctionWithoutConcurrencyGivesItsEventsUpAtOnce() {
    var drawing =
        new FunctionStage.Drawing()
            .declared("Work", ",'ReservedConcurrentExecutions':0", "{'Duration':10}")
            .add("Told", "AWS::SQS::Queue", "{}")
            .connect("Work", "lambda:Destination", "Told", "{}");
    try (var stage = drawing.run()) {
      stage.send("Work", "{}");
      stage.advance(Duration.ofSeconds(1));
      assertThat(stage.messages("Told")).hasSize(1);
    }
  }

  @Test
  void aBucketGetsFailuresAsObjects() {
    var drawing =
        new FunctionStage.Drawing()
            .declared("Work", "", "{'Duration':10,'FailurePercent':100}")
            .add("Kept", "AWS::S3::Bucket", "{'BucketName':'kept'}")
            .connect("Work", "lambda:Destination", "Kept", "{}");
    try (var stage = drawing.run()) {
      stage.send("Work", "{\"id\":7}");
      stage.advance(Duration.ofMinutes(4));
      var objects = stage.good("s3:ListObjectsV2", "Kept", Fields.EMPTY).list("Contents");
      assertThat(objects).hasSize(1);
      var key = ((Fields) objects.getFirst()).text("Key").orElseThrow();
      assertThat(key)
          .matches("aws/lambda/async/Work/\\d{4}/\\d\\d/\\d\\d/[-\\dT.]{19}-[-0-9a-f]{36}");
      assertThat(stage.good("s3:GetObject", "Kept", Fields.EMPTY.with("Key", key)).toString())
          .isNotEmpty();
    }
  }

  @Test
  void aFunctionThatCallsItselfThroughAQueueIsStopped() {
    var drawing =
        new FunctionStage.Drawing()
            .add("Loop", "AWS::SQS::Queue", "{'QueueName':'Loop'}")
            .coded(
                "Work",
                "",
                """
                import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
                const sqs = new SQSClient();
                export const handler = async () => {
                  await sqs.send(new SendMessageCommand({
                    QueueUrl: `${process.env.AWS_ENDPOINT_URL}/123456789012/Loop`, MessageBody: "again" }));
                };
                """)
            .connect("Loop", "lambda:EventSourceMapping", "Work", "{'BatchSize':1}");
    try (var stage = drawing.run()) {
      stage.good("sqs:SendMessage", "Loop", Fields.EMPTY.with("MessageBody", "go"));
      stage.advance(Duration.ofSeconds(30));
      assertThat(stage.events(InvocationStarted.class)).hasSize(16);
      // All belong to the one message that began it.
      assertThat(stage.events(InvocationStarted.class))
          .extracting(e -> e.header().invocation())
          .containsOnly(stage.events(InvocationStarted.class).getFirst().header().invocation());
    }
  }

  @Test
  void anAliasNamesAVersion() {
    var drawing =
        new FunctionStage.Drawing()
            .coded(
                "Work",
                ",'Aliases':[{'Name':'live','FunctionVersion':'3'}]",
                "export const handler = async (e, c) => [c.functionVersion,"
                    + " c.invokedFunctionArn];");
    try (var stage = drawing.run()) {
      var live = Fields.EMPTY.with("FunctionName", "Work").with("Qualifier", "live");
      assertThat(
              FunctionStage.payload(
                  stage.call("lambda:Invoke", "Work", live, Duration.ofSeconds(9))))
          .isEqualTo("[\"3\",\"arn:aws:lambda:us-east-1:123456789012:function:Work:live\"]");
      var none = Fields.EMPTY.with("FunctionName", "Work:beta");
      assertThat(stage.call("lambda:Invoke", "Work", none, Duration.ofSeconds(9)))
          .asString()
          .contains("Function not found", "function:Work:beta");
    }
  }

  @Test
  void mappingsAreListedWithTheirDefaults() {
    var drawing =
        new FunctionStage.Drawing()
            .add("Inbox", "AWS::SQS::Queue", "{}")
            .declared("Work", "", "{'Duration':10}")
            .declared("Rest", "", "{'Duration':10}")
            .connect("Inbox", "lambda:EventSourceMapping", "Work", "{'Enabled':false}");
    try (var stage = drawing.run()) {
      var all = stage.good("lambda:ListEventSourceMappings", "Work", Fields.EMPTY);
      var mapping = (Fields) all.list("EventSourceMappings").getFirst();
      assertThat(mapping.text("State")).contains("Disabled");
      assertThat(mapping.number("BatchSize")).contains(10L);
      assertThat(mapping.text("FunctionArn"))
          .contains("arn:aws:lambda:us-east-1:123456789012:function:Work");
      var one = Fields.EMPTY.with("UUID", mapping.text("UUID").orElseThrow());
      assertThat(stage.good("lambda:GetEventSourceMapping", "Work", one)).isEqualTo(mapping);
      var others = Fields.EMPTY.with("FunctionName", "Rest");
      assertThat(
              stage
                  .good("lambda:ListEventSourceMappings", "Work", others)
                  .list("EventSourceMappings"))
          .isEmpty();
    }
  }

  private static FunctionStage.Drawing queue(String function, String mapping) {
    return new FunctionStage.Drawing()
        .add("Inbox", "AWS::SQS::Queue", "{'VisibilityTimeout':30}")
        .add("Dead", "AWS::SQS::Queue", "{}")
        .connect("Inbox", "sqs:Redrive", "Dead", "{'maxReceiveCount':2}")
        .declared("Work", ",'Timeout':20" + function, "{'Duration':10000,'LogEvent':true}")
        .connect("Inbox", "lambda:EventSourceMapping", "Work", mapping);
  }

  private static int mostAtOnce(FunctionStage stage) {
    var running = new HashSet<String>();
    int most = 0;
    for (var event : stage.system().log().from(0)) {
      switch (event) {
        case InvocationStarted s -> running.add(s.requestId());
        case InvocationEnded e -> running.remove(e.requestId());
        default -> {}
      }
      most = Math.max(most, running.size());
    }
    return most;
  }

  private static void fill(FunctionStage stage, int count) {
    for (int i = 0; i < count; i++) {
      stage.call(
          "sqs:SendMessage",
          "Inbox",
          Fields.EMPTY.with("MessageBody", "{\"n\":" + i + "}"),
          Duration.ZERO);
    }
  }

  @Test
  void aMappingBeginsWithFiveBatchesAndGrows() {
    try (var stage = queue("", "{'BatchSize':1}").run()) {
      fill(stage, 100);
      stage.advance(Duration.ofSeconds(1));
      assertThat(mostAtOnce(stage)).isEqualTo(5);
      stage.advance(Duration.ofSeconds(30));
      assertThat(mostAtOnce(stage)).isGreaterThan(40);
    }
  }

  @Test
  void maximumConcurrencyHoldsItBack() {
    try (var stage = queue("", "{'BatchSize':1,'ScalingConfig':{'MaximumConcurrency':2}}").run()) {
      fill(stage, 20);
      stage.advance(Duration.ofMinutes(3));
      assertThat(mostAtOnce(stage)).isEqualTo(2);
      assertThat(stage.messages("Dead")).isEmpty();
    }
  }

  @Test
  void reservedConcurrencyBelowThePollersSendsMessagesToTheDeadLetterQueue() {
    try (var stage = queue(",'ReservedConcurrentExecutions':1", "{'BatchSize':1}").run()) {
      fill(stage, 20);
      stage.advance(Duration.ofMinutes(5));
      assertThat(mostAtOnce(stage)).isEqualTo(1);
      assertThat(stage.messages("Dead")).isNotEmpty();
    }
  }

  @Test
  void filtersLeaveMessagesOut() {
    var mapping =
        "{'BatchSize':1,'FilterCriteria':{'Filters':[{'Pattern':'{\\'body\\':{\\'n\\':[{\\'numeric\\':[\\'>=\\',8]}]}}'}]}}"
            .replace("\\'", "\\\"");
    try (var stage = queue("", mapping).run()) {
      fill(stage, 10);
      stage.advance(Duration.ofMinutes(2));
      assertThat(stage.events(InvocationEnded.class)).hasSize(2);
      assertThat(stage.messages("Inbox")).isEmpty();
      assertThat(stage.events(LogWritten.class))
          .noneMatch(l -> l.line().contains("AWSTraceHeader"));
    }
  }
}

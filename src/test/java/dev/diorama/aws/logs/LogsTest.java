package dev.diorama.aws.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.aws.Sketch;
import dev.diorama.aws.Stage;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeEvent.LogWritten;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogsTest {
  /// 2026-01-01T00:00:00Z, where virtual time begins.
  private static final long START = 1_767_225_600_000L;

  private static Stage stage() {
    return Sketch.of(new LogsService())
        .caller("Alice", "logs:*")
        .callerWith(
            "Worker",
            "{'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', 'Action':"
                + " ['logs:CreateLogStream', 'logs:PutLogEvents'], 'Resource':"
                + " 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/work:*'}]}")
        .add(
            "WorkLogs",
            "AWS::Logs::LogGroup",
            "{'LogGroupName': '/aws/lambda/work', 'RetentionInDays': 1}")
        .run();
  }

  private static Fields stream(String name) {
    return Fields.EMPTY.with("logStreamName", name);
  }

  private static Fields events(String stream, Object... timesAndMessages) {
    var events = new ArrayList<Value>();
    for (int i = 0; i < timesAndMessages.length; i += 2) {
      events.add(
          Fields.EMPTY
              .with("timestamp", START + (Integer) timesAndMessages[i])
              .with("message", (String) timesAndMessages[i + 1]));
    }
    return stream(stream).with("logEvents", new Value.Items(events));
  }

  private static List<String> messages(Fields output) {
    return output.list("events").stream()
        .map(e -> ((Fields) e).text("message").orElseThrow())
        .toList();
  }

  private static void write(Stage stage, String stream, Object... timesAndMessages) {
    stage.good("Worker", "logs:PutLogEvents", "WorkLogs", events(stream, timesAndMessages));
  }

  @Test
  void whatIsWrittenIsReadAndRecorded() {
    try (var stage = stage()) {
      stage.good("Worker", "logs:CreateLogStream", "WorkLogs", stream("a"));
      write(stage, "a", 0, "one", 1, "two");

      var read =
          stage.good(
              "Alice",
              "logs:GetLogEvents",
              "WorkLogs",
              stream("a").with("startFromHead", Value.of(true)));

      assertThat(messages(read)).containsExactly("one", "two");
      assertThat(stage.events(LogWritten.class))
          .extracting(LogWritten::line)
          .containsExactly("one", "two");
      assertThat(stage.events(LogWritten.class))
          .allMatch(e -> e.group().equals("/aws/lambda/work"))
          .allMatch(e -> e.source().value().equals("Worker"));
      assertThat(stage.counts("WorkLogs")).containsEntry("events", 2L);
    }
  }

  @Test
  void eventsOfAllStreamsAreFilteredInOrderOfTime() {
    try (var stage = stage()) {
      stage.good("Worker", "logs:CreateLogStream", "WorkLogs", stream("a"));
      stage.good("Worker", "logs:CreateLogStream", "WorkLogs", stream("b"));
      write(stage, "a", 0, "ERROR one", 20, "ERROR three");
      write(stage, "b", 10, "ERROR two", 11, "INFO fine");
      var found =
          stage.good(
              "Alice",
              "logs:FilterLogEvents",
              "WorkLogs",
              Fields.EMPTY.with("filterPattern", "ERROR").with("limit", 2));
      assertThat(messages(found)).containsExactly("ERROR one", "ERROR two");
      var rest =
          stage.good(
              "Alice",
              "logs:FilterLogEvents",
              "WorkLogs",
              Fields.EMPTY
                  .with("filterPattern", "ERROR")
                  .with("nextToken", found.text("nextToken").orElseThrow()));
      assertThat(messages(rest)).containsExactly("ERROR three");
    }
  }

  @Test
  void filterPatternsHaveTermsOptionsAndExclusions() throws LogsException {
    assertThat(FilterPattern.parse("").matches("anything")).isTrue();
    assertThat(FilterPattern.parse("a b").matches("b and a")).isTrue();
    assertThat(FilterPattern.parse("a b").matches("only a")).isFalse();
    assertThat(FilterPattern.parse("?a ?b").matches("only b")).isTrue();
    assertThat(FilterPattern.parse("a -b").matches("a, b")).isFalse();
    assertThat(FilterPattern.parse("\"a b\"").matches("a  b")).isFalse();
    assertThat(FilterPattern.parse("\"a b\"").matches("x a b y")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          { $.level = "ERROR" }                             ; true
          { $.level = "E*R" }                               ; true
          { $.level = INFO }                                ; false
          { $.level != "INFO" }                             ; true
          { $.code >= 500 && $.code < 600 }                 ; true
          { $.code = 5.03e2 }                               ; true
          { $.code > 503 }                                  ; false
          { ($.code = 1) || ($.user.name = "Ada") }         ; true
          { $.user["name"] = "B*" }                         ; false
          { $.tags[1] = "two" }                             ; true
          { $.tags[*] = "two" }                             ; true
          { $.tags[7] = "two" }                             ; false
          { $.gone IS NULL }                                ; true
          { $.fine IS FALSE }                               ; true
          { $.nothing NOT EXISTS }                          ; true
          { $.nothing EXISTS }                              ; false
          { $.nothing != "x" }                              ; false
          """)
  void filterPatternsReadJson(String pattern, boolean matches) throws LogsException {
    var message =
        """
        {"level":"ERROR","code":503,"user":{"name":"Ada"},"tags":["one","two"],"gone":null,"fine":false}
        """;
    assertThat(FilterPattern.parse(pattern).matches(message)).isEqualTo(matches);
    assertThat(FilterPattern.parse(pattern).matches("level ERROR 503")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{}",
        "{ $.a }",
        "{ $.a = }",
        "{ ($.a = 1 }",
        "{ $.a < x }",
        "{ a = 1 }",
        "%x%"
      })
  void aPatternThatIsNoneIsRefused(String pattern) {
    assertThatThrownBy(() -> FilterPattern.parse(pattern)).isInstanceOf(LogsException.class);
  }

  @Test
  void aGroupThatIsNotDrawnIsMadeOnDemandByWhoMay() {
    try (var stage = stage()) {
      var other = Fields.EMPTY.with("logGroupName", "/aws/lambda/other");
      assertThat(
              stage
                  .bad(
                      "Alice", "logs:CreateLogStream", "WorkLogs", other.with("logStreamName", "a"))
                  .code())
          .isEqualTo("ResourceNotFoundException");
      var denied = stage.bad("Worker", "logs:CreateLogGroup", "WorkLogs", other);
      assertThat(denied.code()).isEqualTo("AccessDeniedException");
      assertThat(denied.message())
          .contains(
              "logs:CreateLogGroup on resource:"
                  + " arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/other:log-stream:");
      stage.good("Alice", "logs:CreateLogGroup", "WorkLogs", other);
      stage.good("Alice", "logs:CreateLogStream", "WorkLogs", other.with("logStreamName", "a"));
      assertThat(stage.bad("Alice", "logs:CreateLogGroup", "WorkLogs", other).code())
          .isEqualTo("ResourceAlreadyExistsException");
      assertThat(
              stage
                  .good("Alice", "logs:DescribeLogGroups", "WorkLogs", Fields.EMPTY)
                  .list("logGroups"))
          .hasSize(2);
    }
  }

  @Test
  void eventsOutsideTheWindowAreRejectedByIndex() {
    try (var stage = stage()) {
      stage.good("Worker", "logs:CreateLogStream", "WorkLogs", stream("a"));
      stage.advance(Duration.ofDays(15));
      int day = 86_400_000;
      var put =
          stage.good(
              "Worker",
              "logs:PutLogEvents",
              "WorkLogs",
              events("a", 0, "too old", 15 * day, "now", 16 * day, "too new"));
      assertThat(put.fields("rejectedLogEventsInfo"))
          .isEqualTo(Sketch.json("{'tooNewLogEventStartIndex': 2, 'tooOldLogEventEndIndex': 1}"));
      assertThat(stage.counts("WorkLogs")).containsEntry("events", 1L);
    }
  }

  @Test
  void eventsExpireAfterTheRetentionPeriod() {
    try (var stage = stage()) {
      stage.good("Worker", "logs:CreateLogStream", "WorkLogs", stream("a"));
      write(stage, "a", 0, "old");
      stage.advance(Duration.ofDays(1).plusSeconds(1));
      assertThat(messages(stage.good("Alice", "logs:FilterLogEvents", "WorkLogs", Fields.EMPTY)))
          .isEmpty();
    }
  }

  @Test
  void badInputIsRefused() {
    try (var stage = stage()) {
      assertThat(
              stage.bad("Worker", "logs:PutLogEvents", "WorkLogs", events("none", 0, "x")).code())
          .isEqualTo("ResourceNotFoundException");
      stage.good("Worker", "logs:CreateLogStream", "WorkLogs", stream("a"));
      assertThat(stage.bad("Worker", "logs:CreateLogStream", "WorkLogs", stream("a")).code())
          .isEqualTo("ResourceAlreadyExistsException");
      assertThat(stage.bad("Worker", "logs:CreateLogStream", "WorkLogs", stream("a:b")).code())
          .isEqualTo("InvalidParameterException");
      assertThat(
              stage
                  .bad("Worker", "logs:PutLogEvents", "WorkLogs", events("a", 1, "x", 0, "y"))
                  .message())
          .isEqualTo("Log events in a single PutLogEvents request must be in chronological order.");
      assertThat(
              stage
                  .bad(
                      "Alice",
                      "logs:FilterLogEvents",
                      "WorkLogs",
                      Fields.EMPTY.with("filterPattern", "[a, b]"))
                  .code())
          .isEqualTo("InvalidParameterException");
    }
  }
}

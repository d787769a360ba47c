package dev.diorama.aws.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.aws.SdkClients;
import dev.diorama.aws.Sketch;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;

/// AWS's own client against the engine, over HTTP.
class LogsSdkTest {
  @Test
  void aClientCreatesWritesAndReads() {
    try (var system =
            Sketch.of(new LogsService())
                .caller("Alice", "logs:*")
                .add("Drawn", "AWS::Logs::LogGroup", "{}")
                .runLive();
        var alice = SdkClients.client(CloudWatchLogsClient.builder(), system, "Alice")) {
      alice.createLogGroup(b -> b.logGroupName("/made"));
      alice.createLogStream(b -> b.logGroupName("/made").logStreamName("s"));
      var now = Instant.now().toEpochMilli();
      alice.putLogEvents(b ->
          b.logGroupName("/made")
              .logStreamName("s")
              .logEvents(InputLogEvent.builder().timestamp(now).message("hello").build()));
      assertThat(alice.getLogEvents(b -> b.logGroupName("/made").logStreamName("s")).events())
          .singleElement()
          .matches(e -> e.message().equals("hello") && e.timestamp() == now);
      assertThat(
              alice.filterLogEventsPaginator(b -> b.logGroupName("/made")).events().stream()
                  .map(FilteredLogEvent::message))
          .containsExactly("hello");
      assertThat(alice.describeLogGroups().logGroups())
          .extracting(g -> g.logGroupName())
          .containsExactly("/made", "Drawn");
      assertThat(alice.describeLogStreams(b -> b.logGroupName("/made")).logStreams()).hasSize(1);
      assertThatThrownBy(() -> alice.createLogGroup(b -> b.logGroupName("Drawn")))
          .isInstanceOf(ResourceAlreadyExistsException.class);
    }
  }

  /// The calls that `aws logs tail --follow` makes: pages by token, then again from the newest
  /// event's time, of which it forgets those that it has seen by their ids.
  @Test
  void aGroupIsTailedAsTheCommandLineToolDoes() {
    try (var system = Sketch.of(new LogsService()).caller("Alice", "logs:*").runLive();
        var alice = SdkClients.client(CloudWatchLogsClient.builder(), system, "Alice")) {
      alice.createLogGroup(b -> b.logGroupName("/made"));
      alice.createLogStream(b -> b.logGroupName("/made").logStreamName("s"));
      long now = Instant.now().toEpochMilli();
      put(alice, now, "old");
      put(alice, now + 1, "one");
      put(alice, now + 2, "two");
      var identifier = "arn:aws:logs:us-east-1:123456789012:log-group:/made";
      var first =
          alice.filterLogEvents(b -> b.logGroupIdentifier(identifier).startTime(now + 1).limit(1));
      assertThat(first.events()).extracting(FilteredLogEvent::message).containsExactly("one");
      assertThat(first.events().getFirst().logStreamName()).isEqualTo("s");
      var second =
          alice.filterLogEvents(
              b -> b.logGroupName("/made").startTime(now + 1).nextToken(first.nextToken()));

      assertThat(second.events()).extracting(FilteredLogEvent::message).containsExactly("two");
      assertThat(second.nextToken()).isNull();
      put(alice, now + 2, "three");
      var again = alice.filterLogEvents(b -> b.logGroupName("/made").startTime(now + 2));
      assertThat(again.events())
          .extracting(FilteredLogEvent::message)
          .containsExactly("two", "three");
      assertThat(again.events().getFirst().eventId())
          .isEqualTo(second.events().getFirst().eventId());
    }
  }

  private static void put(CloudWatchLogsClient client, long at, String message) {
    client.putLogEvents(b ->
        b.logGroupName("/made")
            .logStreamName("s")
            .logEvents(InputLogEvent.builder().timestamp(at).message(message).build()));
  }
}

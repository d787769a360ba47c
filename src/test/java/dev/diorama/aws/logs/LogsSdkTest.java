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
}

package dev.diorama.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Category;
import dev.diorama.catalog.Facets;
import dev.diorama.catalog.ResourceType;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Environment;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RunOptions;
import dev.diorama.runtime.RunningSystem;
import dev.diorama.runtime.RuntimeEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventSourceMappingTest {
  private static final String HANDLER =
      """
      let n = 0;
      export const handler = async (event) => {
        n++;
        const seen = event.Records.map((r) => r.body ?? r.dynamodb.Keys.id.S);
        console.log("batch", seen.join("+"));
        if (process.env.MODE === "fail" && n === 1) throw new Error("first");
        if (process.env.MODE === "partial") {
          return { batchItemFailures: event.Records.filter((r) => (r.body ?? r.dynamodb.Keys.id.S) === "b" && n === 1)
            .map((r) => ({ itemIdentifier: r.messageId ?? r.dynamodb.SequenceNumber })) };
        }
      };
      """;

  /// Runs a source with the letters given through a mapping, and answers the batches that the
  /// handler saw and what is left in the source.
  private static final class World implements AutoCloseable {
    final List<String> logged = new ArrayList<>();
    final Source source;
    final RunningSystem system;

    World(String arn, String mode, String mapping, String policy, String... letters) {
      var function =
          LambdaWorld.function(HANDLER)
              .with("Environment", Fields.EMPTY.with("Variables", Fields.EMPTY.with("MODE", mode)))
              .with("Role", References.to("TheRole"));
      var drawing = LambdaWorld.drawing(function, policy);
      drawing =
          drawing
              .with(
                  LambdaWorld.resource(
                      new ResourceId("source"), "Test::Source", "Source", Fields.EMPTY))
              .with(
                  new Connection(
                      new ConnectionId("mapping"),
                      LambdaConnections.MAPPING,
                      new ResourceId("source"),
                      LambdaWorld.FUNCTION,
                      Drawings.fields(mapping)));
      var made = new ArrayList<Source>();
      system = start(drawing, arn, made, letters);
      source = made.getFirst();
    }

    private RunningSystem start(
        Architecture drawing, String arn, List<Source> made, String... letters) {
      var plain = LambdaWorld.catalog(List.of());
      var types = new ArrayList<>(plain.resourceTypes());
      types.add(sourceType(arn));
      return RunningSystem.virtual(
          drawing,
          new Catalog(types, plain.connectionTypes()),
          context -> {
            made.add(new Source(context, arn, List.of(letters)));
            return List.of(
                new LambdaEmulator(context, LambdaWorld.WORKER),
                made.getFirst(),
                new LogKeeper(logged));
          },
          new RunOptions(7, OptionalInt.empty(), Optional.empty()));
    }

    List<String> batches() {
      return logged.stream()
          .filter(l -> l.contains("\tbatch "))
          .map(l -> l.substring(l.indexOf("\tbatch ") + 7))
          .toList();
    }

    @Override
    public void close() {
      system.close();
    }
  }

  private static ResourceType sourceType(String arn) {
    return ResourceType.plain(
        "Test::Source",
        "test",
        Category.CLIENT,
        "test",
        List.of(),
        Set.of(Capability.EVENT_SOURCE),
        new Facets() {
          @Override
          public Optional<String> arn(Resource resource, Environment environment) {
            return Optional.of(arn);
          }
        },
        "a test");
  }

  private static World queue(String mode, String mapping, String... letters) {
    return new World(
        "arn:aws:sqs:us-east-1:123456789012:Source",
        mode,
        mapping,
        LambdaWorld.EVERYTHING,
        letters);
  }

  private static World stream(String mode, String mapping, String... letters) {
    return new World(
        "arn:aws:dynamodb:us-east-1:123456789012:table/Source/stream/2026-01-01T00:00:00.000",
        mode,
        mapping,
        LambdaWorld.EVERYTHING,
        letters);
  }

  @Test
  void messagesComeInBatchesAndAreDeletedOnSuccess() {
    try (var world = queue("", "{\"BatchSize\":2}", "a", "b", "c")) {
      world.system.advance(Duration.ofSeconds(5));
      assertThat(world.batches()).containsExactly("a+b", "c");
      assertThat(world.source.left()).isEmpty();
    }
  }

  @Test
  void aFailedBatchComesBackAfterItsVisibilityTimeout() {
    try (var world = queue("fail", "{}", "a", "b")) {
      world.system.advance(Duration.ofSeconds(5));
      assertThat(world.batches()).containsExactly("a+b");
      assertThat(world.source.left()).containsExactly("a", "b");
      world.system.advance(Duration.ofSeconds(60));
      assertThat(world.batches()).containsExactly("a+b", "a+b");
      assertThat(world.source.left()).isEmpty();
    }
  }

  @Test
  void onlyReportedMessagesStay() {
    try (var world =
        queue(
            "partial",
            "{\"FunctionResponseTypes\":[\"ReportBatchItemFailures\"]}",
            "a",
            "b",
            "c")) {
      world.system.advance(Duration.ofSeconds(5));
      assertThat(world.source.left()).containsExactly("b");
    }
  }

  @Test
  void anIdleQueueCostsThreePollsAMinute() {
    try (var world = queue("", "{}")) {
      world.system.advance(Duration.ofMinutes(10));
      assertThat(world.system.log().size()).isLessThan(70);
    }
  }

  @Test
  void aDeniedPollIsAnEventAndTriedAgainLessAndLessOften() {
    var policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"logs:*","Resource":"*"}]}\
        """;
    try (var world =
        new World("arn:aws:sqs:us-east-1:123456789012:Source", "", "{}", policy, "a")) {
      world.system.advance(Duration.ofMinutes(10));
      var denied =
          world.system.log().from(0).stream()
              .filter(RuntimeEvent.CallDenied.class::isInstance)
              .count();
      assertThat(denied).isBetween(10L, 20L);
      assertThat(world.batches()).isEmpty();
    }
  }

  @Test
  void aDisabledMappingDoesNotPoll() {
    try (var world = queue("", "{\"Enabled\":false}", "a")) {
      world.system.advance(Duration.ofMinutes(1));
      assertThat(world.batches()).isEmpty();
    }
  }

  @Test
  void recordsOfAStreamComeInOrder() {
    try (var world = stream("", "{\"BatchSize\":2}", "a", "b", "c")) {
      world.system.advance(Duration.ofSeconds(5));
      assertThat(world.batches()).containsExactly("a+b", "c");
    }
  }

  @Test
  void aFailedBatchOfAStreamIsGivenAgainBeforeTheNext() {
    try (var world = stream("fail", "{\"BatchSize\":2}", "a", "b", "c")) {
      world.system.advance(Duration.ofSeconds(10));
      assertThat(world.batches()).containsExactly("a+b", "a+b", "c");
    }
  }

  @Test
  void aStreamGoesOnWithTheFirstReportedRecord() {
    try (var world =
        stream(
            "partial",
            "{\"FunctionResponseTypes\":[\"ReportBatchItemFailures\"]}",
            "a",
            "b",
            "c")) {
      world.system.advance(Duration.ofSeconds(10));
      assertThat(world.batches()).containsExactly("a+b+c", "b+c");
    }
  }

  @Test
  void aStreamsBatchIsGivenUpAfterItsRetries() {
    try (var world = stream("fail", "{\"BatchSize\":1,\"MaximumRetryAttempts\":0}", "a", "b")) {
      world.system.advance(Duration.ofSeconds(10));
      assertThat(world.batches()).containsExactly("a", "b");
    }
  }
}

package dev.diorama.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.RuntimeEvent.InvocationEnded;
import dev.diorama.runtime.RuntimeEvent.InvocationStarted;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Environments, their limits and what they cost, with declared durations.
class ExecutionEnvironmentsTest {
  /// With one vCPU, so that the declared durations are the real ones.
  private static final Fields FUNCTION =
      LambdaWorld.function("")
          .with("MemorySize", 1769)
          .with("Timeout", 900)
          .with(
              "Diorama",
              Fields.EMPTY
                  .with("Duration", 100)
                  .with("InitDuration", 400)
                  .with("MaxMemoryUsed", 90));

  private static LambdaWorld world(Fields function) {
    return LambdaWorld.of(LambdaWorld.drawing(function));
  }

  private static List<OperationResult> atOnce(LambdaWorld world, int count, Duration wait) {
    List<CompletableFuture<OperationResult>> answers =
        IntStream.range(0, count)
            .mapToObj(i ->
                world.system.submit(
                    LambdaWorld.CALLER, "lambda:Invoke", LambdaWorld.FUNCTION, Fields.EMPTY))
            .toList();
    world.system.advance(wait);
    return answers.stream()
        .map(a -> a.getNow(new OperationResult.Failure("NoAnswerYet", "", 0)))
        .toList();
  }

  private static List<String> reasons(List<OperationResult> results) {
    return results.stream()
        .filter(OperationResult.Failure.class::isInstance)
        .map(r -> ((OperationResult.Failure) r).details().text("Reason").orElse("none"))
        .toList();
  }

  @Test
  void theFirstInvocationWaitsForTheInitPhaseAndPaysForIt() {
    try (var world = world(FUNCTION)) {
      world.invoke("{}", Duration.ofSeconds(1));
      world.invoke("{}", Duration.ofSeconds(1));
      var ended = world.events(InvocationEnded.class);
      assertThat(ended)
          .extracting(e -> e.duration().toMillis() + " " + e.billed().toMillis())
          .containsExactly("100 500", "100 100");
      assertThat(world.logged)
          .filteredOn(l -> l.startsWith("REPORT"))
          .extracting(l -> l.substring(l.indexOf('\t') + 1))
          .containsExactly(
              "Duration: 100.00 ms\tBilled Duration: 500 ms\tMemory Size: 1769 MB\tMax Memory Used:"
                  + " 90 MB\tInit Duration: 400.00 ms",
              "Duration: 100.00 ms\tBilled Duration: 100 ms\tMemory Size: 1769 MB\tMax Memory Used:"
                  + " 90 MB");
    }
  }

  @Test
  void gigabyteSecondsAndRequestsAreWhatItCosts() {
    var function = FUNCTION.with("MemorySize", 2048);
    try (var world = world(function)) {
      world.invoke("{}", Duration.ofSeconds(1));
      var bill = world.events(InvocationEnded.class).getFirst().bill().orElseThrow();
      // 2 GB for 0.5 s, and one request.
      assertThat(bill.dollars())
          .isEqualByComparingTo(new BigDecimal("0.0000166667").add(new BigDecimal("0.0000002")));
    }
  }

  @Test
  void lessMemoryMakesTheSameWorkLonger() {
    try (var world = world(FUNCTION.with("MemorySize", 884))) {
      world.invoke("{}", Duration.ofSeconds(2));
      assertThat(world.events(InvocationEnded.class).getFirst().duration()).hasMillis(201);
    }
  }

  @Test
  void environmentsSpreadOverTheZonesAndAreUsedAgain() {
    try (var world = world(FUNCTION)) {
      atOnce(world, 6, Duration.ofSeconds(1));
      atOnce(world, 6, Duration.ofSeconds(1));
      var started = world.events(InvocationStarted.class);
      assertThat(started.subList(0, 6))
          .extracting(InvocationStarted::zone)
          .containsExactly(
              "us-east-1a", "us-east-1b", "us-east-1c", "us-east-1a", "us-east-1b", "us-east-1c");
      assertThat(started.subList(6, 12)).noneMatch(InvocationStarted::coldStart);
    }
  }

  @Test
  void anIdleEnvironmentIsGivenUp() {
    try (var world = world(FUNCTION)) {
      world.invoke("{}", ExecutionEnvironments.IDLE.plusSeconds(2));
      world.invoke("{}", Duration.ofSeconds(1));
      assertThat(world.events(InvocationStarted.class))
          .extracting(InvocationStarted::coldStart)
          .containsExactly(true, true);
    }
  }

  @Test
  void provisionedConcurrencyHasNoColdStart() {
    var provisioned =
        FUNCTION.with(
            "ProvisionedConcurrencyConfig",
            Fields.EMPTY.with("ProvisionedConcurrentExecutions", 2));
    try (var world = world(provisioned)) {
      world.system.advance(Duration.ofSeconds(1));
      atOnce(world, 3, Duration.ofSeconds(1));
      assertThat(world.events(InvocationStarted.class))
          .extracting(InvocationStarted::coldStart)
          .containsExactly(false, false, true);
    }
  }

  @Test
  void theAccountsConcurrencyIsShared() {
    var slow = FUNCTION.with("Diorama", Fields.EMPTY.with("Duration", 1_000));
    try (var world = world(slow)) {
      var results = atOnce(world, 1_200, Duration.ofSeconds(2));
      assertThat(reasons(results)).hasSize(200).containsOnly("ConcurrentInvocationLimitExceeded");
    }
  }

  @Test
  void aThousandEnvironmentsComeAtOnceAndAHundredMoreEachSecond() {
    var concurrency = new Concurrency(new Concurrency.Account(5_000), OptionalLong.empty(), 0);
    var start = Instant.parse("2026-01-01T00:00:00Z");
    assertThat(entered(concurrency, start, 1_500)).isEqualTo(1_000);
    assertThat(entered(concurrency, start.plusSeconds(1), 1_500)).isEqualTo(100);
    assertThat(entered(concurrency, start.plusSeconds(11), 1_500)).isEqualTo(1_000);
  }

  private static long entered(Concurrency concurrency, Instant at, int tries) {
    return IntStream.range(0, tries).filter(i -> concurrency.enter(at, true).isEmpty()).count();
  }

  @Test
  void reservedConcurrencyHasAReasonOfItsOwn() {
    try (var world = world(FUNCTION.with("ReservedConcurrentExecutions", 2))) {
      var results = atOnce(world, 3, Duration.ofSeconds(1));
      assertThat(reasons(results))
          .containsExactly("ReservedFunctionConcurrentInvocationLimitExceeded");
      assertThat(((OperationResult.Failure) results.getLast()).status()).isEqualTo(429);
    }
  }

  @Test
  void aZoneThatFailsTakesItsEnvironmentsAlong() {
    try (var world = world(FUNCTION)) {
      atOnce(world, 3, Duration.ofSeconds(1));
      var working =
          IntStream.range(0, 3)
              .mapToObj(i ->
                  world.system.submit(
                      LambdaWorld.CALLER, "lambda:Invoke", LambdaWorld.FUNCTION, Fields.EMPTY))
              .toList();
      world.system.advance(Duration.ofMillis(50));
      world.call(
          LambdaEmulator.FAIL_ZONE, Fields.EMPTY.with("ZoneName", "us-east-1b"), Duration.ZERO);
      world.system.advance(Duration.ofSeconds(1));
      assertThat(working.stream().map(CompletableFuture::join))
          .filteredOn(OperationResult.Failure.class::isInstance)
          .hasSize(1)
          .allSatisfy(f -> assertThat(f.toString()).contains("ServiceException"));
      atOnce(world, 6, Duration.ofSeconds(1));
      var started = world.events(InvocationStarted.class);
      assertThat(started.subList(6, 12))
          .extracting(InvocationStarted::zone)
          .containsOnly("us-east-1a", "us-east-1c");
      assertThat(world.events(RuntimeEvent.InvocationEnded.class)).hasSize(12);
    }
  }
}

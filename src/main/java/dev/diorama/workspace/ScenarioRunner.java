package dev.diorama.workspace;

import dev.diorama.model.Message;
import dev.diorama.model.Scenario;
import dev.diorama.model.ScenarioStep;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RunningSystem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/// Plays scenarios on running systems and checks what they expect.
public final class ScenarioRunner {
  private ScenarioRunner() {}

  /// Plays a scenario on virtual time, at once.
  public static ScenarioOutcome playVirtually(RunningSystem system, Scenario scenario) {
    return play(system, scenario, system::advance);
  }

  /// Plays a scenario on wall time; takes as long as the scenario says.
  ///
  /// @throws InterruptedException if the thread is interrupted, as by Cancel; the run goes on
  public static ScenarioOutcome playLive(RunningSystem system, Scenario scenario)
      throws InterruptedException {
    try {
      return play(system, scenario, ScenarioRunner::sleep);
    } catch (Interrupted e) {
      throw (InterruptedException) new InterruptedException("cancelled").initCause(e);
    }
  }

  private static ScenarioOutcome play(RunningSystem system, Scenario scenario, Wait wait) {
    var order =
        IntStream.range(0, scenario.steps().size())
            .boxed()
            .sorted(Comparator.comparing(i -> scenario.steps().get(i).at()))
            .toList();
    var answers = new ArrayList<CompletableFuture<OperationResult>>();
    scenario.steps().forEach(s -> answers.add(new CompletableFuture<>()));
    var now = Duration.ZERO;
    for (int i : order) {
      var step = scenario.steps().get(i);
      wait.until(step.at().minus(now));
      now = step.at();
      answers.set(i, submit(system, step));
    }
    if (scenario.length().compareTo(now) > 0) {
      wait.until(scenario.length().minus(now));
    }
    var outcomes = new ArrayList<ScenarioOutcome.StepOutcome>();
    for (int i = 0; i < answers.size(); i++) {
      var failure =
          Expectations.failure(scenario.steps().get(i).expected(), answer(answers.get(i)));
      system.recordExpectation(i, failure.map(m -> m.key() + " " + literals(m)));
      outcomes.add(new ScenarioOutcome.StepOutcome(i, failure));
    }
    return new ScenarioOutcome(outcomes);
  }

  private static List<String> literals(Message message) {
    return message.arguments().stream()
        .map(a -> a instanceof Message.Literal l ? l.text() : a.toString())
        .toList();
  }

  private static CompletableFuture<OperationResult> submit(
      RunningSystem system, ScenarioStep step) {
    return system.submit(step.caller(), step.operation(), step.target(), step.input());
  }

  private static Optional<OperationResult> answer(CompletableFuture<OperationResult> future) {
    return future.isDone() && !future.isCompletedExceptionally()
        ? Optional.of(future.join())
        : Optional.empty();
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      throw new Interrupted(e);
    }
  }

  /// Lets time pass.
  @FunctionalInterface
  private interface Wait {
    void until(Duration duration);
  }

  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Interrupted(InterruptedException cause) {
      super(cause);
    }
  }
}

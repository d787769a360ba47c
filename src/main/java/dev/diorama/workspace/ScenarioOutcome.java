package dev.diorama.workspace;

import dev.diorama.model.Message;
import java.util.List;
import java.util.Optional;

/// How a scenario went.
public record ScenarioOutcome(List<StepOutcome> steps) {
  public ScenarioOutcome {
    steps = List.copyOf(steps);
  }

  /// Whether every expectation held.
  public boolean held() {
    return steps.stream().allMatch(s -> s.failure().isEmpty());
  }

  /// How one step went.
  ///
  /// @param step its position in the scenario, from 0
  /// @param failure what was expected and what came; empty if the expectation held
  public record StepOutcome(int step, Optional<Message> failure) {}
}

package dev.diorama.model;

import dev.diorama.model.Value.Fields;
import java.time.Duration;
import java.util.List;

/// A story that a run plays: calls from outside at given times, with expectations.
///
/// @param name unique within the document
/// @param length how long the run goes on after time zero, so that what the steps set off can end
/// @param unknown fields of the file that this version does not know; kept and written back
public record Scenario(
    String name, String description, Duration length, List<ScenarioStep> steps, Fields unknown) {

  public Scenario {
    steps = List.copyOf(steps);
  }
}

package dev.diorama.ui.canvas;

import dev.diorama.model.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// What a run shows on the nodes.
///
/// @param counts what resources hold, by count name
/// @param running how many invocations are running, by function
/// @param cold functions of which at least one running invocation began with a cold start
/// @param environments the execution environments that stand, by function, oldest first
public record LiveState(
    Map<ResourceId, SequencedMap<String, Long>> counts,
    Map<ResourceId, Integer> running,
    Set<ResourceId> cold,
    Map<ResourceId, List<Environment>> environments) {

  /// An execution environment.
  ///
  /// @param busy whether it works on an invocation
  /// @param cold whether the last invocation that it was seen with was its first
  public record Environment(boolean busy, boolean cold) {}

  /// No run.
  public static final LiveState NONE = new LiveState(Map.of(), Map.of(), Set.of());

  public LiveState {
    counts = Map.copyOf(counts);
    running = Map.copyOf(running);
    cold = Set.copyOf(cold);
    environments = Map.copyOf(environments);
  }

  /// A state about whose environments nothing is known.
  public LiveState(
      Map<ResourceId, SequencedMap<String, Long>> counts,
      Map<ResourceId, Integer> running,
      Set<ResourceId> cold) {
    this(counts, running, cold, Map.of());
  }

  /// The environments of a function.
  List<Environment> environments(ResourceId function) {
    return environments.getOrDefault(function, List.of());
  }
}

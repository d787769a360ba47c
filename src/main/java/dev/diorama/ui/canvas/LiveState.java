package dev.diorama.ui.canvas;

import dev.diorama.model.ResourceId;
import java.util.Map;
import java.util.SequencedMap;

/// What a run shows on the nodes.
///
/// @param counts what resources hold, by count name
/// @param running how many invocations are running, by function
/// @param cold functions of which at least one running invocation began with a cold start
public record LiveState(
    Map<ResourceId, SequencedMap<String, Long>> counts,
    Map<ResourceId, Integer> running,
    java.util.Set<ResourceId> cold) {
  /// No run.
  public static final LiveState NONE = new LiveState(Map.of(), Map.of(), java.util.Set.of());

  public LiveState {
    counts = Map.copyOf(counts);
    running = Map.copyOf(running);
    cold = java.util.Set.copyOf(cold);
  }
}

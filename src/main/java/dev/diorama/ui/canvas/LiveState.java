package dev.diorama.ui.canvas;

import dev.diorama.model.ConnectionId;
import dev.diorama.model.ResourceId;
import java.time.Duration;
import java.time.Instant;
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
/// @param open how many connections clients hold open along a drawn one; none that is 0
/// @param kept the answers that a resource's cache keeps, oldest first
public record LiveState(
    Map<ResourceId, SequencedMap<String, Long>> counts,
    Map<ResourceId, Integer> running,
    Set<ResourceId> cold,
    Map<ResourceId, List<Environment>> environments,
    Map<ConnectionId, Integer> open,
    Map<ResourceId, List<Kept>> kept) {

  /// An answer in a cache.
  ///
  /// @param from since when it is there, on the run's time
  /// @param until when it goes
  public record Kept(Instant from, Instant until) {
    /// How much of its life is left at `now`, from 1 to 0.
    public double left(Instant now) {
      double life = Math.max(1, Duration.between(from, until).toMillis());
      return Math.clamp(Duration.between(now, until).toMillis() / life, 0, 1);
    }
  }

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
    open = Map.copyOf(open);
    kept = Map.copyOf(kept);
  }

  /// A state without open connections and caches.
  public LiveState(
      Map<ResourceId, SequencedMap<String, Long>> counts,
      Map<ResourceId, Integer> running,
      Set<ResourceId> cold,
      Map<ResourceId, List<Environment>> environments) {
    this(counts, running, cold, environments, Map.of(), Map.of());
  }

  /// A state about whose environments nothing is known.
  public LiveState(
      Map<ResourceId, SequencedMap<String, Long>> counts,
      Map<ResourceId, Integer> running,
      Set<ResourceId> cold) {
    this(counts, running, cold, Map.of());
  }

  /// The answers that the cache of a resource keeps.
  List<Kept> kept(ResourceId resource) {
    return kept.getOrDefault(resource, List.of());
  }

  /// The environments of a function.
  List<Environment> environments(ResourceId function) {
    return environments.getOrDefault(function, List.of());
  }
}

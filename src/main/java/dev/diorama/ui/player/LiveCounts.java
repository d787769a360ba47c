package dev.diorama.ui.player;

import dev.diorama.model.ResourceId;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.RuntimeEvent.InvocationEnded;
import dev.diorama.runtime.RuntimeEvent.InvocationStarted;
import dev.diorama.runtime.RuntimeEvent.ResourceChanged;
import dev.diorama.ui.canvas.LiveState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// What the nodes show, from the events shown so far.
final class LiveCounts {
  private record Running(ResourceId function, boolean cold) {}

  private final Map<ResourceId, SequencedMap<String, Long>> counts = new HashMap<>();
  private final Map<String, Running> running = new LinkedHashMap<>();
  private final LiveEnvironments environments = new LiveEnvironments();

  /// Takes an event that is shown now; whether it changed anything.
  boolean show(RuntimeEvent event) {
    switch (event) {
      case ResourceChanged c -> {
        counts.put(c.resource(), c.counts());
        environments.changed(c);
      }
      case InvocationStarted s -> {
        running.put(s.requestId(), new Running(s.function(), s.coldStart()));
        environments.started(s);
      }
      case InvocationEnded e -> {
        running.remove(e.requestId());
        environments.ended(e);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  LiveState state() {
    var perFunction = new HashMap<ResourceId, Integer>();
    Set<ResourceId> cold = new HashSet<>();
    for (var r : running.values()) {
      perFunction.merge(r.function(), 1, Integer::sum);
      if (r.cold()) {
        cold.add(r.function());
      }
    }
    return new LiveState(counts, perFunction, cold, environments.state());
  }
}

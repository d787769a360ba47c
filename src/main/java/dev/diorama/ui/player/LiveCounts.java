package dev.diorama.ui.player;

import dev.diorama.catalog.Console;
import dev.diorama.model.ResourceId;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.RuntimeEvent.CallBlocked;
import dev.diorama.runtime.RuntimeEvent.CallDenied;
import dev.diorama.runtime.RuntimeEvent.CallFailed;
import dev.diorama.runtime.RuntimeEvent.CallStarted;
import dev.diorama.runtime.RuntimeEvent.CallSucceeded;
import dev.diorama.runtime.RuntimeEvent.InvocationEnded;
import dev.diorama.runtime.RuntimeEvent.InvocationStarted;
import dev.diorama.runtime.RuntimeEvent.ResourceChanged;
import dev.diorama.ui.canvas.LiveState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/// What the nodes show, from the events shown so far.
final class LiveCounts {
  private record Running(ResourceId function, boolean cold) {}

  private final Map<ResourceId, SequencedMap<String, Long>> counts = new HashMap<>();
  private final Map<String, Running> running = new LinkedHashMap<>();
  private final LiveEnvironments environments = new LiveEnvironments();
  private final LiveConnections connections;
  private final LiveCaches caches;

  /// @param consoles how people work with a resource by hand, if they can
  LiveCounts(Function<ResourceId, Optional<Console>> consoles) {
    connections = new LiveConnections(id -> consoles.apply(id).flatMap(LiveCounts::messages));
    caches = new LiveCaches(id -> consoles.apply(id).flatMap(LiveCounts::requests));
  }

  private static Optional<Console.Messages> messages(Console console) {
    return console instanceof Console.Messages m ? Optional.of(m) : Optional.empty();
  }

  private static Optional<Console.Requests> requests(Console console) {
    return console instanceof Console.Requests r ? Optional.of(r) : Optional.empty();
  }

  /// Takes an event that is shown now; whether it changed anything.
  boolean show(RuntimeEvent event) {
    switch (event) {
      case CallStarted c -> {
        connections.started(c);
        caches.started(c);
        return false;
      }
      case CallSucceeded s -> {
        boolean opened = connections.succeeded(s);
        boolean kept = caches.succeeded(s);
        return opened || kept;
      }
      case CallFailed f -> {
        return failed(f.call());
      }
      case CallDenied d -> {
        return failed(d.call());
      }
      case CallBlocked b -> {
        return failed(b.call());
      }
      case ResourceChanged c -> {
        counts.put(c.resource(), c.counts());
        environments.changed(c);
        connections.changed(c);
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

  private boolean failed(long call) {
    connections.failed(call);
    caches.failed(call);
    return false;
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
    return new LiveState(
        counts, perFunction, cold, environments.state(), connections.state(), caches.state());
  }
}

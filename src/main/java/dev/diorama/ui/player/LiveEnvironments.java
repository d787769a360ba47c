package dev.diorama.ui.player;

import dev.diorama.model.ResourceId;
import dev.diorama.runtime.RuntimeEvent.InvocationEnded;
import dev.diorama.runtime.RuntimeEvent.InvocationStarted;
import dev.diorama.runtime.RuntimeEvent.ResourceChanged;
import dev.diorama.ui.canvas.LiveState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The execution environments of a run's functions, from the events shown so far. Invocations tell
/// which of them works; the count `environments` tells how many stand, those that no invocation has
/// named yet and those that are gone again included.
final class LiveEnvironments {
  private static final String COUNT = "environments";

  private final Map<ResourceId, SequencedMap<String, Seen>> seen = new HashMap<>();
  private final Map<ResourceId, Long> standing = new HashMap<>();

  /// An environment.
  ///
  /// @param request what it works on
  private record Seen(Optional<String> request, boolean cold) {}

  void started(InvocationStarted event) {
    if (!event.environment().isEmpty()) {
      // What was used last stands last, so that those to go first stand first.
      of(event.function())
          .putLast(
              event.environment(), new Seen(Optional.of(event.requestId()), event.coldStart()));
    }
  }

  void ended(InvocationEnded event) {
    of(event.function())
        .replaceAll((name, s) ->
            s.request().filter(event.requestId()::equals).isPresent()
                ? new Seen(Optional.empty(), s.cold())
                : s);
  }

  void changed(ResourceChanged event) {
    var count = Optional.ofNullable(event.counts().get(COUNT));
    count.ifPresent(n -> {
      standing.put(event.resource(), n);
      var environments = of(event.resource());
      var idle =
          environments.entrySet().stream()
              .filter(e -> e.getValue().request().isEmpty())
              .map(Map.Entry::getKey)
              .toList();
      idle.stream().limit(Math.max(0, environments.size() - n)).forEach(environments::remove);
    });
  }

  private SequencedMap<String, Seen> of(ResourceId function) {
    return seen.computeIfAbsent(function, id -> new LinkedHashMap<>());
  }

  Map<ResourceId, List<LiveState.Environment>> state() {
    var result = new HashMap<ResourceId, List<LiveState.Environment>>();
    seen.forEach((function, environments) -> {
      var list = new ArrayList<LiveState.Environment>();
      environments
          .values()
          .forEach(s -> list.add(new LiveState.Environment(s.request().isPresent(), s.cold())));
      while (list.size() < standing.getOrDefault(function, 0L)) {
        list.add(new LiveState.Environment(false, false));
      }
      if (!list.isEmpty()) {
        result.put(function, List.copyOf(list));
      }
    });
    return result;
  }
}

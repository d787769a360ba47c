package dev.diorama.ui.player;

import dev.diorama.catalog.Console.Requests;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeEvent.CallStarted;
import dev.diorama.runtime.RuntimeEvent.CallSucceeded;
import dev.diorama.ui.canvas.LiveState.Kept;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/// The answers that caches keep, from the events shown so far.
final class LiveCaches {
  /// More are not told apart on a card.
  private static final int MOST = 100;

  private final Function<ResourceId, Optional<Requests>> requests;
  private final Map<Long, ResourceId> calls = new HashMap<>();
  private final Map<ResourceId, SequencedMap<String, Kept>> kept = new HashMap<>();

  /// @param requests how people send requests to a resource, if they can
  LiveCaches(Function<ResourceId, Optional<Requests>> requests) {
    this.requests = requests;
  }

  void started(CallStarted call) {
    call.target()
        .filter(id ->
            requests.apply(id).filter(r -> r.operation().equals(call.operation())).isPresent())
        .ifPresent(id -> calls.put(call.header().sequence(), id));
  }

  /// Whether an answer was kept.
  boolean succeeded(CallSucceeded answer) {
    var resource = Optional.ofNullable(calls.remove(answer.call()));
    if (resource.isEmpty()
        || !(answer.output().get("CacheEntry").orElse(Fields.EMPTY) instanceof Fields entry)
        || entry.text("Key").isEmpty()) {
      return false;
    }
    var from = answer.header().at();
    var entries = kept.computeIfAbsent(resource.get(), id -> new LinkedHashMap<>());
    entries.putLast(
        entry.text("Key").get(),
        new Kept(from, from.plus(Duration.ofSeconds(entry.number("Seconds").orElse(0L)))));
    // What is over by then cannot be seen again.
    entries.values().removeIf(k -> !k.until().isAfter(from));
    while (entries.size() > MOST) {
      entries.pollFirstEntry();
    }
    return true;
  }

  /// A call that came to nothing.
  void failed(long call) {
    calls.remove(call);
  }

  Map<ResourceId, List<Kept>> state() {
    var result = new HashMap<ResourceId, List<Kept>>();
    kept.forEach((id, entries) -> result.put(id, List.copyOf(entries.values())));
    return result;
  }
}

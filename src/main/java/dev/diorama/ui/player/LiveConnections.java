package dev.diorama.ui.player;

import dev.diorama.catalog.Console.Messages;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ResourceId;
import dev.diorama.runtime.RuntimeEvent.CallStarted;
import dev.diorama.runtime.RuntimeEvent.CallSucceeded;
import dev.diorama.runtime.RuntimeEvent.ResourceChanged;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;

/// The connections that clients hold open, from the events shown so far: the call that opens one
/// tells along which drawn connection it goes, the count of open ones tells when one is gone.
final class LiveConnections {
  private final Function<ResourceId, Optional<Messages>> messages;
  private final Map<Long, CallStarted> calls = new HashMap<>();
  private final SequencedMap<String, CallStarted> open = new LinkedHashMap<>();

  /// @param messages how people hold connections to a resource, if they can
  LiveConnections(Function<ResourceId, Optional<Messages>> messages) {
    this.messages = messages;
  }

  void started(CallStarted call) {
    if (call.target().flatMap(messages).isPresent()) {
      calls.put(call.header().sequence(), call);
    }
  }

  /// Whether a connection was opened.
  boolean succeeded(CallSucceeded answer) {
    var call = Optional.ofNullable(calls.remove(answer.call()));
    var opened =
        call.filter(c ->
            c.target()
                .flatMap(messages)
                .filter(m -> m.connect().equals(c.operation()))
                .isPresent());
    var id = opened.flatMap(c -> answer.output().text("ConnectionId"));
    id.ifPresent(name -> open.put(name, opened.orElseThrow()));
    return id.isPresent();
  }

  /// A call that came to nothing.
  void failed(long call) {
    calls.remove(call);
  }

  /// The event of the count comes with the call that closed a connection, or with the one that
  /// opened it where it ended by itself.
  void changed(ResourceChanged event) {
    var count =
        messages
            .apply(event.resource())
            .flatMap(m -> Optional.ofNullable(event.counts().get(Messages.OPEN_COUNT)));
    if (count.isEmpty()) {
      return;
    }
    while (held(event.resource()) > count.get()) {
      var cause = event.header().cause();
      var gone =
          cause.isEmpty()
              ? Optional.<String>empty()
              : Optional.ofNullable(calls.get(cause.getAsLong()))
                  .flatMap(c -> c.input().text("ConnectionId"))
                  .filter(open::containsKey)
                  .or(() -> openedBy(cause.getAsLong()));
      open.remove(gone.orElseGet(() -> eldest(event.resource())));
    }
  }

  private Optional<String> openedBy(long call) {
    return open.entrySet().stream()
        .filter(e -> e.getValue().header().sequence() == call)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private String eldest(ResourceId resource) {
    return open.entrySet().stream()
        .filter(e -> e.getValue().target().equals(Optional.of(resource)))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private long held(ResourceId resource) {
    return open.values().stream().filter(c -> c.target().equals(Optional.of(resource))).count();
  }

  /// How many are open along each drawn connection.
  Map<ConnectionId, Integer> state() {
    var result = new HashMap<ConnectionId, Integer>();
    open.values().forEach(c -> c.connection().ifPresent(id -> result.merge(id, 1, Integer::sum)));
    return result;
  }
}

package dev.diorama.runtime;

import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Need;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ResourceId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the arrow along which a call goes. Used from the event loop only.
final class DrawnConnections {
  private final Architecture drawing;
  private final Catalog catalog;
  private final Map<ConnectionId, List<Need.Call>> calls = new HashMap<>();
  private final Map<Ends, List<Connection>> between = new HashMap<>();

  private final Map<Asked, Optional<ConnectionId>> known = new HashMap<>();

  private record Ends(ResourceId caller, ResourceId target) {}

  /// All that the answer depends on. There are no more of these than arrows and actions.
  private record Asked(
      Need.Caller caller, ResourceId target, String service, List<String> actions) {}

  DrawnConnections(Architecture drawing, Catalog catalog) {
    this.drawing = drawing;
    this.catalog = catalog;
  }

  /// The connection between caller and target, in either direction since a function polls its queue
  /// against the arrow: first one that needs the very call (two routes from one API to one function
  /// differ in the caller's source ARN), then one that needs the action, then one that needs a
  /// further action of the operation, then one of the called service, then any.
  Optional<ConnectionId> of(
      Need.Caller caller, ResourceId target, String service, List<Authorization> authorizations) {
    var asked = new Asked(caller, target, service, actions(authorizations));
    var found = known.get(asked);
    if (found == null) {
      found = find(asked);
      known.put(asked, found);
    }
    return found;
  }

  private static List<String> actions(List<Authorization> authorizations) {
    if (authorizations.size() == 1) {
      return List.of(authorizations.getFirst().action());
    }
    return authorizations.stream().map(Authorization::action).toList();
  }

  private Optional<ConnectionId> find(Asked asked) {
    var ends = new Ends(RuntimeEvent.resource(asked.caller()), asked.target());
    // The order of authorizations is AWS's: the first is the operation's own action.
    var first = asked.actions().stream().findFirst();
    // The minimum is the first in document order among equals.
    return between.computeIfAbsent(ends, this::between).stream()
        .min(Comparator.comparingInt(c -> rank(c, asked, first)))
        .map(Connection::id);
  }

  private List<Connection> between(Ends ends) {
    return drawing.connections().values().stream()
        .filter(c ->
            (c.source().equals(ends.caller()) && c.target().equals(ends.target()))
                || (c.source().equals(ends.target()) && c.target().equals(ends.caller())))
        .toList();
  }

  private int rank(Connection connection, Asked asked, Optional<String> first) {
    var needed = calls.computeIfAbsent(connection.id(), id -> calls(connection));
    if (needed.stream().anyMatch(n -> n.caller().equals(asked.caller()) && is(n, first))) {
      return 0;
    }
    if (needed.stream().anyMatch(n -> is(n, first))) {
      return 1;
    }
    if (needed.stream()
        .anyMatch(n -> asked.actions().stream().anyMatch(a -> is(n, Optional.of(a))))) {
      return 2;
    }
    return catalog
            .type(connection.type())
            .filter(t -> t.service().equals(asked.service()))
            .isPresent()
        ? 3
        : 4;
  }

  private static boolean is(Need.Call need, Optional<String> action) {
    return action.filter(need.action()::equalsIgnoreCase).isPresent();
  }

  private List<Need.Call> calls(Connection connection) {
    return catalog.needs(drawing, connection).stream()
        .filter(Need.Call.class::isInstance)
        .map(Need.Call.class::cast)
        .toList();
  }
}

package dev.diorama.ui.canvas;

import dev.diorama.model.Architecture;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ResourceId;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;

/// What is selected on the canvas, in the order in which it was selected.
public record Selection(
    SequencedSet<ResourceId> resources, SequencedSet<ConnectionId> connections) {
  /// Nothing.
  public static final Selection EMPTY = new Selection(new LinkedHashSet<>(), new LinkedHashSet<>());

  public Selection {
    resources = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(resources));
    connections = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(connections));
  }

  /// One resource.
  public static Selection of(ResourceId id) {
    return EMPTY.toggled(id);
  }

  /// One connection.
  public static Selection of(ConnectionId id) {
    return EMPTY.toggled(id);
  }

  /// Whether nothing is selected.
  public boolean isEmpty() {
    return resources.isEmpty() && connections.isEmpty();
  }

  /// How much is selected.
  public int size() {
    return resources.size() + connections.size();
  }

  /// The only selected resource, if it is all that is selected.
  public Optional<ResourceId> onlyResource() {
    return size() == 1 && !resources.isEmpty()
        ? Optional.of(resources.getFirst())
        : Optional.empty();
  }

  /// The only selected connection, if it is all that is selected.
  public Optional<ConnectionId> onlyConnection() {
    return size() == 1 && !connections.isEmpty()
        ? Optional.of(connections.getFirst())
        : Optional.empty();
  }

  /// This selection with the resource added, or taken out if it was in it.
  public Selection toggled(ResourceId id) {
    var copy = new LinkedHashSet<>(resources);
    if (!copy.add(id)) {
      copy.remove(id);
    }
    return new Selection(copy, connections);
  }

  /// This selection with the connection added, or taken out if it was in it.
  public Selection toggled(ConnectionId id) {
    var copy = new LinkedHashSet<>(connections);
    if (!copy.add(id)) {
      copy.remove(id);
    }
    return new Selection(resources, copy);
  }

  /// Without what is not in the drawing.
  Selection in(Architecture drawing) {
    var keptResources = new LinkedHashSet<>(resources);
    keptResources.retainAll(drawing.resources().keySet());
    var keptConnections = new LinkedHashSet<>(connections);
    keptConnections.retainAll(drawing.connections().keySet());
    return new Selection(keptResources, keptConnections);
  }
}

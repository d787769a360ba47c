package dev.diorama.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// What is drawn: resources and connections in document order. Immutable; look-ups are O(1).
public final class Architecture {
  /// Nothing drawn yet.
  public static final Architecture EMPTY =
      new Architecture(Environment.DEFAULT, new LinkedHashMap<>(), new LinkedHashMap<>());

  private final Environment environment;
  private final SequencedMap<ResourceId, Resource> resources;
  private final SequencedMap<ConnectionId, Connection> connections;
  private final Map<String, Resource> byLogicalId;
  private final Map<ResourceTypeName, List<Resource>> byType;

  /// An architecture of these parts. A connection's ends and a resource's container should exist;
  /// where they do not, look-ups answer empty and a rule says so.
  public Architecture(
      Environment environment,
      SequencedMap<ResourceId, Resource> resources,
      SequencedMap<ConnectionId, Connection> connections) {
    this.environment = environment;
    this.resources = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(resources));
    this.connections = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(connections));
    this.byLogicalId =
        this.resources.values().stream()
            .collect(Collectors.toUnmodifiableMap(Resource::logicalId, r -> r, (a, b) -> a));
    this.byType = this.resources.values().stream().collect(Collectors.groupingBy(Resource::type));
  }

  /// Account, region and partition.
  public Environment environment() {
    return environment;
  }

  /// All resources in document order, by id.
  public SequencedMap<ResourceId, Resource> resources() {
    return resources;
  }

  /// All connections in document order, by id.
  public SequencedMap<ConnectionId, Connection> connections() {
    return connections;
  }

  /// The resource with this id.
  public Optional<Resource> resource(ResourceId id) {
    return Optional.ofNullable(resources.get(id));
  }

  /// The connection with this id.
  public Optional<Connection> connection(ConnectionId id) {
    return Optional.ofNullable(connections.get(id));
  }

  /// The resource with this logical id; the first one in document order if several share it.
  public Optional<Resource> byLogicalId(String logicalId) {
    return Optional.ofNullable(byLogicalId.get(logicalId));
  }

  /// All resources of one type, in document order.
  public List<Resource> ofType(ResourceTypeName type) {
    return Collections.unmodifiableList(byType.getOrDefault(type, List.of()));
  }

  /// The connections that leave `source`.
  public List<Connection> from(ResourceId source) {
    return connections.values().stream().filter(c -> c.source().equals(source)).toList();
  }

  /// The connections that arrive at `target`.
  public List<Connection> to(ResourceId target) {
    return connections.values().stream().filter(c -> c.target().equals(target)).toList();
  }

  /// The resources drawn directly inside `container`.
  public List<Resource> inside(ResourceId container) {
    return resources.values().stream()
        .filter(r -> r.container().filter(container::equals).isPresent())
        .toList();
  }

  /// The nearest enclosing container of `resource` that has this type.
  public Optional<Resource> enclosing(Resource resource, ResourceTypeName type) {
    var current = resource.container().flatMap(this::resource);
    // A file can name containers in a circle; no drawing nests deeper than it has resources.
    for (int depth = 0; current.isPresent() && depth <= resources.size(); depth++) {
      if (current.get().type().equals(type)) {
        return current;
      }
      current = current.get().container().flatMap(this::resource);
    }
    return Optional.empty();
  }

  /// This architecture with `resource` added, or put in the place of the one with its id.
  public Architecture with(Resource resource) {
    var copy = new LinkedHashMap<>(resources);
    copy.put(resource.id(), resource);
    return new Architecture(environment, copy, connections);
  }

  /// This architecture with `connection` added, or put in the place of the one with its id.
  public Architecture with(Connection connection) {
    var copy = new LinkedHashMap<>(connections);
    copy.put(connection.id(), connection);
    return new Architecture(environment, resources, copy);
  }

  /// This architecture without the resource; its connections stay (edits remove them first).
  public Architecture without(ResourceId id) {
    var copy = new LinkedHashMap<>(resources);
    copy.remove(id);
    return new Architecture(environment, copy, connections);
  }

  /// This architecture without the connection.
  public Architecture without(ConnectionId id) {
    var copy = new LinkedHashMap<>(connections);
    copy.remove(id);
    return new Architecture(environment, resources, copy);
  }

  /// This architecture in another account or region.
  public Architecture in(Environment newEnvironment) {
    return new Architecture(newEnvironment, resources, connections);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Architecture that
        && environment.equals(that.environment)
        && resources.equals(that.resources)
        && connections.equals(that.connections);
  }

  @Override
  public int hashCode() {
    return 31 * resources.hashCode() + connections.hashCode();
  }

  @Override
  public String toString() {
    return "Architecture["
        + resources.size()
        + " resources, "
        + connections.size()
        + " connections]";
  }
}

package dev.diorama.catalog;

import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// All resource and connection types that this Diorama knows. Immutable; made once from the
/// services.
public final class Catalog {
  private final SequencedMap<ResourceTypeName, ResourceType> resourceTypes = new LinkedHashMap<>();
  private final SequencedMap<ConnectionTypeName, ConnectionType> connectionTypes =
      new LinkedHashMap<>();

  /// A catalogue of these types.
  ///
  /// @throws IllegalArgumentException if two types have the same name
  public Catalog(List<ResourceType> resourceTypes, List<ConnectionType> connectionTypes) {
    for (var type : resourceTypes) {
      if (this.resourceTypes.put(type.name(), type) != null) {
        throw new IllegalArgumentException("two resource types are named " + type.name());
      }
    }
    for (var type : connectionTypes) {
      if (this.connectionTypes.put(type.name(), type) != null) {
        throw new IllegalArgumentException("two connection types are named " + type.name());
      }
    }
  }

  /// All resource types, in palette order.
  public List<ResourceType> resourceTypes() {
    return List.copyOf(resourceTypes.values());
  }

  /// All connection types.
  public List<ConnectionType> connectionTypes() {
    return List.copyOf(connectionTypes.values());
  }

  /// The type with this name.
  public Optional<ResourceType> type(ResourceTypeName name) {
    return Optional.ofNullable(resourceTypes.get(name));
  }

  /// The connection type with this name.
  public Optional<ConnectionType> type(ConnectionTypeName name) {
    return Optional.ofNullable(connectionTypes.get(name));
  }

  /// What the resource's type knows about it; [Facets#NONE] for an unknown type.
  public Facets facets(Resource resource) {
    return type(resource.type()).map(ResourceType::facets).orElse(Facets.NONE);
  }

  /// The ARN of a drawn resource.
  public Optional<String> arn(Architecture drawing, ResourceId id) {
    return drawing.resource(id).flatMap(r -> facets(r).arn(r, drawing.environment()));
  }

  /// Whether the resource has the capability.
  public boolean has(Resource resource, Capability capability) {
    return type(resource.type()).map(t -> t.capabilities().contains(capability)).orElse(false);
  }

  /// The connection types that can join these two, in catalogue order.
  public List<ConnectionType> between(Resource source, Resource target) {
    var from = type(source.type());
    var to = type(target.type());
    if (from.isEmpty() || to.isEmpty() || source.id().equals(target.id())) {
      return List.of();
    }
    return connectionTypes.values().stream()
        .filter(t -> t.from().accepts(from.get()) && t.to().accepts(to.get()))
        .toList();
  }

  /// What a connection of the drawing needs, the activation of its target included; nothing if its
  /// type or an end is unknown.
  public List<Need> needs(Architecture drawing, Connection connection) {
    var type = type(connection.type());
    var source = drawing.resource(connection.source());
    var target = drawing.resource(connection.target());
    if (type.isEmpty() || source.isEmpty() || target.isEmpty()) {
      return List.of();
    }
    var needs =
        new ArrayList<>(
            type.get().needs().of(connection, source.get(), target.get(), drawing, this));
    if (has(target.get(), Capability.INVOCABLE)) {
      needs.addAll(facets(target.get()).activationNeeds(target.get(), drawing, this));
    }
    return List.copyOf(needs);
  }
}

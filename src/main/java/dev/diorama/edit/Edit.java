package dev.diorama.edit;

import dev.diorama.model.Architecture;
import dev.diorama.model.Bounds;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Document;
import dev.diorama.model.Environment;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.LinkedHashMap;
import java.util.Optional;

/// One small change of a document. Edits are data: they can be shown, stored and compared.
///
/// An edit that names something which is not there changes nothing; it never fails.
public sealed interface Edit {

  /// The document after this edit.
  Document apply(Document document);

  /// Adds a resource and places it.
  record AddResource(Resource resource, Bounds bounds) implements Edit {
    @Override
    public Document apply(Document document) {
      return document
          .with(document.architecture().with(resource))
          .with(document.layout().with(resource.id(), bounds));
    }
  }

  /// Adds a resource without placing it; whoever draws finds a place inside its container. For
  /// changes that are proposed without knowing the layout, as a rule's fix.
  record AddUnplacedResource(Resource resource) implements Edit {
    @Override
    public Document apply(Document document) {
      return document.with(document.architecture().with(resource));
    }
  }

  /// Removes a resource, the connections at it and everything drawn inside it.
  record RemoveResource(ResourceId id) implements Edit {
    @Override
    public Document apply(Document document) {
      var result = document;
      for (var inner : document.architecture().inside(id)) {
        // A file can name containers in a circle; the resource being removed is never visited
        // twice.
        result =
            new RemoveResource(inner.id()).apply(result.with(result.architecture().without(id)));
      }
      var architecture = result.architecture().without(id);
      for (var connection : result.architecture().connections().values()) {
        if (connection.source().equals(id) || connection.target().equals(id)) {
          architecture = architecture.without(connection.id());
        }
      }
      return result.with(architecture).with(result.layout().without(id));
    }
  }

  /// Sets the property at `path`, or removes it if `value` is empty.
  record SetProperty(ResourceId id, PropertyPath path, Optional<Value> value) implements Edit {
    @Override
    public Document apply(Document document) {
      return document
          .architecture()
          .resource(id)
          .map(r -> r.withProperties(path.set(r.properties(), value)))
          .map(r -> document.with(document.architecture().with(r)))
          .orElse(document);
    }
  }

  /// Gives a resource another logical id and rewrites every reference to it.
  record Rename(ResourceId id, String logicalId) implements Edit {
    @Override
    public Document apply(Document document) {
      var found = document.architecture().resource(id);
      if (found.isEmpty()) {
        return document;
      }
      var from = found.get().logicalId();
      var resources = new LinkedHashMap<ResourceId, Resource>();
      for (var r : document.architecture().resources().values()) {
        var renamed = r.id().equals(id) ? r.withLogicalId(logicalId) : r;
        resources.put(
            r.id(),
            References.renamed(renamed.properties(), from, logicalId) instanceof Fields f
                ? renamed.withProperties(f)
                : renamed);
      }
      var connections = new LinkedHashMap<ConnectionId, Connection>();
      for (var c : document.architecture().connections().values()) {
        connections.put(
            c.id(),
            References.renamed(c.properties(), from, logicalId) instanceof Fields f
                ? c.withProperties(f)
                : c);
      }
      return document.with(
          new Architecture(document.architecture().environment(), resources, connections));
    }
  }

  /// Puts a resource into a container, or out of any.
  record SetContainer(ResourceId id, Optional<ResourceId> container) implements Edit {
    @Override
    public Document apply(Document document) {
      return document
          .architecture()
          .resource(id)
          .map(r -> document.with(document.architecture().with(r.withContainer(container))))
          .orElse(document);
    }
  }

  /// Moves or resizes a node. Changes the layout only.
  record SetBounds(ResourceId id, Bounds bounds) implements Edit {
    @Override
    public Document apply(Document document) {
      return document.architecture().resource(id).isPresent()
          ? document.with(document.layout().with(id, bounds))
          : document;
    }
  }

  /// Adds a connection.
  record Connect(Connection connection) implements Edit {
    @Override
    public Document apply(Document document) {
      return document.with(document.architecture().with(connection));
    }
  }

  /// Removes a connection.
  record Disconnect(ConnectionId id) implements Edit {
    @Override
    public Document apply(Document document) {
      return document.with(document.architecture().without(id));
    }
  }

  /// Sets the property at `path` of a connection, or removes it if `value` is empty.
  record SetConnectionProperty(ConnectionId id, PropertyPath path, Optional<Value> value)
      implements Edit {
    @Override
    public Document apply(Document document) {
      return document
          .architecture()
          .connection(id)
          .map(c -> c.withProperties(path.set(c.properties(), value)))
          .map(c -> document.with(document.architecture().with(c)))
          .orElse(document);
    }
  }

  /// Puts the drawing into another account or region.
  record SetEnvironment(Environment environment) implements Edit {
    @Override
    public Document apply(Document document) {
      return document.with(document.architecture().in(environment));
    }
  }
}

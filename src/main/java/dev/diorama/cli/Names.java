package dev.diorama.cli;

import dev.diorama.model.Architecture;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import java.util.Optional;

/// How resources and connections are named in printed text, and found by what somebody types.
final class Names {
  private Names() {}

  static String resource(Architecture drawing, ResourceId id) {
    return drawing.resource(id).map(Resource::logicalId).orElse(id.value());
  }

  /// The resource with this logical id, or else with this id in the file.
  static Optional<Resource> find(Architecture drawing, String name) {
    return drawing
        .byLogicalId(name)
        .or(() -> name.isBlank() ? Optional.empty() : drawing.resource(new ResourceId(name)));
  }

  static String connection(Architecture drawing, ConnectionId id) {
    return drawing
        .connection(id)
        .map(c -> resource(drawing, c.source()) + " → " + resource(drawing, c.target()))
        .orElse(id.value());
  }
}

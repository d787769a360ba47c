package dev.diorama.cli;

import dev.diorama.model.Architecture;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;

/// How resources and connections are named in printed text.
final class Names {
  private Names() {}

  static String resource(Architecture drawing, ResourceId id) {
    return drawing.resource(id).map(Resource::logicalId).orElse(id.value());
  }

  static String connection(Architecture drawing, ConnectionId id) {
    return drawing
        .connection(id)
        .map(c -> resource(drawing, c.source()) + " → " + resource(drawing, c.target()))
        .orElse(id.value());
  }
}

package dev.diorama.ui.findings;

import dev.diorama.model.Architecture;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.rule.Subject;

/// Names what a finding is about.
public final class Subjects {
  private Subjects() {}

  /// The logical id of a resource, or the two of a connection's ends with an arrow.
  public static String name(Subject subject, Architecture drawing) {
    return switch (subject) {
      case Subject.OfResource r -> name(r.id(), drawing);
      case Subject.OfConnection c ->
          drawing
              .connection(c.id())
              .map(x -> name(x.source(), drawing) + " → " + name(x.target(), drawing))
              .orElse(c.id().value());
    };
  }

  /// The logical id of a resource; its id where it is not drawn.
  public static String name(ResourceId id, Architecture drawing) {
    return drawing.resource(id).map(Resource::logicalId).orElse(id.value());
  }

  /// Whether the subject is still drawn.
  public static boolean isDrawn(Subject subject, Architecture drawing) {
    return switch (subject) {
      case Subject.OfResource r -> drawing.resource(r.id()).isPresent();
      case Subject.OfConnection c -> drawing.connection(c.id()).isPresent();
    };
  }
}

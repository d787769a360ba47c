package dev.diorama.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// Where resources are drawn. Moving a node changes the layout only, so no rule runs again.
public record Layout(SequencedMap<ResourceId, Bounds> bounds) {
  /// Nothing placed.
  public static final Layout EMPTY = new Layout(new LinkedHashMap<>());

  public Layout {
    bounds = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(bounds));
  }

  /// Where the resource is drawn.
  public Optional<Bounds> of(ResourceId id) {
    return Optional.ofNullable(bounds.get(id));
  }

  /// This layout with the resource placed.
  public Layout with(ResourceId id, Bounds newBounds) {
    var copy = new LinkedHashMap<>(bounds);
    copy.put(id, newBounds);
    return new Layout(copy);
  }

  /// This layout without the resource.
  public Layout without(ResourceId id) {
    var copy = new LinkedHashMap<>(bounds);
    copy.remove(id);
    return new Layout(copy);
  }
}

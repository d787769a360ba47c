package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.rule.Severity;
import java.util.List;
import java.util.Optional;
import javafx.scene.paint.Color;

/// A resource as it is drawn: a card, or a container around others.
///
/// @param depth how many containers stand around it
/// @param icon the icon's file name without `.svg`
/// @param color its category's colour; a container's own
/// @param typeName the type's name for people
/// @param facts short facts, at most three
/// @param guests what is drawn elsewhere and yet has an interface in this container
/// @param verdict the worst that the checker found, if anything
record NodeFigure(
    Resource resource,
    Bounds bounds,
    boolean container,
    int depth,
    String icon,
    Color color,
    String typeName,
    List<String> facts,
    List<Guest> guests,
    Optional<Severity> verdict) {

  /// A resource that is drawn elsewhere.
  ///
  /// @param icon its icon's file name without `.svg`
  record Guest(String name, String icon) {}

  /// The size of a new card.
  static final double CARD_WIDTH = 200;

  /// The height of a new card.
  static final double CARD_HEIGHT = 64;

  /// The space at the top of a container that its name takes.
  static final double HEADER = 36;

  NodeFigure {
    facts = List.copyOf(facts);
    guests = List.copyOf(guests);
  }

  ResourceId id() {
    return resource.id();
  }

  String name() {
    return resource.logicalId();
  }

  /// The strip with a container's name; a card's whole area.
  Bounds grip() {
    return container
        ? new Bounds(bounds.x(), bounds.y(), bounds.width(), Math.min(HEADER, bounds.height()))
        : bounds;
  }

  NodeFigure at(Bounds newBounds) {
    return at(newBounds, depth);
  }

  NodeFigure at(Bounds newBounds, int newDepth) {
    return new NodeFigure(
        resource, newBounds, container, newDepth, icon, color, typeName, facts, guests, verdict);
  }
}

package dev.diorama.workspace;

import dev.diorama.model.Architecture;
import dev.diorama.model.Bounds;
import dev.diorama.model.Layout;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Lays out a drawing that has none: containers around what they contain, side by side in rows
/// whose width keeps each container near a square. Containers come first in a row, then cards. The
/// same drawing always gives the same layout.
public final class NestedLayout {
  private static final double CARD_WIDTH = 200;
  private static final double CARD_HEIGHT = 72;
  private static final double GAP = 30;

  /// Room for a container's title.
  private static final double TITLE = 40;

  private final Map<Optional<ResourceId>, List<Resource>> children = new LinkedHashMap<>();
  private final Map<ResourceId, Size> sizes = new LinkedHashMap<>();
  private final Map<ResourceId, Place> places = new LinkedHashMap<>();
  private final Set<ResourceId> containers = new HashSet<>();

  private record Size(double width, double height) {}

  private record Place(double x, double y) {}

  private NestedLayout(Architecture drawing) {
    for (var resource : drawing.resources().values()) {
      var container = resource.container().filter(c -> drawing.resource(c).isPresent());
      children.computeIfAbsent(container, c -> new ArrayList<>()).add(resource);
      container.ifPresent(containers::add);
    }
  }

  /// The layout of a drawing.
  public static Layout of(Architecture drawing) {
    var layout = new NestedLayout(drawing);
    layout.arrange(Optional.empty());
    var bounds = new LinkedHashMap<ResourceId, Bounds>();
    layout.place(Optional.empty(), GAP, GAP, bounds);
    return new Layout(bounds);
  }

  /// Arranges what is inside a container and answers how much room it takes.
  private Size arrange(Optional<ResourceId> container) {
    var inside = new ArrayList<>(children.getOrDefault(container, List.of()));
    double area = 0;
    double widest = CARD_WIDTH;
    for (var child : inside) {
      var size =
          containers.contains(child.id())
              ? arrange(Optional.of(child.id()))
              : new Size(CARD_WIDTH, CARD_HEIGHT);
      sizes.put(child.id(), size);
      area += (size.width + GAP) * (size.height + GAP);
      widest = Math.max(widest, size.width);
    }
    inside.sort(
        (a, b) -> Boolean.compare(containers.contains(b.id()), containers.contains(a.id())));
    double limit = Math.max(widest, Math.sqrt(area * 1.8));
    double x = GAP;
    double y = TITLE;
    double row = 0;
    double right = 0;
    for (var child : inside) {
      var size = sizes.getOrDefault(child.id(), new Size(CARD_WIDTH, CARD_HEIGHT));
      if (x > GAP && x + size.width > limit + GAP) {
        x = GAP;
        y += row + GAP;
        row = 0;
      }
      places.put(child.id(), new Place(x, y));
      x += size.width + GAP;
      right = Math.max(right, x);
      row = Math.max(row, size.height);
    }
    return new Size(Math.max(right, CARD_WIDTH + 2 * GAP), y + row + GAP);
  }

  private void place(
      Optional<ResourceId> container, double x, double y, Map<ResourceId, Bounds> bounds) {
    for (var child : children.getOrDefault(container, List.of())) {
      var place = places.get(child.id());
      var size = sizes.get(child.id());
      if (place == null || size == null || bounds.containsKey(child.id())) {
        continue;
      }
      bounds.put(child.id(), new Bounds(x + place.x, y + place.y, size.width, size.height));
      place(Optional.of(child.id()), x + place.x, y + place.y, bounds);
    }
  }
}

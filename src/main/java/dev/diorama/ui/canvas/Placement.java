package dev.diorama.ui.canvas;

import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.ResourceType;
import dev.diorama.model.Architecture;
import dev.diorama.model.Bounds;
import dev.diorama.model.Document;
import dev.diorama.model.Layout;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Finds places for resources that a layout does not place: columns from left to right along the
/// connections, containers around what is inside them. What has a place keeps it.
public final class Placement {
  private static final double GAP_X = 120;
  private static final double GAP_Y = 48;
  private static final double PADDING = 32;

  private final Architecture drawing;
  private final Catalog catalog;
  private final Layout given;
  private final Map<ResourceId, Bounds> placed = new LinkedHashMap<>();
  private final Map<Optional<ResourceId>, List<Resource>> inside = new HashMap<>();
  private final Set<ResourceId> visiting = new HashSet<>();

  private Placement(Document document, Catalog catalog) {
    this.drawing = document.architecture();
    this.catalog = catalog;
    this.given = document.layout();
    for (var r : drawing.resources().values()) {
      var container = r.container().filter(c -> drawing.resource(c).isPresent());
      inside.computeIfAbsent(container, c -> new ArrayList<>()).add(r);
    }
  }

  /// The document's layout with a place for every resource.
  public static Layout complete(Document document, Catalog catalog) {
    if (document
        .layout()
        .bounds()
        .keySet()
        .containsAll(document.architecture().resources().keySet())) {
      return document.layout();
    }
    var placement = new Placement(document, catalog);
    placement.place(Optional.empty(), 0, 0);
    // Containers that contain one another in a circle are reached from nowhere.
    for (var r : document.architecture().resources().values()) {
      if (!placement.placed.containsKey(r.id())) {
        placement.placed.put(r.id(), document.layout().of(r.id()).orElse(placement.size(r, 0, 0)));
      }
    }
    return new Layout(new LinkedHashMap<>(placement.placed));
  }

  /// Places everything in a container whose content begins at `(x, y)`.
  private void place(Optional<ResourceId> container, double x, double y) {
    var children = inside.getOrDefault(container, List.of());
    var missing = children.stream().filter(r -> given.of(r.id()).isEmpty()).toList();
    double top = y;
    for (var r : children) {
      var bounds = given.of(r.id());
      if (bounds.isPresent()) {
        placed.put(r.id(), bounds.get());
        top = Math.max(top, bounds.get().bottom() + GAP_Y);
        place(r.id(), bounds.get());
      }
    }
    double left = x;
    for (var column : columns(missing).values()) {
      double next = top;
      double widest = 0;
      for (var r : column) {
        var bounds = size(r, left, next);
        placed.put(r.id(), bounds);
        place(r.id(), bounds);
        next = bounds.bottom() + GAP_Y;
        widest = Math.max(widest, bounds.width());
      }
      left += widest + GAP_X;
    }
  }

  private void place(ResourceId container, Bounds bounds) {
    if (visiting.add(container)) {
      place(
          Optional.of(container),
          bounds.x() + PADDING,
          bounds.y() + NodeFigure.HEADER + PADDING / 2);
      visiting.remove(container);
    }
  }

  private Bounds size(Resource r, double x, double y) {
    var given = this.given.of(r.id());
    if (given.isPresent()) {
      return given.get();
    }
    if (!catalog.type(r.type()).map(ResourceType::container).orElse(false)
        || !visiting.add(r.id())) {
      return new Bounds(x, y, NodeFigure.CARD_WIDTH, NodeFigure.CARD_HEIGHT);
    }
    double width = 0;
    double height = 0;
    for (var column : columns(inside.getOrDefault(Optional.of(r.id()), List.of())).values()) {
      double columnWidth = 0;
      double columnHeight = 0;
      for (var child : column) {
        var size = size(child, 0, 0);
        columnWidth = Math.max(columnWidth, size.width());
        columnHeight += size.height() + (columnHeight == 0 ? 0 : GAP_Y);
      }
      width += columnWidth + (width == 0 ? 0 : GAP_X);
      height = Math.max(height, columnHeight);
    }
    visiting.remove(r.id());
    return new Bounds(
        x,
        y,
        Math.max(280, width + 2 * PADDING),
        Math.max(140, height + NodeFigure.HEADER + 1.5 * PADDING));
  }

  /// Siblings by column: each stands right of what leads to it, as far as there is no circle.
  private SortedMap<Integer, List<Resource>> columns(List<Resource> siblings) {
    var ids = new HashSet<ResourceId>();
    siblings.forEach(r -> ids.add(r.id()));
    var next = new LinkedHashMap<ResourceId, Set<ResourceId>>();
    for (var c : drawing.connections().values()) {
      var from = sibling(c.source(), ids);
      var to = sibling(c.target(), ids);
      if (from.isPresent() && to.isPresent() && !from.equals(to)) {
        next.computeIfAbsent(from.get(), k -> new HashSet<>()).add(to.get());
      }
    }
    var column = new HashMap<ResourceId, Integer>();
    siblings.forEach(r -> column.put(r.id(), 0));
    // Longest paths by relaxation; a circle stops moving after as many rounds as there are columns.
    int rounds = Math.min(siblings.size(), 12);
    for (int round = 0; round < rounds; round++) {
      next.forEach((from, targets) ->
          targets.forEach(to -> {
            int wanted = column.getOrDefault(from, 0) + 1;
            if (column.getOrDefault(to, 0) < wanted && wanted <= rounds) {
              column.put(to, wanted);
            }
          }));
    }
    boolean connected = !next.isEmpty();
    int perColumn = connected ? Integer.MAX_VALUE : (int) Math.ceil(Math.sqrt(siblings.size()));
    var result = new TreeMap<Integer, List<Resource>>();
    for (int i = 0; i < siblings.size(); i++) {
      var r = siblings.get(i);
      int at = connected ? column.getOrDefault(r.id(), 0) : i / perColumn;
      result.computeIfAbsent(at, k -> new ArrayList<>()).add(r);
    }
    return result;
  }

  /// The one of `siblings` that is `id` or stands around it.
  private Optional<ResourceId> sibling(ResourceId id, Set<ResourceId> siblings) {
    var current = Optional.of(id);
    for (int depth = 0; current.isPresent() && depth <= 32; depth++) {
      if (siblings.contains(current.get())) {
        return current;
      }
      current = current.flatMap(drawing::resource).flatMap(Resource::container);
    }
    return Optional.empty();
  }
}

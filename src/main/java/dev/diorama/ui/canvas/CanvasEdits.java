package dev.diorama.ui.canvas;

import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.ResourceType;
import dev.diorama.catalog.ResourceType.Variant;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Architecture;
import dev.diorama.model.Bounds;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Document;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// What gestures do to the document, each as one transaction. Pure functions.
final class CanvasEdits {
  /// Positions and sizes are multiples of this many units.
  static final double SNAP = 8;

  private static final double SMALLEST_CONTAINER = 96;

  private CanvasEdits() {}

  /// The multiple of [#SNAP] that is nearest.
  static double snapped(double value) {
    return Math.round(value / SNAP) * SNAP;
  }

  /// The resources themselves and everything drawn in them.
  static Set<ResourceId> withContents(Architecture drawing, Set<ResourceId> roots) {
    var result = new LinkedHashSet<>(roots);
    boolean grew = true;
    while (grew) {
      grew = false;
      for (var r : drawing.resources().values()) {
        if (r.container().filter(result::contains).isPresent() && result.add(r.id())) {
          grew = true;
        }
      }
    }
    return result;
  }

  /// Where the resources and their contents come to stand.
  static SequencedMap<ResourceId, Bounds> movedBounds(
      Diagram diagram, Architecture drawing, Set<ResourceId> roots, double dx, double dy) {
    var result = new LinkedHashMap<ResourceId, Bounds>();
    for (var id : withContents(drawing, roots)) {
      diagram.node(id).ifPresent(n -> result.put(id, n.bounds().movedBy(dx, dy)));
    }
    return result;
  }

  /// The innermost container at a point that takes a resource of this type, other than `excluded`.
  static Optional<ResourceId> containerAt(
      Diagram diagram,
      Catalog catalog,
      ResourceTypeName type,
      double x,
      double y,
      Set<ResourceId> excluded) {
    var takes = catalog.type(type).map(ResourceType::containers).orElse(Set.of());
    return diagram.nodesIn(new Bounds(x, y, 0, 0)).stream()
        .filter(n -> n.container() && !excluded.contains(n.id()))
        .filter(n -> takes.contains(n.resource().type()))
        .max(
            java.util.Comparator.comparingInt(NodeFigure::depth)
                .thenComparingDouble(n -> -n.bounds().width() * n.bounds().height()))
        .map(NodeFigure::id);
  }

  /// Moves nodes. A node whose middle comes to stand in another container goes into it; one that
  /// must have a container keeps its own where there is none.
  static Transaction move(
      Document document,
      Diagram diagram,
      Catalog catalog,
      Set<ResourceId> roots,
      double dx,
      double dy) {
    var drawing = document.architecture();
    var moved = movedBounds(diagram, drawing, roots, dx, dy);
    var edits = new ArrayList<Edit>();
    moved.forEach((id, bounds) -> edits.add(new Edit.SetBounds(id, bounds)));
    for (var id : roots) {
      var resource = drawing.resource(id);
      var bounds = Optional.ofNullable(moved.get(id));
      if (resource.isEmpty() || bounds.isEmpty() || inside(drawing, resource.get(), roots)) {
        continue;
      }
      var target = container(diagram, catalog, resource.get(), bounds.get(), moved.keySet());
      if (!target.equals(resource.get().container())) {
        edits.add(new Edit.SetContainer(id, target));
      }
    }
    return new Transaction(label("move", moved.size(), first(drawing, roots)), edits);
  }

  private static boolean inside(Architecture drawing, Resource resource, Set<ResourceId> roots) {
    var current = resource.container();
    for (int depth = 0; current.isPresent() && depth < 32; depth++) {
      if (roots.contains(current.get())) {
        return true;
      }
      current = current.flatMap(drawing::resource).flatMap(Resource::container);
    }
    return false;
  }

  private static Optional<ResourceId> container(
      Diagram diagram, Catalog catalog, Resource resource, Bounds bounds, Set<ResourceId> moving) {
    var found =
        containerAt(diagram, catalog, resource.type(), bounds.centerX(), bounds.centerY(), moving);
    boolean required =
        catalog.type(resource.type()).map(ResourceType::containerRequired).orElse(false);
    return found.isEmpty() && required ? resource.container() : found;
  }

  private static Message label(String what, int count, String name) {
    return count == 1
        ? Message.of("canvas.edit." + what, name)
        : Message.of("canvas.edit." + what + ".several", count);
  }

  private static String first(Architecture drawing, Set<ResourceId> ids) {
    return ids.stream()
        .flatMap(id -> drawing.resource(id).stream())
        .map(Resource::logicalId)
        .findFirst()
        .orElse("");
  }

  /// Gives a node other bounds, not smaller than its contents need.
  static Transaction resize(Document document, Diagram diagram, ResourceId id, Bounds wanted) {
    return Transaction.of(
        label("resize", 1, first(document.architecture(), Set.of(id))),
        new Edit.SetBounds(id, allowed(document.architecture(), diagram, id, wanted)));
  }

  /// `wanted`, snapped and grown so that what is drawn inside stays inside.
  static Bounds allowed(Architecture drawing, Diagram diagram, ResourceId id, Bounds wanted) {
    double x = snapped(wanted.x());
    double y = snapped(wanted.y());
    double right = snapped(wanted.right());
    double bottom = snapped(wanted.bottom());
    for (var child : drawing.inside(id)) {
      var inner = diagram.node(child.id()).map(NodeFigure::bounds);
      if (inner.isPresent()) {
        x = Math.min(x, inner.get().x() - SNAP);
        y = Math.min(y, inner.get().y() - NodeFigure.HEADER);
        right = Math.max(right, inner.get().right() + SNAP);
        bottom = Math.max(bottom, inner.get().bottom() + SNAP);
      }
    }
    return new Bounds(
        x, y, Math.max(SMALLEST_CONTAINER, right - x), Math.max(SMALLEST_CONTAINER, bottom - y));
  }

  /// Removes what is selected.
  static Transaction delete(Document document, Selection selection) {
    var drawing = document.architecture();
    var edits = new ArrayList<Edit>();
    selection.connections().forEach(id -> edits.add(new Edit.Disconnect(id)));
    selection.resources().forEach(id -> edits.add(new Edit.RemoveResource(id)));
    var name =
        selection
            .onlyConnection()
            .flatMap(drawing::connection)
            .map(c -> c.type().value())
            .orElseGet(() -> first(drawing, selection.resources()));
    return new Transaction(label("delete", selection.size(), name), edits);
  }

  /// Connects two resources.
  static Transaction connect(
      Document document, ConnectionType type, ResourceId source, ResourceId target) {
    var drawing = document.architecture();
    var id = new ConnectionId(free("c", i -> drawing.connection(new ConnectionId(i)).isPresent()));
    return Transaction.of(
        Message.of(
            "canvas.edit.connect", first(drawing, Set.of(source)), first(drawing, Set.of(target))),
        new Edit.Connect(new Connection(id, type.name(), source, target, Fields.EMPTY)));
  }

  /// A new resource with its place.
  record Added(Resource resource, Transaction transaction) {}

  /// Adds a resource with its middle at a point, in the container there that takes it.
  static Added add(
      Document document,
      Diagram diagram,
      Catalog catalog,
      ResourceType type,
      Optional<Variant> variant,
      double x,
      double y) {
    var drawing = document.architecture();
    var id = new ResourceId(free("r", i -> drawing.resource(new ResourceId(i)).isPresent()));
    var stem = type.name().value().substring(type.name().value().lastIndexOf(':') + 1);
    var logicalId = name(drawing, stem);
    var properties =
        variant.map(v -> Fields.EMPTY.with(v.property(), value(v.value()))).orElse(Fields.EMPTY);
    var container = containerAt(diagram, catalog, type.name(), x, y, Set.of());
    var bounds = sized(type, x, y);
    var resource = new Resource(id, type.name(), logicalId, container, properties);
    return new Added(
        resource,
        Transaction.of(
            Message.of("canvas.edit.add", logicalId), new Edit.AddResource(resource, bounds)));
  }

  private static Value value(String text) {
    return text.equals("true") || text.equals("false")
        ? Value.of(Boolean.parseBoolean(text))
        : Value.of(text);
  }

  /// The bounds of a new node of a type with its middle at a point.
  static Bounds sized(ResourceType type, double x, double y) {
    double width = NodeFigure.CARD_WIDTH;
    double height = NodeFigure.CARD_HEIGHT;
    if (type.container()) {
      // What must itself stand in a container is the smaller one.
      width = type.containers().isEmpty() ? 640 : 280;
      height = type.containers().isEmpty() ? 400 : 176;
    }
    return new Bounds(snapped(x - width / 2), snapped(y - height / 2), width, height);
  }

  private static String name(Architecture drawing, String stem) {
    for (int n = 1; ; n++) {
      var candidate = n == 1 ? stem : stem + n;
      if (drawing.byLogicalId(candidate).isEmpty()) {
        return candidate;
      }
    }
  }

  private static String free(String prefix, java.util.function.Predicate<String> taken) {
    int n = 1;
    while (taken.test(prefix + n)) {
      n++;
    }
    return prefix + n;
  }

  /// The names of the resources in drawing order, for lists and tests.
  static List<String> names(Map<ResourceId, NodeFigure> nodes) {
    return nodes.values().stream().map(NodeFigure::name).toList();
  }
}

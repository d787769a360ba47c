package dev.diorama.ui.canvas;

import dev.diorama.catalog.Catalog;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Architecture;
import dev.diorama.model.Bounds;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Document;
import dev.diorama.model.Message;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Takes a part out of a drawing, as a document of its own, and puts such a part into a drawing
/// under new names. Pure functions.
final class Copies {
  /// How far a copy stands from what it covers, in units.
  private static final double OFFSET = 4 * CanvasEdits.SNAP;

  private static final int MOST_STEPS = 64;

  private Copies() {}

  /// A copy as a step, and what to select after it.
  record Copy(Transaction transaction, Selection selection) {}

  /// The resources with what is drawn inside them and the connections among them.
  static Document part(Document document, Diagram diagram, Set<ResourceId> selected) {
    var drawing = document.architecture();
    var ids = CanvasEdits.withContents(drawing, selected);
    var part = Document.EMPTY.with(Architecture.EMPTY.in(drawing.environment()));
    for (var r : drawing.resources().values()) {
      if (ids.contains(r.id())) {
        var place = diagram.node(r.id()).map(NodeFigure::bounds);
        part =
            part.with(
                part.architecture().with(r.withContainer(r.container().filter(ids::contains))));
        if (place.isPresent()) {
          part = part.with(part.layout().with(r.id(), place.get()));
        }
      }
    }
    for (var c : drawing.connections().values()) {
      if (ids.contains(c.source()) && ids.contains(c.target())) {
        part = part.with(part.architecture().with(c));
      }
    }
    return part;
  }

  /// Puts a part into a drawing, beside what stands at its place already. What the part's resources
  /// say of one another they say of the copies; names that AWS allows only once are left out.
  ///
  /// @param what the end of the label's key: `paste` or `duplicate`
  static Copy into(
      Document document, Diagram diagram, Catalog catalog, Document part, String what) {
    var drawing = document.architecture();
    double by = offset(diagram, part);
    var logicalIds = logicalIds(drawing, part.architecture());
    var ids = new LinkedHashMap<ResourceId, ResourceId>();
    var taken = new HashSet<>(drawing.resources().keySet());
    for (var r : part.architecture().resources().values()) {
      var id = free("r", n -> taken.contains(new ResourceId(n)));
      taken.add(new ResourceId(id));
      ids.put(r.id(), new ResourceId(id));
    }
    var edits = new ArrayList<Edit>();
    for (var r : part.architecture().resources().values()) {
      var bounds =
          part.layout()
              .of(r.id())
              .orElseGet(() -> new Bounds(0, 0, NodeFigure.CARD_WIDTH, NodeFigure.CARD_HEIGHT))
              .movedBy(by, by);
      var container =
          r.container()
              .flatMap(id -> Optional.ofNullable(ids.get(id)))
              .or(() ->
                  CanvasEdits.containerAt(
                      diagram, catalog, r.type(), bounds.centerX(), bounds.centerY(), Set.of()));
      var copy =
          new Resource(
              ids.getOrDefault(r.id(), r.id()),
              r.type(),
              logicalIds.getOrDefault(r.logicalId(), r.logicalId()),
              container,
              renamed(r.properties(), logicalIds));
      edits.add(new Edit.AddResource(unnamed(copy, drawing, catalog), bounds));
    }
    connections(drawing, part.architecture(), ids, logicalIds)
        .forEach(c -> edits.add(new Edit.Connect(c)));
    var label =
        part.architecture().resources().size() == 1
            ? Message.of(
                "canvas.edit." + what,
                part.architecture().resources().firstEntry().getValue().logicalId())
            : Message.of(
                "canvas.edit." + what + ".several", part.architecture().resources().size());
    var roots = new LinkedHashSet<ResourceId>();
    part.architecture().resources().values().stream()
        .filter(r -> r.container().isEmpty())
        .forEach(r -> roots.add(ids.getOrDefault(r.id(), r.id())));
    return new Copy(new Transaction(label, edits), new Selection(roots, new LinkedHashSet<>()));
  }

  private static List<Connection> connections(
      Architecture drawing,
      Architecture part,
      Map<ResourceId, ResourceId> ids,
      Map<String, String> logicalIds) {
    var result = new ArrayList<Connection>();
    var taken = new HashSet<>(drawing.connections().keySet());
    for (var c : part.connections().values()) {
      var id = new ConnectionId(free("c", n -> taken.contains(new ConnectionId(n))));
      taken.add(id);
      result.add(
          new Connection(
              id,
              c.type(),
              ids.getOrDefault(c.source(), c.source()),
              ids.getOrDefault(c.target(), c.target()),
              renamed(c.properties(), logicalIds)));
    }
    return result;
  }

  /// So far that nothing is covered exactly.
  private static double offset(Diagram diagram, Document part) {
    for (int step = 0; step < MOST_STEPS; step++) {
      double by = step * OFFSET;
      boolean covers =
          part.layout().bounds().values().stream()
              .map(b -> b.movedBy(by, by))
              .anyMatch(b -> diagram.nodesIn(b).stream().anyMatch(n -> n.bounds().equals(b)));
      if (!covers) {
        return by;
      }
    }
    return 0;
  }

  private static Map<String, String> logicalIds(Architecture drawing, Architecture part) {
    var taken = new HashSet<String>();
    drawing.resources().values().forEach(r -> taken.add(r.logicalId()));
    var result = new LinkedHashMap<String, String>();
    for (var r : part.resources().values()) {
      var stem = r.logicalId().replaceFirst("(?<=\\D)\\d{1,6}$", "");
      var name = r.logicalId();
      for (int n = 2; !taken.add(name); n++) {
        name = stem + n;
      }
      result.put(r.logicalId(), name);
    }
    return result;
  }

  /// First to names that nobody has, so that of two that exchange names neither is taken twice.
  private static Fields renamed(Fields properties, Map<String, String> logicalIds) {
    Value result = properties;
    for (var from : logicalIds.keySet()) {
      result = References.renamed(result, from, "\0" + from);
    }
    for (var e : logicalIds.entrySet()) {
      result = References.renamed(result, "\0" + e.getKey(), e.getValue());
    }
    return result instanceof Fields f ? f : properties;
  }

  /// The copy without the name that would make it the same resource as another to AWS.
  private static Resource unnamed(Resource copy, Architecture drawing, Catalog catalog) {
    var arn = arn(copy, drawing, catalog);
    boolean twice =
        arn.isPresent()
            && drawing.ofType(copy.type()).stream()
                .anyMatch(r -> arn(r, drawing, catalog).equals(arn));
    if (!twice) {
      return copy;
    }
    return copy.properties().values().entrySet().stream()
        .filter(e -> e.getValue() instanceof Value.Text)
        .map(e -> copy.withProperties(copy.properties().without(e.getKey())))
        .filter(r -> !arn(r, drawing, catalog).equals(arn))
        .findFirst()
        .orElse(copy);
  }

  private static Optional<String> arn(Resource r, Architecture drawing, Catalog catalog) {
    return catalog.facets(r).arn(r, drawing.environment());
  }

  private static String free(String prefix, Predicate<String> taken) {
    int n = 1;
    while (taken.test(prefix + n)) {
      n++;
    }
    return prefix + n;
  }
}

package dev.diorama.ui.canvas;

import dev.diorama.access.ConnectionVerdict;
import dev.diorama.access.Verdict.Outcome;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Bounds;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Document;
import dev.diorama.model.ResourceId;
import dev.diorama.workspace.Check;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Makes diagrams from documents. A diagram that was made before lends its lines and labels where
/// nothing has changed.
final class DiagramBuilder {
  /// The widest label, in document units.
  static final double WIDEST_LABEL = 180;

  /// A label for which there is no room is tried again with so much of its widest.
  private static final double[] SHORTER = {0.66, 0.5, 0.35};

  private final Catalog catalog;
  private final Texts texts;
  private final TextMeasure measure;

  DiagramBuilder(Catalog catalog, Texts texts, TextMeasure measure) {
    this.catalog = catalog;
    this.texts = texts;
    this.measure = measure;
  }

  /// The diagram of a document with the checker's word about it.
  ///
  /// @param before a diagram of the same texts, to take over what has not changed
  Diagram build(Document document, Check check, Diagram before) {
    var drawing = document.architecture();
    var layout = Placement.complete(document, catalog);
    var figures = new NodeFigures(drawing, catalog, texts, check);
    var nodes = new ArrayList<NodeFigure>();
    for (var r : drawing.resources().values()) {
      var bounds = layout.of(r.id()).orElse(new Bounds(0, 0, 0, 0));
      nodes.add(
          before
              .node(r.id())
              .filter(n ->
                  n.resource().equals(r)
                      && n.verdict().equals(figures.verdict(r))
                      && n.guests().equals(figures.guests(r)))
              .map(n -> n.at(bounds, figures.depth(r)))
              .orElseGet(() -> figures.of(r, bounds)));
    }
    var sorted = inDrawingOrder(nodes);
    return new Diagram(sorted, connections(drawing.connections().values(), check, sorted, before));
  }

  /// The diagram with some nodes elsewhere, while they are dragged: only lines at these nodes and
  /// at their neighbours are found anew, so that it takes the same time in a large drawing.
  Diagram moved(Diagram diagram, Map<ResourceId, Bounds> to) {
    var nodes = new LinkedHashMap<ResourceId, NodeFigure>();
    to.forEach((id, box) -> diagram.node(id).ifPresent(n -> nodes.put(id, n.at(box))));
    var rerouted = new LinkedHashMap<ConnectionId, ConnectionFigure>();
    var around = new HashSet<ResourceId>(nodes.keySet());
    for (var id : nodes.keySet()) {
      diagram.at(id).forEach(c -> around.addAll(Router.ends(c)));
    }
    around.forEach(id -> diagram.at(id).forEach(c -> rerouted.put(c.id(), c)));
    // The other ends of these lines stay where they are only if all lines there are known.
    var known = new LinkedHashMap<ConnectionId, Connection>();
    for (var c : rerouted.values()) {
      for (var end : Router.ends(c)) {
        diagram.at(end).forEach(x -> known.put(x.id(), x.connection()));
      }
    }
    var near = near(diagram, nodes, rerouted.values());
    var bounds = new LinkedHashMap<ResourceId, Bounds>();
    for (var c : known.values()) {
      for (var end : List.of(c.source(), c.target())) {
        Optional.ofNullable(nodes.get(end))
            .or(() -> diagram.node(end))
            .ifPresent(n -> bounds.put(end, n.bounds()));
      }
    }
    var router = new Router(near.values());
    var placer = new LabelPlacer(near.values(), List.of());
    for (var c : diagram.connectionsIn(area(near.values()))) {
      if (!rerouted.containsKey(c.id())) {
        router.keep(c.id(), c.line());
        c.pill().ifPresent(placer::keep);
      }
    }
    var ends = Ports.of(known.values(), bounds);
    rerouted.replaceAll((id, c) -> {
      var ours = Optional.ofNullable(ends.get(id));
      var a = Optional.ofNullable(bounds.get(c.connection().source()));
      var b = Optional.ofNullable(bounds.get(c.connection().target()));
      if (ours.isEmpty() || a.isEmpty() || b.isEmpty()) {
        return c;
      }
      var line = router.route(id, ours.get(), a.get(), b.get());
      return new ConnectionFigure(
          c.connection(),
          line,
          c.label(),
          placer.place(line, pillWidth(c.label())),
          c.outcome(),
          c.trigger());
    });
    return diagram.moved(nodes, rerouted);
  }

  /// The nodes that lines between these may meet.
  private static Map<ResourceId, NodeFigure> near(
      Diagram diagram,
      Map<ResourceId, NodeFigure> moved,
      Collection<ConnectionFigure> connections) {
    var boxes = new ArrayList<NodeFigure>(moved.values());
    for (var c : connections) {
      for (var end : Router.ends(c)) {
        if (!moved.containsKey(end)) {
          diagram.node(end).ifPresent(boxes::add);
        }
      }
    }
    var result = new LinkedHashMap<ResourceId, NodeFigure>();
    diagram.nodesIn(Diagram.grown(area(boxes), 120)).forEach(n -> result.put(n.id(), n));
    result.putAll(moved);
    return result;
  }

  private static Bounds area(Collection<NodeFigure> nodes) {
    return nodes.stream()
        .map(NodeFigure::bounds)
        .reduce(Diagram::union)
        .orElse(new Bounds(0, 0, 0, 0));
  }

  private double pillWidth(String label) {
    return measure.width(label, Face.LABEL) + 34;
  }

  private static SequencedMap<ResourceId, NodeFigure> inDrawingOrder(List<NodeFigure> nodes) {
    var result = new LinkedHashMap<ResourceId, NodeFigure>();
    nodes.stream()
        .filter(NodeFigure::container)
        .sorted(Comparator.comparingInt(NodeFigure::depth))
        .forEach(n -> result.put(n.id(), n));
    nodes.stream().filter(n -> !n.container()).forEach(n -> result.put(n.id(), n));
    return result;
  }

  private SequencedMap<ConnectionId, ConnectionFigure> connections(
      Collection<Connection> all,
      Check check,
      SequencedMap<ResourceId, NodeFigure> nodes,
      Diagram before) {
    var outcomes = new LinkedHashMap<ConnectionId, Optional<Outcome>>();
    for (var c : all) {
      outcomes.put(
          c.id(),
          check.drawing().connection(c.id()).filter(c::equals).isPresent()
              ? Optional.ofNullable(check.verdicts().get(c.id())).map(ConnectionVerdict::outcome)
              : before.connection(c.id()).flatMap(ConnectionFigure::outcome));
    }
    return route(all, outcomes, nodes, before);
  }

  private SequencedMap<ConnectionId, ConnectionFigure> route(
      Collection<Connection> all,
      Map<ConnectionId, Optional<Outcome>> outcomes,
      Map<ResourceId, NodeFigure> nodes,
      Diagram before) {
    var changed = changed(all, nodes, before);
    if (changed.isEmpty() && sameConnections(all, before)) {
      return judged(outcomes, before);
    }
    var bounds = new LinkedHashMap<ResourceId, Bounds>();
    nodes.forEach((id, n) -> bounds.put(id, n.bounds()));
    var ends = Ports.of(all, bounds);
    var disturbing = disturbing(changed, nodes, before);
    var router = new Router(nodes.values());
    var kept = new LinkedHashMap<ConnectionId, ConnectionFigure>();
    for (var c : all) {
      before
          .connection(c.id())
          .filter(f -> keeps(f, c, ends, changed, disturbing))
          .ifPresent(f -> {
            kept.put(c.id(), f);
            router.keep(c.id(), f.line());
          });
    }
    var lines = new LinkedHashMap<ConnectionId, Polyline>();
    for (var c : all) {
      var keptFigure = Optional.ofNullable(kept.get(c.id()));
      var ours = Optional.ofNullable(ends.get(c.id()));
      var a = Optional.ofNullable(bounds.get(c.source()));
      var b = Optional.ofNullable(bounds.get(c.target()));
      if (keptFigure.isPresent()) {
        lines.put(c.id(), keptFigure.get().line());
      } else if (ours.isPresent() && a.isPresent() && b.isPresent()) {
        lines.put(c.id(), router.route(c.id(), ours.get(), a.get(), b.get()));
      }
    }
    return labelled(all, outcomes, nodes, lines, kept);
  }

  private static boolean sameConnections(Collection<Connection> all, Diagram before) {
    return all.stream()
        .allMatch(c -> before.connection(c.id()).filter(f -> f.connection().equals(c)).isPresent());
  }

  /// The same lines and labels, with what the checker says now.
  private static SequencedMap<ConnectionId, ConnectionFigure> judged(
      Map<ConnectionId, Optional<Outcome>> outcomes, Diagram before) {
    var result = new LinkedHashMap<ConnectionId, ConnectionFigure>();
    before
        .connections()
        .forEach((id, f) ->
            result.put(
                id,
                new ConnectionFigure(
                    f.connection(),
                    f.line(),
                    f.label(),
                    f.pill(),
                    outcomes.getOrDefault(id, Optional.empty()),
                    f.trigger())));
    return result;
  }

  private SequencedMap<ConnectionId, ConnectionFigure> labelled(
      Collection<Connection> all,
      Map<ConnectionId, Optional<Outcome>> outcomes,
      Map<ResourceId, NodeFigure> nodes,
      Map<ConnectionId, Polyline> lines,
      Map<ConnectionId, ConnectionFigure> kept) {
    var placer = new LabelPlacer(nodes.values(), lines.values());
    var labels = new ConnectionLabels(catalog, texts);
    var result = new LinkedHashMap<ConnectionId, ConnectionFigure>();
    kept.values().forEach(f -> f.pill().ifPresent(placer::keep));
    for (var c : all) {
      var line = Optional.ofNullable(lines.get(c.id()));
      if (line.isEmpty()) {
        continue;
      }
      var outcome = outcomes.getOrDefault(c.id(), Optional.empty());
      var old = Optional.ofNullable(kept.get(c.id()));
      var label =
          old.map(ConnectionFigure::label)
              .orElseGet(() -> measure.fitted(labels.of(c), Face.LABEL, WIDEST_LABEL));
      var pill = old.isPresent() ? old.get().pill() : placer.place(line.get(), pillWidth(label));
      for (double share : SHORTER) {
        if (pill.isEmpty() && old.isEmpty()) {
          label = measure.fitted(labels.of(c), Face.LABEL, share * WIDEST_LABEL);
          pill = placer.place(line.get(), pillWidth(label));
        }
      }
      boolean trigger = catalog.type(c.type()).map(ConnectionType::trigger).orElse(false);
      result.put(c.id(), new ConnectionFigure(c, line.get(), label, pill, outcome, trigger));
    }
    return result;
  }

  /// Nodes that moved, came or went, or at which connections came or went.
  private static Set<ResourceId> changed(
      Collection<Connection> all, Map<ResourceId, NodeFigure> nodes, Diagram before) {
    var changed = new HashSet<ResourceId>();
    nodes.forEach((id, n) -> {
      if (before.node(id).filter(o -> o.bounds().equals(n.bounds())).isEmpty()) {
        changed.add(id);
      }
    });
    before.nodes().keySet().stream().filter(id -> !nodes.containsKey(id)).forEach(changed::add);
    var ids = new HashSet<ConnectionId>();
    for (var c : all) {
      ids.add(c.id());
      if (before.connection(c.id()).isEmpty()) {
        changed.add(c.source());
        changed.add(c.target());
      }
    }
    for (var f : before.connections().values()) {
      if (!ids.contains(f.id())) {
        changed.add(f.connection().source());
        changed.add(f.connection().target());
      }
    }
    return changed;
  }

  private static List<Bounds> disturbing(
      Set<ResourceId> changed, Map<ResourceId, NodeFigure> nodes, Diagram before) {
    var boxes = new ArrayList<Bounds>();
    for (var id : changed) {
      Optional.ofNullable(nodes.get(id)).map(NodeFigure::grip).ifPresent(boxes::add);
      before.node(id).map(NodeFigure::grip).ifPresent(boxes::add);
    }
    return boxes;
  }

  private static boolean keeps(
      ConnectionFigure figure,
      Connection c,
      Map<ConnectionId, Ports.Ends> ends,
      Set<ResourceId> changed,
      List<Bounds> disturbing) {
    return figure.connection().equals(c)
        && !Router.touches(figure, changed)
        && Optional.ofNullable(ends.get(c.id()))
            .filter(e -> samePlace(e, figure.line()))
            .isPresent()
        && !Router.disturbed(figure.line(), disturbing);
  }

  /// A line that had to leave from another side than planned is found anew each time; it is rare.
  private static boolean samePlace(Ports.Ends ends, Polyline line) {
    return ends.from().distance(line.start()) < 0.01 && ends.to().distance(line.end()) < 0.01;
  }
}

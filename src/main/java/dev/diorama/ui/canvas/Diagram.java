package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// All figures of one state of a document, with what finds them by place. Immutable.
final class Diagram {
  /// Nothing drawn.
  static final Diagram EMPTY = new Diagram(new LinkedHashMap<>(), new LinkedHashMap<>());

  private final SequencedMap<ResourceId, NodeFigure> nodes;
  private final SequencedMap<ConnectionId, ConnectionFigure> connections;
  private final GridIndex<ResourceId> nodeIndex;
  private final GridIndex<ConnectionId> connectionIndex;
  private final Map<ResourceId, List<ConnectionId>> touching;
  // What has moved since the indexes were made; few, so that they are looked at one by one.
  private final Map<ResourceId, NodeFigure> movedNodes;
  private final Map<ConnectionId, ConnectionFigure> movedConnections;

  /// A diagram of these figures; containers come before what is drawn in them.
  Diagram(
      SequencedMap<ResourceId, NodeFigure> nodes,
      SequencedMap<ConnectionId, ConnectionFigure> connections) {
    this.nodes = Collections.unmodifiableSequencedMap(nodes);
    this.connections = Collections.unmodifiableSequencedMap(connections);
    this.nodeIndex = new GridIndex<>();
    this.connectionIndex = new GridIndex<>();
    this.touching = new HashMap<>();
    this.movedNodes = Map.of();
    this.movedConnections = Map.of();
    nodes.values().forEach(n -> nodeIndex.add(n.id(), n.bounds()));
    for (var c : connections.values()) {
      connectionIndex.add(c.id(), extent(c));
      touch(c.connection().source(), c.id());
      touch(c.connection().target(), c.id());
    }
  }

  private void touch(ResourceId node, ConnectionId connection) {
    touching.computeIfAbsent(node, n -> new ArrayList<>()).add(connection);
  }

  private Diagram(
      Diagram base,
      Map<ResourceId, NodeFigure> movedNodes,
      Map<ConnectionId, ConnectionFigure> movedConnections) {
    var allNodes = new LinkedHashMap<>(base.nodes);
    allNodes.putAll(movedNodes);
    var allConnections = new LinkedHashMap<>(base.connections);
    allConnections.putAll(movedConnections);
    this.nodes = Collections.unmodifiableSequencedMap(allNodes);
    this.connections = Collections.unmodifiableSequencedMap(allConnections);
    this.nodeIndex = base.nodeIndex;
    this.connectionIndex = base.connectionIndex;
    this.touching = base.touching;
    this.movedNodes = Map.copyOf(movedNodes);
    this.movedConnections = Map.copyOf(movedConnections);
  }

  /// This diagram with some figures in other places. Cheap, so that it can be made for each frame
  /// of a drag; make it from the diagram before the drag.
  Diagram moved(
      Map<ResourceId, NodeFigure> newNodes, Map<ConnectionId, ConnectionFigure> newConnections) {
    return new Diagram(this, newNodes, newConnections);
  }

  /// The connections that begin or end at a node.
  List<ConnectionFigure> at(ResourceId node) {
    return touching.getOrDefault(node, List.of()).stream()
        .flatMap(id -> connection(id).stream())
        .toList();
  }

  private static Bounds extent(ConnectionFigure c) {
    var line = c.line().bounds();
    return c.pill().map(p -> union(line, p)).orElse(line);
  }

  /// All nodes in drawing order: containers from the outermost in, then cards.
  SequencedMap<ResourceId, NodeFigure> nodes() {
    return nodes;
  }

  /// All connections in document order.
  SequencedMap<ConnectionId, ConnectionFigure> connections() {
    return connections;
  }

  Optional<NodeFigure> node(ResourceId id) {
    return Optional.ofNullable(nodes.get(id));
  }

  Optional<ConnectionFigure> connection(ConnectionId id) {
    return Optional.ofNullable(connections.get(id));
  }

  /// The nodes that meet an area, in no stated order.
  Collection<NodeFigure> nodesIn(Bounds area) {
    var ids = nodeIndex.query(area);
    movedNodes.forEach((id, n) -> {
      if (n.bounds().intersects(area)) {
        ids.add(id);
      } else {
        ids.remove(id);
      }
    });
    return figures(ids, nodes);
  }

  /// The connections whose surroundings meet an area, in no stated order.
  Collection<ConnectionFigure> connectionsIn(Bounds area) {
    var ids = connectionIndex.query(area);
    movedConnections.forEach((id, c) -> {
      if (extent(c).intersects(area)) {
        ids.add(id);
      } else {
        ids.remove(id);
      }
    });
    return figures(ids, connections);
  }

  private static <K, F> Collection<F> figures(Set<K> ids, SequencedMap<K, F> all) {
    return ids.stream().flatMap(id -> Optional.ofNullable(all.get(id)).stream()).toList();
  }

  /// The resources from left to right and top to bottom, in columns of cards.
  List<ResourceId> readingOrder() {
    return nodes.values().stream()
        .sorted(
            Comparator.<NodeFigure>comparingDouble(n -> Math.floor(n.bounds().x() / 100))
                .thenComparingDouble(n -> n.bounds().y()))
        .map(NodeFigure::id)
        .toList();
  }

  /// The smallest rectangle around everything; a small one at the origin if there is nothing.
  Bounds extent() {
    var boxes = new ArrayList<Bounds>();
    nodes.values().forEach(n -> boxes.add(n.bounds()));
    connections.values().forEach(c -> boxes.add(extent(c)));
    return boxes.stream().reduce(Diagram::union).orElse(new Bounds(0, 0, 400, 300));
  }

  /// The smallest rectangle around two.
  static Bounds union(Bounds a, Bounds b) {
    double x = Math.min(a.x(), b.x());
    double y = Math.min(a.y(), b.y());
    return new Bounds(
        x, y, Math.max(a.right(), b.right()) - x, Math.max(a.bottom(), b.bottom()) - y);
  }

  /// A rectangle grown by `margin` on all sides.
  static Bounds grown(Bounds b, double margin) {
    return new Bounds(
        b.x() - margin, b.y() - margin, b.width() + 2 * margin, b.height() + 2 * margin);
  }
}

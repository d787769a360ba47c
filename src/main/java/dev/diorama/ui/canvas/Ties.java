package dev.diorama.ui.canvas;

import dev.diorama.model.Bounds;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.workspace.OpenDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// The ties of the selected resource with their ways around the cards, found once for each state of
/// the drawing.
final class Ties {
  /// Ports and router know lines by the ids of connections.
  private static final ConnectionTypeName TIE = new ConnectionTypeName("canvas:Tie");

  /// How far around the tied cards others are kept away from.
  private static final double AROUND = 120;

  /// A tie as it is drawn.
  record Drawn(Tie tie, Polyline line) {}

  private record Found(Diagram diagram, ResourceId id, List<Drawn> threads) {}

  private final OpenDocument document;
  private Optional<Found> found = Optional.empty();

  Ties(OpenDocument document) {
    this.document = document;
  }

  /// Those of the only resource that is selected; none else.
  List<Drawn> of(Selection selection, Diagram diagram) {
    found =
        selection
            .onlyResource()
            .map(id ->
                found
                    .filter(f -> f.diagram() == diagram && f.id().equals(id))
                    .orElseGet(() -> new Found(diagram, id, threads(diagram, id))));
    return found.map(Found::threads).orElse(List.of());
  }

  private List<Drawn> threads(Diagram diagram, ResourceId id) {
    var connections = new ArrayList<Connection>();
    var ties = Tie.of(document.document().architecture(), id);
    var bounds = new LinkedHashMap<ResourceId, Bounds>();
    for (var tie : ties) {
      for (var end : List.of(tie.from(), tie.to())) {
        diagram.node(end).ifPresent(n -> bounds.put(end, n.bounds()));
      }
      var name = new ConnectionId("tie" + connections.size());
      connections.add(new Connection(name, TIE, tie.from(), tie.to(), Fields.EMPTY));
    }
    var area = bounds.values().stream().reduce(Diagram::union);
    if (area.isEmpty()) {
      return List.of();
    }
    var router = new Router(diagram.nodesIn(Diagram.grown(area.get(), AROUND)));
    diagram
        .connectionsIn(Diagram.grown(area.get(), AROUND))
        .forEach(c -> router.keep(c.id(), c.line()));
    var ends = Ports.of(connections, bounds);
    var threads = new ArrayList<Drawn>();
    for (int i = 0; i < connections.size(); i++) {
      var tie = ties.get(i);
      var connection = connections.get(i);
      Optional.ofNullable(ends.get(connection.id()))
          .flatMap(e ->
              Optional.ofNullable(bounds.get(tie.from()))
                  .flatMap(a ->
                      Optional.ofNullable(bounds.get(tie.to()))
                          .map(b -> router.route(connection.id(), e, a, b))))
          .ifPresent(line -> threads.add(new Drawn(tie, line)));
    }
    return threads;
  }
}

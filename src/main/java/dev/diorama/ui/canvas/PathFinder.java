package dev.diorama.ui.canvas;

import dev.diorama.access.ConnectionVerdict;
import dev.diorama.access.Verdict;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.NetworkAttachment;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Architecture;
import dev.diorama.model.Bounds;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.policy.Decision;
import dev.diorama.policy.DecisionText;
import dev.diorama.reachability.Blocker;
import dev.diorama.reachability.Disposition;
import dev.diorama.reachability.Hop;
import dev.diorama.reachability.Path;
import dev.diorama.reachability.Trace;
import dev.diorama.ui.canvas.PathLight.Lock;
import dev.diorama.ui.canvas.PathLight.State;
import dev.diorama.ui.canvas.PathLight.Stop;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.geometry.Point2D;

/// Finds the way of a connection's packets over the drawing from the checker's verdict on it.
final class PathFinder {
  /// What decides about packets without being a place on their way.
  private static final Set<Hop.Kind> DECIDES =
      EnumSet.of(Hop.Kind.SECURITY_GROUP, Hop.Kind.NETWORK_ACL, Hop.Kind.ROUTE_TABLE);

  /// More locks than this are not told about one by one.
  private static final int MOST_LOCKS = 4;

  private final Architecture drawing;
  private final Catalog catalog;
  private final Texts texts;
  private final TextMeasure measure;
  private final Diagram diagram;
  private final Router router;

  PathFinder(
      Architecture drawing, Catalog catalog, Texts texts, TextMeasure measure, Diagram diagram) {
    this.drawing = drawing;
    this.catalog = catalog;
    this.texts = texts;
    this.measure = measure;
    this.diagram = diagram;
    this.router = new Router(diagram.nodes().values());
  }

  /// The way; empty if no packets take one and nothing stops the call.
  Optional<PathLight> find(ConnectionFigure connection, ConnectionVerdict verdict) {
    return verdict
        .firstFailure()
        .or(() -> verdict.needs().stream().filter(v -> v.network().isPresent()).findFirst())
        .or(() -> verdict.needs().stream().filter(v -> v.authorization().isPresent()).findFirst())
        .map(v -> light(connection, v));
  }

  private PathLight light(ConnectionFigure connection, Verdict verdict) {
    diagram.connections().values().stream()
        .filter(c -> !c.id().equals(connection.id()))
        .forEach(c -> router.keep(c.id(), c.line()));
    var from = caller(connection, verdict);
    var to =
        from.equals(connection.connection().source())
            ? connection.connection().target()
            : connection.connection().source();
    var hops = verdict.network().map(t -> shown(t).forward()).orElse(List.of());
    var places = places(from, to, hops, verdict.network().isPresent());
    var legs = legs(connection, places, hops);
    var locks = locks(connection, verdict, to);
    boolean arrives = places.size() > 1 && places.getLast().equals(to);
    var broken =
        arrives || verdict.network().map(Trace::works).orElse(true)
            ? Optional.<Polyline>empty()
            : locks.stream()
                .flatMap(l -> l.node().stream())
                .filter(n -> !places.contains(n))
                .findFirst()
                .flatMap(n -> broken(connection, places, hops, n));
    return new PathLight(
        stops(from, hops, places),
        frames(places),
        chip(from, hops),
        legs,
        broken,
        locks,
        open(verdict, hops, to, locks));
  }

  /// What was asked and said yes: groups and lists that let the packets pass, an endpoint's policy,
  /// and at the target the policies for the call.
  private List<ResourceId> open(Verdict verdict, List<Hop> hops, ResourceId to, List<Lock> locks) {
    var open = new LinkedHashSet<ResourceId>();
    hops.stream().filter(PathFinder::decides).forEach(h -> h.at().ifPresent(open::add));
    if (verdict.endpointPolicy().filter(Decision::isAllowed).isPresent()) {
      verdict.network().flatMap(Trace::endpoint).ifPresent(open::add);
    }
    if (verdict.authorization().filter(Decision::isAllowed).isPresent()) {
      open.add(to);
    }
    locks.forEach(l -> l.node().ifPresent(open::remove));
    open.removeIf(id -> diagram.node(id).isEmpty());
    return List.copyOf(open);
  }

  /// From the last place, or the interface there, to what stops the packets.
  private Optional<Polyline> broken(
      ConnectionFigure connection, List<ResourceId> places, List<Hop> hops, ResourceId stopper) {
    var from =
        Optional.of(places)
            .filter(p -> p.size() == 1)
            .flatMap(p -> chip(p.getFirst(), hops))
            .or(() -> diagram.node(places.getLast()).map(NodeFigure::grip));
    return diagram
        .node(stopper)
        .filter(n -> from.filter(f -> !n.bounds().contains(f)).isPresent())
        .flatMap(n -> from.map(f -> route(connection, f, n.grip())));
  }

  private static ResourceId caller(ConnectionFigure connection, Verdict verdict) {
    var caller =
        switch (verdict.need()) {
          case Need.Call c -> c.caller();
          case Need.Packet p -> p.caller();
        };
    return switch (caller) {
      case Need.ResourceCaller r -> r.resource();
      case Need.ServiceCaller s -> connection.connection().source();
    };
  }

  /// The best way; of those that work only sometimes the first that something stops.
  private static Path shown(Trace trace) {
    return trace.disposition() == Disposition.INTERMITTENT
        ? trace.paths().stream()
            .filter(p -> !p.blockers().isEmpty())
            .findFirst()
            .orElse(trace.paths().getFirst())
        : trace.paths().getFirst();
  }

  private List<ResourceId> places(
      ResourceId from, ResourceId to, List<Hop> hops, boolean overNetwork) {
    var places = new ArrayList<ResourceId>();
    places.add(from);
    for (var hop : hops) {
      if (!decides(hop) && hop.kind() != Hop.Kind.NAME) {
        hop.at()
            .filter(id -> !id.equals(places.getLast()))
            .filter(id -> diagram.node(id).isPresent())
            .ifPresent(places::add);
      }
    }
    boolean arrives =
        !hops.isEmpty()
            && (hops.getLast().kind() == Hop.Kind.SERVICE
                || hops.getLast().kind() == Hop.Kind.DESTINATION);
    if ((arrives || !overNetwork) && !places.getLast().equals(to)) {
      places.add(to);
    }
    return places;
  }

  private static boolean decides(Hop hop) {
    return DECIDES.contains(hop.kind());
  }

  private List<Stop> stops(ResourceId from, List<Hop> hops, List<ResourceId> places) {
    var order = new ArrayList<ResourceId>();
    order.add(from);
    for (var hop : hops) {
      hop.at()
          .filter(id -> hop.kind() != Hop.Kind.NAME && !id.equals(order.getLast()))
          .filter(id -> diagram.node(id).isPresent())
          .ifPresent(order::add);
    }
    if (!order.getLast().equals(places.getLast()) && !decidedLast(hops, places)) {
      order.add(places.getLast());
    }
    var numbers = new LinkedHashMap<ResourceId, List<Integer>>();
    for (int i = 0; i < order.size(); i++) {
      numbers.computeIfAbsent(order.get(i), id -> new ArrayList<>()).add(i + 1);
    }
    return numbers.entrySet().stream()
        .map(e ->
            new Stop(
                e.getKey(),
                e.getValue(),
                places.contains(e.getKey()),
                (e.getValue().getFirst() - 1.0) / Math.max(1, order.size() - 1)))
        .toList();
  }

  /// Whether the way ends at something that decides, so that no place follows it.
  private static boolean decidedLast(List<Hop> hops, List<ResourceId> places) {
    return !hops.isEmpty()
        && decides(hops.getLast())
        && hops.stream().anyMatch(h -> h.at().equals(Optional.of(places.getLast())));
  }

  /// The subnets in which the places have interfaces, or stand.
  private List<ResourceId> frames(List<ResourceId> places) {
    var frames = new LinkedHashSet<ResourceId>();
    for (var place : places) {
      frames.addAll(interfaces(place));
      drawing.resource(place).flatMap(Resource::container).ifPresent(frames::add);
    }
    // What surrounds everything says nothing about the way.
    frames.removeIf(f -> diagram.node(f).isEmpty() || holdsAnother(f, frames));
    return List.copyOf(frames);
  }

  private boolean holdsAnother(ResourceId frame, Set<ResourceId> frames) {
    return drawing.resources().values().stream()
        .filter(r -> r.container().equals(Optional.of(frame)))
        .anyMatch(r ->
            frames.contains(r.id())
                || diagram.node(r.id()).map(NodeFigure::container).orElse(false));
  }

  private List<Polyline> legs(
      ConnectionFigure connection, List<ResourceId> places, List<Hop> hops) {
    var start = places.getFirst();
    var chip = chip(start, hops);
    if (places.size() < 2 && chip.isEmpty()) {
      return List.of();
    }
    if (places.size() == 2 && chip.isEmpty()) {
      boolean along = start.equals(connection.connection().source());
      return List.of(along ? connection.line() : connection.line().reversed());
    }
    var boxes = new ArrayList<Bounds>();
    for (var place : places) {
      diagram.node(place).map(NodeFigure::grip).ifPresent(boxes::add);
    }
    chip.ifPresent(c -> boxes.add(1, c));
    var legs = new ArrayList<Polyline>();
    for (int i = 1; i < boxes.size(); i++) {
      legs.add(route(connection, boxes.get(i - 1), boxes.get(i)));
    }
    return legs;
  }

  /// The interface by which packets leave a resource that is drawn outside of its subnets.
  private Optional<Bounds> chip(ResourceId source, List<Hop> hops) {
    return hops.stream()
        .filter(h -> h.kind() == Hop.Kind.INTERFACE && h.at().equals(Optional.of(source)))
        .findFirst()
        .flatMap(hop -> {
          var subnets = interfaces(source);
          // The hop tells which subnet it is by name.
          return subnets.stream()
              .filter(s -> hop.explanation().arguments().contains(new Message.Literal(name(s))))
              .findFirst()
              .or(() -> subnets.stream().findFirst());
        })
        .flatMap(diagram::node)
        .flatMap(subnet -> {
          var chips = ContainerPainter.chips(measure, subnet);
          return IntStream.range(0, chips.size())
              .filter(i -> subnet.guests().get(i).name().equals(name(source)))
              .mapToObj(chips::get)
              .findFirst();
        });
  }

  private String name(ResourceId id) {
    return drawing.resource(id).map(Resource::logicalId).orElse("");
  }

  private List<ResourceId> interfaces(ResourceId owner) {
    return drawing
        .resource(owner)
        .flatMap(r -> catalog.facets(r).attachment(r, drawing))
        .map(NetworkAttachment::subnets)
        .orElse(List.of());
  }

  private Polyline route(ConnectionFigure connection, Bounds source, Bounds target) {
    var ends =
        Ports.middles(source, target)
            .apply(Side.towards(source, target))
            .apply(Side.towards(target, source));
    return router.route(connection.id(), ends, source, target);
  }

  private List<Lock> locks(ConnectionFigure connection, Verdict verdict, ResourceId to) {
    var middle = connection.line().at(0.5);
    var result = new ArrayList<Lock>();
    verdict
        .network()
        .ifPresent(trace -> {
          var state = state(trace);
          for (var blocker : shown(trace).blockers()) {
            if (result.size() < MOST_LOCKS) {
              result.add(lock(blocker, state, middle));
            }
          }
        });
    if (result.isEmpty() || verdict.outcome() == Verdict.Outcome.DENIED) {
      verdict
          .denial()
          .ifPresent(denial -> {
            boolean atEndpoint = verdict.endpointPolicy().equals(Optional.of(denial));
            var at = atEndpoint ? verdict.network().flatMap(Trace::endpoint) : Optional.of(to);
            result.add(
                new Lock(
                    at.filter(id -> diagram.node(id).isPresent()),
                    middle,
                    State.SHUT,
                    texts.text("canvas.lock.denied"),
                    DecisionText.explain(denial).stream().findFirst().map(texts::text).orElse("")));
          });
    }
    return result;
  }

  private static State state(Trace trace) {
    return switch (trace.disposition()) {
      case REACHABLE, INTERMITTENT -> State.SOMETIMES;
      case UNREACHABLE -> State.SHUT;
      case AMBIGUOUS, UNKNOWN -> State.UNKNOWN;
    };
  }

  private Lock lock(Blocker blocker, State state, Point2D middle) {
    return new Lock(
        blocker.at().filter(id -> diagram.node(id).isPresent()),
        middle,
        state,
        texts.text("canvas.lock." + state),
        texts.text(blocker.explanation()));
  }
}

package dev.diorama.reachability;

import dev.diorama.model.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A route table: the most specific route that matches an address is used; of equally specific ones
/// a static route goes before one of a prefix list and that before a propagated one
/// (`docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html`).
///
/// @param id the drawn table; empty for a main table that is not drawn
/// @param routes the local routes first
record RouteTable(Optional<ResourceId> id, String name, List<Route> routes) {

  /// Where a route comes from; of two to the same block the earlier one counts.
  enum Origin {
    /// Written into the table.
    STATIC,
    /// By a prefix list that the table names.
    PREFIX_LIST,
    /// From a virtual private gateway.
    PROPAGATED
  }

  /// One route.
  record Route(Cidr destination, Target target, Origin origin) {
    Route(Cidr destination, Target target) {
      this(destination, target, Origin.STATIC);
    }
  }

  /// Where a route leads.
  sealed interface Target {}

  /// To the interfaces of the VPC.
  record Local() implements Target {}

  /// To a resource.
  record ToResource(ResourceId id, Kind kind) implements Target {}

  /// To something that does not exist: a black hole.
  record Nowhere() implements Target {}

  /// To something that is not modelled, as a transit gateway.
  record Unmodelled(String what) implements Target {}

  /// The kinds of target that are modelled.
  enum Kind {
    /// An internet gateway.
    INTERNET_GATEWAY,
    /// An egress-only internet gateway, for IPv6.
    EGRESS_ONLY_GATEWAY,
    /// A NAT gateway.
    NAT_GATEWAY,
    /// An instance's or another network interface.
    INSTANCE,
    /// A VPC peering connection.
    PEERING,
    /// A gateway endpoint.
    GATEWAY_ENDPOINT
  }

  RouteTable {
    routes = List.copyOf(routes);
  }

  /// The route of a packet to `address`. Of equal ones the first counts.
  Optional<Route> lookup(Ip address) {
    var best = Optional.<Route>empty();
    for (var route : routes) {
      if (route.destination.contains(address) && best.filter(b -> !isBefore(route, b)).isEmpty()) {
        best = Optional.of(route);
      }
    }
    return best;
  }

  private static boolean isBefore(Route a, Route b) {
    return a.destination.prefix() != b.destination.prefix()
        ? a.destination.prefix() > b.destination.prefix()
        : a.origin.compareTo(b.origin) < 0;
  }

  /// Whether two prefix lists lead `address` to different targets equally specifically: which one
  /// counts is AWS's choice.
  boolean isRandom(Ip address) {
    var best = lookup(address).filter(r -> r.origin == Origin.PREFIX_LIST);
    return best.isPresent()
        && routes.stream()
            .filter(r -> r.origin == Origin.PREFIX_LIST)
            .filter(r -> r.destination.equals(best.get().destination))
            .anyMatch(r -> !r.target.equals(best.get().target));
  }

  /// This table with further routes.
  RouteTable with(List<Route> more) {
    var all = new ArrayList<>(routes);
    all.addAll(more);
    return new RouteTable(id, name, all);
  }

  /// All blocks that routes name.
  Stream<Cidr> blocks() {
    return routes.stream().map(Route::destination);
  }
}

package dev.diorama.reachability;

import dev.diorama.model.ResourceId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A route table: the most specific route that matches an address is used
/// (`docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html`).
///
/// @param id the drawn table; empty for a main table that is not drawn
/// @param routes the local route first
record RouteTable(Optional<ResourceId> id, String name, List<Route> routes) {

  /// One route.
  record Route(Cidr destination, Target target) {}

  /// Where a route leads.
  sealed interface Target {}

  /// To the interfaces of the VPC.
  record Local() implements Target {}

  /// To a drawn resource.
  record ToResource(ResourceId id, Kind kind) implements Target {}

  /// To something that does not exist: a black hole.
  record Nowhere() implements Target {}

  /// To something that is not modelled, as a transit gateway.
  record Unmodelled(String what) implements Target {}

  /// The kinds of target that are modelled.
  enum Kind {
    /// An internet gateway.
    INTERNET_GATEWAY,
    /// A NAT gateway.
    NAT_GATEWAY,
    /// An instance's interface.
    INSTANCE
  }

  RouteTable {
    routes = List.copyOf(routes);
  }

  /// The route of a packet to `address`. Of routes to the same block the first one counts.
  Optional<Route> lookup(long address) {
    return routes.stream()
        .filter(r -> r.destination.contains(address))
        .sorted(Comparator.comparingInt((Route r) -> r.destination.prefix()).reversed())
        .findFirst();
  }

  /// All blocks that routes name.
  Stream<Cidr> blocks() {
    return routes.stream().map(Route::destination);
  }
}

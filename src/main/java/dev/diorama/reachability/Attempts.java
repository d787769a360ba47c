package dev.diorama.reachability;

import static dev.diorama.reachability.Reasons.blocker;

import dev.diorama.model.ResourceId;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Walks the same traffic once for each combination of addresses that it can have.
record Attempts(Traffic traffic) {

  /// A packet's addresses.
  record Pair(Ip source, Ip target) {}

  /// A way that does not even begin, or one without addresses.
  Way simple(Consumer<Walk> walking) {
    var walk = new Walk(traffic);
    walking.accept(walk);
    return walk.finish(Optional.empty());
  }

  /// Walks once for each pair of address classes: the drawing does not say which is the case.
  Way over(
      AddressClasses from,
      AddressClasses to,
      Optional<ResourceId> endpoint,
      BiConsumer<Walk, Pair> walking) {
    var ways = new ArrayList<Way>();
    for (var a : from.representatives()) {
      for (var b : to.representatives()) {
        var walk = new Walk(a.v6() || b.v6() ? traffic.overV6() : traffic);
        walking.accept(walk, new Pair(a, b));
        if (!from.complete() || !to.complete()) {
          walk.doubt(
              blocker("DIORAMA_TOO_MANY_BLOCKS", Optional.empty(), Pages.SECURITY_GROUP_RULES));
        }
        ways.add(walk.finish(endpoint));
      }
    }
    return ways.size() == 1 ? ways.getFirst() : Way.undecided(ways);
  }
}

package dev.diorama.reachability;

import dev.diorama.model.ResourceId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A candidate way, or several alternatives of one: its status and the paths that show it.
///
/// @param endpoint the VPC endpoint that it passes
record Way(Status status, List<Path> paths, Optional<ResourceId> endpoint) {
  Way {
    paths = List.copyOf(paths);
  }

  /// Ways of which one after the other is used.
  static Way inTurn(Collection<Way> ways) {
    return join(ways, Status::inTurn);
  }

  /// Ways of which one is the case, the drawing does not say which.
  static Way undecided(Collection<Way> ways) {
    return join(ways, Status::undecided);
  }

  /// Ways of which the best is taken.
  static Way best(Collection<Way> ways) {
    return join(ways, Status::best);
  }

  private int fewestBlockers() {
    return paths.stream().mapToInt(p -> p.blockers().size()).min().orElse(Integer.MAX_VALUE);
  }

  private static Way join(Collection<Way> ways, Function<Collection<Status>, Status> rule) {
    var bestFirst =
        ways.stream()
            .sorted(Comparator.comparing(Way::status).thenComparingInt(Way::fewestBlockers))
            .toList();
    return new Way(
        rule.apply(ways.stream().map(Way::status).toList()),
        bestFirst.stream()
            .flatMap(w -> w.paths.stream())
            .distinct()
            .sorted((a, b) -> Integer.compare(a.blockers().size(), b.blockers().size()))
            .toList(),
        bestFirst.stream().findFirst().flatMap(Way::endpoint));
  }
}

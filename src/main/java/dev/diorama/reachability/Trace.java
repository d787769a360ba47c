package dev.diorama.reachability;

import dev.diorama.model.ResourceId;
import java.util.List;
import java.util.Optional;

/// The answer for one flow.
///
/// @param paths the candidate ways, the one with the fewest blockers first; never empty
/// @param endpoint the VPC endpoint that the working (or best) path passes, whose policy then
///   applies
/// @param sourceVpc the VPC from which the request leaves through that endpoint
public record Trace(
    Disposition disposition,
    List<Path> paths,
    Optional<ResourceId> endpoint,
    Optional<ResourceId> sourceVpc) {
  public Trace {
    paths = List.copyOf(paths);
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("a trace has at least one path");
    }
  }

  /// The hops of the best path.
  public List<Hop> hops() {
    return paths.getFirst().forward();
  }

  /// The blockers of the best path.
  public List<Blocker> blockers() {
    return paths.getFirst().blockers();
  }

  /// Whether calls over this flow work, at least sometimes.
  public boolean works() {
    return disposition == Disposition.REACHABLE || disposition == Disposition.INTERMITTENT;
  }
}

package dev.diorama.reachability;

import dev.diorama.model.ResourceId;
import java.util.List;

/// The answer to one question to an account's network.
///
/// @param forward whether the request reaches its target or leaves through a gateway or endpoint
/// @param roundTrip whether the reply comes back as well
/// @param path the ids of what the request passes, as far as it goes
/// @param blockers everything that stops the request or its reply
public record AccountVerdict(
    boolean forward,
    boolean roundTrip,
    Disposition disposition,
    List<ResourceId> path,
    List<Hop> hops,
    List<Blocker> blockers) {
  public AccountVerdict {
    path = List.copyOf(path);
    hops = List.copyOf(hops);
    blockers = List.copyOf(blockers);
  }
}

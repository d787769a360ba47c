package dev.diorama.reachability;

import java.util.List;

/// One candidate way of a packet, there and back.
///
/// @param forward the hops of the request, as far as it goes
/// @param reply the hops of the reply; empty if the request does not arrive
/// @param blockers everything that would have to change for this way to work; empty: it works
public record Path(List<Hop> forward, List<Hop> reply, List<Blocker> blockers) {
  public Path {
    forward = List.copyOf(forward);
    reply = List.copyOf(reply);
    blockers = List.copyOf(blockers);
  }
}

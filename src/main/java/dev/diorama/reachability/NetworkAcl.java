package dev.diorama.reachability;

import dev.diorama.model.ResourceId;
import java.util.List;
import java.util.stream.Stream;

/// A network ACL: stateless, its entries are tried by ascending number and the first that matches
/// decides; what no entry matches is denied
/// (`docs.aws.amazon.com/vpc/latest/userguide/nacl-basics.html`).
///
/// @param entries by ascending rule number
/// @param unreadable whether an entry could not be understood, so that the answer is uncertain
record NetworkAcl(ResourceId id, String name, List<Entry> entries, boolean unreadable) {

  /// One numbered entry.
  record Entry(int number, Direction direction, boolean allow, Cidr peer, TrafficMatch traffic) {}

  NetworkAcl {
    entries = List.copyOf(entries);
  }

  /// The destination ports with which packets between the subnet and `peer` may pass.
  PortSet allowed(Direction direction, Traffic packet, Ip peer) {
    var open = PortSet.ALL;
    var allowed = PortSet.NONE;
    for (var entry : entries) {
      if (entry.direction == direction && entry.peer.contains(peer)) {
        var decided = entry.traffic.of(packet).intersect(open);
        if (entry.allow) {
          allowed = allowed.union(decided);
        }
        open = open.minus(decided);
      }
    }
    return allowed;
  }

  /// All blocks that entries name.
  Stream<Cidr> blocks() {
    return entries.stream().map(Entry::peer);
  }
}

package dev.diorama.reachability;

import dev.diorama.model.ResourceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the subnets of one VPC whose blocks overlap. Blocks either lie inside each other or apart,
/// so in the order of their first addresses each one is compared with its followers only.
final class OverlappingBlocks {
  /// More of them say nothing more.
  private static final int MOST = 3;

  private OverlappingBlocks() {}

  /// A subnet.
  record Sibling(ResourceId id, String name, Optional<Cidr> cidr, Optional<Cidr> cidrV6) {}

  private record Block(Sibling owner, Cidr cidr) {}

  /// The first few siblings that overlap each, by id; those that overlap none are left out.
  static Map<ResourceId, List<Sibling>> of(List<Sibling> siblings) {
    var blocks = new ArrayList<Block>();
    for (var sibling : siblings) {
      sibling.cidr.ifPresent(c -> blocks.add(new Block(sibling, c)));
      sibling.cidrV6.ifPresent(c -> blocks.add(new Block(sibling, c)));
    }
    blocks.sort(Comparator.comparing(b -> b.cidr.first()));
    var result = new LinkedHashMap<ResourceId, List<Sibling>>();
    for (int i = 0; i < blocks.size(); i++) {
      var one = blocks.get(i);
      var last = one.cidr.last();
      for (int j = i + 1; j < blocks.size(); j++) {
        var other = blocks.get(j);
        if (other.cidr.v6() != one.cidr.v6() || other.cidr.first().compareTo(last) > 0) {
          break;
        }
        boolean roomHere = note(result, one.owner, other.owner);
        boolean roomThere = note(result, other.owner, one.owner);
        if (!roomHere && !roomThere) {
          break;
        }
      }
    }
    return result;
  }

  /// Answers whether there was room for it.
  private static boolean note(
      Map<ResourceId, List<Sibling>> overlaps, Sibling subnet, Sibling other) {
    var known = overlaps.computeIfAbsent(subnet.id, id -> new ArrayList<>());
    if (known.size() >= MOST || known.contains(other)) {
      return known.size() < MOST;
    }
    return known.add(other);
  }
}

package dev.diorama.reachability;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Addresses that a drawing does not fix, as an interface's within its subnet or a host's on the
/// internet. All addresses that lie in the same of the mentioned blocks are treated alike by every
/// rule and route, so one address of each such class stands for all.
///
/// @param complete `false` if there are more classes than are tried
record AddressClasses(List<Ip> representatives, boolean complete) {
  private static final int MOST_CLASSES = 24;
  private static final int MOST_BLOCKS = 1000;

  private static final List<Cidr> PRIVATE =
      List.of(block(10, 0, 8), block(172, 16, 12), block(192, 168, 16));

  private static final Cidr SHARED = block(100, 64, 10);

  /// Addresses that are not public: private (RFC 1918), shared (RFC 6598), loopback, link-local,
  /// multicast and reserved.
  private static final List<Cidr> NOT_PUBLIC =
      List.of(
          block(0, 0, 8),
          block(10, 0, 8),
          block(100, 64, 10),
          block(127, 0, 8),
          block(169, 254, 16),
          block(172, 16, 12),
          block(192, 168, 16),
          block(224, 0, 3));

  /// Public IPv6 addresses are global unicast ones, 2000::/3 (RFC 4291).
  private static final Cidr GLOBAL_UNICAST = new Cidr(new Ip(true, 0x2000L << 48, 0), 3);

  private static Cidr block(long first, long second, int prefix) {
    return new Cidr(Ip.v4(first << 24 | second << 16), prefix);
  }

  /// The address of an interface that can have none.
  static final Ip NONE = Ip.v4(0);

  AddressClasses {
    representatives = List.copyOf(representatives);
  }

  /// One known address.
  static AddressClasses only(Ip address) {
    return new AddressClasses(List.of(address), true);
  }

  /// The addresses that interfaces of a subnet can have: all but the first four and the last
  /// (`docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html`).
  static AddressClasses ofSubnet(Cidr subnet, Collection<Cidr> mentioned) {
    return of(subnet.first().plus(4), subnet.last().plus(-1), mentioned, a -> true);
  }

  /// All public addresses of a family that are not a VPC's own.
  static AddressClasses ofInternet(
      boolean v6, Collection<Cidr> mentioned, Collection<Cidr> ownBlocks) {
    var all = new ArrayList<>(mentioned);
    all.addAll(ownBlocks);
    Predicate<Ip> outside = a -> isPublic(a) && ownBlocks.stream().noneMatch(c -> c.contains(a));
    if (v6) {
      return of(GLOBAL_UNICAST.first(), GLOBAL_UNICAST.last(), all, outside);
    }
    all.addAll(NOT_PUBLIC);
    return of(Ip.v4(1L << 24), Ip.v4((224L << 24) - 1), all, outside);
  }

  /// Every class of addresses of a block, however many there are.
  static List<Ip> all(Cidr block, Collection<Cidr> mentioned) {
    var starts = new TreeSet<Ip>();
    starts.add(block.first());
    for (var other : mentioned) {
      if (other.v6() == block.v6() && other.overlaps(block)) {
        if (block.contains(other.first())) {
          starts.add(other.first());
        }
        if (block.contains(other.last()) && !other.last().equals(block.last())) {
          starts.add(other.last().plus(1));
        }
      }
    }
    return List.copyOf(starts);
  }

  /// Whether the address is in the shared range of RFC 6598.
  static boolean isShared(Ip address) {
    return SHARED.contains(address);
  }

  /// Whether the address is private by RFC 1918.
  static boolean isPrivate(Ip address) {
    return PRIVATE.stream().anyMatch(c -> c.contains(address));
  }

  /// Whether the address is public.
  static boolean isPublic(Ip address) {
    if (address.v6()) {
      return GLOBAL_UNICAST.contains(address);
    }
    return NOT_PUBLIC.stream().noneMatch(c -> c.contains(address));
  }

  private static AddressClasses of(
      Ip first, Ip last, Collection<Cidr> mentioned, Predicate<Ip> wanted) {
    var blocks =
        mentioned.stream()
            .distinct()
            .filter(c -> c.v6() == first.v6())
            .filter(c -> c.first().compareTo(last) <= 0 && c.last().compareTo(first) >= 0)
            .filter(c -> c.first().compareTo(first) > 0 || c.last().compareTo(last) < 0)
            .toList();
    boolean complete = blocks.size() <= MOST_BLOCKS;
    var used = complete ? blocks : blocks.subList(0, MOST_BLOCKS);
    var starts = new TreeSet<Ip>();
    starts.add(first);
    for (var block : used) {
      if (block.first().compareTo(first) > 0) {
        starts.add(block.first());
      }
      if (block.last().compareTo(last) < 0) {
        starts.add(block.last().plus(1));
      }
    }
    var seen = new HashSet<List<Cidr>>();
    var representatives = new ArrayList<Ip>();
    for (var start : starts) {
      if (wanted.test(start) && seen.add(used.stream().filter(c -> c.contains(start)).toList())) {
        representatives.add(start);
      }
    }
    // Plain addresses first: the class that no special block names.
    return representatives.size() <= MOST_CLASSES
        ? new AddressClasses(representatives, complete)
        : new AddressClasses(representatives.subList(0, MOST_CLASSES), false);
  }

  /// The first address.
  Optional<Ip> first() {
    return representatives.stream().findFirst();
  }
}

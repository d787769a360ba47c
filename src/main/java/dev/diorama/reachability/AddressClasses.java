package dev.diorama.reachability;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongPredicate;

/// Addresses that a drawing does not fix, as an interface's within its subnet or a host's on the
/// internet. All addresses that lie in the same of the mentioned blocks are treated alike by every
/// rule and route, so one address of each such class stands for all.
///
/// @param complete `false` if there are more classes than are tried
record AddressClasses(List<Long> representatives, boolean complete) {
  private static final int MOST_CLASSES = 24;
  private static final int MOST_BLOCKS = 1000;

  /// Addresses that are not public: private (RFC 1918), shared (RFC 6598), loopback, link-local,
  /// multicast and reserved.
  private static final List<Cidr> NOT_PUBLIC =
      List.of(
          new Cidr(0, 8),
          new Cidr(10L << 24, 8),
          new Cidr(100L << 24 | 64L << 16, 10),
          new Cidr(127L << 24, 8),
          new Cidr(169L << 24 | 254L << 16, 16),
          new Cidr(172L << 24 | 16L << 16, 12),
          new Cidr(192L << 24 | 168L << 16, 16),
          new Cidr(224L << 24, 3));

  AddressClasses {
    representatives = List.copyOf(representatives);
  }

  /// One known address.
  static AddressClasses only(long address) {
    return new AddressClasses(List.of(address), true);
  }

  /// The addresses that interfaces of a subnet can have: all but the first four and the last
  /// (`docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html`).
  static AddressClasses ofSubnet(Cidr subnet, Collection<Cidr> mentioned) {
    return of(subnet.first() + 4, subnet.last() - 1, mentioned, a -> true);
  }

  /// All public addresses.
  static AddressClasses ofInternet(Collection<Cidr> mentioned) {
    var all = new ArrayList<>(mentioned);
    all.addAll(NOT_PUBLIC);
    return of(1L << 24, (224L << 24) - 1, all, AddressClasses::isPublic);
  }

  /// Whether the address is public.
  static boolean isPublic(long address) {
    return NOT_PUBLIC.stream().noneMatch(c -> c.contains(address));
  }

  private static AddressClasses of(
      long first, long last, Collection<Cidr> mentioned, LongPredicate wanted) {
    var blocks =
        mentioned.stream()
            .distinct()
            .filter(c -> c.first() <= last && c.last() >= first)
            .filter(c -> c.first() > first || c.last() < last)
            .toList();
    boolean complete = blocks.size() <= MOST_BLOCKS;
    var used = complete ? blocks : blocks.subList(0, MOST_BLOCKS);
    var starts = new TreeSet<Long>();
    starts.add(first);
    for (var block : used) {
      if (block.first() > first) {
        starts.add(block.first());
      }
      if (block.last() < last) {
        starts.add(block.last() + 1);
      }
    }
    var seen = new HashSet<List<Cidr>>();
    var representatives = new ArrayList<Long>();
    for (long start : starts) {
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
  Optional<Long> first() {
    return representatives.stream().findFirst();
  }
}

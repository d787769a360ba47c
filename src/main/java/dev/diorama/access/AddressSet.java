package dev.diorama.access;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A set of IPv4 addresses: the possible values of a condition key that holds an address. Addresses
/// are numbers from 0 to 2³² − 1 here.
///
/// AWS's usual endpoints are reached over IPv4; a client has to choose their dual-stack names for
/// IPv6 (`docs.aws.amazon.com/general/latest/gr/rande.html#dual-stack-endpoints`), which nothing in
/// a drawing does.
///
/// @param blocks pairs of first and last address
/// @param complete whether the address is surely one of these; if not, AWS may choose any other
///   public one
record AddressSet(List<Block> blocks, boolean complete) {
  private static final Pattern ADDRESS =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");

  /// Addresses for documentation, which no range of a real policy holds, stand for all that a
  /// policy does not name: RFC 5737.
  private static final List<Block> ELSEWHERE =
      List.of(
          block("192.0.2.1").orElseThrow(),
          block("203.0.113.1").orElseThrow(),
          block("198.51.100.1").orElseThrow());

  /// The blocks that are not routed on the internet, as far as policies use them:
  /// `docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html`.
  private static final List<Block> PRIVATE =
      List.of(
          block("10.0.0.0/8").orElseThrow(),
          block("172.16.0.0/12").orElseThrow(),
          block("192.168.0.0/16").orElseThrow(),
          block("100.64.0.0/10").orElseThrow());

  /// Neighbouring addresses.
  record Block(long first, long last) {
    boolean contains(long address) {
      return first <= address && address <= last;
    }
  }

  AddressSet {
    blocks = List.copyOf(blocks);
  }

  /// The block that `text` writes as an address, or as an address with a prefix length; empty if it
  /// is anything else.
  static Optional<Block> block(String text) {
    var matcher = ADDRESS.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long address = 0;
    for (int i = 1; i <= 4; i++) {
      int octet = Integer.parseInt(matcher.group(i));
      if (octet > 255) {
        return Optional.empty();
      }
      address = address << 8 | octet;
    }
    int prefix = Optional.ofNullable(matcher.group(5)).map(Integer::parseInt).orElse(32);
    if (prefix > 32) {
      return Optional.empty();
    }
    long size = 1L << (32 - prefix);
    long first = address / size * size;
    return Optional.of(new Block(first, first + size - 1));
  }

  /// The only address, if there is only one.
  Optional<String> single() {
    return complete && blocks.size() == 1 && blocks.getFirst().first() == blocks.getFirst().last()
        ? Optional.of(text(blocks.getFirst().first()))
        : Optional.empty();
  }

  /// Addresses of this set, one at least for each combination of `ranges` that an address of the
  /// set can be in. The first one is in none of them, if there is such an address: it is what a run
  /// takes.
  ///
  /// @param ranges as in a policy; what is no IPv4 address or block holds no address
  List<String> representatives(Iterable<String> ranges) {
    var asked = new ArrayList<Block>();
    ranges.forEach(r -> block(r).ifPresent(asked::add));
    var result = new LinkedHashSet<Long>();
    var points = points(asked);
    Stream.concat(complete ? Stream.empty() : ELSEWHERE.stream().map(Block::first), points.stream())
        .filter(p -> asked.stream().noneMatch(r -> r.contains(p)))
        .findFirst()
        .ifPresent(result::add);
    result.addAll(points);
    return result.stream().map(AddressSet::text).toList();
  }

  /// Membership in ranges can only change at the first address of a range and after its last one.
  private SortedSet<Long> points(List<Block> asked) {
    var edges = new TreeSet<Long>();
    asked.forEach(r -> {
      edges.add(r.first());
      edges.add(r.last() + 1);
    });
    var points = new TreeSet<Long>();
    for (var block : blocks) {
      points.add(block.first());
      points.addAll(edges.subSet(block.first(), block.last() + 1));
    }
    if (!complete) {
      ELSEWHERE.forEach(b -> points.add(b.first()));
      edges.stream()
          .filter(p -> p > 0 && p < 0xe0000000L && PRIVATE.stream().noneMatch(b -> b.contains(p)))
          .forEach(points::add);
    }
    return points;
  }

  private static String text(long address) {
    return (address >> 24)
        + "."
        + (address >> 16 & 255)
        + "."
        + (address >> 8 & 255)
        + "."
        + (address & 255);
  }
}

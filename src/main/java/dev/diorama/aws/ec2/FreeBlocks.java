package dev.diorama.aws.ec2;

import dev.diorama.model.Resource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds an unused block of addresses for a new subnet.
final class FreeBlocks {
  private static final Pattern BLOCK =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

  private FreeBlocks() {}

  private record Block(long first, long last) {
    static Optional<Block> of(String text) {
      var match = BLOCK.matcher(text);
      if (!match.matches()) {
        return Optional.empty();
      }
      long address = 0;
      for (int i = 1; i <= 4; i++) {
        address = address << 8 | Math.min(255, Long.parseLong(match.group(i)));
      }
      int prefix = Integer.parseInt(match.group(5));
      if (prefix > 32) {
        return Optional.empty();
      }
      long size = 1L << (32 - prefix);
      long first = address / size * size;
      return Optional.of(new Block(first, first + size - 1));
    }
  }

  /// Whether the IPv4 blocks of two subnets or VPCs overlap.
  static boolean overlap(Resource a, Resource b) {
    var first = a.properties().text("CidrBlock").flatMap(Block::of);
    var second = b.properties().text("CidrBlock").flatMap(Block::of);
    return first.isPresent()
        && second.isPresent()
        && first.get().first() <= second.get().last()
        && second.get().first() <= first.get().last();
  }

  /// How many addresses a subnet's IPv4 block has.
  static Optional<Long> size(Resource subnet) {
    return subnet
        .properties()
        .text("CidrBlock")
        .flatMap(Block::of)
        .map(b -> b.last() - b.first() + 1);
  }

  /// The first free block of this size in a VPC, or a smaller one down to /28.
  static Optional<String> in(Topology topology, Resource vpc, int prefix) {
    var whole = vpc.properties().text("CidrBlock").flatMap(Block::of);
    if (whole.isEmpty()) {
      return Optional.empty();
    }
    var used = new ArrayList<Block>();
    for (var subnet : topology.in(vpc, Names.SUBNET)) {
      subnet.properties().text("CidrBlock").flatMap(Block::of).ifPresent(used::add);
    }
    for (int wanted = prefix; wanted <= 28; wanted++) {
      long size = 1L << (32 - wanted);
      for (long at = whole.get().first(); at + size - 1 <= whole.get().last(); at += size) {
        long first = at;
        if (used.stream().noneMatch(b -> b.first() < first + size && b.last() >= first)) {
          return Optional.of(
              (at >> 24 & 255)
                  + "."
                  + (at >> 16 & 255)
                  + "."
                  + (at >> 8 & 255)
                  + "."
                  + (at & 255)
                  + "/"
                  + wanted);
        }
      }
    }
    return Optional.empty();
  }
}

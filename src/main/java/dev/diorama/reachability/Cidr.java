package dev.diorama.reachability;

import java.util.Optional;
import java.util.regex.Pattern;

/// An IPv4 CIDR block. Bits below the prefix are cleared, as EC2 does when it stores a rule or a
/// block that has them (`docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html`).
///
/// @param network the first address, as an unsigned 32-bit number
/// @param prefix the number of leading bits that count, 0 to 32
record Cidr(long network, int prefix) {
  /// Every address.
  static final Cidr ANYWHERE = new Cidr(0, 0);

  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
  private static final Pattern ADDRESS =
      Pattern.compile(OCTET + "\\." + OCTET + "\\." + OCTET + "\\." + OCTET);
  private static final Pattern PREFIX = Pattern.compile("3[0-2]|[12]?[0-9]");

  Cidr {
    network &= mask(prefix);
  }

  private static long mask(int prefix) {
    return prefix == 0 ? 0 : (0xffffffffL << (32 - prefix)) & 0xffffffffL;
  }

  /// The block that `text` writes as `a.b.c.d/n`; empty if it is anything else.
  static Optional<Cidr> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !PREFIX.matcher(text.substring(slash + 1)).matches()) {
      return Optional.empty();
    }
    int prefix = Integer.parseInt(text.substring(slash + 1));
    return address(text.substring(0, slash)).map(a -> new Cidr(a, prefix));
  }

  /// The address that `text` writes as `a.b.c.d`; empty if it is anything else.
  static Optional<Long> address(String text) {
    var match = ADDRESS.matcher(text);
    if (!match.matches()) {
      return Optional.empty();
    }
    long address = 0;
    for (int i = 1; i <= 4; i++) {
      address = address << 8 | Long.parseLong(match.group(i));
    }
    return Optional.of(address);
  }

  /// `address` as `a.b.c.d`.
  static String text(long address) {
    return (address >> 24 & 255)
        + "."
        + (address >> 16 & 255)
        + "."
        + (address >> 8 & 255)
        + "."
        + (address & 255);
  }

  long first() {
    return network;
  }

  long last() {
    return network | (~mask(prefix) & 0xffffffffL);
  }

  boolean contains(long address) {
    return (address & mask(prefix)) == network;
  }

  boolean contains(Cidr other) {
    return other.prefix >= prefix && contains(other.network);
  }

  boolean overlaps(Cidr other) {
    return contains(other) || other.contains(this);
  }

  @Override
  public String toString() {
    return text(network) + "/" + prefix;
  }
}

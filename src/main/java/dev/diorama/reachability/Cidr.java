package dev.diorama.reachability;

import java.util.Optional;

/// An IPv4 or IPv6 CIDR block. Bits below the prefix are cleared, as EC2 does when it stores a rule
/// or a block that has them (`docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html`).
///
/// @param network the first address
/// @param prefix the number of leading bits that count, 0 to 32 or 128
record Cidr(Ip network, int prefix) {
  /// Every IPv4 address.
  static final Cidr ANYWHERE = new Cidr(Ip.v4(0), 0);

  /// Every IPv6 address.
  static final Cidr ANYWHERE_V6 = new Cidr(new Ip(true, 0, 0), 0);

  Cidr {
    network =
        network.v6()
            ? new Ip(
                true, network.high() & mask(prefix), network.low() & mask(Math.max(0, prefix - 64)))
            : Ip.v4(network.low() & maskV4(prefix));
  }

  /// The upper `bits` bits of a word; all if there are more than 64.
  private static long mask(int bits) {
    return bits <= 0 ? 0 : bits >= 64 ? -1L : -1L << (64 - bits);
  }

  private static long maskV4(int bits) {
    return bits == 0 ? 0 : (0xffffffffL << (32 - bits)) & 0xffffffffL;
  }

  /// The block that `text` writes as `address/n`; empty if it is anything else.
  static Optional<Cidr> parse(String text) {
    int slash = text.indexOf('/');
    int prefix = slash < 0 ? -1 : prefix(text, slash + 1);
    if (prefix < 0) {
      return Optional.empty();
    }
    return Ip.parse(text.substring(0, slash))
        .filter(a -> prefix <= a.bits())
        .map(a -> new Cidr(a, prefix));
  }

  /// A number from 0 to 128 without leading zeros; -1 if it is anything else.
  private static int prefix(String text, int from) {
    int length = text.length() - from;
    if (length < 1 || length > 3 || (length > 1 && text.charAt(from) == '0')) {
      return -1;
    }
    int number = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + c - '0';
    }
    return number <= 128 ? number : -1;
  }

  /// The block of one address.
  static Cidr of(Ip address) {
    return new Cidr(address, address.bits());
  }

  boolean v6() {
    return network.v6();
  }

  Ip first() {
    return network;
  }

  Ip last() {
    return network.v6()
        ? new Ip(
            true, network.high() | ~mask(prefix), network.low() | ~mask(Math.max(0, prefix - 64)))
        : Ip.v4(network.low() | ~maskV4(prefix));
  }

  boolean contains(Ip address) {
    if (address.v6() != network.v6()) {
      return false;
    }
    return address.v6()
        ? (address.high() & mask(prefix)) == network.high()
            && (address.low() & mask(Math.max(0, prefix - 64))) == network.low()
        : (address.low() & maskV4(prefix)) == network.low();
  }

  boolean contains(Cidr other) {
    return other.prefix >= prefix && contains(other.network);
  }

  boolean overlaps(Cidr other) {
    return contains(other) || other.contains(this);
  }

  @Override
  public String toString() {
    return network + "/" + prefix;
  }
}

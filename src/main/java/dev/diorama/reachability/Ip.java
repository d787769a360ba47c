package dev.diorama.reachability;

import java.net.InetAddress;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/// An IPv4 or IPv6 address.
///
/// @param high the upper 64 bits of an IPv6 address; 0 for IPv4
/// @param low the lower 64 bits; for IPv4 an unsigned 32-bit number
record Ip(boolean v6, long high, long low) implements Comparable<Ip> {
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:]{2,39}(\\.[0-9]{1,3}){0,3}");

  private static final Comparator<Ip> ORDER =
      Comparator.comparing(Ip::v6)
          .thenComparing((a, b) -> Long.compareUnsigned(a.high, b.high))
          .thenComparing((a, b) -> Long.compareUnsigned(a.low, b.low));

  /// An IPv4 address from an unsigned 32-bit number.
  static Ip v4(long address) {
    return new Ip(false, 0, address & 0xffffffffL);
  }

  /// The address that `text` writes; empty if it writes none.
  static Optional<Ip> parse(String text) {
    var v4 = parseV4(text);
    if (v4.isPresent()) {
      return v4;
    }
    if (text.indexOf(':') < 0 || !V6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      // A literal is parsed, no name is looked up.
      var bytes = InetAddress.ofLiteral(text).getAddress();
      return bytes.length == 16
          ? Optional.of(new Ip(true, word(bytes, 0), word(bytes, 8)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Four numbers from 0 to 255 without leading zeros, parted by points. Read by hand: a drawing
  /// has thousands of them, and all are read at each edit.
  private static Optional<Ip> parseV4(String text) {
    long address = 0;
    int octet = -1;
    int octets = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && octet >= 0 && octets < 4) {
        address = address << 8 | octet;
        octet = -1;
        octets++;
      } else if (c >= '0' && c <= '9' && octet != 0) {
        octet = Math.max(octet, 0) * 10 + c - '0';
        if (octet > 255) {
          return Optional.empty();
        }
      } else {
        return Optional.empty();
      }
    }
    return octets == 4 && octet >= 0 ? Optional.of(v4(address << 8 | octet)) : Optional.empty();
  }

  private static long word(byte[] bytes, int from) {
    long word = 0;
    for (int i = from; i < from + 8; i++) {
      word = word << 8 | (bytes[i] & 255);
    }
    return word;
  }

  /// The address `n` further; `n` may be negative. Runs over at the end.
  Ip plus(long n) {
    if (!v6) {
      return v4(low + n);
    }
    long sum = low + n;
    long carry =
        n >= 0
            ? Long.compareUnsigned(sum, low) < 0 ? 1 : 0
            : Long.compareUnsigned(sum, low) > 0 ? -1 : 0;
    return new Ip(true, high + carry, sum);
  }

  /// The number of leading bits that an address has.
  int bits() {
    return v6 ? 128 : 32;
  }

  @Override
  public int compareTo(Ip other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    if (!v6) {
      return (low >> 24 & 255)
          + "."
          + (low >> 16 & 255)
          + "."
          + (low >> 8 & 255)
          + "."
          + (low & 255);
    }
    // RFC 5952: the longest run of zero groups, if it is longer than one, is written `::`.
    int start = -1;
    int length = 1;
    for (int i = 0; i < 8; i++) {
      int run = 0;
      while (i + run < 8 && group(i + run) == 0) {
        run++;
      }
      if (run > length) {
        start = i;
        length = run;
      }
    }
    var text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
      } else {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(group(i)));
      }
    }
    return text.toString();
  }

  private int group(int index) {
    long word = index < 4 ? high : low;
    return (int) (word >>> (48 - 16 * (index & 3))) & 0xffff;
  }
}

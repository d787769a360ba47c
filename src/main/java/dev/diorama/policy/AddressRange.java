package dev.diorama.policy;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/// An IPv4 or IPv6 address block in CIDR form; an address without a prefix length is a block of
/// one. See
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress`.
final class AddressRange {
  // Only these characters are given to the JDK, so that no name is ever looked up.
  private static final Pattern V4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

  private final byte[] address;
  private final int prefix;

  private AddressRange(byte[] address, int prefix) {
    this.address = address;
    this.prefix = prefix;
  }

  /// The block that `text` names; empty if it is none.
  static Optional<AddressRange> parse(String text) {
    int slash = text.indexOf('/');
    var address = address(slash < 0 ? text : text.substring(0, slash));
    if (address.isEmpty()) {
      return Optional.empty();
    }
    int bits = address.get().length * 8;
    if (slash < 0) {
      return Optional.of(new AddressRange(address.get(), bits));
    }
    var length = text.substring(slash + 1);
    if (!length.matches("[0-9]{1,3}") || Integer.parseInt(length) > bits) {
      return Optional.empty();
    }
    return Optional.of(new AddressRange(address.get(), Integer.parseInt(length)));
  }

  private static Optional<byte[]> address(String text) {
    boolean plausible =
        V4.matcher(text).matches() || (text.contains(":") && V6.matcher(text).matches());
    if (!plausible) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text).getAddress());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// Whether the block is at least as narrow as /8 (IPv4) or /32 (IPv6), as the private ranges of
  /// RFC 1918 are. Amazon S3 counts broader ones as public:
  /// `docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status`.
  boolean isNarrow() {
    return prefix >= (address.length == 4 ? 8 : 32);
  }

  /// Whether the address or block `text` lies wholly inside.
  boolean contains(String text) {
    var other = parse(text);
    if (other.isEmpty()
        || other.get().address.length != address.length
        || other.get().prefix < prefix) {
      return false;
    }
    int whole = prefix / 8;
    int rest = prefix % 8;
    return Arrays.equals(address, 0, whole, other.get().address, 0, whole)
        && (rest == 0
            || (address[whole] & 0xff) >> (8 - rest)
                == (other.get().address[whole] & 0xff) >> (8 - rest));
  }
}

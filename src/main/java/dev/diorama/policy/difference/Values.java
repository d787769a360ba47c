package dev.diorama.policy.difference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Picks values that stand for all values: for every value there is one here that the operators of
/// a kind cannot tell from it.
final class Values {
  private Values() {}

  /// For ordered numbers: every bound, something between two bounds, below and above; and one text
  /// that is no number.
  static List<String> numbers(List<String> bounds) {
    var sorted = new TreeSet<BigDecimal>();
    for (var bound : bounds) {
      try {
        sorted.add(new BigDecimal(bound.strip()));
      } catch (NumberFormatException skipped) {
        // The evaluator skips the statement.
      }
    }
    var result = new LinkedHashSet<String>();
    Optional<BigDecimal> last = Optional.empty();
    for (var bound : sorted) {
      result.add(
          last.map(l -> l.add(bound).divide(BigDecimal.TWO))
              .orElse(bound.subtract(BigDecimal.ONE))
              .stripTrailingZeros()
              .toPlainString());
      result.add(bound.toPlainString());
      last = Optional.of(bound);
    }
    last.ifPresent(l -> result.add(l.add(BigDecimal.ONE).toPlainString()));
    result.add("none");
    return List.copyOf(result);
  }

  /// For dates, likewise. Bounds are compared to the nanosecond.
  static List<String> dates(List<String> bounds, Function<String, Optional<Instant>> reader) {
    var sorted = new TreeSet<Instant>();
    bounds.forEach(b -> reader.apply(b).ifPresent(sorted::add));
    var result = new LinkedHashSet<String>();
    try {
      for (var bound : sorted) {
        result.add(bound.minusSeconds(1).toString());
        result.add(bound.minusNanos(1).toString());
        result.add(bound.toString());
        result.add(bound.plusNanos(1).toString());
        result.add(bound.plusSeconds(1).toString());
      }
    } catch (DateTimeException e) {
      result.add("none");
    }
    result.add("none");
    return List.copyOf(result);
  }

  /// For blocks of addresses: the first address of each and the first one behind it, which reaches
  /// every stretch between two ends; and the first address of all.
  static List<String> addresses(List<String> blocks) {
    var v4 = new TreeSet<BigInteger>(Set.of(BigInteger.valueOf(0x0b000001L)));
    var v6 = new TreeSet<BigInteger>(Set.of(BigInteger.ONE.shiftLeft(126)));
    for (var block : blocks) {
      int slash = block.indexOf('/');
      try {
        var address =
            InetAddress.ofLiteral(slash < 0 ? block : block.substring(0, slash)).getAddress();
        int bits = address.length * 8;
        int prefix = slash < 0 ? bits : Integer.parseInt(block.substring(slash + 1));
        var size = BigInteger.ONE.shiftLeft(bits - prefix);
        var start = new BigInteger(1, address).divide(size).multiply(size);
        var ends = bits == 32 ? v4 : v6;
        ends.add(start);
        ends.add(BigInteger.ZERO);
        if (start.add(size).bitLength() <= bits) {
          ends.add(start.add(size));
        }
      } catch (IllegalArgumentException skipped) {
        // The evaluator skips the statement.
      }
    }
    var result = new ArrayList<String>();
    v4.forEach(a -> address(a, 4).ifPresent(result::add));
    v6.forEach(a -> address(a, 16).ifPresent(result::add));
    result.add("none");
    return result;
  }

  private static Optional<String> address(BigInteger number, int length) {
    var bytes = new byte[length];
    var given = number.toByteArray();
    for (int i = 0; i < given.length && i < length; i++) {
      bytes[length - 1 - i] = given[given.length - 1 - i];
    }
    try {
      return Optional.of(InetAddress.getByAddress(bytes).getHostAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /// For bytes: each value, and one that is none of them.
  static List<String> bytes(List<String> values) {
    var result = new LinkedHashSet<>(values);
    byte[] other = {1};
    while (!result.add(Base64.getEncoder().encodeToString(other))) {
      other = new byte[other.length + 1];
    }
    return List.copyOf(result);
  }
}

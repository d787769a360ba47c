package dev.diorama.reachability;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A set of ports (or of ICMP types), 0 to 65535, as sorted, disjoint, non-adjacent ranges.
public record PortSet(List<Range> ranges) {
  /// No port.
  public static final PortSet NONE = new PortSet(List.of());

  /// Every port.
  public static final PortSet ALL = of(0, 65535);

  /// Both ends belong to the range.
  public record Range(int from, int to) {}

  public PortSet {
    ranges = List.copyOf(ranges);
  }

  /// The ports from `from` to `to`, both included; none if `from` is greater.
  public static PortSet of(int from, int to) {
    return from > to ? NONE : new PortSet(List.of(new Range(from, to)));
  }

  /// Whether no port belongs to it.
  public boolean isEmpty() {
    return ranges.isEmpty();
  }

  /// Whether the port belongs to it.
  public boolean contains(int port) {
    return ranges.stream().anyMatch(r -> r.from <= port && port <= r.to);
  }

  /// Whether all ports of the other set belong to it.
  public boolean containsAll(PortSet other) {
    return other.minus(this).isEmpty();
  }

  /// The ports of either.
  public PortSet union(PortSet other) {
    var all = new ArrayList<>(ranges);
    all.addAll(other.ranges);
    all.sort((a, b) -> Integer.compare(a.from, b.from));
    var merged = new ArrayList<Range>();
    for (var range : all) {
      if (!merged.isEmpty() && range.from <= merged.getLast().to + 1) {
        var before = merged.removeLast();
        merged.add(new Range(before.from, Math.max(before.to, range.to)));
      } else {
        merged.add(range);
      }
    }
    return new PortSet(merged);
  }

  /// The ports of both.
  public PortSet intersect(PortSet other) {
    var common = new ArrayList<Range>();
    for (var a : ranges) {
      for (var b : other.ranges) {
        int from = Math.max(a.from, b.from);
        int to = Math.min(a.to, b.to);
        if (from <= to) {
          common.add(new Range(from, to));
        }
      }
    }
    return new PortSet(common);
  }

  /// The ports of this set that the other has not.
  public PortSet minus(PortSet other) {
    var rest = new ArrayList<>(ranges);
    for (var cut : other.ranges) {
      var next = new ArrayList<Range>();
      for (var range : rest) {
        if (cut.to < range.from || cut.from > range.to) {
          next.add(range);
          continue;
        }
        if (range.from < cut.from) {
          next.add(new Range(range.from, cut.from - 1));
        }
        if (range.to > cut.to) {
          next.add(new Range(cut.to + 1, range.to));
        }
      }
      rest = next;
    }
    return new PortSet(rest);
  }

  @Override
  public String toString() {
    return ranges.stream()
        .map(r -> r.from == r.to ? String.valueOf(r.from) : r.from + "–" + r.to)
        .collect(Collectors.joining(", "));
  }
}

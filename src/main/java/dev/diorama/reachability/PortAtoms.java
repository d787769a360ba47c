package dev.diorama.reachability;

import java.util.ArrayList;
import java.util.Collection;
import java.util.TreeSet;

/// The ports cut into ranges that every rule treats alike. A set of ports is then a set of bits,
/// and intersecting two is exact and as cheap as it gets.
final class PortAtoms {
  private final int[] starts;
  private final int words;

  /// The atoms of these sets.
  PortAtoms(Collection<PortSet> sets) {
    var cuts = new TreeSet<Integer>();
    cuts.add(0);
    for (var set : sets) {
      for (var range : set.ranges()) {
        cuts.add(range.from());
        if (range.to() < 65535) {
          cuts.add(range.to() + 1);
        }
      }
    }
    this.starts = cuts.stream().mapToInt(Integer::intValue).toArray();
    this.words = (starts.length + 63) / 64;
  }

  /// How many 64-bit words a set needs.
  int words() {
    return words;
  }

  /// Writes a set's bits, which must be a union of atoms, into `bits` from `at`.
  void write(PortSet set, long[] bits, int at) {
    for (int w = 0; w < words; w++) {
      bits[at + w] = 0;
    }
    for (var range : set.ranges()) {
      for (int i = first(range.from()); i < starts.length && starts[i] <= range.to(); i++) {
        bits[at + (i >> 6)] |= 1L << (i & 63);
      }
    }
  }

  private int first(int port) {
    int low = 0;
    int high = starts.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts[middle] <= port) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /// The set that `bits` mean.
  PortSet read(long[] bits) {
    var result = new ArrayList<PortSet.Range>();
    for (int i = 0; i < starts.length; i++) {
      if ((bits[i >> 6] >>> (i & 63) & 1) == 0) {
        continue;
      }
      int from = starts[i];
      while (i + 1 < starts.length && (bits[(i + 1) >> 6] >>> ((i + 1) & 63) & 1) == 1) {
        i++;
      }
      result.add(new PortSet.Range(from, i + 1 < starts.length ? starts[i + 1] - 1 : 65535));
    }
    return new PortSet(result);
  }
}

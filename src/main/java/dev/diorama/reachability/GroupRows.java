package dev.diorama.reachability;

import dev.diorama.reachability.Network.Nic;
import dev.diorama.reachability.PointGrid.Point;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What sets of security groups allow in one direction: for each peer, the TCP ports as bits. Each
/// group's row is computed once, whatever sets it is in; filled on demand.
final class GroupRows {
  private final Direction direction;
  private final PortAtoms atoms;
  private final int words;
  private final List<Nic> sets;
  private final List<Point> peers;
  private final List<Set<String>> peerKeys;
  private final Map<String, Row> ofGroups = new HashMap<>();
  private final Row[][] ofSets;
  private final long[][] anyOfSets;

  /// One group's row.
  private static final class Row {
    /// The ports of each peer, one after the other.
    private final long[] bits;

    /// The peers with any port.
    private final long[] any;

    Row(long[] bits, long[] any) {
      this.bits = bits;
      this.any = any;
    }
  }

  /// @param sets an interface for each set of groups
  /// @param peers a point for each class of peers
  GroupRows(Direction direction, PortAtoms atoms, List<Nic> sets, List<Point> peers) {
    this.direction = direction;
    this.atoms = atoms;
    this.words = atoms.words();
    this.sets = sets;
    this.peers = peers;
    this.peerKeys = peers.stream().map(p -> p.nic().groupKeys()).toList();
    this.ofSets = new Row[sets.size()][];
    this.anyOfSets = new long[sets.size()][];
  }

  /// Whether a set allows any port with a peer.
  boolean isAny(int set, int peer) {
    rows(set);
    return (anyOfSets[set][peer >> 6] >>> (peer & 63) & 1) != 0;
  }

  /// Writes the ports that a set allows with a peer.
  void write(int set, int peer, long[] into) {
    var rows = rows(set);
    int at = peer * words;
    for (int w = 0; w < words; w++) {
      long allowed = 0;
      for (var row : rows) {
        allowed |= row.bits[at + w];
      }
      into[w] = allowed;
    }
  }

  /// Leaves of `ports` those that a set allows with a peer; answers whether any are left.
  boolean and(int set, int peer, long[] ports) {
    var rows = rows(set);
    int at = peer * words;
    long any = 0;
    for (int w = 0; w < words; w++) {
      long allowed = 0;
      for (var row : rows) {
        allowed |= row.bits[at + w];
      }
      ports[w] &= allowed;
      any |= ports[w];
    }
    return any != 0;
  }

  /// The rows of a set, one for each of its groups.
  private Row[] rows(int set) {
    var known = ofSets[set];
    if (known == null) {
      var nic = sets.get(set);
      known =
          nic.filtered()
              ? nic.groups().stream()
                  .map(g -> ofGroups.computeIfAbsent(g.key(), k -> row(g)))
                  .toArray(Row[]::new)
              : new Row[] {everything()};
      var any = new long[(peers.size() + 63) / 64];
      for (var row : known) {
        for (int i = 0; i < any.length; i++) {
          any[i] |= row.any[i];
        }
      }
      anyOfSets[set] = any;
      ofSets[set] = known;
    }
    return known;
  }

  private Row everything() {
    var bits = new long[peers.size() * words];
    for (int p = 0; p < peers.size(); p++) {
      atoms.write(PortSet.ALL, bits, p * words);
    }
    return row(bits);
  }

  private Row row(SecurityGroup group) {
    var bits = new long[peers.size() * words];
    var ports = new long[words];
    for (var rule : group.rules()) {
      if (rule.direction() == direction) {
        atoms.write(rule.traffic().of(PointGrid.TCP), ports, 0);
        for (int p = 0; p < peers.size(); p++) {
          if (matches(rule.peer(), p)) {
            for (int w = 0; w < words; w++) {
              bits[p * words + w] |= ports[w];
            }
          }
        }
      }
    }
    return row(bits);
  }

  private Row row(long[] bits) {
    var any = new long[(peers.size() + 63) / 64];
    for (int p = 0; p < peers.size(); p++) {
      for (int w = 0; w < words; w++) {
        if (bits[p * words + w] != 0) {
          any[p >> 6] |= 1L << (p & 63);
          break;
        }
      }
    }
    return new Row(bits, any);
  }

  private boolean matches(SecurityGroup.Peer peer, int number) {
    return switch (peer) {
      case SecurityGroup.Block b -> b.cidr().contains(peers.get(number).address());
      case SecurityGroup.Listed l -> l.list().contains(peers.get(number).address());
      case SecurityGroup.Members m -> peerKeys.get(number).contains(m.groupKey());
      case SecurityGroup.Unmodelled u -> false;
    };
  }
}

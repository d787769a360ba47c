package dev.diorama.reachability;

import dev.diorama.catalog.NetworkAttachment;
import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Network.Nic;
import dev.diorama.reachability.PointGrid.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// Who reaches whom over TCP: all pairs of the parties of a network, the internet among them. Cells
/// are computed when they are asked for. Answers never change; thread-safe.
public final class Matrix {
  /// The internet as a party.
  public static final ResourceId INTERNET = new ResourceId("internet");

  /// One cell of the matrix.
  public record Pair(ResourceId from, ResourceId to, Reach reach) {}

  private final Packets packets;
  private final SequencedMap<ResourceId, List<Nic>> parties;
  private final Map<ResourceId, int[][]> points = new LinkedHashMap<>();
  private final Map<ResourceId, int[][]> pointsV6 = new LinkedHashMap<>();
  private final boolean bothFamilies;
  private final List<Cidr> blocks;
  private final Addresses addresses;
  private final PointGrid grid;

  /// @param parties the interfaces of each party
  /// @param bothFamilies whether interfaces that have IPv4 addresses also speak IPv6 to each other
  Matrix(
      Network network,
      Packets packets,
      SequencedMap<ResourceId, List<Nic>> parties,
      boolean bothFamilies) {
    this.bothFamilies = bothFamilies;
    this.packets = packets;
    this.parties = new LinkedHashMap<>(parties);
    var nics = this.parties.values().stream().flatMap(List::stream).toList();
    this.addresses = new Addresses(network, packets);
    this.blocks = addresses.blocks(nics);
    var all = new ArrayList<Point>();
    this.parties.forEach((id, own) -> {
      points.put(id, numbered(own, false, all));
      pointsV6.put(id, numbered(own, true, all));
    });
    this.grid = new PointGrid(packets, all);
  }

  /// The numbers of each interface's addresses of a family, which are added to `all`.
  private int[][] numbered(List<Nic> own, boolean v6, List<Point> all) {
    var numbers = new int[own.size()][];
    for (int i = 0; i < own.size(); i++) {
      var addresses = addresses(own.get(i), v6);
      numbers[i] = new int[addresses.size()];
      for (int j = 0; j < addresses.size(); j++) {
        numbers[i][j] = all.size();
        all.add(new Point(own.get(i), addresses.get(j)));
      }
    }
    return numbers;
  }

  private List<Ip> addresses(Nic nic, boolean v6) {
    if (!nic.has(v6) || (!nic.addresses().isEmpty() && !nic.anyV6() && nic.address(v6).isEmpty())) {
      return List.of();
    }
    return nic.address(v6)
        .map(List::of)
        .orElseGet(() ->
            (v6 ? nic.subnet().cidrV6() : nic.subnet().cidr())
                .map(c -> AddressClasses.ofSubnet(c, blocks).representatives())
                .orElse(List.of()));
  }

  /// All parties, without the internet.
  public List<ResourceId> parties() {
    return List.copyOf(parties.keySet());
  }

  /// Which connections from one party to another work; either may be [#INTERNET].
  public synchronized Reach reach(ResourceId from, ResourceId to) {
    if (from.equals(to)) {
      return Reach.NONE;
    }
    if (from.equals(INTERNET)) {
      return served(to, toEach(to, this::fromInternet));
    }
    if (to.equals(INTERNET)) {
      return parties.getOrDefault(from, List.of()).stream()
          .map(this::toInternet)
          .reduce(Reach::and)
          .orElse(Reach.NONE);
    }
    var sources = points.get(from);
    var targets = points.get(to);
    if (sources == null || targets == null) {
      return Reach.NONE;
    }
    var result = Optional.<Reach>empty();
    boolean inTurn = !isDatabase(to);
    var sourcesV6 = pointsV6.getOrDefault(from, sources);
    var targetsV6 = pointsV6.getOrDefault(to, targets);
    for (int i = 0; i < sources.length; i++) {
      var ofSource = Optional.<Reach>empty();
      for (int j = 0; j < targets.length; j++) {
        var one = between(sources[i], targets[j], sourcesV6[i], targetsV6[j]);
        ofSource = Optional.of(ofSource.map(r -> inTurn ? r.and(one) : r.or(one)).orElse(one));
      }
      var one = ofSource.orElse(Reach.NONE);
      result = Optional.of(result.map(r -> r.and(one)).orElse(one));
    }
    return served(to, result.orElse(Reach.NONE));
  }

  /// Over IPv4, over IPv6, or over either.
  private Reach between(int[] sources, int[] targets, int[] sourcesV6, int[] targetsV6) {
    if (sourcesV6.length == 0 || targetsV6.length == 0) {
      return between(sources, targets);
    }
    if (sources.length == 0 || targets.length == 0) {
      return between(sourcesV6, targetsV6);
    }
    var overV4 = between(sources, targets);
    return bothFamilies ? overV4.either(between(sourcesV6, targetsV6)) : overV4;
  }

  private Reach between(int[] sources, int[] targets) {
    var result = Optional.<Reach>empty();
    for (int source : sources) {
      for (int target : targets) {
        var one = grid.reach(source, target);
        result = Optional.of(result.map(r -> r.or(one)).orElse(one));
      }
    }
    return result.orElse(Reach.NONE);
  }

  /// Counts the pairs of which any connection works.
  synchronized long openPairs() {
    long count = 0;
    for (var from : points.entrySet()) {
      for (var to : points.entrySet()) {
        if (!from.getKey().equals(to.getKey())
            && from.getValue().length > 0
            && to.getValue().length > 0
            && from.getValue()[0].length > 0
            && to.getValue()[0].length > 0
            && grid.isOpen(from.getValue()[0][0], to.getValue()[0][0])) {
          count++;
        }
      }
    }
    return count;
  }

  private boolean isDatabase(ResourceId id) {
    return parties.getOrDefault(id, List.of()).stream()
        .anyMatch(n -> n.kind().equals(Optional.of(NetworkAttachment.Kind.DATABASE)));
  }

  /// Only what somebody listens to: functions accept no connections, databases serve one port.
  private Reach served(ResourceId to, Reach reach) {
    var nic = parties.getOrDefault(to, List.of()).stream().findFirst();
    if (nic.isEmpty() || !reach.works()) {
      return nic.isEmpty() ? Reach.NONE : reach;
    }
    if (Acceptance.isRefused(nic.get())) {
      return Reach.NONE;
    }
    return nic.get().port().isEmpty()
        ? reach
        : Reach.of(
            reach
                .ports()
                .intersect(PortSet.of(nic.get().port().getAsInt(), nic.get().port().getAsInt())),
            reach.clientPorts());
  }

  private Reach toEach(ResourceId to, Function<Nic, Reach> reach) {
    return parties.getOrDefault(to, List.of()).stream()
        .map(reach)
        .reduce(isDatabase(to) ? Reach::or : Reach::and)
        .orElse(Reach.NONE);
  }

  private Reach fromInternet(Nic to) {
    return overInternet(
        to,
        (walk, address) ->
            packets.fromPublic(walk, address, address.v6() ? "::/0" : "0.0.0.0/0", to));
  }

  private Reach toInternet(Nic from) {
    return overInternet(
        from,
        (walk, address) ->
            packets.send(
                walk,
                from,
                addresses(from, address.v6()).getFirst(),
                new Goal.Outside(address, address.v6() ? "::/0" : "0.0.0.0/0")));
  }

  /// Over IPv4, or over IPv6 if the interface has such an address.
  private Reach overInternet(Nic nic, BiConsumer<Walk, Ip> walking) {
    if (!nic.subnet().problems().isEmpty()) {
      return Reach.NONE;
    }
    return Stream.of(false, true)
        .filter(v6 -> !addresses(nic, v6).isEmpty())
        .map(v6 -> overInternet(nic, v6, walking))
        .reduce(Reach::either)
        .orElse(Reach.NONE);
  }

  /// Anybody on the internet is meant: what works for some addresses only is not counted.
  private Reach overInternet(Nic nic, boolean v6, BiConsumer<Walk, Ip> walking) {
    var result = Optional.<Reach>empty();
    for (var address : addresses.ofInternet(nic, v6).representatives()) {
      var walk = new Walk(new Traffic(Traffic.TCP, 0, 0, PortSet.ALL));
      walking.accept(walk, address);
      walk.finish(Optional.empty());
      var one = Reach.of(walk.openPorts(), walk.returnPorts());
      var known = walk.isUnknown() && one.works() ? Reach.UNKNOWN : one;
      result = Optional.of(result.map(r -> r.or(known)).orElse(known));
    }
    return result.orElse(Reach.NONE);
  }

  /// All pairs, the internet's included, row by row.
  public List<Pair> pairs() {
    var all = new ArrayList<ResourceId>();
    all.add(INTERNET);
    all.addAll(parties.keySet());
    var result = new ArrayList<Pair>();
    for (var from : all) {
      for (var to : all) {
        if (!from.equals(to)) {
          result.add(new Pair(from, to, reach(from, to)));
        }
      }
    }
    return result;
  }

  /// What can reach this party.
  public List<Pair> reaching(ResourceId to) {
    return everybody().stream()
        .filter(from -> !from.equals(to))
        .map(from -> new Pair(from, to, reach(from, to)))
        .filter(p -> p.reach().disposition() != Disposition.UNREACHABLE)
        .toList();
  }

  /// What this party can reach.
  public List<Pair> reachedFrom(ResourceId from) {
    return everybody().stream()
        .filter(to -> !to.equals(from))
        .map(to -> new Pair(from, to, reach(from, to)))
        .filter(p -> p.reach().disposition() != Disposition.UNREACHABLE)
        .toList();
  }

  private List<ResourceId> everybody() {
    var all = new ArrayList<ResourceId>();
    all.add(INTERNET);
    all.addAll(parties.keySet());
    return all;
  }
}

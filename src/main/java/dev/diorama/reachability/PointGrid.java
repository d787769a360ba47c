package dev.diorama.reachability;

import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Network.Nic;
import dev.diorama.reachability.RouteTable.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Answers for each pair of points, an interface at one of its addresses, which TCP ports work.
/// What is the same for many is computed once: rules by set of security groups and class of peer,
/// ACLs and routes by class of address. Filled on demand; not thread-safe.
///
/// A packet over the local route or a peering connection meets the sender's groups, two ACLs and
/// the receiver's groups; its reply the two ACLs. Those are ANDed here; every other way is walked.
final class PointGrid {
  /// An interface at one of its addresses.
  record Point(Nic nic, Ip address) {}

  static final Traffic TCP = new Traffic(Traffic.TCP, 0, 0, PortSet.of(0, 65535));

  private final Packets packets;
  private final List<Point> points;
  private final PortAtoms atoms;
  private final int words;
  private final TreeMap<Ip, Integer> classes = new TreeMap<>();

  private final int[] addressClass;
  private final int[] groupSet;
  private final int[] peer;
  private final int[] acl;
  private final int[] table;
  private final int[] vpc;
  private final int[] subnet;
  private final boolean[] simple;

  private final List<Nic> groupSets = new ArrayList<>();
  private final List<Point> peers = new ArrayList<>();
  private final List<NetworkAcl> acls = new ArrayList<>();
  private final List<RouteTable> tables = new ArrayList<>();
  private final List<Ip> classAddress = new ArrayList<>();
  private final List<ResourceId> vpcs = new ArrayList<>();

  private final GroupRows egress;
  private final GroupRows ingress;
  private final long[][] aclOut;
  private final long[][] aclIn;
  private final int[][] routes;
  private final List<ResourceId> routeTargets = new ArrayList<>();
  private final long[] ports;
  private final long[] replies;
  private final long[] all;

  PointGrid(Packets packets, List<Point> points) {
    this.packets = packets;
    this.points = List.copyOf(points);
    int n = points.size();
    this.addressClass = new int[n];
    this.groupSet = new int[n];
    this.peer = new int[n];
    this.acl = new int[n];
    this.table = new int[n];
    this.vpc = new int[n];
    this.subnet = new int[n];
    this.simple = new boolean[n];
    this.atoms = new PortAtoms(sets());
    this.words = atoms.words();
    cutAddresses();
    number();
    this.egress = new GroupRows(Direction.EGRESS, atoms, groupSets, peers);
    this.ingress = new GroupRows(Direction.INGRESS, atoms, groupSets, peers);
    this.aclOut = new long[acls.size()][];
    this.aclIn = new long[acls.size()][];
    this.routes = new int[tables.size()][];
    this.ports = new long[words];
    this.replies = new long[words];
    this.all = new long[words];
    atoms.write(PortSet.ALL, all, 0);
  }

  private List<PortSet> sets() {
    var sets = new ArrayList<PortSet>();
    sets.add(Traffic.EPHEMERAL);
    var seen = new HashSet<Object>();
    for (var point : points) {
      for (var group : point.nic.groups()) {
        if (seen.add(group.key())) {
          group.rules().forEach(r -> sets.add(r.traffic().of(TCP)));
        }
      }
      point
          .nic
          .subnet()
          .acl()
          .filter(a -> seen.add(a.id()))
          .ifPresent(a -> a.entries().forEach(e -> sets.add(e.traffic().of(TCP))));
    }
    return sets;
  }

  /// Cuts the address space where any rule, entry or route of the points begins or ends.
  private void cutAddresses() {
    var cuts = new TreeSet<Ip>();
    var seen = new HashSet<Object>();
    for (var point : points) {
      point.nic.groups().stream()
          .filter(g -> seen.add(g.key()))
          .forEach(g -> g.blocks().forEach(b -> cut(b, cuts)));
      var place = point.nic.subnet();
      place
          .acl()
          .filter(a -> seen.add(a.id()))
          .ifPresent(a -> a.blocks().forEach(b -> cut(b, cuts)));
      if (seen.add(place.routes())) {
        place.routes().blocks().forEach(b -> cut(b, cuts));
      }
    }
    int number = 0;
    for (var start : cuts) {
      classes.put(start, number++);
    }
  }

  private static void cut(Cidr block, Set<Ip> cuts) {
    cuts.add(block.first());
    cuts.add(block.last().plus(1));
  }

  private void number() {
    var classNumbers = new HashMap<Integer, Integer>();
    var setNumbers = new HashMap<Object, Integer>();
    var peerNumbers = new HashMap<Object, Integer>();
    var aclNumbers = new HashMap<Object, Integer>();
    var tableNumbers = new HashMap<RouteTable, Integer>();
    var vpcNumbers = new HashMap<Optional<ResourceId>, Integer>();
    var subnetNumbers = new HashMap<ResourceId, Integer>();
    for (int i = 0; i < points.size(); i++) {
      var point = points.get(i);
      var nic = point.nic;
      var place = nic.subnet();
      var floor = classes.floorEntry(point.address);
      int cell = floor == null ? -1 : floor.getValue();
      addressClass[i] = index(classNumbers, cell, () -> classAddress.add(point.address));
      var keys = nic.groupKeys();
      Object set = nic.filtered() ? keys : List.of(keys);
      groupSet[i] = index(setNumbers, set, () -> groupSets.add(nic));
      peer[i] = index(peerNumbers, List.of(groupSet[i], addressClass[i]), () -> peers.add(point));
      acl[i] = place.acl().map(a -> index(aclNumbers, a.id(), () -> acls.add(a))).orElse(-1);
      table[i] = index(tableNumbers, place.routes(), () -> tables.add(place.routes()));
      vpc[i] =
          index(
              vpcNumbers,
              place.vpcId(),
              () -> vpcs.add(place.vpcId().orElse(new ResourceId("none"))));
      subnet[i] = index(subnetNumbers, place.id(), () -> {});
      simple[i] = isSimple(nic);
    }
  }

  private static <K> int index(Map<K, Integer> numbers, K key, Runnable first) {
    var known = numbers.get(key);
    if (known != null) {
      return known;
    }
    numbers.put(key, numbers.size());
    first.run();
    return numbers.size() - 1;
  }

  /// Whether nothing at this interface is uncertain or impossible.
  private static boolean isSimple(Nic nic) {
    return nic.subnet().problems().isEmpty()
        && nic.subnet().acl().filter(NetworkAcl::unreadable).isEmpty()
        && nic.groups().stream()
            .allMatch(g ->
                g.vpc().equals(nic.subnet().vpcId())
                    && g.rules().stream()
                        .noneMatch(r -> r.peer() instanceof SecurityGroup.Unmodelled));
  }

  /// Which ports of `to` work for `from`.
  Reach reach(int from, int to) {
    if (!simple[from] || !simple[to]) {
      return walk(from, to);
    }
    if (subnet[from] == subnet[to]) {
      return direct(from, to, false);
    }
    int there = route(table[from], addressClass[to]);
    int back = route(table[to], addressClass[from]);
    if (there == LOCAL && back == LOCAL && vpc[from] == vpc[to]) {
      return direct(from, to, true);
    }
    if (there >= 0 && there == back && vpc[from] != vpc[to] && joins(there, from, to)) {
      return direct(from, to, true);
    }
    if (there == NONE || (there == LOCAL && vpc[from] != vpc[to])) {
      return Reach.NONE;
    }
    return walk(from, to);
  }

  /// Whether any port works, without saying which; cheaper than [#reach].
  boolean isOpen(int from, int to) {
    if (simple[from] && simple[to]) {
      if (subnet[from] == subnet[to]) {
        return open(from, to, false);
      }
      int there = route(table[from], addressClass[to]);
      if (there == LOCAL && vpc[from] == vpc[to] && route(table[to], addressClass[from]) == LOCAL) {
        return open(from, to, true);
      }
    }
    return reach(from, to).works();
  }

  private boolean joins(int target, int from, int to) {
    var peering = Optional.ofNullable(packets.network().peerings().get(routeTargets.get(target)));
    return peering
        .filter(p ->
            p.active()
                && p.vpcs().contains(vpcs.get(vpc[from]))
                && p.vpcs().contains(vpcs.get(vpc[to])))
        .isPresent();
  }

  private static final int LOCAL = -1;
  private static final int NONE = -2;
  private static final int OTHER = -3;
  private static final int NOT_YET = -4;

  /// Where a table leads an address: locally, nowhere, over a peering connection (its number), or
  /// elsewhere.
  private int route(int ofTable, int ofClass) {
    var row = routes[ofTable];
    if (row == null) {
      row = new int[classAddress.size()];
      Arrays.fill(row, NOT_YET);
      routes[ofTable] = row;
    }
    if (row[ofClass] == NOT_YET) {
      var target =
          tables.get(ofTable).lookup(classAddress.get(ofClass)).map(RouteTable.Route::target);
      if (target.isEmpty() || target.get() instanceof RouteTable.Nowhere) {
        row[ofClass] = NONE;
      } else if (target.get() instanceof RouteTable.Local) {
        row[ofClass] = LOCAL;
      } else if (target.get() instanceof RouteTable.ToResource t && t.kind() == Kind.PEERING) {
        int known = routeTargets.indexOf(t.id());
        if (known < 0) {
          routeTargets.add(t.id());
          known = routeTargets.size() - 1;
        }
        row[ofClass] = known;
      } else {
        row[ofClass] = OTHER;
      }
    }
    return row[ofClass];
  }

  private boolean open(int from, int to, boolean acrossSubnets) {
    if (!groups(from, to)) {
      return false;
    }
    if (!acrossSubnets || (acl[from] < 0 && acl[to] < 0)) {
      return true;
    }
    acls(from, to);
    long some = 0;
    long back = 0;
    for (int w = 0; w < words; w++) {
      some |= ports[w];
      back |= replies[w];
    }
    return some != 0 && back != 0;
  }

  private Reach direct(int from, int to, boolean acrossSubnets) {
    and(from, to, acrossSubnets);
    return Reach.of(atoms.read(ports), atoms.read(replies));
  }

  private void and(int from, int to, boolean acrossSubnets) {
    groups(from, to);
    if (acrossSubnets) {
      acls(from, to);
    } else {
      System.arraycopy(all, 0, replies, 0, words);
    }
  }

  private void acls(int from, int to) {
    System.arraycopy(all, 0, replies, 0, words);
    acl(acl[from], addressClass[to], Direction.EGRESS, ports);
    acl(acl[to], addressClass[from], Direction.INGRESS, ports);
    acl(acl[to], addressClass[from], Direction.EGRESS, replies);
    acl(acl[from], addressClass[to], Direction.INGRESS, replies);
  }

  /// Leaves in `ports` what the groups of both sides allow; answers whether that is anything.
  private boolean groups(int from, int to) {
    if (!egress.isAny(groupSet[from], peer[to]) || !ingress.isAny(groupSet[to], peer[from])) {
      Arrays.fill(ports, 0);
      return false;
    }
    egress.write(groupSet[from], peer[to], ports);
    return ingress.and(groupSet[to], peer[from], ports);
  }

  private void acl(int ofAcl, int ofClass, Direction direction, long[] into) {
    if (ofAcl < 0) {
      return;
    }
    var rows = direction == Direction.EGRESS ? aclOut : aclIn;
    var row = rows[ofAcl];
    if (row == null) {
      row = new long[classAddress.size() * words];
      for (int c = 0; c < classAddress.size(); c++) {
        atoms.write(acls.get(ofAcl).allowed(direction, TCP, classAddress.get(c)), row, c * words);
      }
      rows[ofAcl] = row;
    }
    for (int w = 0; w < words; w++) {
      into[w] &= row[ofClass * words + w];
    }
  }

  private Reach walk(int from, int to) {
    var a = points.get(from);
    var b = points.get(to);
    var walk = new Walk(TCP);
    if (walk.impossible(a.nic.subnet()) || walk.impossible(b.nic.subnet())) {
      return Reach.NONE;
    }
    packets.send(walk, a.nic, a.address, new Goal.ToNic(b.nic, b.address));
    walk.finish(Optional.empty());
    var result = Reach.of(walk.openPorts(), walk.returnPorts());
    return walk.isUnknown() && result.works() ? Reach.UNKNOWN : result;
  }
}

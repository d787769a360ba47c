package dev.diorama.reachability;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/// A small random network in plain numbers. It can be drawn, for the engine, and is walked packet
/// by packet by [PacketWalker].
final class World {
  record Rule(boolean ingress, String protocol, int from, int to, String peer) {}

  record Group(String name, List<Rule> rules) {}

  record Entry(
      int number, boolean egress, boolean allow, int protocol, String cidr, int from, int to) {}

  record Acl(String name, List<Entry> entries) {}

  /// @param kind `GatewayId`, `NatGatewayId` or `InstanceId`
  record Route(String cidr, String kind, String target) {}

  record Table(String name, List<Route> routes) {}

  record Subnet(String name, String cidr, Optional<Table> table, Optional<Acl> acl) {}

  record Host(
      String name,
      boolean function,
      Subnet subnet,
      String address,
      List<Group> groups,
      boolean isPublic,
      boolean nat,
      boolean sourceDestCheck) {}

  record Nat(String name, Subnet subnet, boolean isPrivate) {}

  static final String VPC = "10.0.0.0/16";
  static final List<Integer> PORTS = List.of(22, 80, 443, 1024, 5432, 8080);
  static final List<String> OUTSIDE = List.of("203.0.113.7", "198.51.100.9", "8.8.8.8");

  private static final int[][] RANGES = {
    {0, 65535},
    {1024, 65535},
    {443, 443},
    {80, 443},
    {5432, 5432},
    {22, 22},
    {1024, 5000},
    {32768, 60999},
    {1024, 32767},
    {444, 65535},
    {0, 1023},
    {8080, 8080}
  };

  final List<Group> groups = new ArrayList<>();
  final List<Acl> acls = new ArrayList<>();
  final List<Table> tables = new ArrayList<>();
  final List<Subnet> subnets = new ArrayList<>();
  final List<Host> hosts = new ArrayList<>();
  final List<Nat> nats = new ArrayList<>();
  final boolean internetGateway;

  private final Random random;

  World(long seed) {
    random = new Random(seed);
    internetGateway = random.nextInt(10) > 0;
    for (int i = 0; i < 4; i++) {
      groups.add(new Group("Group" + i, groupRules(i)));
    }
    for (int i = 0; i < 4; i++) {
      acls.add(new Acl("Acl" + i, entries()));
    }
    var cidrs =
        List.of("10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/25", "10.0.2.128/25", "10.0.16.0/20");
    tables.add(new Table("Out", List.of(new Route("0.0.0.0/0", "GatewayId", "Igw"))));
    tables.add(new Table("Natted", List.of(new Route("0.0.0.0/0", "NatGatewayId", "Nat0"))));
    tables.add(new Table("Shut", List.of()));
    tables.add(
        new Table(
            "Mixed",
            List.of(
                new Route("0.0.0.0/0", pick(List.of("NatGatewayId", "GatewayId")), "?"),
                new Route("203.0.113.0/24", "InstanceId", "NatHost"),
                new Route("203.0.113.0/28", "GatewayId", "Igw"))));
    tables.add(new Table("Hosted", List.of(new Route("0.0.0.0/0", "InstanceId", "NatHost"))));
    for (int i = 0; i < cidrs.size(); i++) {
      subnets.add(
          new Subnet(
              "Subnet" + i,
              cidrs.get(i),
              random.nextInt(8) == 0 ? Optional.empty() : Optional.of(pick(tables)),
              random.nextInt(3) > 0 ? Optional.empty() : Optional.of(pick(acls))));
    }
    for (int i = 0; i < 2; i++) {
      nats.add(new Nat("Nat" + i, pick(subnets), random.nextInt(8) == 0));
    }
    hosts.add(host("NatHost", false, random.nextInt(5) > 0));
    for (int i = 0; i < 5; i++) {
      hosts.add(host("Host" + i, random.nextInt(3) == 0, false));
    }
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private List<Rule> groupRules(int self) {
    var rules = new ArrayList<Rule>();
    for (int i = 0; i < 4; i++) {
      var range = RANGES[random.nextInt(RANGES.length)];
      var peer =
          pick(
              List.of(
                  "0.0.0.0/0",
                  "10.0.0.0/16",
                  "10.0.1.0/24",
                  "10.0.2.0/24",
                  "203.0.113.0/24",
                  "10.0.16.0/21",
                  "@Group" + random.nextInt(4),
                  "@Group" + self));
      rules.add(
          new Rule(
              random.nextInt(2) == 0,
              pick(List.of("tcp", "tcp", "tcp", "-1", "udp")),
              range[0],
              range[1],
              peer));
    }
    if (random.nextInt(3) > 0) {
      rules.add(new Rule(false, "-1", -1, -1, "0.0.0.0/0"));
    }
    return rules;
  }

  private List<Entry> entries() {
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < 6; i++) {
      var range = RANGES[random.nextInt(RANGES.length)];
      entries.add(
          new Entry(
              100 - 7 * i,
              random.nextBoolean(),
              random.nextInt(4) > 0,
              pick(List.of(6, 6, -1, 17)),
              pick(List.of("0.0.0.0/0", "10.0.0.0/16", "10.0.1.0/24", "203.0.113.0/24")),
              range[0],
              range[1]));
    }
    for (boolean egress : new boolean[] {true, false}) {
      if (random.nextInt(4) > 0) {
        entries.add(new Entry(200, egress, true, -1, "0.0.0.0/0", 0, 65535));
      }
    }
    return entries;
  }

  private Host host(String name, boolean function, boolean nat) {
    var subnet = pick(subnets);
    int groupCount = random.nextInt(3);
    var chosen = new ArrayList<Group>();
    for (int i = 0; i < groupCount; i++) {
      var group = pick(groups);
      if (!chosen.contains(group)) {
        chosen.add(group);
      }
    }
    var block = subnet.cidr().substring(0, subnet.cidr().lastIndexOf('.'));
    int base = Integer.parseInt(subnet.cidr().replaceAll(".*\\.(\\d+)/.*", "$1"));
    return new Host(
        name,
        function,
        subnet,
        block + "." + (base + 10 + hosts.size()),
        chosen,
        !function && random.nextBoolean(),
        nat,
        random.nextInt(4) == 0);
  }

  /// The network as a drawing.
  Drawing draw() {
    var drawing = new Drawing().vpc("Vpc", VPC);
    if (internetGateway) {
      drawing.internetGateway("Igw", "Vpc");
    }
    for (var group : groups) {
      drawing.group(
          group.name,
          "Vpc",
          "'SecurityGroupIngress':["
              + rules(group, true)
              + "],'SecurityGroupEgress':["
              + rules(group, false)
              + "]");
    }
    for (var acl : acls) {
      drawing.acl(
          acl.name,
          "Vpc",
          acl.entries.stream()
              .map(e ->
                  Drawing.entry(
                      e.number,
                      e.egress,
                      e.allow ? "allow" : "deny",
                      e.protocol,
                      e.cidr,
                      e.from,
                      e.to))
              .collect(Collectors.joining(",")));
    }
    for (var table : tables) {
      drawing.table(
          table.name,
          "Vpc",
          table.routes.stream()
              .map(r -> Drawing.route(r.cidr, r.kind, "@" + target(r)))
              .collect(Collectors.joining(",")));
    }
    for (var subnet : subnets) {
      var more = new ArrayList<String>();
      subnet.table.ifPresent(t -> more.add("'RouteTableId':@" + t.name));
      subnet.acl.ifPresent(a -> more.add("'NetworkAclId':@" + a.name));
      drawing.subnet(subnet.name, "Vpc", subnet.cidr, String.join(",", more));
    }
    for (var nat : nats) {
      drawing.add(
          "AWS::EC2::NatGateway",
          nat.name,
          nat.subnet.name,
          "'ConnectivityType':'" + (nat.isPrivate ? "private" : "public") + "'");
    }
    for (var host : hosts) {
      var properties =
          "'Subnets':[@"
              + host.subnet.name
              + "],'Groups':["
              + host.groups.stream().map(g -> "@" + g.name).collect(Collectors.joining(","))
              + "],'PrivateIpAddress':'"
              + host.address
              + "','Public':"
              + host.isPublic
              + ",'Purpose':'"
              + (host.nat ? "nat" : "server")
              + "','SourceDestCheck':"
              + host.sourceDestCheck;
      if (host.function) {
        drawing.function(host.name, properties);
      } else {
        drawing.server(host.name, properties);
      }
    }
    return drawing;
  }

  /// Where a route of this world leads; the mixed table leads to either gateway.
  static String target(Route route) {
    return route.target.equals("?")
        ? route.kind.equals("GatewayId") ? "Igw" : "Nat1"
        : route.target;
  }

  private static String rules(Group group, boolean ingress) {
    return group.rules.stream()
        .filter(r -> r.ingress == ingress)
        .map(r ->
            ingress
                ? Drawing.in(r.protocol, r.from, r.to, r.peer)
                : Drawing.out(r.protocol, r.from, r.to, r.peer))
        .collect(Collectors.joining(","));
  }
}

package dev.diorama.reachability;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;

/// A random account with three VPCs and 27 subnets in plain records. It can be printed as `aws ec2
/// describe-…` prints it, for the engine, and is walked packet by packet by [AccountWalker].
final class AccountWorld {
  record Vpc(String id, List<String> cidrs, String v6) {}

  /// @param kind `local`, `igw`, `eigw`, `nat`, `eni`, `pcx`, `vpce`, `blackhole`
  record Route(Optional<String> cidr, Optional<Plist> list, String kind, String target) {}

  record Plist(String id, String name, List<String> cidrs) {}

  record Table(String id, Vpc vpc, boolean main, List<Route> routes) {}

  record Entry(
      int number, boolean egress, boolean allow, int protocol, String cidr, int a, int b) {}

  record Acl(String id, Vpc vpc, boolean isDefault, List<Entry> entries) {}

  record Subnet(
      String id, Vpc vpc, String cidr, String v6, Optional<Table> table, Optional<Acl> acl) {}

  /// @param peer a block, `pl-…` or `sg-…`
  record Rule(boolean ingress, int protocol, int a, int b, String peer) {}

  record Group(String id, Vpc vpc, List<Rule> rules) {}

  record Eni(
      String id,
      Subnet subnet,
      String ip,
      Optional<String> publicIp,
      Optional<String> v6,
      List<Group> groups,
      boolean check,
      boolean lambda) {}

  record Nat(
      String id,
      Vpc vpc,
      Optional<Subnet> subnet,
      String ip,
      String publicIp,
      boolean isPrivate,
      boolean available) {}

  static final List<String> OUTSIDE =
      List.of(
          "203.0.113.7", "203.0.113.200", "198.51.100.9", "8.8.8.8", "52.216.0.5", "52.218.1.1");
  static final List<String> OUTSIDE_V6 = List.of("2001:db8::7", "2606:4700::1");

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

  final List<Vpc> vpcs = new ArrayList<>();
  final List<Plist> lists = new ArrayList<>();
  final List<Table> tables = new ArrayList<>();
  final List<Acl> acls = new ArrayList<>();
  final List<Group> groups = new ArrayList<>();
  final List<Subnet> subnets = new ArrayList<>();
  final List<Eni> enis = new ArrayList<>();
  final List<Nat> nats = new ArrayList<>();
  final Map<String, String> gateways = new LinkedHashMap<>();
  final Random random;

  AccountWorld(long seed) {
    random = new Random(seed);
    vpcs.add(new Vpc("vpc-0", List.of("10.0.0.0/16", "10.1.0.0/16"), "2600:1f00:0:000::/56"));
    vpcs.add(new Vpc("vpc-1", List.of("172.20.0.0/16"), "2600:1f00:0:100::/56"));
    vpcs.add(new Vpc("vpc-2", List.of("192.168.0.0/16"), "2600:1f00:0:200::/56"));
    lists.add(
        new Plist(
            "pl-s3", "com.amazonaws.us-east-1.s3", List.of("52.216.0.0/15", "198.51.100.0/28")));
    lists.add(
        new Plist("pl-own", "own", List.of("10.0.1.0/24", "203.0.113.0/25", "172.20.1.0/24")));
    for (var vpc : vpcs) {
      if (random.nextInt(6) > 0) {
        gateways.put("igw-" + vpc.id, vpc.id);
      }
      for (int i = 0; i < 4; i++) {
        acls.add(new Acl("acl-" + vpc.id + i, vpc, i == 0, entries(i == 0)));
      }
      for (int i = 0; i < 4; i++) {
        groups.add(new Group("sg-" + vpc.id + i, vpc, new ArrayList<>()));
      }
      for (int i = 0; i < 6; i++) {
        tables.add(new Table("rtb-" + vpc.id + i, vpc, i == 0, new ArrayList<>()));
      }
    }
    groups.forEach(g -> rules(g.rules));
    int number = 0;
    for (var cidr : vpcs.stream().flatMap(v -> v.cidrs.stream()).toList()) {
      var vpc = vpcs.stream().filter(v -> v.cidrs.contains(cidr)).findFirst().orElseThrow();
      int count = cidr.startsWith("10.0.") ? 9 : 6;
      for (int i = 0; i < count; i++) {
        subnet(vpc, cidr.substring(0, cidr.length() - 6) + i + ".0/24", number++);
      }
    }
    for (int i = 0; i < 7; i++) {
      var subnet = pick(subnets);
      boolean regional = i == 6;
      nats.add(
          new Nat(
              "nat-" + i,
              subnet.vpc,
              regional ? Optional.empty() : Optional.of(subnet),
              base(subnet) + "200",
              "52.0.1." + i,
              i == 5,
              random.nextInt(8) > 0));
    }
    tables.forEach(this::routes);
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static String base(Subnet subnet) {
    return subnet.cidr.substring(0, subnet.cidr.lastIndexOf('.') + 1);
  }

  private void subnet(Vpc vpc, String cidr, int number) {
    var v6 = vpc.v6.replace("00::/56", String.format("%02x::/64", number));
    var own = tables.stream().filter(t -> t.vpc.equals(vpc)).toList();
    var ownAcls = acls.stream().filter(a -> a.vpc.equals(vpc)).toList();
    var subnet =
        new Subnet(
            "subnet-" + number,
            vpc,
            cidr,
            v6,
            random.nextInt(6) == 0 ? Optional.empty() : Optional.of(pick(own)),
            random.nextInt(2) == 0 ? Optional.empty() : Optional.of(pick(ownAcls)));
    subnets.add(subnet);
    for (int i = 0; i < 2; i++) {
      var ownGroups = groups.stream().filter(g -> g.vpc.equals(vpc)).toList();
      var chosen = new ArrayList<Group>(List.of(pick(ownGroups)));
      var other = pick(ownGroups);
      if (random.nextBoolean() && !chosen.contains(other)) {
        chosen.add(other);
      }
      int n = enis.size();
      boolean lambda = random.nextInt(10) == 0;
      enis.add(
          new Eni(
              "eni-" + n,
              subnet,
              base(subnet) + (10 + i),
              !lambda && random.nextBoolean() ? Optional.of("52.0.0." + n) : Optional.empty(),
              random.nextBoolean()
                  ? Optional.of(v6.replace("::/64", "::" + (16 + i)))
                  : Optional.empty(),
              chosen,
              random.nextInt(3) > 0,
              lambda));
    }
  }

  private List<Entry> entries(boolean open) {
    var entries = new ArrayList<Entry>();
    for (int i = 0; i < (open ? 2 : 7); i++) {
      var range = RANGES[random.nextInt(RANGES.length)];
      int protocol = pick(List.of(6, 6, 6, 17, -1, 1));
      boolean icmp = protocol == 1;
      entries.add(
          new Entry(
              100 - 7 * i,
              random.nextBoolean(),
              random.nextInt(5) > 1,
              protocol,
              pick(
                  List.of(
                      "0.0.0.0/0",
                      "10.0.0.0/16",
                      "10.0.1.0/24",
                      "203.0.113.0/24",
                      "52.0.0.0/23",
                      "172.20.0.0/21",
                      "::/0",
                      "2600:1f00::/40")),
              icmp ? pick(List.of(-1, 0, 8)) : range[0],
              icmp ? -1 : range[1]));
    }
    for (boolean egress : new boolean[] {true, false}) {
      if (open || random.nextInt(4) > 0) {
        entries.add(new Entry(200, egress, true, -1, "0.0.0.0/0", 0, 65535));
        entries.add(new Entry(201, egress, true, -1, "::/0", 0, 65535));
      }
    }
    return entries;
  }

  private void rules(List<Rule> rules) {
    var peers =
        new ArrayList<>(
            List.of(
                "0.0.0.0/0",
                "0.0.0.0/0",
                "0.0.0.0/0",
                "::/0",
                "10.0.0.0/16",
                "10.0.1.0/24",
                "172.20.0.0/22",
                "52.0.0.0/24",
                "52.0.1.0/24",
                "203.0.113.0/24",
                "::/0",
                "2600:1f00::/48",
                "pl-own",
                "pl-s3"));
    groups.forEach(g -> peers.add(g.id));
    for (int i = 0; i < 10; i++) {
      var range = RANGES[random.nextInt(RANGES.length)];
      int protocol = pick(List.of(6, 6, 6, -1, 17, 1));
      rules.add(
          new Rule(
              random.nextInt(3) > 0,
              protocol,
              protocol == 1 ? pick(List.of(-1, 8)) : range[0],
              protocol == 1 ? -1 : range[1],
              pick(peers)));
    }
    if (random.nextInt(3) > 0) {
      rules.add(new Rule(false, -1, -1, -1, "0.0.0.0/0"));
      rules.add(new Rule(false, -1, -1, -1, "::/0"));
    }
  }

  private void routes(Table table) {
    for (var cidr : table.vpc.cidrs) {
      table.routes.add(route(cidr, "local", "local"));
    }
    table.routes.add(route(table.vpc.v6, "local", "local"));
    target(table, "0.0.0.0/0", List.of("igw", "nat", "nat", "eni", "none", "blackhole"));
    target(table, "203.0.113.0/24", List.of("none", "igw", "nat", "blackhole", "eni"));
    target(table, "203.0.113.0/28", List.of("none", "none", "igw", "nat"));
    target(table, "::/0", List.of("igw", "eigw", "none"));
    if (random.nextBoolean()) {
      table.routes.add(
          new Route(
              Optional.empty(), Optional.of(lists.getFirst()), "vpce", "vpce-" + table.vpc.id));
    }
    for (var other : vpcs) {
      if (!other.equals(table.vpc) && random.nextInt(4) > 0) {
        var cidr =
            pick(List.of(other.cidrs.getFirst(), other.cidrs.getFirst().replace("/16", "/22")));
        table.routes.add(route(cidr, "pcx", peering(table.vpc, other)));
        if (random.nextInt(3) == 0) {
          table.routes.add(route(other.v6, "pcx", peering(table.vpc, other)));
        }
      }
    }
  }

  private static Route route(String cidr, String kind, String target) {
    return new Route(Optional.of(cidr), Optional.empty(), kind, target);
  }

  private static String peering(Vpc a, Vpc b) {
    return a.id.compareTo(b.id) < 0 ? "pcx-" + a.id + b.id : "pcx-" + b.id + a.id;
  }

  private void target(Table table, String cidr, List<String> kinds) {
    var kind = pick(kinds);
    switch (kind) {
      case "igw" -> table.routes.add(route(cidr, kind, "igw-" + table.vpc.id));
      case "eigw" -> table.routes.add(route(cidr, kind, "eigw-" + table.vpc.id));
      case "blackhole" -> table.routes.add(route(cidr, kind, "nat-gone"));
      case "nat" -> table.routes.add(route(cidr, kind, pick(nats).id));
      case "eni" ->
          table.routes.add(
              route(
                  cidr,
                  kind,
                  pick(enis.stream().filter(e -> e.subnet.vpc.equals(table.vpc)).toList()).id));
      default -> {}
    }
  }

  /// Ports at and beside each boundary of a rule.
  List<Integer> boundaries() {
    var ports = new TreeSet<>(List.of(0, 1024, 40000, 65535));
    groups.forEach(g ->
        g.rules.stream()
            .filter(r -> r.protocol != 1)
            .forEach(r -> ports.addAll(List.of(r.a - 1, r.a, r.b, r.b + 1))));
    acls.forEach(a ->
        a.entries.stream()
            .filter(e -> e.protocol != 1)
            .forEach(e -> ports.addAll(List.of(e.a - 1, e.a, e.b, e.b + 1))));
    return ports.stream().filter(p -> p >= 0 && p <= 65535).toList();
  }

  // What `aws ec2 describe-…` would print.

  Map<String, Value> files() {
    var files = new LinkedHashMap<String, Value>();
    put(
        files,
        "Vpcs",
        vpcs.stream()
            .map(v ->
                f("VpcId", v.id, "CidrBlock", v.cidrs.getFirst())
                    .with("EnableDnsSupport", Value.of(true))
                    .with("EnableDnsHostnames", Value.of(true))
                    .with(
                        "CidrBlockAssociationSet",
                        items(v.cidrs.stream().map(c -> f("CidrBlock", c)).toList()))
                    .with("Ipv6CidrBlockAssociationSet", items(List.of(f("Ipv6CidrBlock", v.v6)))))
            .toList());
    put(
        files,
        "Subnets",
        subnets.stream()
            .map(s ->
                f("SubnetId", s.id, "VpcId", s.vpc.id, "CidrBlock", s.cidr)
                    .with("Ipv6CidrBlockAssociationSet", items(List.of(f("Ipv6CidrBlock", s.v6)))))
            .toList());
    put(
        files,
        "InternetGateways",
        vpcs.stream()
            .map(v ->
                f("InternetGatewayId", "igw-" + v.id)
                    .with(
                        "Attachments",
                        items(
                            gateways.containsValue(v.id)
                                ? List.of(f("State", "available", "VpcId", v.id))
                                : List.of())))
            .toList());
    put(
        files,
        "PrefixLists",
        lists.stream()
            .map(l ->
                f("PrefixListId", l.id, "PrefixListName", l.name)
                    .with("Cidrs", Value.texts(l.cidrs)))
            .toList());
    put(
        files,
        "VpcEndpoints",
        vpcs.stream()
            .map(v ->
                f(
                    "VpcEndpointId",
                    "vpce-" + v.id,
                    "VpcEndpointType",
                    "Gateway",
                    "VpcId",
                    v.id,
                    "ServiceName",
                    "com.amazonaws.us-east-1.s3",
                    "State",
                    "available"))
            .toList());
    put(files, "RouteTables", tables.stream().map(this::json).toList());
    put(files, "NetworkAcls", acls.stream().map(this::json).toList());
    put(files, "SecurityGroups", groups.stream().map(this::json).toList());
    put(files, "NetworkInterfaces", enis.stream().map(this::json).toList());
    put(
        files,
        "NatGateways",
        nats.stream()
            .map(n -> {
              var item =
                  f(
                          "NatGatewayId",
                          n.id,
                          "VpcId",
                          n.vpc.id,
                          "State",
                          n.available ? "available" : "failed",
                          "ConnectivityType",
                          n.isPrivate ? "private" : "public",
                          "AvailabilityMode",
                          n.subnet.isEmpty() ? "regional" : "zonal")
                      .with(
                          "NatGatewayAddresses",
                          items(List.of(f("PrivateIp", n.ip, "PublicIp", n.publicIp))));
              return n.subnet.map(s -> item.with("SubnetId", s.id)).orElse(item);
            })
            .toList());
    return files;
  }

  private static void put(Map<String, Value> files, String name, List<Fields> list) {
    files.put(name, Fields.EMPTY.with(name, items(list)));
  }

  static Items items(List<Fields> list) {
    return new Items(List.copyOf(list));
  }

  static Fields f(String... namesAndTexts) {
    var fields = Fields.EMPTY;
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      fields = fields.with(namesAndTexts[i], namesAndTexts[i + 1]);
    }
    return fields;
  }

  private Fields json(Table table) {
    var associations = new ArrayList<Fields>();
    if (table.main) {
      associations.add(Fields.EMPTY.with("Main", Value.of(true)));
    }
    subnets.stream()
        .filter(s -> s.table.filter(table::equals).isPresent())
        .forEach(s -> associations.add(f("SubnetId", s.id)));
    return f("RouteTableId", table.id, "VpcId", table.vpc.id)
        .with("Associations", items(associations))
        .with("Routes", items(table.routes.stream().map(AccountWorld::json).toList()));
  }

  private static Fields json(Route route) {
    var destination =
        route
            .list
            .map(l -> f("DestinationPrefixListId", l.id))
            .orElseGet(() -> {
              var cidr = route.cidr.orElseThrow();
              return f(
                  cidr.contains(":") ? "DestinationIpv6CidrBlock" : "DestinationCidrBlock", cidr);
            });
    return switch (route.kind) {
      case "blackhole" -> destination.with("NatGatewayId", route.target).with("State", "blackhole");
      case "nat" -> destination.with("NatGatewayId", route.target);
      case "eni" -> destination.with("NetworkInterfaceId", route.target);
      case "pcx" -> destination.with("VpcPeeringConnectionId", route.target);
      case "eigw" -> destination.with("EgressOnlyInternetGatewayId", route.target);
      default -> destination.with("GatewayId", route.target);
    };
  }

  private Fields json(Acl acl) {
    return f("NetworkAclId", acl.id, "VpcId", acl.vpc.id)
        .with("IsDefault", Value.of(acl.isDefault))
        .with(
            "Associations",
            items(
                subnets.stream()
                    .filter(s -> s.acl.filter(acl::equals).isPresent())
                    .map(s -> f("SubnetId", s.id))
                    .toList()))
        .with(
            "Entries",
            items(
                acl.entries.stream()
                    .map(e -> {
                      var entry =
                          f(
                                  "Protocol",
                                  String.valueOf(e.protocol),
                                  "RuleAction",
                                  e.allow ? "allow" : "deny",
                                  e.cidr.contains(":") ? "Ipv6CidrBlock" : "CidrBlock",
                                  e.cidr)
                              .with("RuleNumber", e.number)
                              .with("Egress", Value.of(e.egress));
                      return switch (e.protocol) {
                        case 1 ->
                            entry.with(
                                "IcmpTypeCode", Fields.EMPTY.with("Type", e.a).with("Code", e.b));
                        case -1 -> entry;
                        default ->
                            entry.with("PortRange", Fields.EMPTY.with("From", e.a).with("To", e.b));
                      };
                    })
                    .toList()));
  }

  private Fields json(Group group) {
    return f("GroupId", group.id, "VpcId", group.vpc.id)
        .with(
            "IpPermissions",
            items(group.rules.stream().filter(r -> r.ingress).map(AccountWorld::json).toList()))
        .with(
            "IpPermissionsEgress",
            items(group.rules.stream().filter(r -> !r.ingress).map(AccountWorld::json).toList()));
  }

  private static Fields json(Rule rule) {
    var name =
        switch (rule.protocol) {
          case 6 -> "tcp";
          case 17 -> "udp";
          case 1 -> "icmp";
          default -> "-1";
        };
    var permission = f("IpProtocol", name);
    if (rule.protocol != -1) {
      permission = permission.with("FromPort", rule.a).with("ToPort", rule.b);
    }
    return rule.peer.startsWith("sg-")
        ? permission.with("UserIdGroupPairs", items(List.of(f("GroupId", rule.peer))))
        : rule.peer.startsWith("pl-")
            ? permission.with("PrefixListIds", items(List.of(f("PrefixListId", rule.peer))))
            : rule.peer.contains(":")
                ? permission.with("Ipv6Ranges", items(List.of(f("CidrIpv6", rule.peer))))
                : permission.with("IpRanges", items(List.of(f("CidrIp", rule.peer))));
  }

  private Fields json(Eni eni) {
    var item =
        f(
                "NetworkInterfaceId",
                eni.id,
                "SubnetId",
                eni.subnet.id,
                "VpcId",
                eni.subnet.vpc.id,
                "PrivateIpAddress",
                eni.ip)
            .with("InterfaceType", eni.lambda ? "lambda" : "interface")
            .with("SourceDestCheck", Value.of(eni.check))
            .with("Groups", items(eni.groups.stream().map(g -> f("GroupId", g.id)).toList()));
    if (eni.publicIp.isPresent()) {
      item = item.with("Association", f("PublicIp", eni.publicIp.get()));
    }
    return eni.v6.isPresent()
        ? item.with("Ipv6Addresses", items(List.of(f("Ipv6Address", eni.v6.get()))))
        : item;
  }
}

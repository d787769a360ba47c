package dev.diorama.reachability;

import dev.diorama.reachability.World.Acl;
import dev.diorama.reachability.World.Host;
import dev.diorama.reachability.World.Nat;
import dev.diorama.reachability.World.Route;
import dev.diorama.reachability.World.Subnet;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// A second, naive implementation: walks one TCP packet and its reply at a time, straight from
/// AWS's text, and shares no code with the engine.
final class PacketWalker {
  /// Mistakes that can be planted, to see that the comparison notices them.
  enum Mistake {
    NONE,
    ACL_APPLIED_INSIDE_SUBNET,
    DENY_ENTRIES_IGNORED,
    REPLY_ACL_IGNORED
  }

  private final World world;
  private final Mistake mistake;
  private final List<Integer> clientPorts;
  private long packets;

  PacketWalker(World world, Mistake mistake) {
    this.world = world;
    this.mistake = mistake;
    var ports = new TreeSet<>(List.of(1024, 40000, 65535));
    for (var acl : world.acls) {
      for (var e : acl.entries()) {
        ports.addAll(List.of(e.from() - 1, e.from(), e.to(), e.to() + 1));
      }
    }
    clientPorts = ports.stream().filter(p -> p >= 1024 && p <= 65535).toList();
  }

  long packets() {
    return packets;
  }

  /// What the engine should answer: whether packets from all, some or no client port make the round
  /// trip.
  Disposition between(Host from, Host to, int port) {
    if (to.function()) {
      return Disposition.UNREACHABLE;
    }
    var results = new ArrayList<Boolean>();
    for (int client : clientPorts) {
      packets++;
      results.add(roundTripInside(from, to, client, port));
    }
    return summary(results);
  }

  Disposition outward(Host from, String address, int port) {
    var results = new ArrayList<Boolean>();
    for (int client : clientPorts) {
      for (int translated : clientPorts) {
        packets++;
        results.add(roundTripOut(from, address, client, translated, port));
      }
    }
    return summary(results);
  }

  Disposition inward(Host to, int port) {
    if (to.function()) {
      return Disposition.UNREACHABLE;
    }
    var each = new TreeSet<Disposition>();
    // One address inside and one outside of each public block that a rule names.
    for (var address : List.of("203.0.113.1", "203.0.113.200", "8.8.4.4")) {
      var results = new ArrayList<Boolean>();
      for (int client : clientPorts) {
        packets++;
        results.add(roundTripIn(address, to, client, port));
      }
      each.add(summary(results));
    }
    return each.size() == 1
        ? each.first()
        : each.contains(Disposition.UNREACHABLE) ? Disposition.AMBIGUOUS : Disposition.INTERMITTENT;
  }

  private static Disposition summary(List<Boolean> results) {
    return !results.contains(true)
        ? Disposition.UNREACHABLE
        : results.contains(false) ? Disposition.INTERMITTENT : Disposition.REACHABLE;
  }

  private boolean roundTripInside(Host from, Host to, int client, int port) {
    if (!groupsAllow(from, false, to.address(), Optional.of(to), port)) {
      return false;
    }
    boolean sameSubnet =
        from.subnet().name().equals(to.subnet().name())
            && mistake != Mistake.ACL_APPLIED_INSIDE_SUBNET;
    if (!sameSubnet
        && !(aclAllows(from.subnet(), true, to.address(), port)
            && aclAllows(to.subnet(), false, from.address(), port))) {
      return false;
    }
    if (!groupsAllow(to, true, from.address(), Optional.of(from), port)) {
      return false;
    }
    // Security groups remember the connection; network ACLs do not.
    return sameSubnet
        || mistake == Mistake.REPLY_ACL_IGNORED
        || (aclAllows(to.subnet(), true, from.address(), client)
            && aclAllows(from.subnet(), false, to.address(), client));
  }

  private boolean roundTripOut(Host from, String address, int client, int translated, int port) {
    if (!groupsAllow(from, false, address, Optional.empty(), port)) {
      return false;
    }
    var route = route(from.subnet(), address);
    if (route.isEmpty()) {
      return false;
    }
    var target = World.target(route.get());
    return switch (route.get().kind()) {
      case "GatewayId" ->
          world.internetGateway
              && !from.function()
              && from.isPublic()
              && aclAllows(from.subnet(), true, address, port)
              && aclAllows(from.subnet(), false, address, client);
      case "NatGatewayId" -> {
        var nat =
            world.nats.stream().filter(n -> n.name().equals(target)).findFirst().orElseThrow();
        yield throughGateway(from, nat, address, client, translated, port);
      }
      default -> {
        var nat =
            world.hosts.stream().filter(h -> h.name().equals(target)).findFirst().orElseThrow();
        yield throughHost(from, nat, address, client, translated, port);
      }
    };
  }

  private boolean throughGateway(
      Host from, Nat nat, String address, int client, int translated, int port) {
    return !nat.isPrivate()
        && reachesDevice(from, nat.subnet(), address, client, port)
        && leavesByInternetGateway(nat.subnet(), address)
        && aclAllows(nat.subnet(), true, address, port)
        && aclAllows(nat.subnet(), false, address, translated);
  }

  private boolean throughHost(
      Host from, Host nat, String address, int client, int translated, int port) {
    return nat.nat()
        && !nat.sourceDestCheck()
        && nat.isPublic()
        && reachesDevice(from, nat.subnet(), address, client, port)
        && groupsAllow(nat, true, from.address(), Optional.of(from), port)
        && groupsAllow(nat, false, address, Optional.empty(), port)
        && leavesByInternetGateway(nat.subnet(), address)
        && aclAllows(nat.subnet(), true, address, port)
        && aclAllows(nat.subnet(), false, address, translated);
  }

  private boolean reachesDevice(Host from, Subnet device, String address, int client, int port) {
    if (device.name().equals(from.subnet().name())) {
      return true;
    }
    return aclAllows(from.subnet(), true, address, port)
        && aclAllows(device, false, from.address(), port)
        && aclAllows(device, true, from.address(), client)
        && aclAllows(from.subnet(), false, address, client);
  }

  private boolean leavesByInternetGateway(Subnet subnet, String address) {
    return world.internetGateway
        && route(subnet, address).filter(r -> r.kind().equals("GatewayId")).isPresent();
  }

  private boolean roundTripIn(String address, Host to, int client, int port) {
    return to.isPublic()
        && leavesByInternetGateway(to.subnet(), address)
        && aclAllows(to.subnet(), false, address, port)
        && groupsAllow(to, true, address, Optional.empty(), port)
        && aclAllows(to.subnet(), true, address, client);
  }

  private static Optional<Route> route(Subnet subnet, String address) {
    return subnet.table().stream()
        .flatMap(t -> t.routes().stream())
        .filter(r -> in(address, r.cidr()))
        .max(Comparator.comparingInt(r -> Integer.parseInt(r.cidr().replaceAll(".*/", ""))));
  }

  private boolean aclAllows(Subnet subnet, boolean egress, String peer, int port) {
    if (subnet.acl().isEmpty()) {
      return true;
    }
    Acl acl = subnet.acl().get();
    for (int number = 1; number <= 32766 && number <= 300; number++) {
      for (var e : acl.entries()) {
        if (e.number() == number
            && (e.allow() || mistake != Mistake.DENY_ENTRIES_IGNORED)
            && e.egress() == egress
            && in(peer, e.cidr())
            && (e.protocol() == -1 || (e.protocol() == 6 && e.from() <= port && port <= e.to()))) {
          return e.allow();
        }
      }
    }
    return false;
  }

  private static boolean groupsAllow(
      Host host, boolean ingress, String peer, Optional<Host> peerHost, int port) {
    if (host.groups().isEmpty()) {
      // The VPC's default group: all out, in from itself.
      return !ingress || peerHost.filter(p -> p.groups().isEmpty()).isPresent();
    }
    for (var group : host.groups()) {
      for (var rule : group.rules()) {
        boolean traffic =
            rule.protocol().equals("-1")
                || (rule.protocol().equals("tcp") && rule.from() <= port && port <= rule.to());
        boolean other =
            rule.peer().startsWith("@")
                ? peerHost.stream()
                    .flatMap(p -> p.groups().stream())
                    .anyMatch(g -> g.name().equals(rule.peer().substring(1)))
                : in(peer, rule.peer());
        if (rule.ingress() == ingress && traffic && other) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean in(String address, String cidr) {
    int bits = Integer.parseInt(cidr.replaceAll(".*/", ""));
    return bits == 0
        || number(address) >>> (32 - bits) == number(cidr.replaceAll("/.*", "")) >>> (32 - bits);
  }

  private static int number(String address) {
    try {
      int result = 0;
      for (byte b : InetAddress.getByName(address).getAddress()) {
        result = result << 8 | (b & 255);
      }
      return result;
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address, e);
    }
  }
}

package dev.diorama.reachability;

import dev.diorama.reachability.AccountWorld.Acl;
import dev.diorama.reachability.AccountWorld.Eni;
import dev.diorama.reachability.AccountWorld.Nat;
import dev.diorama.reachability.AccountWorld.Plist;
import dev.diorama.reachability.AccountWorld.Route;
import dev.diorama.reachability.AccountWorld.Rule;
import dev.diorama.reachability.AccountWorld.Subnet;
import dev.diorama.reachability.AccountWorld.Table;
import dev.diorama.reachability.AccountWorld.Vpc;
import java.math.BigInteger;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A second, naive implementation: walks one packet and its reply at a time through an account,
/// straight from AWS's text, and shares no code with the engine. NAT devices keep the client's
/// port.
final class AccountWalker {
  /// Mistakes that can be planted, to see that the comparison notices them.
  enum Mistake {
    NONE,
    ACL_APPLIED_INSIDE_SUBNET,
    DENY_ENTRIES_IGNORED,
    REPLY_ACL_IGNORED
  }

  /// What comes of a packet. A middlebox on the way is not modelled.
  record Result(boolean forward, boolean roundTrip, boolean unknown) {
    static final Result LOST = new Result(false, false, false);
    static final Result MIDDLEBOX = new Result(false, false, true);
  }

  /// One packet.
  ///
  /// @param dport the port, or the ICMP type
  /// @param sport the port to which the reply goes, or its ICMP type
  /// @param sender the interface whose address is the source, before any translation
  record Packet(
      int protocol,
      String src,
      int sport,
      String dst,
      int dport,
      Optional<Eni> sender,
      int translations) {
    Packet(int protocol, String src, int sport, String dst, int dport, Optional<Eni> sender) {
      this(protocol, src, sport, dst, dport, sender, 0);
    }

    Packet from(String newSource) {
      return new Packet(protocol, newSource, sport, dst, dport, Optional.empty(), translations + 1);
    }
  }

  private record Block(BigInteger network, int shift, boolean v6) {}

  private final AccountWorld world;
  private final Mistake mistake;
  private final Map<String, BigInteger> addresses = new HashMap<>();
  private final Map<String, Block> blocks = new HashMap<>();
  private long packets;

  AccountWalker(AccountWorld world, Mistake mistake) {
    this.world = world;
    this.mistake = mistake;
  }

  long packets() {
    return packets;
  }

  private BigInteger number(String address) {
    return addresses.computeIfAbsent(
        address, a -> new BigInteger(1, InetAddress.ofLiteral(a).getAddress()));
  }

  private boolean in(String cidr, String address) {
    var block =
        blocks.computeIfAbsent(
            cidr,
            c -> {
              int slash = c.indexOf('/');
              boolean v6 = c.contains(":");
              int shift = (v6 ? 128 : 32) - Integer.parseInt(c.substring(slash + 1));
              return new Block(number(c.substring(0, slash)).shiftRight(shift), shift, v6);
            });
    return block.v6 == address.contains(":")
        && number(address).shiftRight(block.shift).equals(block.network);
  }

  private boolean isPublic(String address) {
    return address.contains(":")
        ? in("2000::/3", address)
        : List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16").stream()
            .noneMatch(c -> in(c, address));
  }

  Result between(Eni from, Eni to, Packet p) {
    packets++;
    if (to.lambda() || !groups(from, false, p.protocol, p.dst, p.dport, Optional.of(to))) {
      return Result.LOST;
    }
    return go(from.subnet(), p, Optional.of(to));
  }

  Result outward(Eni from, Packet p) {
    packets++;
    if (!groups(from, false, p.protocol, p.dst, p.dport, Optional.empty())) {
      return Result.LOST;
    }
    return go(from.subnet(), p, Optional.empty());
  }

  /// From a host on the internet to an interface's public address.
  Result inward(Eni to, Packet p) {
    packets++;
    boolean v6 = p.src.contains(":");
    if (to.lambda()
        || (v6 ? to.v6().isEmpty() : to.publicIp().isEmpty())
        || !world.gateways.containsValue(to.subnet().vpc().id())
        || !acl(to.subnet(), false, p.protocol, p.src, p.dport)
        || !groups(to, true, p.protocol, p.src, p.dport, Optional.empty())) {
      return Result.LOST;
    }
    packets++;
    var back = lookup(to.subnet(), p.src);
    boolean leaves =
        back.filter(r -> r.kind().equals("igw") && attached(r, to.subnet())).isPresent();
    boolean reply = leaves && replyAcl(to.subnet(), true, p.protocol, p.src, p.sport);
    return new Result(true, reply, false);
  }

  private boolean attached(Route route, Subnet subnet) {
    return subnet.vpc().id().equals(world.gateways.get(route.target()));
  }

  /// From a subnet onward; the reply is back in this subnet.
  private Result go(Subnet s, Packet p, Optional<Eni> to) {
    if (to.isPresent() && to.get().subnet().equals(s)) {
      boolean inside =
          mistake != Mistake.ACL_APPLIED_INSIDE_SUBNET
              || (acl(s, true, p.protocol, p.dst, p.dport)
                  && acl(s, false, p.protocol, p.src, p.dport));
      boolean in = inside && groups(to.get(), true, p.protocol, p.src, p.dport, p.sender);
      return new Result(in, in, false);
    }
    var route = lookup(s, p.dst);
    if (route.isEmpty()) {
      return Result.LOST;
    }
    var r = route.get();
    return switch (r.kind()) {
      case "local" -> arrive(s, p, to.filter(t -> t.subnet().vpc().equals(s.vpc())), "local");
      case "pcx" -> {
        var other = to.map(t -> t.subnet().vpc()).filter(v -> !v.equals(s.vpc()));
        yield other
                .filter(v -> r.target().contains(v.id()) && r.target().contains(s.vpc().id()))
                .isPresent()
            ? arrive(s, p, to, r.target())
            : Result.LOST;
      }
      case "igw" -> {
        boolean mine =
            p.src.contains(":") || p.sender.filter(e -> e.publicIp().isPresent()).isPresent();
        yield leave(s, p, to, mine && attached(r, s), p.sender.flatMap(Eni::publicIp));
      }
      case "eigw" -> leave(s, p, to, p.src.contains(":"), Optional.empty());
      case "vpce" -> leave(s, p, to, p.protocol == 6, Optional.empty());
      case "nat" -> nat(s, p, to, r);
      case "eni" -> device(s, p, to, r);
      default -> Result.LOST;
    };
  }

  /// @param as the public address with which it goes out to the internet
  private Result leave(
      Subnet s, Packet p, Optional<Eni> to, boolean possible, Optional<String> as) {
    boolean out = possible && isPublic(p.dst) && acl(s, true, p.protocol, p.dst, p.dport);
    packets++;
    boolean back = out && replyAcl(s, false, p.protocol, p.dst, p.sport);
    if (to.isEmpty()) {
      var own = world.enis.stream().filter(e -> e.publicIp().equals(Optional.of(p.dst))).findAny();
      if (own.isEmpty() || as.isEmpty()) {
        return new Result(out, back, false);
      }
      // An address of the account's own: in again, as from anybody.
      var in = inward(own.get(), p.from(as.get()));
      return new Result(out && in.forward, back && in.roundTrip, false);
    }
    // An IPv6 address is public: over the internet and in again.
    var in = p.dst.contains(":") ? inward(to.get(), p) : Result.LOST;
    return new Result(out && in.forward, back && in.roundTrip, false);
  }

  private Result arrive(Subnet s, Packet p, Optional<Eni> to, String back) {
    if (to.isEmpty()
        || !acl(s, true, p.protocol, p.dst, p.dport)
        || !acl(to.get().subnet(), false, p.protocol, p.src, p.dport)
        || !groups(to.get(), true, p.protocol, p.src, p.dport, p.sender)) {
      return Result.LOST;
    }
    packets++;
    var there = to.get().subnet();
    var route = lookup(there, p.src);
    boolean reply =
        route.filter(r -> r.target().equals(back)).isPresent()
            && replyAcl(there, true, p.protocol, p.src, p.sport)
            && replyAcl(s, false, p.protocol, p.dst, p.sport);
    boolean middlebox = route.filter(r -> r.kind().equals("eni")).isPresent();
    return new Result(true, reply, middlebox);
  }

  private Result nat(Subnet s, Packet p, Optional<Eni> to, Route route) {
    var found = world.nats.stream().filter(n -> n.id().equals(route.target())).findFirst();
    if (found.isEmpty() || !found.get().vpc().equals(s.vpc()) || !found.get().available()) {
      return Result.LOST;
    }
    Nat nat = found.get();
    if (nat.subnet().isEmpty()) {
      boolean gateway = world.gateways.containsValue(s.vpc().id());
      return leave(s, p, to, gateway, Optional.of(nat.publicIp()));
    }
    var place = nat.subnet().get();
    if (!enter(s, p, place)) {
      return Result.LOST;
    }
    boolean back = replyEnter(s, p, place);
    if (to.isPresent()) {
      if (p.translations == 4) {
        // It goes in a circle.
        return Result.LOST;
      }
      var rest = go(place, p.from(nat.ip()), to);
      return new Result(rest.forward, rest.roundTrip && back, rest.unknown);
    }
    var next = lookup(place, p.dst);
    if (next.isEmpty()) {
      return Result.LOST;
    }
    var rest =
        switch (next.get().kind()) {
          case "igw" ->
              leave(
                  place,
                  p,
                  to,
                  !nat.isPrivate() && attached(next.get(), place),
                  Optional.of(nat.publicIp()));
          case "vpce" -> leave(place, p, to, p.protocol == 6, Optional.empty());
          default -> Result.LOST;
        };
    return new Result(rest.forward, rest.roundTrip && back, false);
  }

  private Result device(Subnet s, Packet p, Optional<Eni> to, Route route) {
    var eni =
        world.enis.stream().filter(e -> e.id().equals(route.target())).findFirst().orElseThrow();
    if (!enter(s, p, eni.subnet())
        || !groups(eni, true, p.protocol, p.src, p.dport, p.sender)
        || eni.check()) {
      return Result.LOST;
    }
    if (to.isPresent()) {
      return Result.MIDDLEBOX;
    }
    if (!groups(eni, false, p.protocol, p.dst, p.dport, Optional.empty())) {
      return Result.LOST;
    }
    var next = lookup(eni.subnet(), p.dst);
    if (next.isEmpty()) {
      return Result.LOST;
    }
    var rest =
        switch (next.get().kind()) {
          case "igw" ->
              leave(
                  eni.subnet(),
                  p,
                  to,
                  eni.publicIp().isPresent() && attached(next.get(), eni.subnet()),
                  eni.publicIp());
          case "vpce" -> leave(eni.subnet(), p, to, p.protocol == 6, Optional.empty());
          case "nat" -> nat(eni.subnet(), p.from(eni.ip()), to, next.get());
          default -> Result.LOST;
        };
    return new Result(rest.forward, rest.roundTrip && replyEnter(s, p, eni.subnet()), false);
  }

  private boolean enter(Subnet s, Packet p, Subnet place) {
    return s.equals(place)
        || (acl(s, true, p.protocol, p.dst, p.dport)
            && acl(place, false, p.protocol, p.src, p.dport));
  }

  private boolean replyEnter(Subnet s, Packet p, Subnet place) {
    packets++;
    return s.equals(place)
        || (replyAcl(place, true, p.protocol, p.src, p.sport)
            && replyAcl(s, false, p.protocol, p.dst, p.sport));
  }

  private boolean replyAcl(Subnet s, boolean egress, int protocol, String peer, int port) {
    return mistake == Mistake.REPLY_ACL_IGNORED || acl(s, egress, protocol, peer, port);
  }

  private boolean acl(Subnet s, boolean egress, int protocol, String peer, int port) {
    Acl acl =
        s.acl()
            .orElseGet(() ->
                world.acls.stream()
                    .filter(a -> a.isDefault() && a.vpc().equals(s.vpc()))
                    .findFirst()
                    .orElseThrow());
    return acl.entries().stream()
        .sorted(Comparator.comparingInt(AccountWorld.Entry::number))
        .filter(e -> e.egress() == egress && in(e.cidr(), peer))
        .filter(e -> mistake != Mistake.DENY_ENTRIES_IGNORED || e.allow())
        .filter(e ->
            e.protocol() == -1
                || (e.protocol() == protocol
                    && (protocol == 1
                        ? e.a() == -1 || e.a() == port
                        : e.a() <= port && port <= e.b())))
        .findFirst()
        .map(AccountWorld.Entry::allow)
        .orElse(false);
  }

  private boolean groups(
      Eni eni, boolean ingress, int protocol, String peer, int port, Optional<Eni> other) {
    return eni.groups().stream()
        .flatMap(g -> g.rules().stream())
        .filter(r -> r.ingress() == ingress)
        .filter(r ->
            r.protocol() == -1
                || (r.protocol() == protocol
                    && (protocol == 1
                        ? r.a() == -1 || r.a() == port
                        : r.a() <= port && port <= r.b())))
        .anyMatch(r -> matches(r, peer, other));
  }

  private boolean matches(Rule rule, String peer, Optional<Eni> other) {
    if (rule.peer().startsWith("sg-")) {
      return other.stream()
          .flatMap(e -> e.groups().stream())
          .anyMatch(g -> g.id().equals(rule.peer()));
    }
    if (rule.peer().startsWith("pl-")) {
      return list(rule.peer()).cidrs().stream().anyMatch(c -> in(c, peer));
    }
    return in(rule.peer(), peer);
  }

  private Plist list(String id) {
    return world.lists.stream().filter(l -> l.id().equals(id)).findFirst().orElseThrow();
  }

  /// The most specific route; one with a block of its own before one of a prefix list.
  private Optional<Route> lookup(Subnet s, String address) {
    Table table =
        s.table()
            .orElseGet(() ->
                world.tables.stream()
                    .filter(t -> t.main() && t.vpc().equals(s.vpc()))
                    .findFirst()
                    .orElseThrow());
    Optional<Route> best = Optional.empty();
    int length = -1;
    for (boolean lists : new boolean[] {false, true}) {
      for (var route : table.routes()) {
        if (route.list().isPresent() != lists) {
          continue;
        }
        var cidrs = route.list().map(Plist::cidrs).orElseGet(() -> List.of(route.cidr().get()));
        for (var cidr : cidrs) {
          int bits = Integer.parseInt(cidr.substring(cidr.indexOf('/') + 1));
          if (in(cidr, address) && bits > length) {
            best = Optional.of(route);
            length = bits;
          }
        }
      }
    }
    return best;
  }

  static Vpc vpc(Eni eni) {
    return eni.subnet().vpc();
  }
}

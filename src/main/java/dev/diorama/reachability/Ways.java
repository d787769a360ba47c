package dev.diorama.reachability;

import static dev.diorama.reachability.Reasons.blocker;
import static dev.diorama.reachability.Reasons.hop;

import dev.diorama.catalog.NetworkAttachment;
import dev.diorama.reachability.Goal.Outside;
import dev.diorama.reachability.Goal.ToNic;
import dev.diorama.reachability.Network.Nic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The candidate ways of one flow from one interface.
final class Ways {
  private final Network network;
  private final Packets packets;
  private final Attempts attempts;
  private final Addresses addresses;

  Ways(Network network, Packets packets, Addresses addresses, Flow flow) {
    this.network = network;
    this.packets = packets;
    this.attempts = new Attempts(Traffic.of(flow));
    this.addresses = addresses;
  }

  /// A way that does not even begin, or one without addresses.
  Way simple(Consumer<Walk> walking) {
    return attempts.simple(walking);
  }

  /// To an interface: over IPv4, and over IPv6 if both have such an address.
  Way toInterface(Nic from, Nic to) {
    if (!impossible(from, to) && !(from.has(false) && to.has(false))) {
      return from.has(true) && to.has(true) ? overV6(from, to) : withoutV4(from, to.name());
    }
    var overV4 = overV4(from, to);
    return from.has(true) && to.has(true) && !impossible(from, to)
        ? Way.best(List.of(overV4, overV6(from, to)))
        : overV4;
  }

  /// What an interface without an IPv4 address meets on the way to something that has only one.
  private Way withoutV4(Nic from, String name) {
    return simple(w ->
        w.block(
            blocker(
                "DIORAMA_NO_COMMON_ADDRESS",
                Optional.of(from.owner()),
                Pages.IPV6,
                from.name(),
                name)));
  }

  private Way overV6(Nic from, Nic to) {
    return attempts.over(
        addresses.of(from, true, List.of(from, to)),
        addresses.of(to, true, List.of(from, to)),
        Optional.empty(),
        (walk, pair) -> {
          resolve(walk, from, to);
          packets.send(walk, from, pair.source(), new ToNic(to, pair.target()));
          arrive(walk, to);
        });
  }

  /// Inside the VPC, or over the internet to another VPC's public interface.
  private Way overV4(Nic from, Nic to) {
    if (impossible(from, to)) {
      return simple(w -> {
        w.impossible(from.subnet());
        w.impossible(to.subnet());
        Acceptance.refuse(w, to);
      });
    }
    if (sameVpc(from, to) || peered(from, to)) {
      return attempts.over(
          addresses.of(from, false, List.of(from, to)),
          addresses.of(to, false, List.of(from, to)),
          Optional.empty(),
          (walk, pair) -> {
            resolve(walk, from, to);
            packets.send(walk, from, pair.source(), new ToNic(to, pair.target()));
            arrive(walk, to);
          });
    }
    if (!to.publicAddress()) {
      return simple(w -> {
        Acceptance.refuse(w, to);
        w.block(
            blocker(
                "DISCONNECTED_VPCS",
                Optional.of(to.owner()),
                Pages.EXPLANATION_CODES,
                from.name(),
                to.name()));
      });
    }
    // Out over the internet and in again: each side sees a public address of the other.
    var blocks = addresses.blocks(List.of(from, to));
    return attempts.over(
        addresses.of(from, false, List.of(from, to)),
        AddressClasses.ofInternet(false, blocks, List.of()),
        Optional.empty(),
        (walk, pair) -> {
          packets.send(walk, from, pair.source(), new Outside(pair.target(), to.name()));
          walk.step(hop(Hop.Kind.INTERNET, Optional.empty(), "internet"));
          packets.fromPublic(walk, pair.target(), from.name(), to);
          arrive(walk, to);
        });
  }

  /// From the internet to an interface: to its public IPv4 address, and to its IPv6 address if it
  /// has one.
  Way fromInternet(Nic to, String client) {
    if (to.subnet().problems().isEmpty() && !to.has(false)) {
      return fromInternet(to, client, true);
    }
    var overV4 = fromInternet(to, client, false);
    return to.has(true) && to.subnet().problems().isEmpty()
        ? Way.best(List.of(overV4, fromInternet(to, client, true)))
        : overV4;
  }

  private Way fromInternet(Nic to, String client, boolean v6) {
    if (!to.subnet().problems().isEmpty()) {
      return simple(w -> {
        w.impossible(to.subnet());
        Acceptance.refuse(w, to);
      });
    }
    return attempts.over(
        addresses.ofInternet(to, v6),
        v6 ? addresses.of(to, true, List.of(to)) : AddressClasses.only(AddressClasses.NONE),
        Optional.empty(),
        (walk, pair) -> {
          walk.step(hop(Hop.Kind.INTERNET, Optional.empty(), "internet"));
          packets.fromPublic(walk, pair.source(), client, to);
          arrive(walk, to);
        });
  }

  static boolean impossible(Nic... nics) {
    return List.of(nics).stream().anyMatch(n -> !n.subnet().problems().isEmpty());
  }

  static boolean sameVpc(Nic a, Nic b) {
    return a.subnet().vpcId().equals(b.subnet().vpcId());
  }

  /// Whether a drawn peering connection joins the VPCs of two interfaces.
  private boolean peered(Nic a, Nic b) {
    var here = a.subnet().vpcId();
    var there = b.subnet().vpcId();
    return network.peerings().values().stream()
        .anyMatch(p ->
            here.filter(p.vpcs()::contains).isPresent()
                && there.filter(p.vpcs()::contains).isPresent());
  }

  /// A database is reached by its name (`docs.aws.amazon.com/AmazonRDS/latest/UserGuide/
  /// USER_VPC.WorkingWithRDSInstanceinaVPC.html`), which needs the VPC's resolver.
  private static void resolve(Walk walk, Nic from, Nic to) {
    if (to.kind().equals(Optional.of(NetworkAttachment.Kind.DATABASE))) {
      resolveName(walk, from, to.name());
    }
  }

  private static void resolveName(Walk walk, Nic from, String name) {
    var vpc = from.subnet().vpc();
    if (vpc.isPresent() && !vpc.get().dnsSupport()) {
      walk.block(
          blocker(
              "DIORAMA_VPC_DNS_SUPPORT_OFF",
              Optional.of(vpc.get().id()),
              Pages.DNS,
              vpc.get().name(),
              name));
    }
    walk.step(hop(Hop.Kind.NAME, Optional.empty(), "name", name));
  }

  private void arrive(Walk walk, Nic to) {
    Acceptance.refuse(walk, to);
    walk.step(hop(Hop.Kind.DESTINATION, Optional.of(to.owner()), "destination", to.name()));
  }

  /// To a host on the internet. A name is looked up over IPv4; whether the host has an IPv6 address
  /// as well is not drawn.
  Way toInternet(Nic from, String host) {
    Consumer<Walk> after =
        walk -> {
          walk.step(hop(Hop.Kind.INTERNET, Optional.empty(), "internet"));
          walk.step(hop(Hop.Kind.DESTINATION, Optional.empty(), "destination", host));
        };
    var literal = Ip.parse(host);
    if (literal.isPresent()) {
      boolean v6 = literal.get().v6();
      return toPublic(from, v6, AddressClasses.only(literal.get()), host, walk -> {}, after);
    }
    Consumer<Walk> before = walk -> resolveName(walk, from, host);
    var overV4 = toPublic(from, false, addresses.ofInternet(from, false), host, before, after);
    if (!from.has(true) || impossible(from)) {
      return overV4;
    }
    Consumer<Walk> perhaps =
        walk -> {
          if (walk.arrives()) {
            walk.doubt(
                blocker(
                    "DIORAMA_HOST_MAY_HAVE_NO_IPV6_ADDRESS",
                    Optional.of(from.owner()),
                    Pages.IPV6,
                    host));
          }
          after.accept(walk);
        };
    return Way.best(
        List.of(
            overV4, toPublic(from, true, addresses.ofInternet(from, true), host, before, perhaps)));
  }

  private Way toPublic(
      Nic from,
      boolean v6,
      AddressClasses to,
      String name,
      Consumer<Walk> before,
      Consumer<Walk> after) {
    if (impossible(from)) {
      return simple(w -> w.impossible(from.subnet()));
    }
    if (!v6 && !from.has(false)) {
      return withoutV4(from, name);
    }
    if (v6 && !from.has(true)) {
      return simple(w ->
          w.block(
              blocker(
                  "DIORAMA_NO_IPV6_ADDRESS",
                  Optional.of(from.owner()),
                  Pages.IPV6,
                  from.name(),
                  name)));
    }
    return attempts.over(
        addresses.of(from, v6, List.of(from)),
        to,
        Optional.empty(),
        (walk, pair) -> {
          before.accept(walk);
          packets.send(walk, from, pair.source(), new Outside(pair.target(), name));
          after.accept(walk);
        });
  }

  /// To a service's regional endpoint: by a gateway endpoint, an interface endpoint, or over the
  /// internet.
  Way toService(Nic from, String service) {
    if (impossible(from)) {
      return simple(w -> w.impossible(from.subnet()));
    }
    if (!from.has(false)) {
      return withoutV4(from, service);
    }
    var through = new EndpointWays(network, packets, addresses, attempts);
    var vpc = from.subnet().vpc();
    var endpoints = vpc.map(v -> network.endpoints(v.id(), service)).orElse(List.of());
    var resolved =
        endpoints.stream()
            .filter(e -> !e.gateway() && e.privateDns())
            .filter(e -> vpc.get().dnsSupport() && vpc.get().dnsHostnames())
            .filter(e -> !through.nics(e).isEmpty())
            .findFirst();
    var candidates = new ArrayList<Way>();
    for (var endpoint : endpoints) {
      candidates.add(through.way(from, endpoint, resolved));
    }
    candidates.add(
        toPublic(
            from,
            false,
            addresses.ofInternet(from, false),
            service,
            walk -> {
              resolveName(walk, from, service);
              EndpointWays.notResolvedTo(walk, resolved, service);
              endpoints.stream()
                  .filter(e -> EndpointWays.isRouted(from, e))
                  .findFirst()
                  .ifPresent(e ->
                      walk.block(
                          blocker(
                              "MORE_SPECIFIC_ROUTE",
                              from.subnet().routes().id(),
                              Pages.GATEWAY_ENDPOINT,
                              from.subnet().routes().name(),
                              service,
                              e.name())));
            },
            walk -> {
              walk.step(hop(Hop.Kind.INTERNET, Optional.empty(), "internet"));
              walk.step(hop(Hop.Kind.SERVICE, Optional.empty(), "service", service));
            }));
    return Way.best(candidates);
  }
}

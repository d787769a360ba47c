package dev.diorama.reachability;

import static dev.diorama.reachability.Reasons.blocker;
import static dev.diorama.reachability.Reasons.hop;

import dev.diorama.catalog.NetworkAttachment;
import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Goal.Outside;
import dev.diorama.reachability.Goal.ToNic;
import dev.diorama.reachability.Network.Endpoint;
import dev.diorama.reachability.Network.Nic;
import dev.diorama.reachability.Network.Vpc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The candidate ways of one flow from one interface.
final class Ways {
  private final Network network;
  private final Packets packets;
  private final Traffic traffic;
  private final Addresses addresses;

  Ways(Network network, Packets packets, Flow flow) {
    this.network = network;
    this.packets = packets;
    this.traffic = Traffic.of(flow);
    this.addresses = new Addresses(network, packets);
  }

  /// A way that does not even begin, or one without addresses.
  Way simple(Consumer<Walk> walking) {
    var walk = new Walk(traffic);
    walking.accept(walk);
    return walk.finish(Optional.empty());
  }

  /// To an interface: inside the VPC, or over the internet to another VPC's public interface.
  Way toInterface(Nic from, Nic to) {
    if (impossible(from, to)) {
      return simple(w -> {
        w.impossible(from.subnet());
        w.impossible(to.subnet());
        refuse(w, to);
      });
    }
    if (sameVpc(from, to) || peered(from, to)) {
      return overAddresses(
          addresses.of(from, List.of(from, to)),
          addresses.of(to, List.of(from, to)),
          Optional.empty(),
          (walk, pair) -> {
            resolve(walk, from, to);
            packets.send(walk, from, pair.source(), new ToNic(to, pair.target()));
            arrive(walk, to);
          });
    }
    if (!to.publicAddress()) {
      return simple(w -> {
        refuse(w, to);
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
    return overAddresses(
        addresses.of(from, List.of(from, to)),
        AddressClasses.ofInternet(blocks),
        Optional.empty(),
        (walk, pair) -> {
          packets.send(walk, from, pair.source(), new Outside(pair.target(), to.name()));
          walk.step(hop(Hop.Kind.INTERNET, Optional.empty(), "internet"));
          packets.fromPublic(walk, pair.target(), from.name(), to);
          arrive(walk, to);
        });
  }

  /// From the internet to an interface.
  Way fromInternet(Nic to, String client) {
    if (!to.subnet().problems().isEmpty()) {
      return simple(w -> {
        w.impossible(to.subnet());
        refuse(w, to);
      });
    }
    return overAddresses(
        AddressClasses.ofInternet(addresses.blocks(List.of(to))),
        AddressClasses.only(AddressClasses.NONE),
        Optional.empty(),
        (walk, pair) -> {
          walk.step(hop(Hop.Kind.INTERNET, Optional.empty(), "internet"));
          packets.fromPublic(walk, pair.source(), client, to);
          arrive(walk, to);
        });
  }

  private static boolean impossible(Nic... nics) {
    return List.of(nics).stream().anyMatch(n -> !n.subnet().problems().isEmpty());
  }

  private static boolean sameVpc(Nic a, Nic b) {
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
    refuse(walk, to);
    walk.step(hop(Hop.Kind.DESTINATION, Optional.of(to.owner()), "destination", to.name()));
  }

  private void refuse(Walk walk, Nic to) {
    if (to.port().isPresent() && !walk.asksFor(to.port().getAsInt())) {
      walk.block(
          blocker(
              "DIORAMA_PORT_NOT_SERVED",
              Optional.of(to.owner()),
              Pages.RDS_TROUBLE,
              to.name(),
              String.valueOf(to.port().getAsInt()),
              walk.traffic()));
    }
    if (to.kind().equals(Optional.of(NetworkAttachment.Kind.LAMBDA_HYPERPLANE))) {
      walk.block(
          blocker(
              "DIORAMA_FUNCTION_ACCEPTS_NO_CONNECTIONS",
              Optional.of(to.owner()),
              Pages.LAMBDA_VPC,
              to.name()));
    }
  }

  /// To a host on the internet.
  Way toInternet(Nic from, String host) {
    var literal = Ip.parse(host);
    return toPublic(
        from,
        literal.filter(Ip::v6).isPresent(),
        literal
            .map(AddressClasses::only)
            .orElseGet(() -> AddressClasses.ofInternet(addresses.blocks(List.of(from)))),
        host,
        walk -> {
          if (literal.isEmpty()) {
            resolveName(walk, from, host);
          }
        },
        walk -> {
          walk.step(hop(Hop.Kind.INTERNET, Optional.empty(), "internet"));
          walk.step(hop(Hop.Kind.DESTINATION, Optional.empty(), "destination", host));
        });
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
    if (v6 && !from.hasV6()) {
      return simple(w ->
          w.block(
              blocker(
                  "DIORAMA_NO_IPV6_ADDRESS",
                  Optional.of(from.owner()),
                  Pages.IPV6,
                  from.name(),
                  name)));
    }
    return overAddresses(
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
    var vpc = from.subnet().vpc();
    var endpoints = vpc.map(v -> network.endpoints(v.id(), service)).orElse(List.of());
    var resolved =
        endpoints.stream()
            .filter(e -> !e.gateway() && e.privateDns())
            .filter(e -> vpc.get().dnsSupport() && vpc.get().dnsHostnames())
            .filter(e -> !nics(e).isEmpty())
            .findFirst();
    var candidates = new ArrayList<Way>();
    for (var endpoint : endpoints) {
      candidates.add(
          endpoint.gateway()
              ? throughGatewayEndpoint(from, endpoint, resolved)
              : throughInterfaceEndpoint(from, endpoint, resolved));
    }
    candidates.add(
        toPublic(
            from,
            false,
            AddressClasses.ofInternet(addresses.blocks(List.of(from))),
            service,
            walk -> {
              resolveName(walk, from, service);
              notResolvedTo(walk, resolved, service);
              endpoints.stream()
                  .filter(e -> isRouted(from, e))
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

  private static boolean isRouted(Nic from, Endpoint endpoint) {
    return endpoint.gateway()
        && from.subnet().routes().id().filter(endpoint.routeTables()::contains).isPresent();
  }

  private static void notResolvedTo(Walk walk, Optional<Endpoint> resolved, String service) {
    resolved.ifPresent(e ->
        walk.block(
            blocker(
                "DIORAMA_NAME_RESOLVES_TO_ENDPOINT",
                Optional.of(e.id()),
                Pages.INTERFACE_ENDPOINT,
                service,
                e.name())));
  }

  private Way throughGatewayEndpoint(Nic from, Endpoint endpoint, Optional<Endpoint> resolved) {
    var at = Optional.of(endpoint.id());
    return overAddresses(
        addresses.of(from, List.of(from)),
        AddressClasses.ofInternet(addresses.blocks(List.of(from))),
        at,
        (walk, pair) -> {
          notResolvedTo(walk, resolved, endpoint.service());
          GatewayEndpoints.check(walk, from, endpoint);
          walk.step(hop(Hop.Kind.NAME, Optional.empty(), "name", endpoint.service()));
          packets.toEndpoint(walk, from, pair.target(), endpoint, isRouted(from, endpoint));
          walk.step(hop(Hop.Kind.SERVICE, Optional.empty(), "service", endpoint.service()));
        });
  }

  private Way throughInterfaceEndpoint(Nic from, Endpoint endpoint, Optional<Endpoint> resolved) {
    var at = Optional.of(endpoint.id());
    var vpc = from.subnet().vpc();
    Consumer<Walk> name =
        walk -> {
          if (!endpoint.privateDns()) {
            walk.block(
                blocker(
                    "DIORAMA_PRIVATE_DNS_OFF",
                    at,
                    Pages.INTERFACE_ENDPOINT,
                    endpoint.name(),
                    endpoint.service()));
          } else if (vpc.isPresent() && !(vpc.get().dnsSupport() && vpc.get().dnsHostnames())) {
            walk.block(
                blocker(
                    "DIORAMA_VPC_DNS_ATTRIBUTES_OFF",
                    vpc.map(Vpc::id),
                    Pages.INTERFACE_ENDPOINT,
                    vpc.get().name(),
                    endpoint.name()));
          } else if (resolved.isPresent() && !resolved.get().id().equals(endpoint.id())) {
            notResolvedTo(walk, resolved, endpoint.service());
          }
          walk.step(hop(Hop.Kind.NAME, at, "name.endpoint", endpoint.service(), endpoint.name()));
        };
    var nics = nics(endpoint);
    if (nics.isEmpty()) {
      return simple(walk -> {
        name.accept(walk);
        walk.block(blocker("UNASSOCIATED_COMPONENT", at, Pages.EXPLANATION_CODES, endpoint.name()));
      });
    }
    return Way.inTurn(
        nics.stream().map(nic -> throughEndpointInterface(from, endpoint, nic, name)).toList());
  }

  private Way throughEndpointInterface(Nic from, Endpoint endpoint, Nic nic, Consumer<Walk> name) {
    var at = Optional.of(endpoint.id());
    if (impossible(nic) || !sameVpc(from, nic)) {
      return simple(walk -> {
        name.accept(walk);
        if (!walk.impossible(nic.subnet())) {
          walk.block(
              blocker(
                  "DISCONNECTED_VPCS", at, Pages.EXPLANATION_CODES, from.name(), endpoint.name()));
        }
      });
    }
    return overAddresses(
        addresses.of(from, List.of(from, nic)),
        addresses.of(nic, List.of(from, nic)),
        at,
        (walk, pair) -> {
          name.accept(walk);
          packets.send(walk, from, pair.source(), new ToNic(nic, pair.target()));
          if (walk.packet().protocol() != Traffic.TCP) {
            walk.block(
                blocker("PROTOCOL_RESTRICTION", at, Pages.EXPLANATION_CODES, endpoint.name()));
          }
          walk.step(hop(Hop.Kind.VPC_ENDPOINT, at, "endpoint", endpoint.name()));
          walk.step(hop(Hop.Kind.SERVICE, Optional.empty(), "service", endpoint.service()));
        });
  }

  private List<Nic> nics(Endpoint endpoint) {
    return endpoint.subnets().stream()
        .flatMap(s ->
            network
                .nic(
                    endpoint.id(),
                    endpoint.name(),
                    Optional.empty(),
                    s,
                    endpoint.groups(),
                    false,
                    List.of())
                .stream())
        .toList();
  }

  /// A packet's addresses.
  private record Pair(Ip source, Ip target) {}

  /// Walks once for each pair of address classes: the drawing does not say which is the case.
  private Way overAddresses(
      AddressClasses from,
      AddressClasses to,
      Optional<ResourceId> endpoint,
      BiConsumer<Walk, Pair> walking) {
    var ways = new ArrayList<Way>();
    for (var a : from.representatives()) {
      for (var b : to.representatives()) {
        var walk = new Walk(traffic);
        walking.accept(walk, new Pair(a, b));
        if (!from.complete() || !to.complete()) {
          walk.doubt(
              blocker("DIORAMA_TOO_MANY_BLOCKS", Optional.empty(), Pages.SECURITY_GROUP_RULES));
        }
        ways.add(walk.finish(endpoint));
      }
    }
    return ways.size() == 1 ? ways.getFirst() : Way.undecided(ways);
  }
}

package dev.diorama.reachability;

import static dev.diorama.reachability.Reasons.blocker;
import static dev.diorama.reachability.Reasons.hop;

import dev.diorama.reachability.Goal.ToNic;
import dev.diorama.reachability.Network.Endpoint;
import dev.diorama.reachability.Network.Nic;
import dev.diorama.reachability.Network.Vpc;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The ways to an AWS service through drawn VPC endpoints. Services are called over IPv4, as their
/// usual names resolve (`docs.aws.amazon.com/vpc/latest/userguide/aws-ipv6-support.html`).
record EndpointWays(Network network, Packets packets, Addresses addresses, Attempts attempts) {

  /// Through one endpoint.
  ///
  /// @param resolved the endpoint to which private DNS resolves the service's name, if it does
  Way way(Nic from, Endpoint endpoint, Optional<Endpoint> resolved) {
    return endpoint.gateway()
        ? throughGatewayEndpoint(from, endpoint, resolved)
        : throughInterfaceEndpoint(from, endpoint, resolved);
  }

  static boolean isRouted(Nic from, Endpoint endpoint) {
    return endpoint.gateway()
        && from.subnet().routes().id().filter(endpoint.routeTables()::contains).isPresent();
  }

  static void notResolvedTo(Walk walk, Optional<Endpoint> resolved, String service) {
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
    return attempts.over(
        addresses.of(from, false, List.of(from)),
        addresses.ofInternet(from, false),
        at,
        (walk, pair) -> {
          notResolvedTo(walk, resolved, endpoint.service());
          GatewayEndpoints.check(walk, from, endpoint);
          walk.step(hop(Hop.Kind.NAME, Optional.empty(), "name", endpoint.service()));
          GatewayEndpoints.reach(walk, from, pair.target(), endpoint, isRouted(from, endpoint));
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
      return attempts.simple(walk -> {
        name.accept(walk);
        walk.block(blocker("UNASSOCIATED_COMPONENT", at, Pages.EXPLANATION_CODES, endpoint.name()));
      });
    }
    return Way.inTurn(
        nics.stream().map(nic -> throughEndpointInterface(from, endpoint, nic, name)).toList());
  }

  private Way throughEndpointInterface(Nic from, Endpoint endpoint, Nic nic, Consumer<Walk> name) {
    var at = Optional.of(endpoint.id());
    if (Ways.impossible(nic) || !Ways.sameVpc(from, nic)) {
      return attempts.simple(walk -> {
        name.accept(walk);
        if (!walk.impossible(nic.subnet())) {
          walk.block(
              blocker(
                  "DISCONNECTED_VPCS", at, Pages.EXPLANATION_CODES, from.name(), endpoint.name()));
        }
      });
    }
    return attempts.over(
        addresses.of(from, false, List.of(from, nic)),
        addresses.of(nic, false, List.of(from, nic)),
        at,
        (walk, pair) -> {
          name.accept(walk);
          packets.send(walk, from, pair.source(), new ToNic(nic, pair.target()));
          if (!carries(endpoint, walk.packet())) {
            walk.block(
                blocker("PROTOCOL_RESTRICTION", at, Pages.EXPLANATION_CODES, endpoint.name()));
          }
          walk.step(hop(Hop.Kind.VPC_ENDPOINT, at, "endpoint", endpoint.name()));
          walk.step(hop(Hop.Kind.SERVICE, Optional.empty(), "service", endpoint.service()));
        });
  }

  /// AWS's own services are called over TCP. Others' services stand behind a Network Load Balancer,
  /// which may listen to TCP or UDP
  /// (`docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html`,
  /// `docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html`); to
  /// which is not drawn.
  private static boolean carries(Endpoint endpoint, Traffic packet) {
    return packet.protocol() == Traffic.TCP
        || (packet.protocol() == Traffic.UDP && endpoint.service().contains("vpce-svc-"));
  }

  /// The interfaces of an endpoint.
  List<Nic> nics(Endpoint endpoint) {
    return endpoint.subnets().stream()
        .flatMap(s ->
            network
                .nic(endpoint.id(), endpoint.name(), Optional.empty(), s, endpoint.groups())
                .stream())
        .toList();
  }
}

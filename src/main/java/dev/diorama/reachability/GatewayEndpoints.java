package dev.diorama.reachability;

import static dev.diorama.reachability.Reasons.blocker;
import static dev.diorama.reachability.Reasons.hop;

import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Goal.ToNic;
import dev.diorama.reachability.Network.Endpoint;
import dev.diorama.reachability.Network.Nic;
import dev.diorama.reachability.Network.Subnet;
import java.util.Optional;
import java.util.Set;

/// What a gateway endpoint demands besides a route
/// (`docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html`).
final class GatewayEndpoints {
  /// The services that have gateway endpoints.
  private static final Set<String> SERVICES = Set.of("s3", "dynamodb");

  private GatewayEndpoints() {}

  /// Gateway endpoints carry TCP.
  static void checkProtocol(Walk walk, Endpoint endpoint) {
    if (walk.packet().protocol() != Traffic.TCP) {
      walk.block(
          blocker(
              "VPCE_GATEWAY_PROTOCOL_RESTRICTION",
              Optional.of(endpoint.id()),
              Pages.EXPLANATION_CODES,
              endpoint.name()));
    }
  }

  static void check(Walk walk, Nic from, Endpoint endpoint) {
    var at = Optional.of(endpoint.id());
    if (!SERVICES.contains(endpoint.service())) {
      walk.block(
          blocker(
              "DIORAMA_NO_GATEWAY_ENDPOINT_FOR_SERVICE",
              at,
              Pages.GATEWAY_ENDPOINT,
              endpoint.name(),
              endpoint.service()));
    }
    checkProtocol(walk, endpoint);
    var vpc = from.subnet().vpc();
    // With Amazon's resolver both attributes must be on.
    if (vpc.isPresent() && !(vpc.get().dnsSupport() && vpc.get().dnsHostnames())) {
      walk.block(
          blocker(
              "DIORAMA_VPC_DNS_ATTRIBUTES_OFF",
              Optional.of(vpc.get().id()),
              endpoint.service().equals("s3") ? Pages.S3_ENDPOINT : Pages.DYNAMODB_ENDPOINT,
              vpc.get().name(),
              endpoint.name()));
    }
  }

  /// To a gateway endpoint to which a route leads.
  static void pass(Network network, Walk walk, Leg leg, Goal goal, ResourceId id) {
    var endpoint = network.endpoint(id);
    if (goal instanceof ToNic
        || endpoint.isEmpty()
        || !endpoint.get().vpc().equals(leg.subnet().vpcId())) {
      walk.block(
          blocker(
              "NO_POSSIBLE_DESTINATION", Optional.of(id), Pages.EXPLANATION_CODES, goal.name()));
      return;
    }
    if (!endpoint.get().available()) {
      walk.block(
          blocker("BAD_STATE", Optional.of(id), Pages.EXPLANATION_CODES, endpoint.get().name()));
    }
    checkProtocol(walk, endpoint.get());
    passEndpoint(walk, leg.subnet(), endpoint.get());
  }

  private static void passEndpoint(Walk walk, Subnet subnet, Endpoint endpoint) {
    walk.step(
        hop(
            Hop.Kind.ROUTE_TABLE,
            subnet.routes().id(),
            "route",
            Packets.tableName(subnet),
            endpoint.name()));
    walk.step(hop(Hop.Kind.VPC_ENDPOINT, Optional.of(endpoint.id()), "endpoint", endpoint.name()));
  }

  /// From an interface to a service's public address through a gateway endpoint of a drawing, whose
  /// service's addresses are not known.
  ///
  /// @param routed whether the endpoint put its route into the subnet's route table
  static void reach(Walk walk, Nic from, Ip address, Endpoint endpoint, boolean routed) {
    Packets.leave(walk, from, new Goal.Outside(address, endpoint.service()));
    walk.acl(from.subnet(), Direction.EGRESS, address, endpoint.service());
    if (routed) {
      passEndpoint(walk, from.subnet(), endpoint);
      return;
    }
    walk.block(
        Reasons.variant(
            "NO_ROUTE_TO_DESTINATION",
            "endpoint",
            from.subnet().routes().id().or(() -> Optional.of(from.subnet().id())),
            Pages.GATEWAY_ENDPOINT,
            Packets.tableName(from.subnet()),
            from.subnet().name(),
            endpoint.name()));
    walk.step(hop(Hop.Kind.VPC_ENDPOINT, Optional.of(endpoint.id()), "endpoint", endpoint.name()));
  }
}

package dev.diorama.reachability;

import static dev.diorama.reachability.Reasons.blocker;

import dev.diorama.reachability.Network.Endpoint;
import dev.diorama.reachability.Network.Nic;
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
}

package dev.diorama.reachability;

import static dev.diorama.reachability.Reasons.blocker;

import dev.diorama.catalog.NetworkAttachment.Kind;
import dev.diorama.reachability.Network.Nic;
import java.util.Optional;

/// Which interfaces accept connections at all, whatever groups and ACLs let pass.
final class Acceptance {
  private Acceptance() {}

  /// Whether nothing behind an interface ever accepts a connection: behind those of Lambda
  /// functions (`docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html`) and of NAT gateways,
  /// which do not even answer a ping
  /// (`docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html`).
  static boolean isRefused(Nic to) {
    return to.kind().filter(k -> k == Kind.LAMBDA_HYPERPLANE || k == Kind.NAT_GATEWAY).isPresent();
  }

  /// Blocks what nobody behind the interface accepts.
  static void refuse(Walk walk, Nic to) {
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
    if (to.kind().equals(Optional.of(Kind.LAMBDA_HYPERPLANE))) {
      walk.block(
          blocker(
              "DIORAMA_FUNCTION_ACCEPTS_NO_CONNECTIONS",
              Optional.of(to.owner()),
              Pages.LAMBDA_VPC,
              to.name()));
    }
    if (to.kind().equals(Optional.of(Kind.NAT_GATEWAY))) {
      walk.block(
          blocker(
              "DIORAMA_NAT_GATEWAY_ACCEPTS_NO_CONNECTIONS",
              Optional.of(to.owner()),
              Pages.NAT_GATEWAY_TROUBLE,
              to.name()));
    }
  }
}

package dev.diorama.reachability;

import dev.diorama.model.Message;
import dev.diorama.model.ResourceId;
import java.util.Optional;

/// One step of a packet.
///
/// @param at the drawn resource that the packet passes; empty for something that is not drawn, as
///   Lambda's own VPC or the internet
public record Hop(Kind kind, Optional<ResourceId> at, Message explanation) {

  /// What the packet passes.
  public enum Kind {
    /// Resolution of the destination's name.
    NAME,
    /// Lambda's own VPC.
    LAMBDA_SERVICE_VPC,
    /// A network interface, with its security groups.
    INTERFACE,
    /// A security group.
    SECURITY_GROUP,
    /// A network ACL.
    NETWORK_ACL,
    /// A subnet's route table.
    ROUTE_TABLE,
    /// An internet gateway.
    INTERNET_GATEWAY,
    /// A NAT gateway.
    NAT_GATEWAY,
    /// A NAT instance.
    NAT_INSTANCE,
    /// A VPC peering connection.
    PEERING,
    /// A VPC endpoint.
    VPC_ENDPOINT,
    /// The internet.
    INTERNET,
    /// An AWS service's endpoint.
    SERVICE,
    /// The destination.
    DESTINATION
  }
}

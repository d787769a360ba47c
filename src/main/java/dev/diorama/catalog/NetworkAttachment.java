package dev.diorama.catalog;

import dev.diorama.model.ResourceId;
import java.util.List;
import java.util.OptionalInt;

/// How a resource stands in a VPC: the interfaces it has there.
///
/// @param subnets one interface in each (a database: in one of them)
/// @param securityGroups on each interface
/// @param publicAddress whether the interfaces may have a public IPv4 address; never for Lambda
/// @param ipv6 whether the interfaces get an IPv6 address in subnets that have IPv6 addresses
/// @param port the TCP port that it serves, if it serves one
public record NetworkAttachment(
    Kind kind,
    List<ResourceId> subnets,
    List<ResourceId> securityGroups,
    boolean publicAddress,
    boolean ipv6,
    OptionalInt port) {

  /// What kind of interfaces these are.
  public enum Kind {
    /// Lambda's shared Hyperplane interfaces, one for each subnet; never a public address.
    LAMBDA_HYPERPLANE,
    /// An instance's interface.
    INSTANCE,
    /// A database's interface, in any one of the subnets.
    DATABASE,
    /// A NAT gateway's interface, which passes on what routes send to it and accepts nothing
    /// itself.
    NAT_GATEWAY
  }

  public NetworkAttachment {
    subnets = List.copyOf(subnets);
    securityGroups = List.copyOf(securityGroups);
  }

  /// Interfaces with IPv4 addresses only.
  public NetworkAttachment(
      Kind kind,
      List<ResourceId> subnets,
      List<ResourceId> securityGroups,
      boolean publicAddress,
      OptionalInt port) {
    this(kind, subnets, securityGroups, publicAddress, false, port);
  }
}

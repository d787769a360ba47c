package dev.diorama.reachability;

import dev.diorama.reachability.Flow.Protocol;

/// What a packet carries.
///
/// @param protocol the protocol's number (`www.iana.org/assignments/protocol-numbers`): 6 TCP, 17
///   UDP, 1 ICMP, 58 ICMPv6
/// @param port the destination port; for ICMP the type; 0 for protocols that have no ports
/// @param code the ICMP code; 0 for all others
/// @param clientPorts the ports from which the request may be sent
record Traffic(int protocol, int port, int code, PortSet clientPorts) {
  static final int TCP = 6;
  static final int UDP = 17;
  static final int ICMP = 1;
  static final int ICMP_V6 = 58;

  /// The ports from which clients open connections. Lambda functions, NAT gateways and elastic load
  /// balancers use all of them, other clients a part that depends on their operating system
  /// (`docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports`).
  static final PortSet EPHEMERAL = PortSet.of(1024, 65535);

  private static final int ECHO_REQUEST = 8;
  private static final int ECHO_REQUEST_V6 = 128;

  /// What a flow of a drawing carries: from any ephemeral port, or an echo request.
  static Traffic of(Flow flow) {
    return switch (flow.protocol()) {
      case TCP -> new Traffic(TCP, flow.port(), 0, EPHEMERAL);
      case UDP -> new Traffic(UDP, flow.port(), 0, EPHEMERAL);
      case ICMP -> new Traffic(ICMP, ECHO_REQUEST, 0, EPHEMERAL);
    };
  }

  /// This traffic over IPv6, where ICMP is another protocol.
  Traffic overV6() {
    return protocol == ICMP && port == ECHO_REQUEST
        ? new Traffic(ICMP_V6, ECHO_REQUEST_V6, code, clientPorts)
        : protocol == ICMP ? new Traffic(ICMP_V6, port, code, clientPorts) : this;
  }

  boolean isIcmp() {
    return protocol == ICMP || protocol == ICMP_V6;
  }

  boolean hasPorts() {
    return protocol == TCP || protocol == UDP;
  }

  /// What a reply names as destination port: the client's ports; for ICMP the type of the answer
  /// (RFC 792, RFC 4443).
  PortSet replyPorts() {
    if (protocol == ICMP) {
      int type =
          switch (port) {
            case ECHO_REQUEST -> 0;
            case 13 -> 14;
            case 15 -> 16;
            case 17 -> 18;
            default -> port;
          };
      return PortSet.of(type, type);
    }
    if (protocol == ICMP_V6) {
      int type = port == ECHO_REQUEST_V6 ? 129 : port;
      return PortSet.of(type, type);
    }
    return hasPorts() ? clientPorts : PortSet.of(0, 0);
  }

  /// What a reply to a NAT device names as destination port: NAT gateways send from 1024 to 65535.
  PortSet natPorts() {
    return hasPorts() ? EPHEMERAL : replyPorts();
  }

  /// `TCP 443`.
  @Override
  public String toString() {
    return switch (protocol) {
      case TCP, UDP -> name() + " " + port;
      case ICMP, ICMP_V6 -> name();
      default -> name();
    };
  }

  String name() {
    return switch (protocol) {
      case TCP -> Protocol.TCP.name();
      case UDP -> Protocol.UDP.name();
      case ICMP -> Protocol.ICMP.name();
      case ICMP_V6 -> "ICMPv6";
      default -> "IP " + protocol;
    };
  }
}

package dev.diorama.reachability;

import static dev.diorama.reachability.Reasons.blocker;
import static dev.diorama.reachability.Reasons.hop;

import dev.diorama.reachability.Network.Nic;
import dev.diorama.reachability.Network.Vpc;
import java.util.List;
import java.util.Optional;

/// Services of AWS that every interface reaches without a route, past its security groups and
/// network ACLs: Amazon's resolver, instance metadata and the time service
/// (`docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html`, `…/nacl-basics.html`).
final class LinkLocalServices {
  private static final int DNS = 53;
  private static final int HTTP = 80;
  private static final int NTP = 123;

  /// `docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html`.
  private static final List<Ip> RESOLVER = addresses("169.254.169.253", "fd00:ec2::253");

  /// `docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html`.
  private static final List<Ip> METADATA = addresses("169.254.169.254", "fd00:ec2::254");

  /// `docs.aws.amazon.com/AWSEC2/latest/UserGuide/configure-ec2-ntp.html`.
  private static final List<Ip> TIME = addresses("169.254.169.123", "fd00:ec2::123");

  private LinkLocalServices() {}

  private static List<Ip> addresses(String v4, String v6) {
    return List.of(Ip.parse(v4).orElseThrow(), Ip.parse(v6).orElseThrow());
  }

  /// Whether one of these services answers such packets of an interface.
  static boolean answers(Nic from, Ip address, Traffic traffic) {
    return isResolver(from, address, traffic)
        || (METADATA.contains(address)
            && traffic.protocol() == Traffic.TCP
            && traffic.port() == HTTP)
        || (TIME.contains(address) && traffic.protocol() == Traffic.UDP && traffic.port() == NTP);
  }

  private static boolean isResolver(Nic from, Ip address, Traffic traffic) {
    return traffic.hasPorts()
        && traffic.port() == DNS
        && (RESOLVER.contains(address) || basePlusTwo(from).equals(Optional.of(address)));
  }

  /// The resolver's address in the VPC: the base of its first IPv4 block plus two.
  private static Optional<Ip> basePlusTwo(Nic from) {
    return from.subnet()
        .vpc()
        .flatMap(v -> v.cidrs().stream().filter(c -> !c.v6()).findFirst())
        .map(c -> c.first().plus(2));
  }

  /// To one of these services and back; the resolver answers where the VPC has DNS support.
  static void reach(Walk walk, Nic from, Ip address) {
    Packets.at(walk, from);
    var vpc = from.subnet().vpc();
    if (isResolver(from, address, walk.packet()) && !vpc.map(Vpc::dnsSupport).orElse(false)) {
      walk.block(
          blocker(
              "DIORAMA_VPC_DNS_SUPPORT_OFF",
              vpc.map(Vpc::id),
              Pages.DNS,
              vpc.map(Vpc::name).orElse(""),
              address));
    }
    walk.step(hop(Hop.Kind.DESTINATION, Optional.empty(), "destination", address));
  }
}

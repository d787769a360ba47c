package dev.diorama.reachability;

import static dev.diorama.reachability.AccountWorld.f;
import static dev.diorama.reachability.AccountWorld.items;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What AWS's documentation says of larger networks, case by case, with its page.
class AccountGoldenTest {
  private static final AccountNetwork NETWORK = AccountNetwork.read(files());

  private static Fields route(String destination, String target, String id) {
    var name =
        destination.startsWith("pl-")
            ? "DestinationPrefixListId"
            : destination.contains(":") ? "DestinationIpv6CidrBlock" : "DestinationCidrBlock";
    return f(name, destination, target, id);
  }

  private static Fields table(String id, String vpc, String subnet, Fields... routes) {
    var association =
        subnet.equals("main") ? Fields.EMPTY.with("Main", Value.of(true)) : f("SubnetId", subnet);
    return f("RouteTableId", id, "VpcId", vpc)
        .with("Associations", items(List.of(association)))
        .with("Routes", items(List.of(routes)));
  }

  private static Fields permission(String protocol, int from, int to, String list, Fields peer) {
    return f("IpProtocol", protocol)
        .with("FromPort", from)
        .with("ToPort", to)
        .with(list, items(List.of(peer)));
  }

  private static Fields group(String id, String vpc, List<Fields> in, List<Fields> out) {
    return f("GroupId", id, "VpcId", vpc)
        .with("IpPermissions", items(in))
        .with("IpPermissionsEgress", items(out));
  }

  private static Fields eni(
      String id, String subnet, String ip, String publicIp, String v6, String group) {
    var item =
        f("NetworkInterfaceId", id, "SubnetId", subnet, "PrivateIpAddress", ip)
            .with("Groups", items(List.of(f("GroupId", group))));
    item = publicIp.isEmpty() ? item : item.with("Association", f("PublicIp", publicIp));
    return v6.isEmpty() ? item : item.with("Ipv6Addresses", items(List.of(f("Ipv6Address", v6))));
  }

  private static Map<String, Value> files() {
    var all =
        f("IpProtocol", "-1")
            .with("IpRanges", items(List.of(f("CidrIp", "0.0.0.0/0"))))
            .with("Ipv6Ranges", items(List.of(f("CidrIpv6", "::/0"))));
    var files = new LinkedHashMap<String, Value>();
    files.put(
        "Vpcs",
        items(
            List.of(
                f("VpcId", "vpc-1", "CidrBlock", "10.0.0.0/16")
                    .with(
                        "CidrBlockAssociationSet",
                        items(
                            List.of(f("CidrBlock", "10.0.0.0/16"), f("CidrBlock", "10.1.0.0/16"))))
                    .with(
                        "Ipv6CidrBlockAssociationSet",
                        items(List.of(f("Ipv6CidrBlock", "2600:1f00::/56")))),
                f("VpcId", "vpc-2", "CidrBlock", "172.31.0.0/16"),
                f("VpcId", "vpc-3", "CidrBlock", "192.168.0.0/16"))));
    files.put(
        "Subnets",
        items(
            List.of(
                f("SubnetId", "public", "VpcId", "vpc-1", "CidrBlock", "10.0.0.0/24"),
                f("SubnetId", "private", "VpcId", "vpc-1", "CidrBlock", "10.0.1.0/24"),
                f("SubnetId", "second", "VpcId", "vpc-1", "CidrBlock", "10.1.1.0/24"),
                f("SubnetId", "peer", "VpcId", "vpc-2", "CidrBlock", "172.31.0.0/24"),
                f("SubnetId", "far", "VpcId", "vpc-3", "CidrBlock", "192.168.0.0/24"))));
    files.put(
        "RouteTables",
        items(
            List.of(
                table(
                    "rtb-public",
                    "vpc-1",
                    "public",
                    route("0.0.0.0/0", "GatewayId", "igw-1"),
                    route("::/0", "GatewayId", "igw-1")),
                table(
                    "rtb-private",
                    "vpc-1",
                    "private",
                    route("0.0.0.0/0", "NatGatewayId", "nat-1"),
                    route("pl-s3", "GatewayId", "vpce-s3"),
                    route("pl-own", "VpcPeeringConnectionId", "pcx-1"),
                    route("192.168.0.0/16", "VpcPeeringConnectionId", "pcx-1"),
                    route("203.0.113.0/24", "NetworkInterfaceId", "eni-checked"),
                    route("198.51.100.0/24", "NatGatewayId", "nat-gone").with("State", "blackhole"),
                    route("::/0", "EgressOnlyInternetGatewayId", "eigw-1")),
                table(
                    "rtb-main",
                    "vpc-1",
                    "main",
                    route("0.0.0.0/0", "NatGatewayId", "nat-regional"),
                    route("198.51.100.0/24", "NatGatewayId", "nat-private"),
                    route("203.0.113.0/24", "NetworkInterfaceId", "eni-nat"),
                    route("100.64.0.0/10", "TransitGatewayId", "tgw-1")),
                table(
                    "rtb-peer",
                    "vpc-2",
                    "main",
                    route("10.0.1.0/24", "VpcPeeringConnectionId", "pcx-1"),
                    route("192.168.0.0/16", "VpcPeeringConnectionId", "pcx-2")),
                table(
                    "rtb-far",
                    "vpc-3",
                    "main",
                    route("172.31.0.0/16", "VpcPeeringConnectionId", "pcx-2")))));
    files.put(
        "InternetGateways",
        items(
            List.of(
                f("InternetGatewayId", "igw-1")
                    .with(
                        "Attachments",
                        items(List.of(f("State", "available", "VpcId", "vpc-1")))))));
    files.put(
        "NatGateways",
        items(
            List.of(
                f("NatGatewayId", "nat-1", "SubnetId", "public", "State", "available"),
                f(
                    "NatGatewayId",
                    "nat-private",
                    "SubnetId",
                    "public",
                    "State",
                    "available",
                    "ConnectivityType",
                    "private"),
                f(
                    "NatGatewayId",
                    "nat-regional",
                    "VpcId",
                    "vpc-1",
                    "State",
                    "available",
                    "AvailabilityMode",
                    "regional"))));
    files.put(
        "PrefixLists",
        items(
            List.of(
                f("PrefixListId", "pl-s3", "PrefixListName", "com.amazonaws.us-east-1.s3")
                    .with("Cidrs", Value.texts(List.of("52.216.0.0/15"))),
                f("PrefixListId", "pl-own", "PrefixListName", "own")
                    .with("Cidrs", Value.texts(List.of("172.31.0.0/16"))))));
    files.put(
        "VpcEndpoints",
        items(
            List.of(
                f(
                    "VpcEndpointId",
                    "vpce-s3",
                    "VpcEndpointType",
                    "Gateway",
                    "VpcId",
                    "vpc-1",
                    "ServiceName",
                    "com.amazonaws.us-east-1.s3",
                    "State",
                    "available"))));
    files.put(
        "SecurityGroups",
        items(
            List.of(
                group(
                    "sg-app",
                    "vpc-1",
                    List.of(
                        permission("tcp", 443, 443, "IpRanges", f("CidrIp", "0.0.0.0/0")),
                        permission("tcp", 443, 443, "Ipv6Ranges", f("CidrIpv6", "::/0")),
                        permission("icmp", 8, -1, "IpRanges", f("CidrIp", "10.0.0.0/8"))),
                    List.of(all)),
                group(
                    "sg-db",
                    "vpc-1",
                    List.of(
                        permission("tcp", 5432, 5432, "UserIdGroupPairs", f("GroupId", "sg-app"))),
                    List.of(
                        permission("tcp", 443, 443, "PrefixListIds", f("PrefixListId", "pl-s3")))),
                group(
                    "sg-peer",
                    "vpc-2",
                    List.of(permission("tcp", 80, 80, "UserIdGroupPairs", f("GroupId", "sg-app"))),
                    List.of(all)),
                group("sg-far", "vpc-3", List.of(all), List.of(all)))));
    files.put(
        "NetworkInterfaces",
        items(
            List.of(
                eni("eni-web", "public", "10.0.0.10", "52.0.0.10", "2600:1f00::10", "sg-app"),
                eni("eni-app", "private", "10.0.1.10", "", "2600:1f00:0:1::10", "sg-app"),
                eni("eni-db", "second", "10.1.1.10", "", "", "sg-db"),
                eni("eni-app2", "second", "10.1.1.11", "", "", "sg-app"),
                eni("eni-db2", "private", "10.0.1.11", "", "", "sg-db"),
                eni("eni-checked", "public", "10.0.0.20", "52.0.0.20", "", "sg-app"),
                eni("eni-nat", "public", "10.0.0.21", "52.0.0.21", "", "sg-app")
                    .with("SourceDestCheck", Value.of(false)),
                eni("eni-peer", "peer", "172.31.0.10", "", "", "sg-peer"),
                eni("eni-far", "far", "192.168.0.10", "", "", "sg-far"))));
    return files;
  }

  private static Fields end(String text) {
    return text.startsWith("eni-")
        ? f("eni", text)
        : text.matches("[a-z]+[0-9]?") ? f("service", text) : f("ip", text);
  }

  /// Pages are below docs.aws.amazon.com/vpc/latest/.
  @ParameterizedTest
  @CsvSource({
    "userguide/vpc-cidr-blocks.html, eni-app, eni-db, tcp, 5432, true, true, REACHABLE, ",
    "userguide/security-group-rules.html, eni-db, eni-app, tcp, 443, false, false, UNREACHABLE,"
        + " ENI_SG_RULES_MISMATCH",
    "userguide/VPC_Internet_Gateway.html, 8.8.8.8, eni-web, tcp, 443, true, true, REACHABLE, ",
    "userguide/VPC_Internet_Gateway.html, 8.8.8.8, eni-app, tcp, 443, false, false, UNREACHABLE,"
        + " IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS",
    "userguide/VPC_Internet_Gateway.html, 10.9.9.9, eni-web, tcp, 443, false, false, UNREACHABLE,"
        + " IGW_SOURCE_ADDRESS_NOT_IN_RFC1918_INGRESS",
    "userguide/VPC_Internet_Gateway.html, eni-web, 8.8.8.8, udp, 53, true, true, REACHABLE, ",
    "userguide/vpc-nat-gateway.html, eni-app, 8.8.8.8, tcp, 443, true, true, REACHABLE, ",
    "userguide/nat-gateway-basics.html, eni-app, 8.8.8.8, 50, 0, false, false, UNREACHABLE,"
        + " PROTOCOL_RESTRICTION",
    "userguide/nat-gateways-regional.html, eni-app2, 8.8.8.8, tcp, 443, true, true, REACHABLE, ",
    "userguide/vpc-nat-gateway.html, eni-app2, 198.51.100.1, tcp, 443, false, false, UNREACHABLE,"
        + " DIORAMA_NAT_GATEWAY_IS_PRIVATE",
    "userguide/work-with-nat-instances.html, eni-app2, 203.0.113.1, tcp, 443, true, true,"
        + " REACHABLE, ",
    "userguide/work-with-nat-instances.html, eni-app, 203.0.113.1, tcp, 443, false, false,"
        + " UNREACHABLE, ENI_SOURCE_DEST_CHECK_RESTRICTION",
    "userguide/VPC_Route_Tables.html, eni-app, 198.51.100.1, tcp, 443, false, false, UNREACHABLE,"
        + " BAD_STATE_ROUTE",
    "userguide/VPC_Route_Tables.html, eni-app2, 100.64.0.1, tcp, 443, false, false, UNKNOWN,"
        + " DIORAMA_ROUTE_NOT_MODELLED",
    "userguide/VPC_Route_Tables.html, eni-app, 10.0.0.99, tcp, 443, false, false, UNREACHABLE,"
        + " NO_POSSIBLE_DESTINATION",
    "userguide/egress-only-internet-gateway.html, eni-app, 2606:4700::1, tcp, 443, true, true,"
        + " REACHABLE, ",
    "userguide/egress-only-internet-gateway.html, 2606:4700::1, eni-app, tcp, 443, true, false,"
        + " UNREACHABLE, NO_ROUTE_TO_DESTINATION",
    "userguide/VPC_Internet_Gateway.html, 2606:4700::1, eni-web, tcp, 443, true, true, REACHABLE, ",
    "privatelink/gateway-endpoints.html, eni-app, s3, tcp, 443, true, true, REACHABLE, ",
    "privatelink/gateway-endpoints.html, eni-app, s3, udp, 443, false, false, UNREACHABLE,"
        + " VPCE_GATEWAY_PROTOCOL_RESTRICTION",
    "userguide/managed-prefix-lists.html, eni-db2, s3, tcp, 443, true, true, REACHABLE, ",
    "userguide/managed-prefix-lists.html, eni-db2, s3, tcp, 80, false, false, UNREACHABLE,"
        + " ENI_SG_RULES_MISMATCH",
    "userguide/managed-prefix-lists.html, eni-db2, 8.8.8.8, tcp, 443, false, false, UNREACHABLE,"
        + " ENI_SG_RULES_MISMATCH",
    "peering/vpc-peering-security-groups.html, eni-app, eni-peer, tcp, 80, true, true, REACHABLE, ",
    "peering/vpc-peering-basics.html, eni-web, eni-peer, tcp, 80, false, false, UNREACHABLE,"
        + " IGW_DESTINATION_ADDRESS_NOT_IN_RFC1918_EGRESS",
    "peering/vpc-peering-basics.html, eni-app, eni-far, tcp, 80, false, false, UNREACHABLE,"
        + " PCX_REQUIRES_ADDRESS_IN_VPC_CIDR",
    "peering/vpc-peering-basics.html, eni-peer, eni-far, tcp, 80, true, true, REACHABLE, ",
    "userguide/security-group-rules.html, eni-web, eni-app, icmp, 8, true, true, REACHABLE, ",
    "userguide/security-group-rules.html, eni-web, eni-db, icmp, 8, false, false, UNREACHABLE,"
        + " ENI_SG_RULES_MISMATCH"
  })
  void anAccountAnswersAsTheDocumentation(
      String page,
      String from,
      String to,
      String protocol,
      int port,
      boolean forward,
      boolean roundTrip,
      Disposition disposition,
      String blocker) {
    var line =
        Fields.EMPTY
            .with(
                "from",
                from.startsWith("eni-")
                    ? f("eni", from)
                    : f("ip", from).with("internet", Value.of(true)))
            .with("to", end(to))
            .with("protocol", protocol)
            .with("sourcePort", 40000)
            .with("destinationPort", port);
    var answer = NETWORK.answer(line);
    assertThat(answer).isInstanceOf(AccountNetwork.Answered.class);
    var verdict = ((AccountNetwork.Answered) answer).verdict();
    assertThat(List.of(verdict.forward(), verdict.roundTrip(), verdict.disposition()))
        .as("%s: %s", page, verdict)
        .containsExactly(forward, roundTrip, disposition);
    assertThat(verdict.blockers()).allMatch(b -> b.source().startsWith("https://"));
    if (blocker != null) {
      assertThat(verdict.blockers()).extracting(Blocker::code).contains(blocker);
    } else {
      assertThat(verdict.blockers()).isEmpty();
    }
  }
}

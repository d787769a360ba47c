package dev.diorama.reachability;

import static dev.diorama.reachability.Drawing.internet;
import static dev.diorama.reachability.Drawing.route;
import static dev.diorama.reachability.Drawing.service;
import static dev.diorama.reachability.Drawing.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.ResourceId;
import dev.diorama.reachability.Flow.FromResource;
import dev.diorama.reachability.Flow.Protocol;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Blockers of drawings that few meet, each with the drawing that meets it.
class RareBlockersTest {

  private static Drawing base() {
    return new Drawing()
        .vpc("Vpc", "10.0.0.0/16")
        .internetGateway("Igw", "Vpc")
        .table("Public", "Vpc", route("0.0.0.0/0", "GatewayId", "@Igw"))
        .table("Private", "Vpc", route("0.0.0.0/0", "NatGatewayId", "@Nat"))
        .subnet("Web", "Vpc", "10.0.0.0/24", "'RouteTableId':@Public")
        .subnet("Data", "Vpc", "10.0.1.0/24", "'RouteTableId':@Private")
        .natGateway("Nat", "Web")
        .group("Group", "Vpc", "")
        .function("App", "'Subnets':[@Data],'Groups':[@Group]");
  }

  /// The codes on all paths.
  private static List<String> all(Trace trace) {
    return trace.paths().stream()
        .flatMap(p -> p.blockers().stream())
        .map(Blocker::code)
        .distinct()
        .toList();
  }

  private static Drawing s3(Drawing drawing) {
    return drawing.add(
        "AWS::EC2::VPCEndpoint",
        "Gateway",
        "Vpc",
        "'VpcEndpointType':'Gateway','ServiceName':'s3','RouteTableIds':[@Private]");
  }

  /// `docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html`.
  @Test
  void besideAGatewayEndpointTheWayOverTheInternetIsNotTaken() {
    var trace = s3(base()).trace("App", service("s3"), 443);
    assertThat(trace.disposition()).isEqualTo(Disposition.REACHABLE);
    assertThat(all(trace)).containsExactly("MORE_SPECIFIC_ROUTE");
  }

  /// `docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html`.
  @Test
  void privateDnsLeadsPastTheGatewayEndpoint() {
    var trace =
        s3(base())
            .group(
                "EndpointGroup",
                "Vpc",
                "'SecurityGroupIngress':[" + Drawing.in("tcp", 443, 443, "@Group") + "]")
            .add(
                "AWS::EC2::VPCEndpoint",
                "Interface",
                "Vpc",
                "'VpcEndpointType':'Interface','ServiceName':'s3','SubnetIds':[@Data],'SecurityGroupIds':[@EndpointGroup],'PrivateDnsEnabled':true")
            .trace("App", service("s3"), 443);
    assertThat(trace.endpoint()).contains(new ResourceId("Interface"));
    assertThat(all(trace)).contains("DIORAMA_NAME_RESOLVES_TO_ENDPOINT");
  }

  /// `docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html`.
  @Test
  void aNatInstanceNeedsAnInternetRouteItself() {
    var trace =
        base()
            .subnet("Closed", "Vpc", "10.0.2.0/24", "")
            .table("ThroughInstance", "Vpc", route("0.0.0.0/0", "InstanceId", "@NatBox"))
            .subnet("Inner", "Vpc", "10.0.3.0/24", "'RouteTableId':@ThroughInstance")
            .server(
                "NatBox",
                "'Subnets':[@Closed],'Groups':[@Group],'Public':true,'SourceDestCheck':false")
            .function("Deep", "'Subnets':[@Inner],'Groups':[@Group]")
            .trace("Deep", internet(), 443);
    assertThat(all(trace)).contains("DIORAMA_NAT_INSTANCE_WITHOUT_INTERNET_ROUTE");
  }

  /// `docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html`.
  @Test
  void aSubnetHasTheRouteTableOfItsOwnVpc() {
    var trace =
        base()
            .vpc("Other", "10.9.0.0/16")
            .table("Foreign", "Other", route("0.0.0.0/0", "GatewayId", "@Igw"))
            .subnet("Wrong", "Vpc", "10.0.4.0/24", "'RouteTableId':@Foreign")
            .function("Lost", "'Subnets':[@Wrong],'Groups':[@Group]")
            .trace("Lost", internet(), 443);
    assertThat(all(trace)).contains("DIORAMA_NOT_IN_SAME_VPC");
  }

  @Test
  void moreKindsOfAddressesThanAreTriedAreUnknown() {
    var rules =
        IntStream.range(0, 40)
            .mapToObj(i -> Drawing.out("tcp", 443, 443, "203.0." + i + ".0/24"))
            .collect(Collectors.joining(","));
    var trace =
        base()
            .group("Many", "Vpc", "'SecurityGroupEgress':[" + rules + "]")
            .function("Picky", "'Subnets':[@Data],'Groups':[@Many]")
            .trace("Picky", internet(), 443);
    assertThat(all(trace)).contains("DIORAMA_TOO_MANY_BLOCKS");
  }

  /// `docs.aws.amazon.com/vpc/latest/userguide/vpc-migrate-ipv6.html`.
  @Test
  void withoutAnIpv6AddressNoIpv6HostIsReached() {
    var trace = base().trace("App", new Flow.ToInternet("2606:4700::1"), 443);
    assertThat(all(trace)).containsExactly("DIORAMA_NO_IPV6_ADDRESS");
  }

  /// `docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html`: five addresses are reserved.
  @Test
  void aSubnetHoldsNoMoreInterfacesThanItHasAddresses() {
    var drawing = base().subnet("Tiny", "Vpc", "10.0.8.0/28", "'RouteTableId':@Private");
    for (int i = 0; i < 12; i++) {
      drawing.server("Server" + i, "'Subnets':[@Tiny],'Groups':[@Group]");
    }
    assertThat(all(drawing.trace("Server0", internet(), 443)))
        .contains("DIORAMA_SUBNET_OUT_OF_ADDRESSES");
  }

  @Test
  void whatTheCatalogueDoesNotKnowIsUnknown() {
    var trace = base().add("Test::Nobody", "Odd", "", "").trace("Odd", to("App"), 443);
    assertThat(trace.disposition()).isEqualTo(Disposition.UNKNOWN);
    assertThat(all(trace)).containsExactly("UNSUPPORTED_COMPONENT");
  }

  /// Others' services may be behind a UDP listener, AWS's own are called over TCP:
  /// `docs.aws.amazon.com/vpc/latest/privatelink/create-endpoint-service.html`.
  @Test
  void udpPassesTheEndpointOfAnothersServiceOnly() {
    for (var service : List.of("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0", "sqs")) {
      var drawing =
          base()
              .group(
                  "EndpointGroup",
                  "Vpc",
                  "'SecurityGroupIngress':[" + Drawing.in("udp", 514, 514, "@Group") + "]")
              .add(
                  "AWS::EC2::VPCEndpoint",
                  "Interface",
                  "Vpc",
                  "'VpcEndpointType':'Interface','ServiceName':'"
                      + service
                      + "','SubnetIds':[@Data],'SecurityGroupIds':[@EndpointGroup],'PrivateDnsEnabled':true");
      var trace =
          drawing.trace(
              new Flow(
                  new FromResource(new ResourceId("App")), service(service), Protocol.UDP, 514));
      assertThat(trace.endpoint().isPresent() && all(trace).contains("PROTOCOL_RESTRICTION"))
          .as(service)
          .isEqualTo(service.equals("sqs"));
      assertThat(trace.disposition() == Disposition.REACHABLE && trace.endpoint().isPresent())
          .as("%s %s", service, all(trace))
          .isEqualTo(!service.equals("sqs"));
    }
  }
}

package dev.diorama.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.AwsFigures;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.model.ResourceId;
import dev.diorama.rule.Finding;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// What fixes cost, from the figures' file.
class FixCostTest {
  private static final Texts TEXTS =
      new Texts(
          Locale.ENGLISH,
          List.of("dev.diorama.aws.ec2.messages", "dev.diorama.reachability.messages"));

  private static List<String> labels(Finding finding) {
    return finding.fixes().stream().map(f -> TEXTS.text(f.label())).toList();
  }

  private static String cost(Sketch before, Sketch after) {
    var label = Message.of("rule.OpenToTheWorld.fix.remove");
    return TEXTS.text(FixCost.priced(label, before.drawing(), after.drawing()));
  }

  @Test
  void aNatGatewayCostsByTheHourWithItsAddressAndByTheGigabyte() {
    var sketch = Sketch.network("").connect("test:Browse", "App", "Target", "");
    assertThat(labels(sketch.check(new NoRouteToTheInternet()).getFirst()))
        .containsExactly(
            "Add a NAT gateway and a route to it (US$0.05 an hour and US$0.045 a GB in us-east-1 on"
                + " "
                + AwsFigures.published().date()
                + "; data transfer is charged separately)");
  }

  @Test
  void aRouteToANatGatewayThatIsThereCostsByTheGigabyte() {
    var sketch =
        Sketch.network("")
            .add("NatGateway", "Nat", "Public", "")
            .connect("test:Browse", "App", "Target", "");
    assertThat(labels(sketch.check(new NoRouteToTheInternet()).getFirst()).getFirst())
        .startsWith("Add a route to NAT gateway Nat (US$0.045 a GB in us-east-1");
  }

  @Test
  void aGatewayEndpointCostsNothing() {
    var sketch = Sketch.network("").connect("test:Call", "App", "Target", "'Service':'s3'");
    assertThat(labels(sketch.check(new NoRouteToTheInternet()).getFirst()).getFirst())
        .isEqualTo("Add a gateway endpoint for s3 (no charge)");
  }

  @Test
  void anInterfaceEndpointCostsForEachZone() {
    var before = Sketch.network("").add("Subnet", "Third", "Vpc", "'CidrBlock':'10.0.3.0/24'");
    var after =
        Sketch.network("")
            .add("Subnet", "Third", "Vpc", "'CidrBlock':'10.0.3.0/24'")
            .add(
                "VPCEndpoint",
                "Queue",
                "Vpc",
                "'VpcEndpointType':'Interface','ServiceName':'sqs','SubnetIds':[@Private,@Third]");
    assertThat(cost(before, after))
        .contains("US$0.02 an hour and US$0.01 a GB", "not confirmed on AWS's page");
  }

  @Test
  void publicAddressesCostAndRegionalNatGatewaysDependOnTheirZones() {
    var before = Sketch.network("").add("Instance", "Web", "Public", "");
    var address =
        Sketch.network("").add("Instance", "Web", "Public", "'AssociatePublicIpAddress':true");
    assertThat(cost(before, address)).contains("US$0.005 an hour in");
    assertThat(cost(before, before)).contains("(no charge)");
    var regional =
        Sketch.network("")
            .add("Instance", "Web", "Public", "")
            .add("NatGateway", "Nat", "Vpc", "'AvailabilityMode':'regional'");
    assertThat(cost(before, regional)).contains("depends on the Availability Zones");
  }

  @Test
  void aHostWithIpv6OnlyIsReachedThroughAnEgressOnlyInternetGateway() {
    var sketch =
        Sketch.network("")
            .add(
                "VPC",
                "Vpc",
                "",
                "'CidrBlock':'10.0.0.0/16','Ipv6CidrBlock':'2600:1f00:1:100::/56'")
            .add(
                "Subnet",
                "Private",
                "Vpc",
                "'CidrBlock':'10.0.1.0/24','RouteTableId':@PrivateRoutes,'Ipv6CidrBlock':'2600:1f00:1:101::/64'")
            .add(
                "Instance",
                "Server",
                "Private",
                "'SecurityGroupIds':[@AppGroup],'Ipv6AddressCount':1")
            .connect("test:Browse", "Server", "Target", "'Host':'2606:4700::1111'");
    var finding = sketch.check(new NoRouteToTheInternet()).getFirst();
    assertThat(labels(finding).getFirst())
        .isEqualTo(
            "Add a route for IPv6 to egress-only internet gateway EgressOnlyInternetGateway (no"
                + " charge)");
    assertThat(Sketch.check(new NoRouteToTheInternet(), sketch.after(finding.fixes().getFirst())))
        .isEmpty();
  }

  @Test
  void bothSidesOfAPeeringConnectionGetTheirRoutes() {
    var sketch =
        Sketch.network("")
            .add("VPC", "Far", "", "'CidrBlock':'10.4.0.0/16'")
            .add("VPCPeeringConnection", "Peering", "", "'VpcId':@Vpc,'PeerVpcId':@Far")
            .add("RouteTable", "FarRoutes", "Far", "")
            .add(
                "Subnet", "FarSubnet", "Far", "'CidrBlock':'10.4.1.0/24','RouteTableId':@FarRoutes")
            .add(
                "SecurityGroup",
                "FarGroup",
                "Far",
                "'GroupDescription':'f','SecurityGroupIngress':[{'IpProtocol':'tcp','FromPort':5432,'ToPort':5432,'CidrIp':'10.0.0.0/16'}]")
            .add("Test::Database", "Db", "", "'Subnets':[@FarSubnet],'Groups':[@FarGroup]")
            .connect("test:Connect", "App", "Db", "");
    var finding = sketch.check(new NoNetworkPath()).getFirst();
    assertThat(labels(finding)).singleElement().asString().endsWith("(no charge)");
    var fixed = sketch.after(finding.fixes().getFirst());
    assertThat(Sketch.check(new NoNetworkPath(), fixed)).isEmpty();
    for (var table : List.of("PrivateRoutes", "FarRoutes")) {
      assertThat(fixed.resource(new ResourceId(table)).orElseThrow().properties().list("Routes"))
          .hasSize(1);
    }
  }
}

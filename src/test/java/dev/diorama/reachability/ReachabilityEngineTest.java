package dev.diorama.reachability;

import static dev.diorama.reachability.Drawing.codes;
import static dev.diorama.reachability.Drawing.internet;
import static dev.diorama.reachability.Drawing.route;
import static dev.diorama.reachability.Drawing.service;
import static dev.diorama.reachability.Drawing.to;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReachabilityEngineTest {

  /// A VPC with a public and a private subnet, NAT, and a function and a database in the latter.
  private static Drawing privateDatabase() {
    return new Drawing()
        .vpc("Vpc", "10.0.0.0/16")
        .internetGateway("Igw", "Vpc")
        .table("PublicRoutes", "Vpc", route("0.0.0.0/0", "GatewayId", "@Igw"))
        .table("PrivateRoutes", "Vpc", route("0.0.0.0/0", "NatGatewayId", "@Nat"))
        .subnet("Public", "Vpc", "10.0.0.0/24", "'RouteTableId':@PublicRoutes")
        .subnet("Private", "Vpc", "10.0.1.0/24", "'RouteTableId':@PrivateRoutes")
        .natGateway("Nat", "Public")
        .group("AppGroup", "Vpc", "")
        .group(
            "DbGroup",
            "Vpc",
            "'SecurityGroupIngress':[" + Drawing.in("tcp", 5432, 5432, "@AppGroup") + "]")
        .function("App", "'Subnets':[@Private],'Groups':[@AppGroup]")
        .database("Db", "'Subnets':[@Private],'Groups':[@DbGroup]");
  }

  @Test
  void aFunctionReachesTheDatabaseWhoseGroupLetsItIn() {
    var trace = privateDatabase().trace("App", to("Db"), 5432);
    assertThat(trace.disposition()).isEqualTo(Disposition.REACHABLE);
    assertThat(trace.hops()).extracting(Hop::kind).contains(Hop.Kind.SECURITY_GROUP);
  }

  @Test
  void aFunctionReachesTheInternetThroughTheNatGateway() {
    var trace = privateDatabase().trace("App", internet(), 443);
    assertThat(codes(trace)).isEmpty();
    assertThat(trace.hops())
        .extracting(Hop::kind)
        .contains(Hop.Kind.NAT_GATEWAY, Hop.Kind.INTERNET_GATEWAY, Hop.Kind.DESTINATION);
  }

  @Test
  void aServiceIsReachedThroughTheGatewayEndpointBeforeTheNatGateway() {
    var drawing =
        privateDatabase()
            .add(
                "AWS::EC2::VPCEndpoint",
                "S3Endpoint",
                "Vpc",
                "'ServiceName':'s3','RouteTableIds':[@PrivateRoutes]");
    var trace = drawing.trace("App", service("s3"), 443);
    assertThat(trace.disposition()).isEqualTo(Disposition.REACHABLE);
    assertThat(trace.endpoint())
        .hasValueSatisfying(e -> assertThat(e.value()).isEqualTo("S3Endpoint"));
    assertThat(trace.sourceVpc()).hasValueSatisfying(v -> assertThat(v.value()).isEqualTo("Vpc"));
    assertThat(drawing.trace("App", service("sqs"), 443).endpoint()).isEmpty();
  }
}

package dev.diorama.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.rule.Finding;
import dev.diorama.rule.Severity;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A cause is reported once: by the rule that knows it best.
class OneFindingPerCauseTest {

  private static List<String> errors(Sketch sketch) {
    return new Ec2Service()
        .rules().stream()
            .flatMap(rule -> sketch.check(rule).stream())
            .filter(f -> f.severity() != Severity.INFO)
            .map(Finding::rule)
            .map(Object::toString)
            .filter(id -> !id.startsWith("Unused"))
            .toList();
  }

  @Test
  void aMissingRouteToTheInternetIsReportedAsThat() {
    assertThat(errors(Sketch.network("").connect("test:Browse", "App", "Target", "")))
        .containsExactly("NoRouteToTheInternet");
  }

  @Test
  void severalConnectionsOfOneFunctionHaveOneCause() {
    assertThat(
            errors(
                Sketch.network("")
                    .connect("test:Browse", "App", "Target", "")
                    .add("Test::Service", "Other", "", "")
                    .connect("test:Call", "App", "Other", "'Service':'sqs'")))
        .containsExactly("NoRouteToTheInternet");
  }

  @Test
  void aFunctionInAPublicSubnetIsReportedAsThat() {
    assertThat(
            errors(
                Sketch.network("")
                    .add("Test::Function", "Out", "", "'Subnets':[@Public],'Groups':[@AppGroup]")
                    .connect("test:Browse", "Out", "Target", "")))
        .containsExactly("FunctionInPublicSubnet");
  }

  @Test
  void aNatGatewayWithoutAWayOutIsReportedAsThat() {
    assertThat(
            errors(
                Sketch.network("{'DestinationCidrBlock':'0.0.0.0/0','NatGatewayId':@Nat}")
                    .add("Subnet", "NatSubnet", "Vpc", "'CidrBlock':'10.0.3.0/24'")
                    .add("NatGateway", "Nat", "NatSubnet", "")
                    .connect("test:Browse", "App", "Target", "")))
        .containsExactly("NatGatewayWithoutInternetRoute");
  }

  @Test
  void anEndpointWithoutPrivateDnsIsReportedAsThat() {
    assertThat(
            errors(
                Sketch.network("")
                    .add(
                        "SecurityGroup",
                        "QueueGroup",
                        "Vpc",
                        "'GroupDescription':'q','SecurityGroupIngress':[{'IpProtocol':'tcp','FromPort':443,'ToPort':443,'CidrIp':'10.0.0.0/16'}]")
                    .add(
                        "VPCEndpoint",
                        "Queue",
                        "Private",
                        "'VpcEndpointType':'Interface','ServiceName':'sqs','SubnetIds':[@Private],'SecurityGroupIds':[@QueueGroup]")
                    .connect("test:Call", "App", "Target", "'Service':'sqs'")))
        .containsExactly("EndpointWithoutPrivateDns");
  }

  @Test
  void anAclThatDropsRepliesIsReportedAsThat() {
    var entries =
        Stream.of("true,'FromPort':0,'ToPort':65535", "false,'FromPort':0,'ToPort':1023")
            .map(e ->
                "{'RuleNumber':100,'Protocol':6,'RuleAction':'allow','CidrBlock':'0.0.0.0/0','Egress':"
                    + e
                    + "}")
            .toList();
    assertThat(
            errors(
                Sketch.network("{'DestinationCidrBlock':'0.0.0.0/0','NatGatewayId':@Nat}")
                    .add("NatGateway", "Nat", "Public", "")
                    .add(
                        "NetworkAcl", "Acl", "Vpc", "'Entries':[" + String.join(",", entries) + "]")
                    .add(
                        "Subnet",
                        "Private",
                        "Vpc",
                        "'CidrBlock':'10.0.1.0/24','RouteTableId':@PrivateRoutes,'NetworkAclId':@Acl")
                    .connect("test:Browse", "App", "Target", "")))
        .containsExactly("AclDropsReplies");
  }

  @Test
  void whatNoRuleOfItsOwnReportsIsReportedAsNoNetworkPath() {
    var sketch =
        Sketch.network("")
            .add("SecurityGroup", "Shut", "Vpc", "'GroupDescription':'s','SecurityGroupEgress':[]")
            .add("Test::Function", "Quiet", "", "'Subnets':[@Private],'Groups':[@Shut]")
            .connect("test:Browse", "Quiet", "Target", "");
    assertThat(errors(sketch)).containsExactly("NoNetworkPath", "NoRouteToTheInternet");
    assertThat(sketch.check(new NoNetworkPath()).getFirst().message().toString())
        .contains("SG_HAS_NO_RULES");
  }
}

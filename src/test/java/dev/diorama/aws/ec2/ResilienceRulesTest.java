package dev.diorama.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Fix;
import dev.diorama.rule.Rule;
import dev.diorama.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each rule with an example that fires, whose fixes are applied, and one that does not.
class ResilienceRulesTest {
  private static final List<String> BUNDLES =
      List.of("dev.diorama.aws.ec2.messages", "dev.diorama.reachability.messages");

  record Case(Rule rule, Sketch firing, Sketch silent) {
    @Override
    public String toString() {
      return rule.info().id().value();
    }
  }

  /// Two zones with a private subnet each, behind one NAT gateway.
  private static Sketch twoZones(String nat, String subnets) {
    return new Sketch()
        .add("VPC", "Vpc", "", "'CidrBlock':'10.0.0.0/16','EnableDnsHostnames':true")
        .add("InternetGateway", "Igw", "Vpc", "")
        .add(
            "RouteTable",
            "PublicRoutes",
            "Vpc",
            "'Routes':[{'DestinationCidrBlock':'0.0.0.0/0','GatewayId':@Igw}]")
        .add(
            "RouteTable",
            "PrivateRoutes",
            "Vpc",
            "'Routes':[{'DestinationCidrBlock':'0.0.0.0/0','NatGatewayId':@Nat}]")
        .add("Diorama::AvailabilityZone", "ZoneA", "Vpc", "")
        .add("Diorama::AvailabilityZone", "ZoneB", "Vpc", "")
        .add("Subnet", "Public", "ZoneA", "'CidrBlock':'10.0.0.0/24','RouteTableId':@PublicRoutes")
        .add("Subnet", "AppA", "ZoneA", "'CidrBlock':'10.0.1.0/24','RouteTableId':@PrivateRoutes")
        .add("Subnet", "AppB", "ZoneB", "'CidrBlock':'10.0.2.0/24','RouteTableId':@PrivateRoutes")
        .add("NatGateway", "Nat", "Public", nat)
        .add("SecurityGroup", "AppGroup", "Vpc", "'GroupDescription':'app'")
        .add("Test::Function", "App", "", "'Subnets':[" + subnets + "],'Groups':[@AppGroup]")
        .add("Test::Service", "Target", "", "")
        .connect("test:Browse", "App", "Target", "");
  }

  private static Sketch privateAcl(String entries) {
    return Sketch.network("{'DestinationCidrBlock':'0.0.0.0/0','NatGatewayId':@Nat}")
        .add("NatGateway", "Nat", "Public", "")
        .add("NetworkAcl", "Acl", "Vpc", "'Entries':[" + entries + "]")
        .add(
            "Subnet",
            "Private",
            "Vpc",
            "'CidrBlock':'10.0.1.0/24','RouteTableId':@PrivateRoutes,'NetworkAclId':@Acl")
        .connect("test:Browse", "App", "Target", "");
  }

  private static String entry(int number, boolean egress, int from, int to) {
    return "{'RuleNumber':%d,'Egress':%b,'Protocol':6,'RuleAction':'allow','CidrBlock':'0.0.0.0/0','FromPort':%d,'ToPort':%d}"
        .formatted(number, egress, from, to);
  }

  private static Sketch endpoint(String more) {
    return Sketch.network("")
        .add(
            "VPCEndpoint",
            "Queue",
            "Private",
            "'VpcEndpointType':'Interface','ServiceName':'sqs'" + more);
  }

  private static Sketch servers(int count) {
    var sketch = Sketch.network("").add("Subnet", "Tiny", "Vpc", "'CidrBlock':'10.0.9.0/28'");
    for (int i = 0; i < count; i++) {
      sketch.add("Instance", "Server" + i, "Tiny", "");
    }
    return sketch;
  }

  static List<Case> cases() {
    var open = entry(100, true, 0, 65535);
    return List.of(
        new Case(
            new SingleZoneNatGateway(),
            twoZones("", "@AppA,@AppB"),
            twoZones("'AvailabilityMode':'regional'", "@AppA,@AppB")),
        new Case(
            new UnusedSecurityGroup(),
            Sketch.network("")
                .add(
                    "SecurityGroup",
                    "Lonely",
                    "Vpc",
                    "'GroupDescription':'x','SecurityGroupIngress':[{'IpProtocol':'-1','SourceSecurityGroupId':@Lonely}]"),
            Sketch.network("")),
        new Case(
            new UnusedRouteTable(),
            Sketch.network("").add("RouteTable", "Lonely", "Vpc", ""),
            Sketch.network("")
                .add("RouteTable", "Used", "Vpc", "'Main':true")
                .add("Subnet", "Third", "Vpc", "'CidrBlock':'10.0.3.0/24'")),
        new Case(
            new OverlappingCidrBlocks(),
            Sketch.network("").add("Subnet", "Twice", "Vpc", "'CidrBlock':'10.0.1.128/25'"),
            Sketch.network("").add("Subnet", "Next", "Vpc", "'CidrBlock':'10.0.2.0/25'")),
        new Case(
            new EndpointWithoutPrivateDns(), endpoint(""), endpoint(",'PrivateDnsEnabled':true")),
        new Case(
            new AclDropsReplies(),
            privateAcl(open + "," + entry(100, false, 32768, 60999)),
            privateAcl(open + "," + entry(100, false, 1024, 65535))),
        new Case(new SubnetTooSmall(), servers(12), servers(11)),
        new Case(
            new FunctionInPublicSubnet(),
            Sketch.network("")
                .add("Test::Function", "Out", "", "'Subnets':[@Public],'Groups':[@AppGroup]")
                .connect("test:Browse", "Out", "Target", ""),
            Sketch.network("").connect("test:Browse", "App", "Target", "")),
        new Case(
            new NoRouteToTheInternet(),
            Sketch.network("").connect("test:Browse", "App", "Target", ""),
            Sketch.network("").connect("test:Connect", "App", "Target", "")));
  }

  /// What blocks a drawn connection is an error; what may, a warning.
  @Test
  void whatBlocksADrawnConnectionIsAnError() {
    var dns = new EndpointWithoutPrivateDns();
    assertThat(endpoint("").check(dns))
        .extracting(Finding::severity)
        .containsExactly(Severity.WARNING);
    var open = entry(100, true, 0, 65535);
    assertThat(privateAcl(open + "," + entry(100, false, 1024, 60999)).check(new AclDropsReplies()))
        .extracting(Finding::severity)
        .containsExactly(Severity.WARNING);
    assertThat(privateAcl(open + "," + entry(100, false, 1, 80)).check(new AclDropsReplies()))
        .extracting(Finding::severity)
        .containsExactly(Severity.ERROR);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aRuleFiresIsSilencedByItsFixesAndLeavesTheGoodExampleAlone(Case example) {
    var rule = example.rule();
    var findings = example.firing().check(rule);
    assertThat(findings).hasSize(1);
    var finding = findings.getFirst();
    assertThat(finding.fixes()).isNotEmpty();
    for (Fix fix : finding.fixes()) {
      assertThat(Sketch.check(rule, example.firing().after(fix)))
          .as(fix.label().toString())
          .isEmpty();
    }
    assertThat(example.silent().check(rule)).isEmpty();
    for (var locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
      var texts = new Texts(locale, BUNDLES);
      var sentences = new ArrayList<>(finding.fixes().stream().map(Fix::label).toList());
      sentences.add(finding.message());
      sentences.add(Message.of("rule." + rule.info().id() + ".title"));
      sentences.add(Message.of("rule." + rule.info().id() + ".description"));
      for (var sentence : sentences) {
        assertThat(texts.text(sentence)).doesNotContain("<", "{");
      }
    }
  }
}

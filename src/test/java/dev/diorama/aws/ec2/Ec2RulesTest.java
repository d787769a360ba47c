package dev.diorama.aws.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Fix;
import dev.diorama.rule.Rule;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ec2RulesTest {
  private static final Rule NO_PATH = new NoNetworkPath();
  private static final Rule NO_ROUTE = new NoRouteToTheInternet();
  private static final Rule PUBLIC_FUNCTION = new FunctionInPublicSubnet();
  private static final Rule OPEN = new OpenToTheWorld();
  private static final Rule IN_PUBLIC = new FunctionInPublicSubnet();
  private static final Rule SHUT_IN = new NatGatewayWithoutInternetRoute();
  private static final List<String> BUNDLES =
      List.of("dev.diorama.aws.ec2.messages", "dev.diorama.reachability.messages");

  private static List<String> labels(Finding finding) {
    return finding.fixes().stream()
        .map(f -> f.label().arguments().getFirst())
        .map(a -> a instanceof Message.Nested n ? n.message().key() : "")
        .map(key -> key.replaceFirst("^rule\\.", ""))
        .toList();
  }

  /// Every fix, applied to the drawing, silences the rule; every text exists in both languages.
  private static void holds(Sketch sketch, Rule rule, Finding finding) {
    assertThat(finding.fixes()).isNotEmpty();
    for (Fix fix : finding.fixes()) {
      assertThat(Sketch.check(rule, sketch.after(fix))).as(fix.label().toString()).isEmpty();
      assertThat(Sketch.check(NO_PATH, sketch.after(fix))).as(fix.label().toString()).isEmpty();
    }
    for (var locale : List.of(Locale.ENGLISH, Locale.JAPANESE)) {
      var texts = new Texts(locale, BUNDLES);
      var sentences = new java.util.ArrayList<>(finding.fixes().stream().map(Fix::label).toList());
      sentences.add(finding.message());
      sentences.add(Message.of("rule." + rule.info().id() + ".title"));
      sentences.add(Message.of("rule." + rule.info().id() + ".description"));
      for (var sentence : sentences) {
        assertThat(texts.text(sentence)).doesNotContain("<", "{");
      }
    }
  }

  @Test
  void aPrivateFunctionWithoutNatCannotReachTheInternetUntilOneIsAdded() {
    var sketch = Sketch.network("").connect("test:Browse", "App", "Target", "");
    var finding = sketch.check(NO_ROUTE).getFirst();
    assertThat(labels(finding)).containsExactly("NoNetworkPath.fix.addNat");
    holds(sketch, NO_ROUTE, finding);
    var fixed = sketch.after(finding.fixes().getFirst());
    assertThat(fixed.ofType(Names.NAT_GATEWAY))
        .singleElement()
        .extracting(Resource::container)
        .isEqualTo(fixed.byLogicalId("Public").map(Resource::id));
  }

  @Test
  void anExistingNatGatewayIsUsedFirst() {
    var sketch =
        Sketch.network("")
            .add("NatGateway", "Nat", "Public", "")
            .connect("test:Browse", "App", "Target", "");
    var finding = sketch.check(NO_ROUTE).getFirst();
    assertThat(labels(finding)).containsExactly("NoNetworkPath.fix.routeToNat");
    assertThat(finding.fixes().getFirst().transaction().edits()).hasSize(1);
    holds(sketch, NO_ROUTE, finding);
  }

  @Test
  void aRouteToANatGatewaySilencesTheRule() {
    var sketch =
        Sketch.network("{'DestinationCidrBlock':'0.0.0.0/0','NatGatewayId':@Nat}")
            .add("NatGateway", "Nat", "Public", "")
            .connect("test:Browse", "App", "Target", "");
    assertThat(sketch.check(NO_PATH)).isEmpty();
  }

  @Test
  void aFunctionInAPublicSubnetGetsANatGatewayAndARouteTableOfItsOwn() {
    var sketch =
        Sketch.network("")
            .add("Test::Function", "Public1", "", "'Subnets':[@Public],'Groups':[@AppGroup]")
            .connect("test:Browse", "Public1", "Target", "");
    var finding = sketch.check(PUBLIC_FUNCTION).getFirst();
    assertThat(finding.message().arguments().getLast())
        .isInstanceOfSatisfying(
            Message.Nested.class,
            n ->
                assertThat(n.message().key())
                    .isEqualTo("blocker.DIORAMA_LAMBDA_HAS_NO_PUBLIC_ADDRESS"));
    holds(sketch, PUBLIC_FUNCTION, finding);
    var fixed = sketch.after(finding.fixes().getFirst());
    assertThat(fixed.byLogicalId("PublicSubnet").orElseThrow().properties().text("CidrBlock"))
        .hasValue("10.0.2.0/24");
  }

  @Test
  void s3IsReachedThroughAGatewayEndpointFirstAndANatGatewayElse() {
    var sketch = Sketch.network("").connect("test:Call", "App", "Target", "'Service':'s3'");
    var finding = sketch.check(NO_ROUTE).getFirst();
    assertThat(labels(finding))
        .containsExactly("NoNetworkPath.fix.gatewayEndpoint", "NoNetworkPath.fix.addNat");
    holds(sketch, NO_ROUTE, finding);
  }

  @Test
  void sqsIsReachedThroughAnInterfaceEndpoint() {
    var sketch = Sketch.network("").connect("test:Call", "App", "Target", "'Service':'sqs'");
    var finding = sketch.check(NO_ROUTE).getFirst();
    assertThat(labels(finding))
        .containsExactlyInAnyOrder(
            "NoNetworkPath.fix.addNat", "NoNetworkPath.fix.interfaceEndpoint");
    holds(sketch, NO_ROUTE, finding);
  }

  @Test
  void anEndpointThatServesAnotherTableIsAssociated() {
    var sketch =
        Sketch.network("")
            .add(
                "VPCEndpoint",
                "S3",
                "Vpc",
                "'ServiceName':'s3','VpcEndpointType':'Gateway','RouteTableIds':[@PublicRoutes]")
            .connect("test:Call", "App", "Target", "'Service':'s3'");
    var finding = sketch.check(NO_PATH).getFirst();
    assertThat(labels(finding).getFirst()).isEqualTo("NoNetworkPath.fix.associate");
    holds(sketch, NO_PATH, finding);
  }

  @Test
  void aSecurityGroupOpensThePortForTheCallersGroup() {
    var sketch =
        Sketch.network("")
            .add("SecurityGroup", "DbGroup", "Vpc", "'GroupDescription':'db'")
            .add("Test::Database", "Db", "", "'Subnets':[@Private],'Groups':[@DbGroup]")
            .connect("test:Connect", "App", "Db", "");
    var finding = sketch.check(NO_PATH).getFirst();
    assertThat(labels(finding)).containsExactly("NoNetworkPath.fix.openIngress");
    holds(sketch, NO_PATH, finding);
    var rule =
        sketch
            .after(finding.fixes().getFirst())
            .byLogicalId("DbGroup")
            .orElseThrow()
            .properties()
            .list("SecurityGroupIngress");
    assertThat(rule)
        .containsExactly(
            Sketch.fields(
                "'IpProtocol':'tcp','FromPort':5432,'ToPort':5432,'SourceSecurityGroupId':@AppGroup"));
  }

  @Test
  void anAclIsOpenedForRequestAndReply() {
    var sketch =
        Sketch.network("")
            .add("NetworkAcl", "DbAcl", "Vpc", "")
            .add(
                "Subnet",
                "DbSubnet",
                "Vpc",
                "'CidrBlock':'10.0.9.0/24','NetworkAclId':@DbAcl,'RouteTableId':@PrivateRoutes")
            .add(
                "SecurityGroup",
                "DbGroup",
                "Vpc",
                "'GroupDescription':'db','SecurityGroupIngress':[{'IpProtocol':'-1','CidrIp':'10.0.0.0/16'}]")
            .add("Test::Database", "Db", "", "'Subnets':[@DbSubnet],'Groups':[@DbGroup]")
            .connect("test:Connect", "App", "Db", "");
    var finding = sketch.check(NO_PATH).getFirst();
    assertThat(finding.fixes().getFirst().transaction().edits()).hasSize(2);
    holds(sketch, NO_PATH, finding);
  }

  @Test
  void aConnectionInsideOneSubnetIsSilent() {
    var sketch =
        Sketch.network("")
            .add("Test::Database", "Db", "", "'Subnets':[@Private],'Groups':[@DbGroup]")
            .add(
                "SecurityGroup",
                "DbGroup",
                "Vpc",
                "'GroupDescription':'db','SecurityGroupIngress':[{'IpProtocol':'tcp','FromPort':5432,'ToPort':5432,'SourceSecurityGroupId':@AppGroup}]")
            .connect("test:Connect", "App", "Db", "");
    assertThat(sketch.check(NO_PATH)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'IpProtocol':'tcp','FromPort':22,'ToPort':22,'CidrIp':'0.0.0.0/0'|true",
        "'IpProtocol':'-1','CidrIp':'0.0.0.0/0'|true",
        "'IpProtocol':'tcp','FromPort':0,'ToPort':65535,'CidrIp':'0.0.0.0/0'|true",
        "'IpProtocol':'tcp','FromPort':443,'ToPort':443,'CidrIp':'0.0.0.0/0'|false",
        "'IpProtocol':'tcp','FromPort':80,'ToPort':80,'CidrIp':'0.0.0.0/0'|false",
        "'IpProtocol':'tcp','FromPort':22,'ToPort':22,'CidrIp':'10.0.0.0/16'|false",
        "'IpProtocol':'icmp','FromPort':-1,'ToPort':-1,'CidrIp':'0.0.0.0/0'|false",
      },
      quoteCharacter = '`')
  void onlyOtherPortsThanTheWebsAreReportedAsOpenToTheWorld(String rule, boolean fires) {
    var sketch =
        Sketch.network("")
            .add(
                "SecurityGroup",
                "Open",
                "Vpc",
                "'GroupDescription':'x','SecurityGroupIngress':[{" + rule + "}]");
    var findings = sketch.check(OPEN);
    assertThat(findings).hasSize(fires ? 1 : 0);
    if (fires) {
      assertThat(labels(findings.getFirst()))
          .containsExactly("OpenToTheWorld.fix.restrict", "OpenToTheWorld.fix.remove");
      holds(sketch, OPEN, findings.getFirst());
    }
  }

  @Test
  void aNatGatewayInAPrivateSubnetIsMovedOrItsSubnetMadePublic() {
    var sketch =
        Sketch.network("{'DestinationCidrBlock':'0.0.0.0/0','NatGatewayId':@Nat}")
            .add("Subnet", "NatSubnet", "Vpc", "'CidrBlock':'10.0.3.0/24'")
            .add("NatGateway", "Nat", "NatSubnet", "");
    var finding = sketch.check(SHUT_IN).getFirst();
    assertThat(labels(finding))
        .containsExactly(
            "NatGatewayWithoutInternetRoute.fix.move", "NatGatewayWithoutInternetRoute.fix.route");
    holds(sketch, SHUT_IN, finding);
  }

  /// A route to the internet gateway would mend the NAT gateway and leave the function in a public
  /// subnet, which is an error that was not there.
  @Test
  void aSubnetWithAFunctionIsNotMadePublicForItsNatGateway() {
    var sketch =
        Sketch.network("")
            .add("NatGateway", "Nat", "Private", "")
            .connect("test:Browse", "App", "Target", "");
    var finding = sketch.check(SHUT_IN).getFirst();
    assertThat(labels(finding)).containsExactly("NatGatewayWithoutInternetRoute.fix.move");
    assertThat(Sketch.check(IN_PUBLIC, sketch.after(finding.fixes().getFirst()))).isEmpty();
  }

  @Test
  void aNatGatewayInAPublicSubnetAndAPrivateNatGatewayAreSilent() {
    var sketch =
        Sketch.network("")
            .add("NatGateway", "Nat", "Public", "")
            .add("NatGateway", "Inner", "Private", "'ConnectivityType':'private'");
    assertThat(sketch.check(SHUT_IN)).isEmpty();
  }
}

package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.access.Access;
import dev.diorama.access.Verdict;
import dev.diorama.access.Verdict.Outcome;
import dev.diorama.catalog.Need;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.EventJson;
import dev.diorama.runtime.RunOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// From where a call comes: `aws:SourceIp`, `aws:VpcSourceIp`, `aws:SourceVpc` and `aws:SourceVpce`
/// follow from the drawing, the same before a run and in one. What AWS alone chooses is unknown
/// before, and said to be assumed in a run.
class SourceAddressTest {
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");

  @Test
  void aClientHasTheAddressThatIsDrawn() {
    var office = client("{'Kind':'cli','Role':{'Ref':'R'},'PublicIp':'198.51.100.7'}");
    assertBoth(office, from("198.51.100.0/24"), Outcome.WORKS);
    assertBoth(office, from("203.0.113.0/24"), Outcome.DENIED);
    assertBoth(office, notFrom("198.51.100.0/24"), Outcome.WORKS);
    assertBoth(office, notFrom("203.0.113.0/24"), Outcome.DENIED);
  }

  @Test
  void aClientWithoutADrawnAddressIsUnknownAndARunAssumesAnAddressThatNoPolicyNames() {
    var somewhere = client("{'Kind':'cli','Role':{'Ref':'R'}}");
    assertThat(before(somewhere, from("192.0.2.0/24")).outcome()).isEqualTo(Outcome.UNKNOWN);
    var run = during(somewhere, from("192.0.2.0/24"));
    assertThat(run.outcome()).isEqualTo(Outcome.DENIED);
    assertThat(run.assumed().get("aws:SourceIp")).containsExactly("203.0.113.1");
    // A block list lets it through, but says so.
    var listed =
        "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*',"
            + "'Condition':{'IpAddress':{'aws:SourceIp':'192.0.2.0/24'}}}";
    assertThat(before(somewhere, listed).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(during(somewhere, listed).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(during(somewhere, listed).openKeys()).containsExactly("aws:SourceIp");
    // What no address changes is known.
    assertBoth(somewhere, from("0.0.0.0/0"), Outcome.WORKS);
    assertBoth(somewhere, notFrom("0.0.0.0/0"), Outcome.WORKS);
    // Nobody comes over the internet from a private address.
    assertBoth(somewhere, from("10.0.0.0/8"), Outcome.DENIED);
  }

  @Test
  void aFunctionWithoutAVpcCallsFromAnUnknownAddressOfLambda() {
    var free = function("{'Role':{'Ref':'R'}}", List.of());
    assertThat(before(free, notFrom("198.51.100.0/24")).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(before(free, notFrom("198.51.100.0/24")).openKeys()).containsExactly("aws:SourceIp");
    assertThat(during(free, notFrom("198.51.100.0/24")).outcome()).isEqualTo(Outcome.DENIED);
  }

  @Test
  void aFunctionBehindANatGatewayCallsFromItsElasticIp() {
    var behind = inVpc("{'PublicIp':'198.51.100.9'}", "");
    assertBoth(behind, from("198.51.100.9/32"), Outcome.WORKS);
    assertBoth(behind, from("198.51.100.8/32"), Outcome.DENIED);
    assertBoth(behind, from("10.0.0.0/8"), Outcome.DENIED);
    var unnamed = inVpc("{}", "");
    assertThat(before(unnamed, from("198.51.100.9/32")).outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(during(unnamed, from("198.51.100.9/32")).openKeys()).containsExactly("aws:SourceIp");
  }

  @Test
  void anInstanceCallsFromItsOwnPublicAddress() {
    var server =
        network("{}")
            .with(
                resource(
                    "server",
                    "AWS::EC2::Instance",
                    "front",
                    "{'Role':{'Ref':'R'},'AssociatePublicIpAddress':true,"
                        + "'PublicIp':'198.51.100.44','PrivateIpAddress':'10.0.0.9'}"))
            .with(read("server"));
    assertBoth(server, from("198.51.100.44/32"), Outcome.WORKS);
    assertBoth(server, from("10.0.0.9/32"), Outcome.DENIED);
  }

  @Test
  void whatPassesAnEndpointHasAPrivateAddressAndNoPublicOne() {
    var inside = inVpc("{'PublicIp':'198.51.100.9'}", "{}");
    assertBoth(inside, from("198.51.100.9/32"), Outcome.DENIED);
    // A condition that denies other addresses matches an absent key, as on AWS.
    assertBoth(inside, notFrom("198.51.100.9/32"), Outcome.DENIED);
    var key = "aws:VpcSourceIp";
    assertBoth(inside, allow("IpAddress", key, "10.0.1.0/24"), Outcome.WORKS);
    assertBoth(inside, allow("IpAddress", key, "10.0.0.0/24"), Outcome.DENIED);
    assertThat(before(inside, allow("IpAddress", key, "10.0.1.0/25")).outcome())
        .isEqualTo(Outcome.UNKNOWN);
    // AWS keeps the first four addresses and the last one.
    assertBoth(inside, allow("IpAddress", key, "10.0.1.0/30"), Outcome.DENIED);
    assertBoth(inside, allow("StringLike", "aws:SourceVpce", "vpce-*"), Outcome.WORKS);
    assertBoth(inside, allow("StringLike", "aws:SourceVpc", "vpc-*"), Outcome.WORKS);
    assertBoth(inside, allow("Null", "aws:SourceIp", "true"), Outcome.WORKS);
    var outside = inVpc("{'PublicIp':'198.51.100.9'}", "");
    assertBoth(outside, allow("Null", "aws:SourceVpce", "true"), Outcome.WORKS);
    assertBoth(outside, allow("Null", key, "true"), Outcome.WORKS);
    assertBoth(outside, allow("Bool", "aws:SecureTransport", "true"), Outcome.WORKS);
  }

  @Test
  void noServiceCallsOnWithTheCallersCredentials() {
    var office = client("{'Kind':'cli','Role':{'Ref':'R'}}");
    assertBoth(office, allow("Bool", "aws:ViaAWSService", "false"), Outcome.WORKS);
    assertBoth(office, allow("Null", "aws:CalledVia", "true"), Outcome.WORKS);
    assertBoth(office, allow("Null", "aws:CalledViaFirst", "true"), Outcome.WORKS);
  }

  @Test
  void howAClientSignsAndEncryptsIsTheClientsBusiness() {
    var office = client("{'Kind':'cli','Role':{'Ref':'R'}}");
    assertBoth(office, deny("NumericLessThan", "s3:TlsVersion", "1.2"), Outcome.WORKS);
    assertThat(before(office, deny("NumericLessThan", "s3:TlsVersion", "1.3")).outcome())
        .isEqualTo(Outcome.UNKNOWN);
    var run = during(office, deny("NumericLessThan", "s3:TlsVersion", "1.3"));
    assertThat(run.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(run.assumed().get("s3:TlsVersion")).containsExactly("1.3");
    assertBoth(office, allow("StringEquals", "s3:ResourceAccount", "123456789012"), Outcome.WORKS);
    assertBoth(
        office, allow("StringEquals", "s3:signatureversion", "AWS4-HMAC-SHA256"), Outcome.WORKS);
    assertThat(during(office, deny("NumericGreaterThan", "s3:signatureAge", "600000")).outcome())
        .isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void theEventLogSaysWhatWasAssumed() {
    var somewhere = client("{'Kind':'cli','Role':{'Ref':'R'}}");
    var drawing = bucket(somewhere, from("192.0.2.0/24"));
    var options = new RunOptions(7, OptionalInt.empty(), Optional.empty());
    try (var system = Samples.STUDIO.runVirtually(drawing, options)) {
      var answer =
          system.submit(
              new ResourceId("caller"),
              "s3:GetObject",
              new ResourceId("docs"),
              json("{'Key':'a.txt'}"));
      system.advance(Duration.ofSeconds(1));
      assertThat(answer).isCompleted();
      assertThat(EventJson.lines(system.log().from(0)))
          .contains("\"assumed\":{\"aws:SourceIp\":[\"203.0.113.1\"]}");
    }
  }

  private static void assertBoth(Architecture drawing, String statement, Outcome outcome) {
    var before = before(drawing, statement);
    assertThat(before.outcome()).as("before a run: %s", statement).isEqualTo(outcome);
    var during = during(drawing, statement);
    assertThat(during.outcome()).as("in a run: %s", statement).isEqualTo(outcome);
    assertThat(during.openKeys()).isEmpty();
    assertThat(before.openKeys()).isEmpty();
  }

  private static Verdict before(Architecture drawing, String statement) {
    var with = bucket(drawing, statement);
    return new Access(with, Samples.STUDIO.catalog()).of(call(with));
  }

  private static Verdict during(Architecture drawing, String statement) {
    var with = bucket(drawing, statement);
    return new Access(with, Samples.STUDIO.catalog()).of(call(with), NOW);
  }

  private static String allow(String operator, String key, String value) {
    return "{'Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'*',"
        + "'Condition':{'%s':{'%s':'%s'}}}".formatted(operator, key, value);
  }

  private static String deny(String operator, String key, String value) {
    return allow(operator, key, value).replace("Allow", "Deny");
  }

  private static String from(String range) {
    return allow("IpAddress", "aws:SourceIp", range);
  }

  private static String notFrom(String range) {
    return deny("NotIpAddress", "aws:SourceIp", range);
  }

  private static Need.Call call(Architecture drawing) {
    var connection = drawing.connection(new ConnectionId("read")).orElseThrow();
    return Samples.STUDIO.catalog().needs(drawing, connection).stream()
        .filter(Need.Call.class::isInstance)
        .map(Need.Call.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /// A caller that reads the bucket: its role allows that only where the bucket's policy denies, so
  /// that one statement decides.
  private static Architecture bucket(Architecture drawing, String statement) {
    var actions = statement.contains("Deny") ? "s3:GetObject" : "s3:ListAllMyBuckets";
    return drawing
        .with(
            resource(
                "r",
                "AWS::IAM::Role",
                "",
                "{'AssumeRolePolicyDocument':{'Version':'2012-10-17','Statement':[{'Effect':'Allow',"
                    + "'Principal':{'Service':['lambda.amazonaws.com','ec2.amazonaws.com'],"
                    + "'AWS':'123456789012'},'Action':'sts:AssumeRole'}]},"
                    + "'Policies':[{'PolicyName':'Own','PolicyDocument':{'Version':'2012-10-17',"
                    + "'Statement':[{'Effect':'Allow','Action':'"
                    + actions
                    + "','Resource':'*'}]}}]}"))
        .with(
            resource(
                "docs",
                "AWS::S3::Bucket",
                "",
                "{'BucketName':'docs','Policy':{'Version':'2012-10-17','Statement':["
                    + statement
                        .replace(
                            "'Principal':'*'",
                            "'Principal':{'AWS':'arn:aws:iam::123456789012:role/R'}")
                        .replace(
                            "'Effect':'Deny','Principal':{'AWS':'arn:aws:iam::123456789012:role/R'}",
                            "'Effect':'Deny','Principal':'*'")
                    + "]}}"));
  }

  private static Architecture client(String properties) {
    return Architecture.EMPTY
        .with(resource("caller", "Diorama::Client", "", properties))
        .with(read("caller"));
  }

  private static Architecture function(String properties, List<Resource> others) {
    var drawing = Architecture.EMPTY;
    for (var other : others) {
      drawing = drawing.with(other);
    }
    return drawing
        .with(resource("caller", "AWS::Lambda::Function", "", properties))
        .with(read("caller"));
  }

  /// A function in a private subnet behind a NAT gateway.
  ///
  /// @param endpoint a gateway endpoint's properties; none for an empty text
  private static Architecture inVpc(String nat, String endpoint) {
    var drawing =
        network(nat)
            .with(
                resource(
                    "caller",
                    "AWS::Lambda::Function",
                    "",
                    "{'Role':{'Ref':'R'},'VpcConfig':{'SubnetIds':[{'Ref':'Back'}],"
                        + "'SecurityGroupIds':[{'Ref':'Group'}]}}"))
            .with(read("caller"));
    return endpoint.isEmpty()
        ? drawing
        : drawing.with(
            resource(
                "endpoint",
                "AWS::EC2::VPCEndpoint",
                "vpc",
                "{'ServiceName':'s3','VpcEndpointType':'Gateway',"
                    + "'RouteTableIds':[{'Ref':'BackRoutes'}]}"));
  }

  private static Architecture network(String nat) {
    return Architecture.EMPTY
        .with(
            resource(
                "vpc",
                "AWS::EC2::VPC",
                "",
                "{'CidrBlock':'10.0.0.0/16','EnableDnsSupport':true,'EnableDnsHostnames':true}"))
        .with(resource("zone", "Diorama::AvailabilityZone", "vpc", "{'ZoneName':'us-east-1a'}"))
        .with(resource("gateway", "AWS::EC2::InternetGateway", "vpc", "{}"))
        .with(
            resource(
                "frontRoutes",
                "AWS::EC2::RouteTable",
                "vpc",
                "{'Routes':[{'DestinationCidrBlock':'0.0.0.0/0','GatewayId':{'Ref':'Gateway'}}]}"))
        .with(
            resource(
                "backRoutes",
                "AWS::EC2::RouteTable",
                "vpc",
                "{'Routes':[{'DestinationCidrBlock':'0.0.0.0/0','NatGatewayId':{'Ref':'Nat'}}]}"))
        .with(
            resource(
                "front",
                "AWS::EC2::Subnet",
                "zone",
                "{'CidrBlock':'10.0.0.0/24','RouteTableId':{'Ref':'FrontRoutes'}}"))
        .with(
            resource(
                "back",
                "AWS::EC2::Subnet",
                "zone",
                "{'CidrBlock':'10.0.1.0/24','RouteTableId':{'Ref':'BackRoutes'}}"))
        .with(resource("group", "AWS::EC2::SecurityGroup", "vpc", "{'GroupDescription':'all out'}"))
        .with(resource("nat", "AWS::EC2::NatGateway", "front", nat));
  }

  private static Connection read(String caller) {
    return new Connection(
        new ConnectionId("read"),
        new ConnectionTypeName("s3:Read"),
        new ResourceId(caller),
        new ResourceId("docs"),
        Fields.EMPTY);
  }

  /// The logical id is the id with a capital.
  private static Resource resource(String id, String type, String container, String properties) {
    return new Resource(
        new ResourceId(id),
        new ResourceTypeName(type),
        Character.toUpperCase(id.charAt(0)) + id.substring(1),
        container.isEmpty() ? Optional.empty() : Optional.of(new ResourceId(container)),
        json(properties));
  }

  private static Fields json(String text) {
    try {
      return Json.read(text.replace('\'', '"')) instanceof Fields f ? f : Fields.EMPTY;
    } catch (JsonException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}

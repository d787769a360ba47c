package dev.diorama.reachability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Architecture;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.reachability.Flow.FromInternet;
import dev.diorama.reachability.Flow.FromResource;
import dev.diorama.reachability.Flow.Protocol;
import dev.diorama.reachability.Flow.ToInternet;
import dev.diorama.reachability.Flow.ToResource;
import dev.diorama.reachability.Flow.ToService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Whatever is drawn, the engine answers.
class BadDrawingTest {
  private static final long SEED = Long.getLong("diorama.seed", 4711L);

  private static final List<String> TYPES =
      List.of(
          "AWS::EC2::VPC",
          "AWS::EC2::Subnet",
          "AWS::EC2::Subnet",
          "AWS::EC2::SecurityGroup",
          "AWS::EC2::NetworkAcl",
          "AWS::EC2::RouteTable",
          "AWS::EC2::InternetGateway",
          "AWS::EC2::NatGateway",
          "AWS::EC2::Instance",
          "AWS::EC2::VPCEndpoint",
          "Test::Function",
          "Test::Database",
          "Nobody::Knows");

  private static final List<String> NAMES =
      List.of(
          "CidrBlock",
          "RouteTableId",
          "NetworkAclId",
          "SecurityGroupIngress",
          "SecurityGroupEgress",
          "Entries",
          "Routes",
          "DestinationCidrBlock",
          "GatewayId",
          "NatGatewayId",
          "InstanceId",
          "Main",
          "Subnets",
          "Groups",
          "ServiceName",
          "RouteTableIds",
          "SubnetIds",
          "SecurityGroupIds",
          "IpProtocol",
          "Protocol",
          "FromPort",
          "ToPort",
          "RuleNumber",
          "RuleAction",
          "CidrIp",
          "SourceSecurityGroupId",
          "PrivateDnsEnabled",
          "VpcEndpointType",
          "PrivateIpAddress",
          "Port");

  private final Random random = new Random(SEED);

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private Value value(int depth) {
    return switch (random.nextInt(depth > 2 ? 8 : 11)) {
      case 0 -> Value.of(pick(List.of("10.0.0.0/16", "10.0.1.0/24", "0.0.0.0/0", "10.0.0.0/33")));
      case 1 ->
          Value.of(pick(List.of("", "x", "tcp", "-1", "allow", "Interface", "s3", "/", "1/1")));
      case 2 -> Value.of(pick(List.of(-1L, 0L, 6L, 443L, 65535L, 99999999999L)));
      case 3 -> Value.of(random.nextBoolean());
      case 4 -> Value.Null.NULL;
      case 5, 6, 7 -> References.to("R" + random.nextInt(14));
      case 8, 9 -> {
        var items = new ArrayList<Value>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(value(depth + 1));
        }
        yield new Value.Items(items);
      }
      default -> fields(depth + 1);
    };
  }

  private Fields fields(int depth) {
    var fields = Fields.EMPTY;
    for (int i = random.nextInt(8); i > 0; i--) {
      fields = fields.with(pick(NAMES), value(depth));
    }
    return fields;
  }

  @Test
  void noDrawingMakesTheEngineFail() {
    System.out.println("BadDrawingTest seed " + SEED);
    for (int round = 0; round < 1500; round++) {
      var drawing = Architecture.EMPTY;
      for (int i = 0; i < 12; i++) {
        // Containers may be anything, themselves included.
        var container =
            random.nextInt(4) == 0
                ? Optional.<ResourceId>empty()
                : Optional.of(new ResourceId("R" + random.nextInt(14)));
        drawing =
            drawing.with(
                new Resource(
                    new ResourceId("R" + i),
                    new ResourceTypeName(pick(TYPES)),
                    "R" + i,
                    container,
                    fields(0)));
      }
      var engine = new ReachabilityEngine(drawing, Drawing.CATALOG);
      for (int i = 0; i < 12; i++) {
        var source =
            random.nextInt(5) == 0
                ? new FromInternet()
                : new FromResource(new ResourceId("R" + random.nextInt(13)));
        var destination =
            pick(
                List.<Flow.Destination>of(
                    new ToResource(new ResourceId("R" + random.nextInt(13))),
                    new ToService("s3"),
                    new ToService(""),
                    new ToInternet("example.com"),
                    new ToInternet("10.0.0.5")));
        var flow =
            new Flow(
                source,
                destination,
                pick(List.of(Protocol.values())),
                pick(List.of(0, 443, 65535, -1, 1 << 20)));
        assertThat(engine.trace(flow).paths()).isNotEmpty();
      }
    }
  }

  @Test
  void tenThousandRulesAndReferencesInACircleAreAnswered() {
    var rules = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      rules.append(
          Drawing.in("tcp", i % 1024, i % 1024, "10.%d.%d.0/24".formatted(i / 256 % 256, i % 256)));
      rules.append(',');
    }
    var drawing =
        new Drawing()
            .vpc("Vpc", "10.0.0.0/16")
            .subnet("A", "Vpc", "10.0.0.0/20", "")
            .group(
                "Ring1",
                "Vpc",
                "'SecurityGroupIngress':[" + rules + Drawing.in("tcp", 1, 1, "@Ring2") + "]")
            .group(
                "Ring2",
                "Vpc",
                "'SecurityGroupIngress':[" + Drawing.in("tcp", 1, 1, "@Ring1") + "]")
            .server("S1", "'Subnets':[@A],'Groups':[@Ring1]")
            .server("S2", "'Subnets':[@A],'Groups':[@Ring2]");
    assertThat(drawing.trace("S1", Drawing.to("S2"), 1).disposition())
        .isEqualTo(Disposition.REACHABLE);
    assertThat(drawing.trace("S2", Drawing.to("S1"), 2).disposition())
        .isNotEqualTo(Disposition.REACHABLE);
  }
}

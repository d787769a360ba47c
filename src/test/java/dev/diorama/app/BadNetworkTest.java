package dev.diorama.app;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.diorama.model.Architecture;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.workspace.Check;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Networks that AWS would not make: the checker answers, and never fails or hangs.
class BadNetworkTest {
  private Architecture drawing = Architecture.EMPTY;

  private BadNetworkTest add(String type, String id, String container, Fields properties) {
    drawing =
        drawing.with(
            new Resource(
                new ResourceId(id),
                new ResourceTypeName("AWS::EC2::" + type),
                id,
                Optional.of(container).filter(c -> !c.isEmpty()).map(ResourceId::new),
                properties));
    return this;
  }

  private BadNetworkTest vpc() {
    return add("VPC", "Vpc", "", Fields.EMPTY.with("CidrBlock", "10.0.0.0/16"));
  }

  private BadNetworkTest subnet(String id, String block) {
    return add("Subnet", id, "Vpc", Fields.EMPTY.with("CidrBlock", block));
  }

  private Check check() {
    return assertTimeoutPreemptively(ofSeconds(60), () -> Samples.STUDIO.check(drawing));
  }

  @Test
  void overlappingBlocksAreFound() {
    vpc().subnet("A", "10.0.1.0/24").subnet("B", "10.0.1.128/25");
    assertThat(check().findings())
        .extracting(f -> f.rule().value())
        .contains("OverlappingCidrBlocks");
  }

  @Test
  void aBlockThatIsNoneIsChecked() {
    vpc().subnet("A", "10.0.1.0/33");
    assertThat(check().complete()).isTrue();
  }

  @Test
  void aRouteTableThatNamesItselfIsChecked() {
    var route =
        Fields.EMPTY
            .with("DestinationCidrBlock", "0.0.0.0/0")
            .with("GatewayId", References.to("Routes"));
    vpc()
        .add("RouteTable", "Routes", "Vpc", Fields.EMPTY.with("Routes", Value.list(route)))
        .subnet("A", "10.0.1.0/24");
    assertThat(check().complete()).isTrue();
  }

  @Test
  void tenThousandRulesAndGroupsThatNameEachOtherAreChecked() {
    var rules = new ArrayList<Value>();
    for (int i = 0; i < 10_000; i++) {
      rules.add(
          Fields.EMPTY
              .with("IpProtocol", "tcp")
              .with("FromPort", i)
              .with("ToPort", i)
              .with("SourceSecurityGroupId", References.to("Ring" + (i + 1) % 2)));
    }
    vpc().subnet("A", "10.0.1.0/24");
    for (int i = 0; i < 2; i++) {
      add(
          "SecurityGroup",
          "Ring" + i,
          "Vpc",
          Fields.EMPTY
              .with("GroupDescription", "ring")
              .with("SecurityGroupIngress", new Value.Items(rules)));
      add(
          "Instance",
          "Server" + i,
          "A",
          Fields.EMPTY.with("SecurityGroupIds", Value.list(References.to("Ring" + i))));
    }
    assertThat(check().complete()).isTrue();
  }
}

package dev.diorama.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Architecture;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TieTest {
  private static final ResourceId FUNCTION = new ResourceId("f");
  private static final ResourceId ROLE = new ResourceId("r");
  private static final ResourceId SUBNET = new ResourceId("s");

  private static Resource resource(ResourceId id, String logicalId, Fields properties) {
    return new Resource(
        id, new ResourceTypeName("AWS::Test::Thing"), logicalId, Optional.empty(), properties);
  }

  private static Architecture drawing() {
    Value subnets = new Items(List.of(References.to("Subnet"), References.to("Gone")));
    return Architecture.EMPTY
        .with(
            resource(
                FUNCTION,
                "Function",
                Fields.EMPTY
                    .with("Role", References.to("Role"))
                    .with("VpcConfig", Fields.EMPTY.with("SubnetIds", subnets))))
        .with(resource(ROLE, "Role", Fields.EMPTY))
        .with(resource(SUBNET, "Subnet", Fields.EMPTY.with("Self", References.to("Subnet"))));
  }

  @Test
  void whatAResourceNamesIsTiedToItByThePropertysName() {
    assertThat(Tie.of(drawing(), FUNCTION))
        .containsExactly(new Tie(FUNCTION, ROLE, "Role"), new Tie(FUNCTION, SUBNET, "SubnetIds"));
  }

  @Test
  void whatIsNamedShowsWhoNamesIt() {
    assertThat(Tie.of(drawing(), ROLE)).containsExactly(new Tie(FUNCTION, ROLE, "Role"));
    assertThat(Tie.of(drawing(), SUBNET)).containsExactly(new Tie(FUNCTION, SUBNET, "SubnetIds"));
  }

  @Test
  void whatIsNotThereIsTiedToNothing() {
    assertThat(Tie.of(drawing(), new ResourceId("nobody"))).isEmpty();
  }
}

package dev.diorama.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FunctionInPublicSubnetExpectsInternetTest {
  @Test
  void aFunctionInAPublicSubnetThatNeedsTheInternetIsFoundAndMovedToThePrivateOne() {
    var after =
        RuleCheck.fixed(
            new FunctionInPublicSubnetExpectsInternet(),
            Drawings.network()
                .with(Drawings.function(Drawings.in("Open")))
                .with(Drawings.connection("client:Https", "Resize", "Web")),
            Drawings.catalog());
    assertThat(Drawings.properties(after, "Resize").fields("VpcConfig").list("SubnetIds"))
        .containsExactly(Drawings.fields("{\"Ref\":\"Inner\"}"));
  }

  @Test
  void withoutAConnectionToTheInternetNothingIsFound() {
    assertThat(
            RuleCheck.findings(
                new FunctionInPublicSubnetExpectsInternet(),
                Drawings.network().with(Drawings.function(Drawings.in("Open"))),
                Drawings.catalog()))
        .isEmpty();
  }
}

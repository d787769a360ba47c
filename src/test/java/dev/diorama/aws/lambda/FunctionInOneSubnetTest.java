package dev.diorama.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FunctionInOneSubnetTest {
  @Test
  void aSingleSubnetIsFoundAndTheFixAddsAPrivateOneInAnotherZone() {
    var after =
        RuleCheck.fixed(
            new FunctionInOneSubnet(),
            Drawings.network().with(Drawings.function(Drawings.in("Open"))),
            Drawings.catalog());
    assertThat(Drawings.properties(after, "Resize").fields("VpcConfig").list("SubnetIds"))
        .containsExactly(
            Drawings.fields("{\"Ref\":\"Open\"}"), Drawings.fields("{\"Ref\":\"Inner\"}"));
  }

  @Test
  void aFunctionDrawnInsideASubnetKeepsItWhenAnotherIsAdded() {
    var function = Drawings.resource("Resize", "AWS::Lambda::Function", "Open", "{}");
    var after =
        RuleCheck.fixed(
            new FunctionInOneSubnet(), Drawings.network().with(function), Drawings.catalog());
    assertThat(Drawings.properties(after, "Resize").fields("VpcConfig").list("SubnetIds"))
        .hasSize(2);
  }

  @Test
  void thereIsNoFixWithoutAnotherPrivateSubnet() {
    var findings =
        RuleCheck.findings(
            new FunctionInOneSubnet(),
            Drawings.network().with(Drawings.function(Drawings.in("Inner"))),
            Drawings.catalog());
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().fixes()).isEmpty();
  }

  @Test
  void aFunctionOutsideVpcsIsNotFound() {
    assertThat(
            RuleCheck.findings(
                new FunctionInOneSubnet(),
                Drawings.network().with(Drawings.function("{}")),
                Drawings.catalog()))
        .isEmpty();
  }
}

package dev.diorama.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Value;
import org.junit.jupiter.api.Test;

class PermissionNeverUsedTest {
  private final PermissionNeverUsed rule = new PermissionNeverUsed();

  @Test
  void firesForAnActionThatNoConnectionNeedsAndTheFixRemovesIt() {
    var context =
        Drawings.writer(
            Drawings.inline(
                "[{'Sid':'Table','Effect':'Allow','Action':['dynamodb:PutItem','dynamodb:Scan'],"
                    + "'Resource':'${Photos.Arn}'}]"),
            "Photos",
            "dynamodb:PutItem");
    var findings = Drawings.check(rule, context);

    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().at().toString())
        .isEqualTo("Policies[0].PolicyDocument.Statement[0].Action[1]");
    var fixed = Drawings.apply(findings.getFirst().fixes().getFirst(), context);
    assertThat(Drawings.check(rule, fixed)).isEmpty();
    assertThat(Drawings.check(new MissingPermissionForConnection(), fixed)).isEmpty();
    assertThat(Drawings.statements(fixed))
        .isEqualTo(
            "[{'Sid':'Table','Effect':'Allow','Action':'dynamodb:PutItem',"
                + "'Resource':'${Photos.Arn}'}]");
  }

  @Test
  void removesAStatementThatIsLeftEmptyAndThePolicyWithIt() {
    var context =
        Drawings.writer(
            Drawings.inline("{'Effect':'Allow','Action':'s3:GetObject','Resource':'*'}"),
            "Photos",
            "dynamodb:PutItem");
    var findings = Drawings.check(rule, context);
    assertThat(findings.getFirst().at().toString())
        .isEqualTo("Policies[0].PolicyDocument.Statement.Action");
    var fixed = Drawings.apply(findings.getFirst().fixes().getFirst(), context);
    assertThat(Drawings.check(rule, fixed)).isEmpty();
    assertThat(
            fixed.drawing().byLogicalId("WriterRole").orElseThrow().properties().list("Policies"))
        .isEmpty();
  }

  @Test
  void firesForANeededActionOnAResourceThatDoesNotNeedIt() {
    var context =
        Drawings.writer(
            Drawings.inline(
                "[{'Effect':'Allow','Action':'dynamodb:PutItem','Resource':'${Orders.Arn}'}]"),
            "Photos",
            "dynamodb:PutItem");
    assertThat(Drawings.check(rule, context)).hasSize(1);
  }

  @Test
  void isSilentAboutWhatConnectionsNeed() {
    assertThat(
            Drawings.check(
                rule,
                Drawings.writer(
                    Drawings.inline(
                        "[{'Effect':'Allow','Action':['dynamodb:Put*'],'Resource':'*'}]"),
                    "Photos",
                    "dynamodb:PutItem")))
        .isEmpty();
  }

  @Test
  void logDeliveryOfFunctionsCountsAsNeeded() {
    assertThat(
            Drawings.check(
                rule,
                Drawings.writer(
                    Drawings.inline(
                        "[{'Effect':'Allow','Action':['logs:CreateLogGroup','logs:CreateLogStream',"
                            + "'logs:PutLogEvents'],'Resource':'*'}]"))))
        .isEmpty();
  }

  @Test
  void networkInterfacesCountAsNeededForFunctionsInAVpcOnly() {
    var outside =
        Drawings.writer(
            Drawings.inline(
                "[{'Effect':'Allow','Action':['ec2:CreateNetworkInterface',"
                    + "'ec2:DescribeNetworkInterfaces','ec2:DeleteNetworkInterface'],"
                    + "'Resource':'*'}]"));
    assertThat(Drawings.check(rule, outside)).hasSize(1);

    var function = outside.drawing().byLogicalId("Writer").orElseThrow();
    var inside =
        outside
            .drawing()
            .with(function.withProperties(function.properties().with("InVpc", Value.of(true))));
    assertThat(Drawings.check(rule, Drawings.context(inside))).isEmpty();
  }

  @Test
  void isSilentAboutRolesThatNothingUses() {
    var drawing =
        Drawings.writer("{}")
            .drawing()
            .with(
                Drawings.resource(
                    "AWS::IAM::Role",
                    "Spare",
                    Drawings.json(
                        Drawings.inline(
                            "[{'Effect':'Allow','Action':'s3:GetObject','Resource':'*'}]"))));
    assertThat(Drawings.check(rule, Drawings.context(drawing))).isEmpty();
  }
}

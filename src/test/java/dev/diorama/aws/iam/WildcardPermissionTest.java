package dev.diorama.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WildcardPermissionTest {
  private final WildcardPermission rule = new WildcardPermission();

  @ParameterizedTest
  @ValueSource(strings = {"*", "dynamodb:*", "*:*"})
  void firesForAllActionsAndTheFixNarrowsThemToTheNeeds(String action) {
    var context =
        Drawings.writer(
            Drawings.inline(
                "[{'Sid':'All','Effect':'Allow','Action':'" + action + "','Resource':'*'}]"),
            "Photos",
            "dynamodb:PutItem",
            "Orders",
            "dynamodb:GetItem");
    var findings = Drawings.check(rule, context);

    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().at().toString())
        .isEqualTo("Policies[0].PolicyDocument.Statement[0].Action");
    var fixed = Drawings.apply(findings.getFirst().fixes().getFirst(), context);
    assertThat(Drawings.check(rule, fixed)).isEmpty();
    assertThat(Drawings.check(new MissingPermissionForConnection(), fixed)).isEmpty();
    assertThat(Drawings.check(new PermissionNeverUsed(), fixed)).isEmpty();
    assertThat(Drawings.statements(fixed))
        .startsWith(
            "[{'Sid':'All','Effect':'Allow','Action':'dynamodb:PutItem',"
                + "'Resource':'${Photos.Arn}'},"
                + "{'Effect':'Allow','Action':'dynamodb:GetItem','Resource':'${Orders.Arn}'}");
  }

  @Test
  void logDeliveryThatTheWildcardAllowedIsKept() {
    var context =
        Drawings.writer(
            Drawings.inline("[{'Effect':'Allow','Action':'*','Resource':'*'}]"),
            "Photos",
            "dynamodb:PutItem");
    var fixed =
        Drawings.apply(Drawings.check(rule, context).getFirst().fixes().getFirst(), context);
    assertThat(Drawings.statements(fixed))
        .endsWith(
            "{'Effect':'Allow','Action':['logs:CreateLogGroup','logs:CreateLogStream',"
                + "'logs:PutLogEvents'],'Resource':'arn:aws:logs:us-east-1:123456789012:*'}]");
  }

  @Test
  void firesForAllResourcesWhereTheNeedsAreNarrowerAndKeepsTheCondition() {
    var context =
        Drawings.writer(
            Drawings.inline(
                "[{'Effect':'Allow','Action':['dynamodb:PutItem'],'Resource':'*',"
                    + "'Condition':{'StringEquals':{'aws:RequestedRegion':'us-east-1'}}}]"),
            "Photos",
            "dynamodb:PutItem");
    var findings = Drawings.check(rule, context);
    assertThat(findings)
        .singleElement()
        .satisfies(f ->
            assertThat(f.at().toString())
                .isEqualTo("Policies[0].PolicyDocument.Statement[0].Resource"));
    var fixed = Drawings.apply(findings.getFirst().fixes().getFirst(), context);
    assertThat(Drawings.check(rule, fixed)).isEmpty();
    assertThat(Drawings.statements(fixed))
        .isEqualTo(
            "[{'Effect':'Allow','Action':'dynamodb:PutItem','Resource':'${Photos.Arn}',"
                + "'Condition':{'StringEquals':{'aws:RequestedRegion':'us-east-1'}}}]");
  }

  @Test
  void isSilentAboutNamedActionsOnNamedResources() {
    assertThat(
            Drawings.check(
                rule,
                Drawings.writer(
                    Drawings.inline(
                        "[{'Effect':'Allow','Action':'dynamodb:Put*','Resource':'${Photos.Arn}'},"
                            + "{'Effect':'Deny','Action':'*','Resource':'arn:aws:s3:::x'}]"),
                    "Photos",
                    "dynamodb:PutItem")))
        .isEmpty();
  }

  @Test
  void isSilentAboutAllResourcesForWhatAwsItselfCalls() {
    assertThat(
            Drawings.check(
                rule,
                Drawings.writer(
                    Drawings.inline(
                        "[{'Effect':'Allow','Action':'logs:PutLogEvents','Resource':'*'}]"))))
        .isEmpty();
  }
}

package dev.diorama.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Resource;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The rules about grants that are wider than anybody means.
class RiskyGrantRulesTest {
  private static final Texts TEXTS =
      new Texts(Locale.ENGLISH, List.of("dev.diorama.aws.iam.messages"));

  private static RuleContext role(String statement) {
    return Drawings.writer(Drawings.inline("[" + statement + "]"), "Photos", "dynamodb:PutItem");
  }

  private static String message(Rule rule, RuleContext context) {
    return TEXTS.text(Drawings.check(rule, context).getFirst().message());
  }

  @Test
  void everythingButSomeActionsIsSeenAndTheFixMakesTheRoleMinimal() {
    var context = role("{'Effect':'Allow','NotAction':'iam:*','Resource':'*'}");
    var findings = Drawings.check(new NotActionWithAllow(), context);
    assertThat(findings)
        .singleElement()
        .satisfies(f ->
            assertThat(f.at().toString())
                .isEqualTo("Policies[0].PolicyDocument.Statement[0].NotAction"));
    var fixed = Drawings.apply(findings.getFirst().fixes().getFirst(), context);
    assertThat(Drawings.check(new NotActionWithAllow(), fixed)).isEmpty();
    assertThat(Drawings.check(new PermissionNeverUsed(), fixed)).isEmpty();
    assertThat(Drawings.check(new MissingPermissionForConnection(), fixed)).isEmpty();
    assertThat(Drawings.statements(fixed)).contains("${Photos.Arn}").contains("'Sid':'UsePhotos'");
  }

  @Test
  void denyWithNotActionAndAllowWithActionAreFine() {
    assertThat(
            Drawings.check(
                new NotActionWithAllow(),
                role(
                    "{'Effect':'Deny','NotAction':'iam:*','Resource':'*'},"
                        + "{'Effect':'Allow','Action':'dynamodb:PutItem','Resource':'*'}")))
        .isEmpty();
  }

  private static RuleContext trusting(String principal, String more) {
    return Drawings.writer(
        "{'AssumeRolePolicyDocument':{'Version':'2012-10-17','Statement':[{'Effect':'Allow',"
            + "'Principal':"
            + principal
            + ",'Action':'sts:AssumeRole'"
            + more
            + "}]}}");
  }

  @Test
  void aRoleThatEverybodyMayAssumeIsSeenAndTheFixLetsOneAccountIn() {
    var context = trusting("'*'", "");
    var findings = Drawings.check(new PublicPrincipal(), context);
    assertThat(findings).hasSize(1);
    var fixed = Drawings.apply(findings.getFirst().fixes().getFirst(), context);
    assertThat(Drawings.check(new PublicPrincipal(), fixed)).isEmpty();
    assertThat(Drawings.check(new PublicPrincipal(), trusting("{'AWS':'*'}", ""))).hasSize(1);
  }

  @Test
  void anExternalIdOrANamedPrincipalIsNotPublic() {
    assertThat(
            Drawings.check(
                new PublicPrincipal(),
                trusting("'*'", ",'Condition':{'StringEquals':{'sts:ExternalId':'x'}}")))
        .isEmpty();
    assertThat(Drawings.check(new PublicPrincipal(), trusting("{'AWS':'123456789012'}", "")))
        .isEmpty();
  }

  @Test
  void aWayToMorePermissionsIsShownAsAPath() {
    assertThat(
            message(
                new PrivilegeEscalation(),
                role(
                    "{'Effect':'Allow','Action':['iam:PassRole','lambda:CreateFunction'],"
                        + "'Resource':'*'}")))
        .contains("WriterRole → iam:PassRole + lambda:CreateFunction → ");
    assertThat(
            message(
                new PrivilegeEscalation(),
                role("{'Effect':'Allow','Action':'iam:PutRolePolicy','Resource':'*'}")))
        .contains("iam:PutRolePolicy → WriterRole");
  }

  private static List<String> labels(RuleContext context) {
    return Drawings.check(new PrivilegeEscalation(), context).getFirst().fixes().stream()
        .map(f -> TEXTS.text(f.label()))
        .toList();
  }

  @Test
  void eachFixClosesAWayAndTheSmallestChangeComesFirst() {
    var context =
        Drawings.writer(
            Drawings.inline(
                "[{'Sid':'All','Effect':'Allow','Action':['iam:PassRole','ec2:RunInstances',"
                    + "'dynamodb:PutItem'],'Resource':'*'}]"),
            "Photos",
            "dynamodb:PutItem");
    assertThat(labels(context))
        .containsExactly(
            "Let WriterRole pass roles to lambda.amazonaws.com only",
            "Allow WriterRole iam:PassRole only on WriterRole, which gives it nothing new",
            "Take iam:PassRole away from WriterRole");
    for (var fix : Drawings.check(new PrivilegeEscalation(), context).getFirst().fixes()) {
      var fixed = Drawings.apply(fix, context);
      assertThat(Drawings.check(new PrivilegeEscalation(), fixed)).isEmpty();
      assertThat(Drawings.check(new MissingPermissionForConnection(), fixed)).isEmpty();
      assertThat(Drawings.statements(fixed)).contains("'Sid':'All'", "ec2:RunInstances");
    }
  }

  @Test
  void aConditionThatLeavesAWayOpenIsNotOffered() {
    // Lambda is the only service that a drawn role trusts.
    assertThat(
            labels(
                role(
                    "{'Effect':'Allow','Action':['iam:PassRole','lambda:CreateFunction'],"
                        + "'Resource':'*'}")))
        .containsExactly(
            "Allow WriterRole iam:PassRole only on WriterRole, which gives it nothing new",
            "Take iam:PassRole away from WriterRole");
  }

  @Test
  void whatNamesNoActionAsSuchIsMadeMinimal() {
    assertThat(labels(role("{'Effect':'Allow','Action':'iam:*','Resource':'*'}")))
        .singleElement()
        .satisfies(l -> assertThat(l).contains("WriterRole"));
    // A statement left without actions goes, and its policy with it.
    var alone = role("{'Effect':'Allow','Action':'iam:PutRolePolicy','Resource':'*'}");
    var findings = Drawings.check(new PrivilegeEscalation(), alone);
    var fixed = Drawings.apply(findings.getFirst().fixes().getFirst(), alone);
    assertThat(labels(alone)).containsExactly("Take iam:PutRolePolicy away from WriterRole");
    assertThat(Drawings.statements(fixed)).isEmpty();
  }

  @Test
  void aRoleThatIsNoStrongerIsNoWayToMorePermissions() {
    var context =
        role(
            "{'Effect':'Allow','Action':['lambda:CreateFunction'],'Resource':'*'},"
                + "{'Effect':'Allow','Action':'iam:PassRole','Resource':'${Other.Arn}'}");
    var weaker = context.drawing().with(other("lambda:CreateFunction"));
    assertThat(Drawings.check(new PrivilegeEscalation(), Drawings.context(weaker))).isEmpty();
    var stronger = context.drawing().with(other("s3:GetObject"));
    assertThat(message(new PrivilegeEscalation(), Drawings.context(stronger)))
        .contains("iam:PassRole + lambda:CreateFunction → Other");
  }

  private static Resource other(String action) {
    return Drawings.resource(
        "AWS::IAM::Role",
        "Other",
        Drawings.json(
            Drawings.inline("[{'Effect':'Allow','Action':'" + action + "','Resource':'*'}]")));
  }

  @Test
  void aConditionOnTheServiceCountsAsAwsCountsIt() {
    var statement =
        "{'Effect':'Allow','Action':'lambda:CreateFunction','Resource':'*'},"
            + "{'Effect':'Allow','Action':'iam:PassRole','Resource':'*','Condition':"
            + "{'StringEquals':{'iam:PassedToService':'%s'}}}";
    assertThat(
            Drawings.check(
                new PrivilegeEscalation(), role(statement.formatted("ec2.amazonaws.com"))))
        .isEmpty();
    assertThat(
            Drawings.check(
                new PrivilegeEscalation(), role(statement.formatted("lambda.amazonaws.com"))))
        .hasSize(1);
  }

  @Test
  void passingARoleAloneOrADeniedWayIsNone() {
    assertThat(
            Drawings.check(
                new PrivilegeEscalation(),
                role("{'Effect':'Allow','Action':'iam:PassRole','Resource':'*'}")))
        .isEmpty();
    assertThat(
            Drawings.check(
                new PrivilegeEscalation(),
                role(
                    "{'Effect':'Allow','Action':'iam:Put*','Resource':'*'},"
                        + "{'Effect':'Deny','Action':'iam:*Policy','Resource':'*'}")))
        .isEmpty();
  }

  @Test
  void aServiceThatIsLetInForAnybodyIsSeenAndTheFixAsksForTheAccount() {
    var statement =
        "{'Effect':'Allow','Principal':{'Service':'s3.amazonaws.com'},"
            + "'Action':'dynamodb:GetItem','Resource':'*'";
    var context =
        Drawings.withTablePolicy(
            role("{'Effect':'Allow','Action':'dynamodb:PutItem','Resource':'${Photos.Arn}'}"),
            statement + "}");
    var findings = Drawings.check(new ConfusedDeputy(), context);
    assertThat(findings).hasSize(1);
    var fixed = Drawings.apply(findings.getFirst().fixes().getFirst(), context);
    assertThat(Drawings.check(new ConfusedDeputy(), fixed)).isEmpty();
    assertThat(
            Drawings.check(
                new ConfusedDeputy(),
                Drawings.withTablePolicy(
                    context,
                    statement
                        + ",'Condition':{'ArnLike':{'AWS:SourceArn':'arn:aws:s3:::photos'}}}")))
        .isEmpty();
  }

  @Test
  void aFunctionThatMayNotLogIsSeenAndTheFixLetsItLog() {
    var context =
        Drawings.withLogs(
            role("{'Effect':'Allow','Action':'dynamodb:PutItem','Resource':'${Photos.Arn}'}"));
    var findings = Drawings.check(new LogDeliveryNotAllowed(), context);
    assertThat(findings).hasSize(1);
    var fixed = Drawings.apply(findings.getFirst().fixes().getFirst(), context);
    assertThat(Drawings.check(new LogDeliveryNotAllowed(), fixed)).isEmpty();
    assertThat(Drawings.statements(fixed)).contains("logs:PutLogEvents");
  }

  @Test
  void aLogPermissionForMoreThanTheOwnGroupIsWiderThanNeeded() {
    var context =
        Drawings.withLogs(
            role(
                "{'Effect':'Allow','Action':'dynamodb:PutItem','Resource':'${Photos.Arn}'},"
                    + "{'Effect':'Allow','Action':'logs:PutLogEvents',"
                    + "'Resource':'arn:aws:logs:*:*:*'}"));
    var findings = Drawings.check(new ResourceWiderThanNeeded(), context);
    assertThat(findings)
        .singleElement()
        .satisfies(f ->
            assertThat(TEXTS.text(f.message())).contains("logs:PutLogEvents on arn:aws:logs:"));
    var fixed = Drawings.apply(findings.getFirst().fixes().getFirst(), context);
    assertThat(Drawings.check(new ResourceWiderThanNeeded(), fixed)).isEmpty();
    assertThat(Drawings.check(new LogDeliveryNotAllowed(), fixed)).isEmpty();
  }

  @Test
  void aPatternThatNoOtherResourceOfTheActionMatchesIsFine() {
    assertThat(
            Drawings.check(
                new ResourceWiderThanNeeded(),
                Drawings.withLogs(
                    role(
                        "{'Effect':'Allow','Action':'logs:PutLogEvents','Resource':"
                            + "'arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/Writer:*'"
                            + "}"))))
        .isEmpty();
  }
}

package dev.diorama.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.ConnectionId;
import dev.diorama.model.Value.Fields;
import dev.diorama.rule.Subject;
import org.junit.jupiter.api.Test;

class MissingPermissionForConnectionTest {
  private final MissingPermissionForConnection rule = new MissingPermissionForConnection();

  @Test
  void firesWhereTheRoleAllowsNothingAndTheFixGivesItAPolicy() {
    var context = Drawings.writer("{}", "Photos", "dynamodb:PutItem,dynamodb:GetItem");
    var findings = Drawings.check(rule, context);

    assertThat(findings).hasSize(1);
    var finding = findings.getFirst();
    assertThat(finding.subject()).isEqualTo(new Subject.OfConnection(new ConnectionId("c0")));
    assertThat(finding.message().arguments())
        .extracting(Object::toString)
        .anySatisfy(a -> assertThat(a).contains("dynamodb:GetItem, dynamodb:PutItem"));
    assertThat(finding.fixes()).hasSize(1);
    var fixed = Drawings.apply(finding.fixes().getFirst(), context);
    assertThat(Drawings.check(rule, fixed)).isEmpty();
    assertThat(Drawings.statements(fixed))
        .isEqualTo(
            "[{'Effect':'Allow','Action':['dynamodb:GetItem','dynamodb:PutItem'],"
                + "'Resource':'${Photos.Arn}'}]");
  }

  @Test
  void theSmallestFixAddsToTheStatementForTheSameResource() {
    var context =
        Drawings.writer(
            Drawings.inline(
                "{'Effect':'Allow','Action':'dynamodb:GetItem','Resource':'${Photos.Arn}'}"),
            "Photos",
            "dynamodb:GetItem,dynamodb:PutItem");
    var fixes = Drawings.check(rule, context).getFirst().fixes();

    assertThat(fixes).hasSize(2);
    var extended = Drawings.apply(fixes.getFirst(), context);
    assertThat(Drawings.check(rule, extended)).isEmpty();
    assertThat(Drawings.statements(extended))
        .isEqualTo(
            "[{'Effect':'Allow','Action':['dynamodb:GetItem','dynamodb:PutItem'],"
                + "'Resource':'${Photos.Arn}'}]");
    var added = Drawings.apply(fixes.get(1), context);
    assertThat(Drawings.check(rule, added)).isEmpty();
    assertThat(Drawings.statements(added))
        .endsWith(",{'Effect':'Allow','Action':'dynamodb:PutItem','Resource':'${Photos.Arn}'}]");
  }

  @Test
  void aStatementForAnotherResourceIsNotExtended() {
    var context =
        Drawings.writer(
            Drawings.inline(
                "[{'Effect':'Allow','Action':'dynamodb:PutItem','Resource':'${Orders.Arn}'}]"),
            "Photos",
            "dynamodb:PutItem");
    var fixes = Drawings.check(rule, context).getFirst().fixes();
    assertThat(fixes).hasSize(1);
    assertThat(Drawings.check(rule, Drawings.apply(fixes.getFirst(), context))).isEmpty();
  }

  @Test
  void isSilentWhereTheRoleAllowsAllThatIsNeeded() {
    assertThat(
            Drawings.check(
                rule,
                Drawings.writer(
                    Drawings.inline(
                        "[{'Effect':'Allow','Action':'dynamodb:*Item','Resource':'${Photos.Arn}'}]"),
                    "Photos",
                    "dynamodb:GetItem,dynamodb:PutItem")))
        .isEmpty();
  }

  @Test
  void isSilentAboutAnExplicitDenyWhichNoPermissionLifts() {
    var context =
        Drawings.writer(
            Drawings.inline("[{'Effect':'Deny','Action':'dynamodb:*','Resource':'*'}]"),
            "Photos",
            "dynamodb:GetItem");
    assertThat(Drawings.check(rule, context)).isEmpty();
    assertThat(Drawings.check(new ConnectionDeniedByPolicy(), context)).hasSize(1);
  }

  @Test
  void aFixThatABoundaryStopsIsNotOffered() {
    var context =
        Drawings.writer(
            "{'PermissionsBoundary':{'Version':'2012-10-17','Statement':"
                + "{'Effect':'Allow','Action':'s3:*','Resource':'*'}}}",
            "Photos",
            "dynamodb:GetItem");
    var findings = Drawings.check(rule, context);
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().fixes()).isEmpty();
  }

  @Test
  void firesWhereTheCallerHasNoRole() {
    var drawing =
        Drawings.writer("{}")
            .drawing()
            .with(Drawings.resource("Test::Function", "Loner", Fields.EMPTY))
            .with(Drawings.use("lone", "Loner", "Photos", "dynamodb:GetItem"));
    var findings = Drawings.check(rule, Drawings.context(drawing));
    assertThat(findings)
        .singleElement()
        .satisfies(f -> assertThat(f.message().key()).endsWith("message.noRole"));
  }
}

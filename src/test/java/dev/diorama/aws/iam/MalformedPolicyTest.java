package dev.diorama.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.ResourceId;
import org.junit.jupiter.api.Test;

class MalformedPolicyTest {
  private final MalformedPolicy rule = new MalformedPolicy();

  @Test
  void firesAtTheElementAndTheFixRemovesTheStatement() {
    var context =
        Drawings.writer(
            Drawings.inline(
                "[{'Effect':'Allow','Action':'dynamodb:GetItem','Resource':'${Photos.Arn}'},"
                    + "{'Effect':'Allow','Action':'GetItem','Resource':'*'}]"));
    var findings = Drawings.check(rule, context);
    assertThat(findings)
        .singleElement()
        .satisfies(f ->
            assertThat(f.at().toString())
                .isEqualTo("Policies[0].PolicyDocument.Statement[1].Action"));
    var fixed = Drawings.apply(findings.getFirst().fixes().getFirst(), context);
    assertThat(Drawings.check(rule, fixed)).isEmpty();
    assertThat(Drawings.statements(fixed))
        .isEqualTo("[{'Effect':'Allow','Action':'dynamodb:GetItem','Resource':'${Photos.Arn}'}]");
  }

  @Test
  void firesWhereAPolicyNamesAResourceThatIsNoLongerDrawn() {
    var before =
        Drawings.writer(
            Drawings.inline(
                "[{'Effect':'Allow','Action':'dynamodb:GetItem','Resource':'${Photos.Arn}'}]"));
    assertThat(Drawings.check(rule, before)).isEmpty();
    var after = Drawings.context(before.drawing().without(new ResourceId("Photos")));
    assertThat(Drawings.check(rule, after))
        .singleElement()
        .satisfies(f ->
            assertThat(f.at().toString())
                .isEqualTo("Policies[0].PolicyDocument.Statement[0].Resource"));
  }

  @Test
  void firesForATrustPolicyAndABoundary() {
    assertThat(
            Drawings.check(
                rule,
                Drawings.writer(
                    "{'AssumeRolePolicyDocument':{'Statement':{'Effect':'Allow','Action':'*'}},"
                        + "'PermissionsBoundary':{}}")))
        .extracting(f -> f.at().toString())
        .containsExactly(
            "PermissionsBoundary.Statement", "AssumeRolePolicyDocument.Statement.Principal");
  }

  @Test
  void isSilentAboutSoundPolicies() {
    assertThat(
            Drawings.check(
                rule,
                Drawings.writer(
                    "{'ManagedPolicyArns':['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess']}")))
        .isEmpty();
  }
}

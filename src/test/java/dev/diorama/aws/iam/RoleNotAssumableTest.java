package dev.diorama.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoleNotAssumableTest {
  private final RoleNotAssumable rule = new RoleNotAssumable();

  @Test
  void firesWhereTheTrustPolicyNamesAnotherServiceAndTheFixAddsTheRightOne() {
    var context =
        Drawings.writer(
            "{'AssumeRolePolicyDocument':{'Version':'2012-10-17','Statement':{'Effect':'Allow',"
                + "'Principal':{'Service':'ec2.amazonaws.com'},'Action':'sts:AssumeRole'}}}");
    var findings = Drawings.check(rule, context);
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().at().toString()).isEqualTo("AssumeRolePolicyDocument");
    var fixed = Drawings.apply(findings.getFirst().fixes().getFirst(), context);
    assertThat(Drawings.check(rule, fixed)).isEmpty();
    assertThat(
            fixed
                .drawing()
                .byLogicalId("WriterRole")
                .orElseThrow()
                .properties()
                .fields("AssumeRolePolicyDocument")
                .list("Statement"))
        .hasSize(2);
  }

  @Test
  void firesWithoutATrustPolicy() {
    var context = Drawings.writer("{'AssumeRolePolicyDocument':{}}");
    var findings = Drawings.check(rule, context);
    assertThat(findings).hasSize(1);
    assertThat(
            Drawings.check(rule, Drawings.apply(findings.getFirst().fixes().getFirst(), context)))
        .isEmpty();
  }

  @Test
  void isSilentWhereTheServiceIsTrusted() {
    assertThat(Drawings.check(rule, Drawings.writer("{}"))).isEmpty();
  }
}

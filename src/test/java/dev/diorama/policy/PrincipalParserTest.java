package dev.diorama.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Forms: `docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns`.
class PrincipalParserTest {
  private static Principal parse(String text) {
    return Principal.parse(text, RequestContext.EMPTY).orElseThrow();
  }

  private static Principal parse(String text, String key, String value) {
    return Principal.parse(text, new RequestContext(Map.of(key, List.of(value)))).orElseThrow();
  }

  @Test
  void readsEveryForm() {
    assertThat(parse("arn:aws:iam::111122223333:root"))
        .isEqualTo(new Principal.Root("111122223333"));
    assertThat(parse("arn:aws:iam::111122223333:user/dev/Bob"))
        .isEqualTo(new Principal.User("arn:aws:iam::111122223333:user/dev/Bob", ""));
    assertThat(parse("arn:aws:iam::111122223333:role/R"))
        .isEqualTo(new Principal.RoleSession("arn:aws:iam::111122223333:role/R", "", ""));
    assertThat(parse("arn:aws-cn:sts::111122223333:assumed-role/R/s"))
        .isEqualTo(new Principal.RoleSession("arn:aws-cn:iam::111122223333:role/R", "", "s"));
    assertThat(parse("arn:aws:sts::111122223333:federated-user/Bob"))
        .isEqualTo(
            new Principal.FederatedUser(
                "arn:aws:sts::111122223333:federated-user/Bob",
                "arn:aws:iam::111122223333:user/Bob"));
    assertThat(parse("arn:aws:iam::111122223333:saml-provider/P"))
        .isEqualTo(new Principal.Federated("arn:aws:iam::111122223333:saml-provider/P"));
    assertThat(parse("accounts.google.com"))
        .isEqualTo(new Principal.Federated("accounts.google.com"));
    assertThat(parse("logging.s3.amazonaws.com"))
        .isEqualTo(new Principal.Service("logging.s3.amazonaws.com"));
    assertThat(parse("79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"))
        .isEqualTo(
            new Principal.CanonicalUser(
                "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"));
    assertThat(parse("anonymous")).isEqualTo(new Principal.Anonymous());
  }

  @Test
  void takesFromTheContextWhatTheArnLeavesOut() {
    assertThat(parse("arn:aws:iam::111122223333:user/Bob", "aws:userid", "AIDA1"))
        .isEqualTo(new Principal.User("arn:aws:iam::111122223333:user/Bob", "AIDA1"));
    assertThat(parse("arn:aws:sts::111122223333:assumed-role/R/s", "AWS:UserId", "AROA1:s"))
        .isEqualTo(new Principal.RoleSession("arn:aws:iam::111122223333:role/R", "AROA1", "s"));
    assertThat(
            parse(
                "arn:aws:sts::111122223333:assumed-role/R/s",
                "aws:PrincipalArn",
                "arn:aws:iam::111122223333:role/app/R"))
        .isEqualTo(new Principal.RoleSession("arn:aws:iam::111122223333:role/app/R", "", "s"));
    assertThat(
            parse(
                "arn:aws:sts::111122223333:assumed-role/R/s",
                "aws:PrincipalArn",
                "arn:aws:iam::111122223333:role/app/Other"))
        .isEqualTo(new Principal.RoleSession("arn:aws:iam::111122223333:role/R", "", "s"));
  }

  @Test
  void aServiceLinkedRoleTellsItselfByItsName() {
    assertThat(parse("arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForX/s"))
        .isInstanceOfSatisfying(
            Principal.RoleSession.class,
            s -> assertThat(PrincipalArns.isServiceLinked(s.roleArn())).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bob",
        "arn:aws:iam::1:user/Bob",
        "arn:aws:iam::111122223333:user",
        "arn:aws:iam::111122223333:group/G",
        "arn:aws:sts::111122223333:assumed-role/R",
        "arn:aws:sts::111122223333:assumed-role/R/",
        "arn:aws:s3:::bucket",
        "amazonaws.com"
      })
  void refusesWhatIsNoPrincipal(String text) {
    assertThat(Principal.parse(text, RequestContext.EMPTY)).isEmpty();
  }
}

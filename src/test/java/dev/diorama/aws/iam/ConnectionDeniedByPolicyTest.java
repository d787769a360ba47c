package dev.diorama.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.Texts;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ConnectionDeniedByPolicyTest {
  private final ConnectionDeniedByPolicy rule = new ConnectionDeniedByPolicy();
  private static final String ALLOWED =
      "'Policies':[{'PolicyName':'Own','PolicyDocument':{'Version':'2012-10-17','Statement':"
          + "{'Effect':'Allow','Action':'dynamodb:PutItem','Resource':'${Photos.Arn}'}}}]";

  @Test
  void firesWhereABoundaryDoesNotAllow() {
    var context =
        Drawings.writer(
            "{'PermissionsBoundary':{'Version':'2012-10-17','Statement':{'Effect':'Allow',"
                + "'Action':'s3:*','Resource':'*'}},"
                + ALLOWED
                + "}",
            "Photos",
            "dynamodb:PutItem");
    var findings = Drawings.check(rule, context);
    assertThat(findings).hasSize(1);
    var texts =
        new Texts(
            Locale.ENGLISH, List.of("dev.diorama.aws.iam.messages", "dev.diorama.policy.messages"));
    assertThat(texts.text(findings.getFirst().message()))
        .isEqualTo(
            "Writer may not call dynamodb:PutItem on Photos. Denied: no permissions boundary allows"
                + " it.");
  }

  @Test
  void isSilentWhereTheBoundaryAllows() {
    assertThat(
            Drawings.check(
                rule,
                Drawings.writer(
                    "{'PermissionsBoundary':{'Version':'2012-10-17','Statement':{'Effect':'Allow',"
                        + "'Action':'*','Resource':'*'}},"
                        + ALLOWED
                        + "}",
                    "Photos",
                    "dynamodb:PutItem")))
        .isEmpty();
  }
}

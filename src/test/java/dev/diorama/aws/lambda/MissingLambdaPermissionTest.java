package dev.diorama.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Architecture;
import org.junit.jupiter.api.Test;

class MissingLambdaPermissionTest {
  private static Architecture drawing(String function) {
    return Architecture.EMPTY
        .with(Drawings.resource("Photos", "AWS::S3::Bucket", "", "{}"))
        .with(Drawings.function(function))
        .with(Drawings.connection("s3:Notification", "Photos", "Resize"));
  }

  @Test
  void aNotificationThatThePolicyDoesNotAllowIsFoundAndTheFixAllowsIt() {
    var after = RuleCheck.fixed(new MissingLambdaPermission(), drawing("{}"), Drawings.catalog());
    assertThat(Drawings.properties(after, "Resize").list("Permissions"))
        .containsExactly(
            Drawings.fields(
                """
                {"Id":"s3-Photos","Action":"lambda:InvokeFunction","Principal":"s3.amazonaws.com",
                 "SourceArn":"${Photos.Arn}","SourceAccount":"123456789012"}\
                """));
  }

  @Test
  void aPermissionForAnotherSourceDoesNotHelpAndIsKept() {
    var after =
        RuleCheck.fixed(
            new MissingLambdaPermission(),
            drawing(
                """
                {"Permissions":[{"Id":"s3-Photos","Principal":"s3.amazonaws.com","SourceArn":"arn:aws:s3:::other"}]}\
                """),
            Drawings.catalog());
    assertThat(Drawings.properties(after, "Resize").list("Permissions")).hasSize(2);
  }

  @Test
  void anAllowedNotificationIsNotFound() {
    assertThat(
            RuleCheck.findings(
                new MissingLambdaPermission(),
                drawing(
                    """
                    {"Permissions":[{"Id":"any","Principal":"s3.amazonaws.com","SourceArn":"arn:aws:s3:::Photos"}]}\
                    """),
                Drawings.catalog()))
        .isEmpty();
  }
}

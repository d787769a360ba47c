package dev.diorama.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.edit.Edit;
import dev.diorama.json.Json;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.ResourceId;
import dev.diorama.rule.Severity;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One mistake in a sound drawing gives one finding, however many connections it breaks.
class OneFindingPerCauseTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          index-photo-role | AssumeRolePolicyDocument.Statement[0].Principal | {"Service": "ec2.amazonaws.com"} | RoleNotAssumable
          index-photo-role | Policies[0].PolicyDocument.Statement[2].Action | "logs:DescribeLogGroups" | MissingPermissionForConnection
          index-photo | Permissions[0].Principal | "sns.amazonaws.com" | MissingLambdaPermission
          index-photo | Permissions[0].SourceArn | "arn:aws:s3:::other" | MissingLambdaPermission
          index-photo | Timeout | 901 | FunctionTimeoutAboveMaximum
          photos | BucketName | "My_Photos" | InvalidPropertyValue
          """)
  void oneMistakeGivesOneError(String resource, String path, String json, String rule)
      throws Exception {
    var document =
        new Edit.SetProperty(
                new ResourceId(resource), PropertyPath.parse(path), Optional.of(Json.read(json)))
            .apply(Samples.read(Samples.named("photo-catalog")));
    assertThat(Samples.STUDIO.check(document.architecture()).findings())
        .filteredOn(f -> f.severity() == Severity.ERROR || f.rule().value().startsWith("LogDel"))
        .extracting(f -> f.rule().value())
        .containsExactly(rule);
  }
}

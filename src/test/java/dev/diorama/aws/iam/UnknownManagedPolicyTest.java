package dev.diorama.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownManagedPolicyTest {
  private final UnknownManagedPolicy rule = new UnknownManagedPolicy();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'ManagedPolicyArns':['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess',"
            + "'arn:aws:iam::123456789012:policy/Mine']}",
        "{'ManagedPolicyArns':['arn:aws:iam::aws:policy/AdministratorAccess']}",
        "{'PermissionsBoundary':'arn:aws:iam::123456789012:policy/Limit'}"
      })
  void firesForAPolicyWhoseDocumentIsNotKnownAndTheFixDetachesIt(String role) {
    var context = Drawings.writer(role);
    var findings = Drawings.check(rule, context);
    assertThat(findings).hasSize(1);
    assertThat(
            Drawings.check(rule, Drawings.apply(findings.getFirst().fixes().getFirst(), context)))
        .isEmpty();
  }

  @Test
  void isSilentForThePoliciesThatDioramaKnows() {
    assertThat(
            Drawings.check(
                rule,
                Drawings.writer(
                    "{'ManagedPolicyArns':["
                        + "'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole',"
                        + "'arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole',"
                        + "'arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole',"
                        + "'arn:aws:iam::aws:policy/service-role/AWSLambdaDynamoDBExecutionRole',"
                        + "'arn:aws-cn:iam::aws:policy/AmazonS3ReadOnlyAccess']}")))
        .isEmpty();
  }
}

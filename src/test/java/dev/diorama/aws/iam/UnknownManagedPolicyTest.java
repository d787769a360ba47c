package dev.diorama.aws.iam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.policy.Policy;
import dev.diorama.policy.PolicyKind;
import dev.diorama.policy.WrittenStatement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
        "{'ManagedPolicyArns':['arn:aws:iam::aws:policy/NoSuchPolicy']}",
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

  /// Each has a page in `docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html`.
  @Test
  void everyKnownPolicyIsThereAndSound() {
    assertThat(known())
        .hasSizeGreaterThan(30)
        .allSatisfy(arn -> {
          var policy =
              Policy.compile(
                  ManagedPolicies.name(arn),
                  PolicyKind.IDENTITY,
                  Optional.of(arn),
                  ManagedPolicies.document(arn).orElseThrow());
          assertThat(policy.diagnostics()).isEmpty();
          assertThat(WrittenStatement.of(policy)).isNotEmpty();
        });
  }

  private static List<String> known() {
    return Stream.concat(
            ManagedPolicies.PLAIN.stream(),
            ManagedPolicies.OF_SERVICE_ROLES.stream().map(n -> "service-role/" + n))
        .sorted()
        .map(n -> "arn:aws:iam::aws:policy/" + n)
        .toList();
  }
}

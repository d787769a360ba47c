package dev.diorama.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.json.Json;
import dev.diorama.model.Message;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyQuotaTest {
  private static Policy policy(PolicyKind kind, Optional<String> arn, int size) {
    var statement = Fields.EMPTY.with("Effect", "Allow").with("Action", "s3:*");
    statement =
        switch (kind) {
          case TRUST -> statement.with("Principal", "*");
          case RESOURCE, RESOURCE_CONTROL, VPC_ENDPOINT ->
              statement.with("Principal", "*").with("Resource", "*");
          default -> statement.with("Resource", "*");
        };
    var document = Fields.EMPTY.with("Id", "").with("Statement", statement);
    long missing = size - PolicyQuota.size(document);
    return Policy.compile(
        "p", kind, arn, document.with("Id", "x".repeat(Math.toIntExact(missing))));
  }

  @ParameterizedTest
  @EnumSource(
      value = PolicyKind.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"IDENTITY", "RESOURCE", "BLOCK_PUBLIC_ACCESS"})
  void reportsAPolicyThatIsLargerThanItsKindMayBe(PolicyKind kind) {
    var quota = PolicyQuota.of(kind, Optional.empty()).orElseThrow();
    assertThat(policy(kind, Optional.empty(), quota.limit()).diagnostics()).isEmpty();
    assertThat(policy(kind, Optional.empty(), quota.limit() + 1).diagnostics())
        .extracting(PolicyDiagnostic::message)
        .containsExactly(
            Message.of(
                "policy.diagnostic.quota", quota.limit() + 1, quota.limit(), quota.source()));
  }

  @ParameterizedTest
  @CsvSource({
    "IDENTITY, arn:aws:iam::111122223333:policy/P, MANAGED, 6144",
    "IDENTITY, arn:aws:iam::111122223333:role/R, INLINE_ROLE, 10240",
    "IDENTITY, arn:aws:iam::111122223333:user/U, INLINE_USER, 2048",
    "IDENTITY, arn:aws:iam::111122223333:group/G, INLINE_GROUP, 5120",
    "BOUNDARY, arn:aws:iam::111122223333:role/R, MANAGED, 6144",
    "SERVICE_CONTROL, arn:aws:organizations::1:policy/o-a/service_control_policy/p-1,"
        + " SERVICE_CONTROL, 10240",
    "RESOURCE_CONTROL, arn:aws:organizations::1:policy/o-a/resource_control_policy/p-1,"
        + " RESOURCE_CONTROL, 5120",
    "TRUST, arn:aws:iam::111122223333:role/R, TRUST, 2048",
    "RESOURCE, arn:aws:s3:::b, BUCKET, 20480",
    "RESOURCE, arn:aws:sqs:us-east-1:111122223333:q, QUEUE, 8192",
    "RESOURCE, arn:aws:lambda:us-east-1:111122223333:function:f, FUNCTION, 20480",
    "RESOURCE, arn:aws:kms:us-east-1:111122223333:key/k, KEY, 32768",
    "RESOURCE, arn:aws:execute-api:us-east-1:111122223333:a/*, API, 8192",
  })
  void followsFromTheKindAndWhatCarriesThePolicy(
      PolicyKind kind, String arn, PolicyQuota quota, int limit) {
    assertThat(PolicyQuota.of(kind, Optional.of(arn))).contains(quota);
    assertThat(quota.limit()).isEqualTo(limit);
  }

  @ParameterizedTest
  @EnumSource
  void everyQuotaNamesItsPage(PolicyQuota quota) {
    assertThat(quota.source()).startsWith("docs.aws.amazon.com/");
  }

  @Test
  void awsIsUnderNoQuota() {
    assertThat(
            PolicyQuota.of(
                PolicyKind.IDENTITY, Optional.of("arn:aws:iam::aws:policy/ReadOnlyAccess")))
        .isEmpty();
  }

  @Test
  void aPolicyOverItsQuotaIsStillEvaluated() {
    assertThat(policy(PolicyKind.SESSION, Optional.empty(), 4_000).statements())
        .allMatch(s -> s.skipped().isEmpty())
        .hasSize(1);
  }

  @Test
  void aPolicyFarOverEveryQuotaIsNot() {
    var policy = policy(PolicyKind.SESSION, Optional.empty(), PolicyQuota.MAX_EVALUATED + 1);
    assertThat(policy.statements()).isEmpty();
    assertThat(policy.diagnostics())
        .extracting(d -> d.message().key())
        .containsExactly("policy.diagnostic.tooLarge");
  }

  @Test
  void sizesAreThoseOfCompactJson() {
    for (var value :
        List.<Value>of(
            Value.of("a\"b\\c\nd"),
            Value.of("é€😀"),
            Value.of(12L),
            Value.of(true),
            Value.Null.NULL,
            Value.list(Value.of("a"), Value.of(false)),
            Value.list(),
            Fields.EMPTY,
            Fields.EMPTY.with("a", "b").with("c", Value.list(Value.of(1L), Fields.EMPTY)))) {
      assertThat(PolicyQuota.size(value))
          .isEqualTo(Json.write(value).getBytes(StandardCharsets.UTF_8).length);
    }
  }
}

package dev.diorama.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Value.Fields;
import dev.diorama.policy.Decision.Allowed;
import dev.diorama.policy.Decision.ExplicitlyDenied;
import dev.diorama.policy.Decision.ImplicitlyDenied;
import dev.diorama.policy.StatementMatch.ConditionMatch;
import dev.diorama.policy.StatementMatch.Effect;
import dev.diorama.policy.StatementMatch.ElementMatch;
import dev.diorama.policy.StatementMatch.SimpleMatch;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each case names the page of AWS's documentation that it rests on.
class PolicyEngineTest {
  private final PolicyEngine engine = new PolicyEngine();

  static Stream<Named<Fields>> cases() {
    return PolicyCases.read().stream()
        .map(c ->
            Named.of(c.text("name").orElseThrow() + " (" + c.text("page").orElseThrow() + ")", c));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void decidesAsAwsDocuments(Fields c) {
    var policies = PolicyCases.policies(c);
    var decision = engine.decide(PolicyCases.request(c), policies);

    assertThat(verdict(decision)).as("%s", decision).isEqualTo(c.text("verdict").orElseThrow());
    var by = c.text("by");
    switch (decision) {
      case Allowed a ->
          by.ifPresent(name -> {
            assertThat(a.trace())
                .filteredOn(m -> m.matched() && m.effect() == Effect.ALLOW)
                .extracting(PolicyEngineTest::name)
                .contains(name);
          });
      case ImplicitlyDenied d -> {
        assertThat(d.blockedBy().name()).isEqualTo(by.orElseThrow());
        // The trace agrees: no statement of the kind that blocks allows it. Of control policies,
        // another level's may.
        assertThat(d.trace())
            .filteredOn(m -> m.kind() == d.blockedBy() && m.effect() == Effect.ALLOW)
            .filteredOn(m -> !isOfLevels(m.kind()))
            .allSatisfy(m -> {
              assertThat(m.matched()).isFalse();
              assertThat(
                      m.skipped().isPresent() || m.elements().stream().anyMatch(e -> !e.matched()))
                  .isTrue();
            });
      }
      case ExplicitlyDenied d ->
          assertThat(d.statement().map(PolicyEngineTest::name).orElse(d.blockedBy().name()))
              .isEqualTo(by.orElseThrow());
    }
    c.text("fails")
        .ifPresent(element ->
            assertThat(decision.trace())
                .anySatisfy(m ->
                    assertThat(m.elements())
                        .filteredOn(e -> !e.matched())
                        .extracting(PolicyEngineTest::elementName)
                        .containsExactly(element)));
  }

  private static boolean isOfLevels(PolicyKind kind) {
    return kind == PolicyKind.SERVICE_CONTROL || kind == PolicyKind.RESOURCE_CONTROL;
  }

  private static String verdict(Decision decision) {
    return switch (decision) {
      case Allowed a -> "ALLOW";
      case ImplicitlyDenied d -> "IMPLICIT_DENY";
      case ExplicitlyDenied d -> "EXPLICIT_DENY";
    };
  }

  private static String name(StatementMatch match) {
    return match.kind() + "/" + match.index();
  }

  private static String elementName(ElementMatch element) {
    return switch (element) {
      case SimpleMatch s -> s.element();
      case ConditionMatch c -> c.operator() + " " + c.key();
    };
  }

  @Test
  void theTraceHasEveryElementOfEveryStatementWithWhatTheRequestHas() {
    var policy =
        PolicyCases.policy(
            PolicyCases.json(
                """
                [{"Sid": "Read", "Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"],
                  "Resource": "arn:aws:s3:::b/*",
                  "Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}},
                 {"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}]\
                """),
            PolicyKind.IDENTITY);
    var decision =
        engine.decide(
            new Request(
                new Principal.User("arn:aws:iam::111122223333:user/Bob", "AIDABOB"),
                "s3:PutObject",
                "arn:aws:s3:::b/k",
                "111122223333",
                RequestContext.EMPTY),
            PolicySet.of(List.of(policy), List.of()));

    assertThat(decision.isAllowed()).isTrue();
    assertThat(decision.trace()).hasSize(2);
    var first = decision.trace().getFirst();
    assertThat(first.sid()).contains("Read");
    assertThat(first.matched()).isFalse();
    assertThat(first.elements())
        .containsExactly(
            new SimpleMatch(
                "Action", List.of("s3:GetObject", "s3:ListBucket"), "s3:PutObject", false),
            new SimpleMatch("Resource", List.of("arn:aws:s3:::b/*"), "arn:aws:s3:::b/k", true),
            new ConditionMatch(
                "StringNotEquals",
                "aws:SourceVpce",
                List.of("vpce-1"),
                Optional.empty(),
                true,
                true));
    assertThat(decision.trace().get(1).elements())
        .contains(new SimpleMatch("NotAction", List.of("iam:*"), "s3:PutObject", true));
  }

  @Test
  void anEndpointPolicyStandsAlone() {
    var request =
        new Request(
            new Principal.Anonymous(),
            "s3:GetObject",
            "arn:aws:s3:::b/k",
            "111122223333",
            RequestContext.EMPTY);
    assertThat(engine.decideEndpoint(request, endpoint("Allow", "s3:GetObject")))
        .isInstanceOf(Allowed.class);
    assertThat(engine.decideEndpoint(request, endpoint("Allow", "s3:PutObject")))
        .isInstanceOfSatisfying(
            ImplicitlyDenied.class,
            d -> assertThat(d.blockedBy()).isEqualTo(PolicyKind.VPC_ENDPOINT));
    assertThat(engine.decideEndpoint(request, endpoint("Deny", "s3:*")))
        .isInstanceOfSatisfying(ExplicitlyDenied.class, d -> assertThat(d.statement()).isPresent());
  }

  private static Policy endpoint(String effect, String action) {
    return PolicyCases.policy(
        PolicyCases.json(
            """
            [{"Effect": "%s", "Principal": "*", "Action": "%s", "Resource": "*"}]\
            """
                .formatted(effect, action)),
        PolicyKind.VPC_ENDPOINT);
  }
}

package dev.diorama.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.policy.Decision.Allowed;
import dev.diorama.policy.Decision.ExplicitlyDenied;
import dev.diorama.policy.Decision.ImplicitlyDenied;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The tables of
/// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html`.
class ApiAuthorizationTest {
  private static final String OWNER = "111122223333";
  private static final String STRANGER = "444455556666";

  private static Request request(Principal caller) {
    return new Request(
        caller,
        "execute-api:Invoke",
        "arn:aws:execute-api:us-east-1:111122223333:a1b2c3d4e5/prod/GET/photos",
        OWNER,
        RequestContext.EMPTY);
  }

  private static Principal user(String account) {
    return new Principal.User("arn:aws:iam::" + account + ":user/Bob", "AIDABOB");
  }

  /// `Allow`, `Deny`, `Neither`; no policy at all for `-`.
  private static Optional<Policy> policy(PolicyKind kind, String says) {
    var action = says.equals("Neither") ? "execute-api:ManageConnections" : "execute-api:Invoke";
    var effect = says.equals("Deny") ? "Deny" : "Allow";
    var principal = kind == PolicyKind.RESOURCE ? "\"Principal\": \"*\", " : "";
    return says.equals("-")
        ? Optional.empty()
        : Optional.of(
            PolicyCases.policy(
                PolicyCases.json(
                    """
                    [{"Effect": "%s", %s"Action": "%s", "Resource": "*"}]\
                    """
                        .formatted(effect, principal, action)),
                kind));
  }

  private static String verdict(
      ApiAuthorization authorization, Principal caller, String identity, String resource) {
    var policies =
        PolicySet.of(
            policy(PolicyKind.IDENTITY, identity).stream().toList(),
            policy(PolicyKind.RESOURCE, resource).stream().toList());
    return switch (authorization.decide(request(caller), policies)) {
      case Allowed a -> "Allow";
      case ImplicitlyDenied d -> "Implicit Deny";
      case ExplicitlyDenied d -> "Explicit Deny";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "Allow, Allow, Allow",
    "Allow, Neither, Allow",
    "Allow, Deny, Explicit Deny",
    "Neither, Allow, Allow",
    "Neither, Neither, Implicit Deny",
    "Neither, Deny, Explicit Deny",
    "Deny, Allow, Explicit Deny",
    "Deny, Neither, Explicit Deny",
    "Deny, Deny, Explicit Deny",
  })
  void tableA(String identity, String resource, String expected) {
    assertThat(verdict(ApiAuthorization.IAM, user(OWNER), identity, resource)).isEqualTo(expected);
    assertThat(verdict(ApiAuthorization.LAMBDA, new Principal.Anonymous(), identity, resource))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Allow, Allow, Allow",
    "Allow, Neither, Implicit Deny",
    "Allow, Deny, Explicit Deny",
    "Neither, Allow, Implicit Deny",
    "Neither, Neither, Implicit Deny",
    "Neither, Deny, Explicit Deny",
    "Deny, Allow, Explicit Deny",
    "Deny, Neither, Explicit Deny",
    "Deny, Deny, Explicit Deny",
  })
  void tableB(String identity, String resource, String expected) {
    assertThat(verdict(ApiAuthorization.IAM, user(STRANGER), identity, resource))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"Allow, Allow", "Neither, Implicit Deny", "Deny, Explicit Deny", "-, Allow"})
  void withoutIamTheResourcePolicyStandsAlone(String resource, String expected) {
    for (var authorization : List.of(ApiAuthorization.NONE, ApiAuthorization.COGNITO)) {
      assertThat(verdict(authorization, new Principal.Anonymous(), "-", resource))
          .isEqualTo(expected);
    }
  }

  @Test
  void namesThePolicyThatBlocks() {
    var decision =
        ApiAuthorization.LAMBDA.decide(
            request(new Principal.Anonymous()),
            PolicySet.of(
                List.of(policy(PolicyKind.IDENTITY, "Deny").orElseThrow()),
                List.of(policy(PolicyKind.RESOURCE, "Allow").orElseThrow())));
    assertThat(decision)
        .isInstanceOfSatisfying(
            ExplicitlyDenied.class,
            d -> {
              assertThat(d.blockedBy()).isEqualTo(PolicyKind.IDENTITY);
              assertThat(d.trace()).hasSize(2);
            });
  }
}

package dev.diorama.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.policy.Decision.Allowed;
import dev.diorama.policy.Decision.ExplicitlyDenied;
import dev.diorama.policy.Decision.ImplicitlyDenied;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The forms of `docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html`.
class DenialMessageTest {
  private static final Principal SESSION =
      new Principal.RoleSession("arn:aws:iam::123456789012:role/app/HR", "AROA1", "Nikki");

  private static Request request(Principal caller, String action, String resource) {
    return new Request(caller, action, resource, "123456789012", RequestContext.EMPTY);
  }

  @ParameterizedTest
  @CsvSource({
    "IDENTITY, because no identity-based policy allows the s3:GetObject action",
    "RESOURCE, because no resource-based policy allows the s3:GetObject action",
    "BOUNDARY, because no permissions boundary allows the s3:GetObject action",
    "SESSION, because no session policy allows the s3:GetObject action",
    "SERVICE_CONTROL, because no service control policy allows the s3:GetObject action",
    "RESOURCE_CONTROL, because no resource control policy allows the s3:GetObject action",
    "VPC_ENDPOINT, because no VPC endpoint policy allows the s3:GetObject action",
  })
  void namesThePolicyKindThatDoesNotAllow(PolicyKind kind, String tail) {
    assertThat(
            DenialMessage.of(
                request(SESSION, "s3:GetObject", "arn:aws:s3:::b/k"),
                new ImplicitlyDenied(kind, List.of())))
        .isEqualTo(
            "User: arn:aws:sts::123456789012:assumed-role/HR/Nikki is not authorized to perform:"
                + " s3:GetObject on resource: arn:aws:s3:::b/k "
                + tail);
  }

  @ParameterizedTest
  @CsvSource({
    "IDENTITY, with an explicit deny in an identity-based policy",
    "RESOURCE, with an explicit deny in a resource-based policy",
    "BOUNDARY, with an explicit deny in a permissions boundary",
    "SESSION, with an explicit deny in a session policy",
    "SERVICE_CONTROL, with an explicit deny in a service control policy",
    "RESOURCE_CONTROL, with an explicit deny in a resource control policy",
    "VPC_ENDPOINT, with an explicit deny in a VPC endpoint policy",
  })
  void namesThePolicyKindThatDenies(PolicyKind kind, String tail) {
    assertThat(
            DenialMessage.of(
                request(
                    new Principal.User("arn:aws:iam::123456789012:user/John", "AIDA1"),
                    "codedeploy:ListDeployments",
                    "arn:aws:codedeploy:us-east-1:123456789012:deploymentgroup:*"),
                new ExplicitlyDenied(kind, Optional.empty(), List.of())))
        .isEqualTo(
            "User: arn:aws:iam::123456789012:user/John is not authorized to perform:"
                + " codedeploy:ListDeployments on resource:"
                + " arn:aws:codedeploy:us-east-1:123456789012:deploymentgroup:* "
                + tail);
  }

  /// `aws.amazon.com/blogs/security/enhanced-access-denied-error-messages-with-policy-arns`.
  @ParameterizedTest
  @CsvSource({
    "SERVICE_CONTROL, a service control policy,"
        + " arn:aws:organizations::987654321098:policy/o-q/service_control_policy/p-2",
    "BOUNDARY, a permissions boundary, arn:aws:iam::123456789012:policy/Limit",
    "IDENTITY, an identity-based policy, arn:aws:iam::aws:policy/AWSDenyAll"
  })
  void anExplicitDenyNamesTheManagedPolicy(PolicyKind kind, String noun, String arn) {
    var request = request(SESSION, "iam:ListRoles", "arn:aws:iam::123456789012:role/*");
    assertThat(DenialMessage.of(request, denied(kind, arn)))
        .endsWith("role/* with an explicit deny in " + noun + ": " + arn);
    assertThat(DenialMessage.of(request, denied(kind, "arn:aws:iam::123456789012:role/HR")))
        .endsWith("with an explicit deny in " + noun);
  }

  private static ExplicitlyDenied denied(PolicyKind kind, String arn) {
    var statement =
        new StatementMatch(
            "p",
            kind,
            Optional.of(arn),
            0,
            Optional.empty(),
            StatementMatch.Effect.DENY,
            List.of(),
            true,
            Optional.empty());
    return new ExplicitlyDenied(kind, Optional.of(statement), List.of(statement));
  }

  @Test
  void leavesTheResourceOutOfTrustDenials() {
    var john = new Principal.User("arn:aws:iam::123456789012:user/John", "AIDA1");
    var request = request(john, "sts:AssumeRole", "arn:aws:iam::123456789012:role/R");
    assertThat(DenialMessage.of(request, new ImplicitlyDenied(PolicyKind.TRUST, List.of())))
        .isEqualTo(
            "User: arn:aws:iam::123456789012:user/John is not authorized to perform: sts:AssumeRole"
                + " because no role trust policy allows the sts:AssumeRole action");
    assertThat(
            DenialMessage.of(
                request, new ExplicitlyDenied(PolicyKind.TRUST, Optional.empty(), List.of())))
        .endsWith("sts:AssumeRole with an explicit deny in the role trust policy");
  }

  @Test
  void leavesTheResourceOutWhereTheActionHasNone() {
    assertThat(
            DenialMessage.of(
                request(SESSION, "s3:ListAllMyBuckets", "*"),
                new ImplicitlyDenied(PolicyKind.IDENTITY, List.of())))
        .isEqualTo(
            "User: arn:aws:sts::123456789012:assumed-role/HR/Nikki is not authorized to perform:"
                + " s3:ListAllMyBuckets because no identity-based policy allows the"
                + " s3:ListAllMyBuckets action");
  }

  @Test
  void anUnsignedRequestIsToldNothing() {
    assertThat(
            DenialMessage.of(
                request(new Principal.Anonymous(), "s3:GetObject", "arn:aws:s3:::b/k"),
                new ImplicitlyDenied(PolicyKind.RESOURCE, List.of())))
        .isEqualTo("Access Denied");
  }

  @Test
  void anApiMasksItsAccountAndNamesNoPolicy() {
    var method = "arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/prod/GET/photos";
    assertThat(
            DenialMessage.ofApi(
                new Principal.Anonymous(),
                method,
                new ImplicitlyDenied(PolicyKind.RESOURCE, List.of())))
        .isEqualTo(
            "User: anonymous is not authorized to perform: execute-api:Invoke on resource:"
                + " arn:aws:execute-api:us-east-1:********9012:a1b2c3d4e5/prod/GET/photos");
    assertThat(
            DenialMessage.ofApi(
                SESSION,
                method,
                new ExplicitlyDenied(PolicyKind.IDENTITY, Optional.empty(), List.of())))
        .isEqualTo(
            "User: arn:aws:sts::123456789012:assumed-role/HR/Nikki is not authorized to perform:"
                + " execute-api:Invoke on resource:"
                + " arn:aws:execute-api:us-east-1:********9012:a1b2c3d4e5/prod/GET/photos"
                + " with an explicit deny");
    assertThatThrownBy(() -> DenialMessage.ofApi(SESSION, method, new Allowed(List.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anAllowedRequestHasNoDenial() {
    assertThatThrownBy(() -> DenialMessage.of(request(SESSION, "a:b", "*"), new Allowed(List.of())))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

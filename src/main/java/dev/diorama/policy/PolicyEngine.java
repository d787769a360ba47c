package dev.diorama.policy;

import dev.diorama.policy.Decision.Allowed;
import dev.diorama.policy.Decision.ExplicitlyDenied;
import dev.diorama.policy.Decision.ImplicitlyDenied;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides requests by AWS's documented evaluation logic. Stateless and thread-safe.
///
/// The order is: any explicit deny; resource control policies; service control policies; VPC
/// endpoint policy; S3 Block Public Access; resource-based policies; identity-based policies;
/// permissions boundary; session policies. See
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html`
/// and, for two accounts,
/// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html`.
///
/// Not modelled: identity providers and S3 canonical users as principals (they match no caller), S3
/// ACLs, KMS grants, API Gateway's combination of authorizers with its resource policy, forward
/// access sessions, that AWS STS refuses root credentials for `sts:AssumeRole`, and that a gateway
/// endpoint's policy can name principals only by condition keys.
public final class PolicyEngine {

  /// Whether `request` may happen under `policies`, with the whole trace.
  public Decision decide(Request request, PolicySet policies) {
    return new Run(request, policies).decide();
  }

  /// Whether a VPC endpoint with this policy lets `request` pass. An endpoint policy stands alone:
  /// it neither needs nor replaces a grant by the other policies. See
  /// `docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html`.
  public Decision decideEndpoint(Request request, Policy endpointPolicy) {
    var said = Evaluation.of(List.of(endpointPolicy), new RequestView(request));
    if (said.deny().isPresent()) {
      return new ExplicitlyDenied(PolicyKind.VPC_ENDPOINT, said.deny(), said.matches());
    }
    return said.allows()
        ? new Allowed(said.matches())
        : new ImplicitlyDenied(PolicyKind.VPC_ENDPOINT, said.matches());
  }

  /// The policies of one kind with what they said.
  private record Said(PolicyKind kind, Evaluation evaluation) {}

  /// One request on its way through the order of evaluation.
  private static final class Run {
    private final Request request;
    private final PolicySet policies;
    private final RequestView view;
    private final List<Said> all = new ArrayList<>();
    private final List<StatementMatch> trace = new ArrayList<>();

    Run(Request request, PolicySet policies) {
      this.request = request;
      this.policies = policies;
      this.view = new RequestView(request);
    }

    Decision decide() {
      var resourceControl =
          isServiceLinked() ? List.<Said>of() : levels(PolicyKind.RESOURCE_CONTROL);
      var serviceControl =
          request.principal().callerAccount().isEmpty() || isServiceLinked()
              ? List.<Said>of()
              : levels(PolicyKind.SERVICE_CONTROL);
      var endpoint = policies.vpcEndpoint().map(p -> ask(PolicyKind.VPC_ENDPOINT, List.of(p)));
      var resource = ask(resourceKind(), policies.resource());
      var identity = ask(PolicyKind.IDENTITY, policies.identity());
      var boundary = policies.boundary().map(p -> ask(PolicyKind.BOUNDARY, p));
      var session = policies.session().map(p -> ask(PolicyKind.SESSION, p));

      if (isAlwaysAllowed()) {
        return new Allowed(trace);
      }
      for (var said : all) {
        if (said.evaluation().deny().isPresent()) {
          return new ExplicitlyDenied(said.kind(), said.evaluation().deny(), trace);
        }
      }
      var required = new ArrayList<Said>(resourceControl);
      required.addAll(serviceControl);
      endpoint.ifPresent(required::add);
      var refusing = firstThatDoesNotAllow(required);
      if (refusing.isPresent()) {
        return new ImplicitlyDenied(refusing.get(), trace);
      }
      if (blockedAsPublic()) {
        return new ExplicitlyDenied(PolicyKind.BLOCK_PUBLIC_ACCESS, Optional.empty(), trace);
      }
      var limits = new ArrayList<Said>();
      boundary.ifPresent(limits::add);
      session.ifPresent(limits::add);
      return firstThatDoesNotAllow(toBeAllowedBy(resource, identity, limits))
          .<Decision>map(kind -> new ImplicitlyDenied(kind, trace))
          .orElseGet(() -> new Allowed(trace));
    }

    /// Which policies each have to allow the request, in the order in which AWS names them.
    private List<Said> toBeAllowedBy(Said resource, Said identity, List<Said> limits) {
      var grant = resource.evaluation().grant();
      var account = request.principal().callerAccount();
      if (account.isEmpty()) {
        // Services and unsigned requests have no identity-based policies.
        return List.of(resource);
      }
      var own = new ArrayList<Said>();
      boolean isRoot = request.principal() instanceof Principal.Root;
      if (!isRoot) {
        own.add(identity);
        own.addAll(limits);
      }
      if (!account.get().equals(request.resourceAccount())) {
        own.add(resource);
        return own;
      }
      return switch (grant) {
        case DIRECT -> List.of(resource);
        case TO_ROLE -> limits;
        case TO_ACCOUNT -> own;
        case NONE -> {
          if (mustGrantExplicitly()) {
            own.addFirst(resource);
          }
          yield own;
        }
      };
    }

    private Said ask(PolicyKind kind, List<Policy> of) {
      var said = new Said(kind, Evaluation.of(of, view));
      all.add(said);
      trace.addAll(said.evaluation().matches());
      return said;
    }

    /// Every level, from the root of the organization down to the account, has to allow.
    private List<Said> levels(PolicyKind kind) {
      var levels =
          kind == PolicyKind.SERVICE_CONTROL
              ? policies.serviceControl()
              : policies.resourceControl();
      return levels.stream().map(level -> ask(kind, level)).toList();
    }

    private static Optional<PolicyKind> firstThatDoesNotAllow(List<Said> said) {
      return said.stream().filter(s -> !s.evaluation().allows()).map(Said::kind).findFirst();
    }

    private boolean isServiceLinked() {
      return request.principal() instanceof Principal.RoleSession s
          && PrincipalArns.isServiceLinked(s.roleArn());
    }

    /// Needs no permission, and even an explicit deny does not stop it:
    /// `docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html`.
    private boolean isAlwaysAllowed() {
      return request.action().equalsIgnoreCase("sts:GetCallerIdentity")
          && request.principal().callerAccount().isPresent();
    }

    private boolean isAssumeRole() {
      return view.lowerCaseAction().startsWith("sts:assumerole");
    }

    private PolicyKind resourceKind() {
      return isAssumeRole()
              || policies.resource().stream().anyMatch(p -> p.kind() == PolicyKind.TRUST)
          ? PolicyKind.TRUST
          : PolicyKind.RESOURCE;
    }

    /// Role trust policies and KMS key policies "must explicitly allow access for principals".
    private boolean mustGrantExplicitly() {
      return resourceKind() == PolicyKind.TRUST || isKey(request.resource());
    }

    private static boolean isKey(String arn) {
      return PrincipalArns.field(arn, 2).filter("kms"::equals).isPresent()
          && PrincipalArns.field(arn, 5).filter(r -> r.startsWith("key/")).isPresent();
    }

    /// RestrictPublicBuckets: with a public policy, only services and the bucket's own account get
    /// in. See
    /// `docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html`.
    private boolean blockedAsPublic() {
      return policies.blockPublicAccess()
          && !(request.principal() instanceof Principal.Service)
          && request.principal().callerAccount().filter(request.resourceAccount()::equals).isEmpty()
          && PublicPolicy.isAny(policies.resource());
    }
  }
}

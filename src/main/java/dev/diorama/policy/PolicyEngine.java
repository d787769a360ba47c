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
/// APIs of Amazon API Gateway with authorizers have their own rules: [ApiAuthorization].
///
/// Not modelled: which account an S3 canonical user id stands for (it matches callers who are known
/// by it alone), origin access identities of Amazon CloudFront, S3 ACLs, KMS grants, forward access
/// sessions, that AWS STS refuses root credentials for `sts:AssumeRole`, and that a gateway
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
    var view = new RequestView(request);
    var policies = List.of(endpointPolicy);
    var said = Evaluation.of(policies, view);
    var trace = new LazyTrace(policies, view);
    if (said.denies()) {
      return new ExplicitlyDenied(PolicyKind.VPC_ENDPOINT, said.deny(), trace);
    }
    return said.allows()
        ? new Allowed(trace)
        : new ImplicitlyDenied(PolicyKind.VPC_ENDPOINT, trace);
  }

  /// The policies of one kind with what they said.
  private record Said(PolicyKind kind, Evaluation evaluation) {}

  /// One request on its way through the order of evaluation.
  private static final class Run {
    private final Request request;
    private final PolicySet policies;
    private final RequestView view;
    private final SpecialCases special;
    private final List<Said> all = new ArrayList<>();
    private final List<Policy> asked = new ArrayList<>();
    private final List<StatementMatch> trace;

    Run(Request request, PolicySet policies) {
      this.request = request;
      this.policies = policies;
      this.view = new RequestView(request, policies.boundary().isPresent());
      this.special = new SpecialCases(view, policies);
      this.trace = new LazyTrace(asked, view);
    }

    Decision decide() {
      // These must allow before anything else is asked.
      var guardrails = new ArrayList<Said>();
      if (special.resourceControlApplies()) {
        policies.resourceControl().forEach(level -> askResourceControl(level, guardrails));
      }
      if (special.serviceControlApplies()) {
        policies
            .serviceControl()
            .forEach(level -> guardrails.add(ask(PolicyKind.SERVICE_CONTROL, level)));
      }
      policies
          .vpcEndpoint()
          .ifPresent(p -> guardrails.add(ask(PolicyKind.VPC_ENDPOINT, List.of(p))));
      var resource = ask(special.resourceKind(), policies.resource());
      var identity = ask(PolicyKind.IDENTITY, policies.identity());
      var limits = new ArrayList<Said>(2);
      policies.boundary().ifPresent(p -> limits.add(ask(PolicyKind.BOUNDARY, p)));
      special.session().ifPresent(p -> limits.add(ask(PolicyKind.SESSION, p)));

      if (special.isAlwaysAllowed()) {
        return new Allowed(trace);
      }
      for (var said : all) {
        if (said.evaluation().denies() && !special.ignoresDeny(said.kind())) {
          return new ExplicitlyDenied(said.kind(), said.evaluation().deny(), trace);
        }
      }
      var refusing = firstThatDoesNotAllow(guardrails);
      if (refusing.isPresent()) {
        return new ImplicitlyDenied(refusing.get(), trace);
      }
      if (special.isBlockedAsPublic()) {
        return new ExplicitlyDenied(PolicyKind.BLOCK_PUBLIC_ACCESS, Optional.empty(), trace);
      }
      return firstThatDoesNotAllow(toBeAllowedBy(resource, identity, limits))
          .<Decision>map(kind -> new ImplicitlyDenied(kind, trace))
          .orElseGet(() -> new Allowed(trace));
    }

    /// `RCPFullAWSAccess` is attached at every level and cannot be detached, so a level that states
    /// denies only lets everything else pass. See
    /// `docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html`.
    private void askResourceControl(List<Policy> level, List<Said> guardrails) {
      var said = ask(PolicyKind.RESOURCE_CONTROL, level);
      if (level.stream().anyMatch(Policy::hasAllow)) {
        guardrails.add(said);
      }
    }

    /// Which policies each have to allow the request, in the order in which AWS names them.
    private List<Said> toBeAllowedBy(Said resource, Said identity, List<Said> limits) {
      var account = request.principal().callerAccount();
      if (account.isEmpty()) {
        // Services, identity providers, canonical users and unsigned requests have no
        // identity-based
        // policies.
        return List.of(resource);
      }
      var own = new ArrayList<Said>(4);
      if (!(request.principal() instanceof Principal.Root)) {
        own.add(identity);
        own.addAll(limits);
      }
      if (!account.get().equals(request.resourceAccount())) {
        own.add(resource);
        return own;
      }
      return switch (resource.evaluation().grant()) {
        case DIRECT -> List.of(resource);
        case TO_ROLE -> limits;
        case TO_ACCOUNT -> own;
        case NONE -> {
          if (special.mustGrantExplicitly()) {
            own.addFirst(resource);
          }
          yield own;
        }
      };
    }

    private Said ask(PolicyKind kind, List<Policy> of) {
      var said = new Said(kind, Evaluation.of(of, view));
      all.add(said);
      asked.addAll(of);
      return said;
    }

    private static Optional<PolicyKind> firstThatDoesNotAllow(List<Said> said) {
      for (var each : said) {
        if (!each.evaluation().allows()) {
          return Optional.of(each.kind());
        }
      }
      return Optional.empty();
    }
  }
}

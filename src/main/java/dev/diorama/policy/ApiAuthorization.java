package dev.diorama.policy;

import dev.diorama.policy.Decision.Allowed;
import dev.diorama.policy.Decision.ExplicitlyDenied;
import dev.diorama.policy.Decision.ImplicitlyDenied;
import java.util.ArrayList;
import java.util.List;

/// How a method of an Amazon API Gateway API authorizes its callers, and what that makes of the
/// API's resource policy. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html`.
public enum ApiAuthorization {
  /// Nobody is asked who they are. A resource policy, if there is one, has to allow the call.
  NONE,
  /// Calls are signed. In one account, the identity or the resource policy has to allow the call
  /// (table A); across accounts both have to (table B).
  IAM,
  /// A Lambda authorizer returns a policy, which counts as the caller's identity-based policy in
  /// the API's own account (table A).
  LAMBDA,
  /// A Cognito user pool authorizer has authenticated the caller. A resource policy, if there is
  /// one, is evaluated on its own and has to allow the call.
  COGNITO;

  /// Whether a call may happen. What authenticates the caller — a signature, a token — has been
  /// verified before.
  ///
  /// @param request the action `execute-api:Invoke` on the ARN of the method
  /// @param policies the API's resource policy, if it has one; for [#IAM] every policy on the
  ///   caller; for [#LAMBDA] what the authorizer returned, as the only identity-based policy
  public Decision decide(Request request, PolicySet policies) {
    return switch (this) {
      case IAM -> new PolicyEngine().decide(request, policies);
      case NONE, COGNITO -> decideByResourcePolicy(request, policies.resource());
      case LAMBDA -> decideTogether(request, policies);
    };
  }

  /// Whether a Lambda authorizer is asked at all: a resource policy that denies the call ends it
  /// first. Nothing has to allow it yet.
  ///
  /// @param resource the API's resource policy, if it has one
  public static Decision decideBeforeAuthorizer(Request request, List<Policy> resource) {
    var view = new RequestView(request);
    var trace = new LazyTrace(resource, view);
    var said = Evaluation.of(resource, view);
    return said.denies()
        ? new ExplicitlyDenied(PolicyKind.RESOURCE, said.deny(), trace)
        : new Allowed(trace);
  }

  private static Decision decideByResourcePolicy(Request request, List<Policy> resource) {
    var view = new RequestView(request);
    var trace = new LazyTrace(resource, view);
    var said = Evaluation.of(resource, view);
    if (said.denies()) {
      return new ExplicitlyDenied(PolicyKind.RESOURCE, said.deny(), trace);
    }
    return resource.isEmpty() || said.allows()
        ? new Allowed(trace)
        : new ImplicitlyDenied(PolicyKind.RESOURCE, trace);
  }

  private static Decision decideTogether(Request request, PolicySet policies) {
    var view = new RequestView(request);
    var asked = new ArrayList<Policy>(policies.resource());
    asked.addAll(policies.identity());
    var trace = new LazyTrace(asked, view);
    var resource = Evaluation.of(policies.resource(), view);
    var authorizer = Evaluation.of(policies.identity(), view);
    if (resource.denies()) {
      return new ExplicitlyDenied(PolicyKind.RESOURCE, resource.deny(), trace);
    }
    if (authorizer.denies()) {
      return new ExplicitlyDenied(PolicyKind.IDENTITY, authorizer.deny(), trace);
    }
    return resource.allows() || authorizer.allows()
        ? new Allowed(trace)
        : new ImplicitlyDenied(PolicyKind.IDENTITY, trace);
  }
}

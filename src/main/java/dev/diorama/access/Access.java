package dev.diorama.access;

import dev.diorama.access.Verdict.Outcome;
import dev.diorama.catalog.Arns;
import dev.diorama.catalog.AttachedPolicy;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.Need.Decisive;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.policy.ApiAuthorization;
import dev.diorama.policy.Decision;
import dev.diorama.policy.Policy;
import dev.diorama.policy.PolicyEngine;
import dev.diorama.policy.PolicyKind;
import dev.diorama.policy.PolicySet;
import dev.diorama.policy.Principal;
import dev.diorama.policy.Request;
import dev.diorama.policy.RequestContext;
import dev.diorama.reachability.Disposition;
import dev.diorama.reachability.Flow;
import dev.diorama.reachability.ReachabilityEngine;
import dev.diorama.reachability.Trace;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Decides whole calls in one drawing. This is the single place where a drawing becomes questions
/// to the policy and reachability engines; the rules ask it before a run and the gate asks it
/// during one. Immutable to its users and thread-safe.
public final class Access {
  private final Architecture drawing;
  private final Catalog catalog;
  private final PolicyEngine policyEngine = new PolicyEngine();
  private final ReachabilityEngine reachability;
  private final Map<ResourceId, List<Policy>> identityPolicies = new ConcurrentHashMap<>();
  private final Map<ResourceId, List<Policy>> resourcePolicies = new ConcurrentHashMap<>();

  /// Verdicts already given. The drawing does not change, so the same need has the same verdict;
  /// forgotten all at once when there are too many, as for a table with a key for each item.
  private final Map<Need, Verdict> verdicts = new ConcurrentHashMap<>();

  private static final int MAX_VERDICTS = 4_096;

  /// Why callers have no credentials; empty for those that have.
  private final Map<ResourceId, Optional<Verdict>> inactive = new ConcurrentHashMap<>();

  /// Access in this drawing.
  public Access(Architecture drawing, Catalog catalog) {
    this.drawing = drawing;
    this.catalog = catalog;
    this.reachability = new ReachabilityEngine(drawing, catalog);
  }

  /// The network engine for this drawing.
  public ReachabilityEngine reachability() {
    return reachability;
  }

  /// The verdict on a connection's needs.
  public ConnectionVerdict of(Connection connection) {
    return new ConnectionVerdict(
        connection.id(), catalog.needs(drawing, connection).stream().map(this::of).toList());
  }

  /// The verdict on one need.
  public Verdict of(Need need) {
    var known = verdicts.get(need);
    if (known != null) {
      return known;
    }
    var verdict =
        switch (need) {
          case Need.Packet packet -> ofPacket(packet);
          case Need.Call call -> ofCall(call);
        };
    if (verdicts.size() >= MAX_VERDICTS) {
      verdicts.clear();
    }
    verdicts.put(need, verdict);
    return verdict;
  }

  private Verdict ofPacket(Need.Packet packet) {
    var trace = reachability.trace(flow(packet.caller(), packet.destination()));
    return new Verdict(
        packet,
        networkOutcome(trace),
        Optional.of(trace),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Verdict ofCall(Need.Call call) {
    var network =
        call.via()
            .map(service ->
                reachability.trace(flow(call.caller(), new Need.ServiceEndpoint(service))));
    var reached = network.map(Access::networkOutcome).orElse(Outcome.WORKS);
    var request = request(call, network);
    if (reached == Outcome.BLOCKED) {
      return new Verdict(
          call, reached, network, Optional.of(request), Optional.empty(), Optional.empty());
    }
    var endpoint =
        network
            .flatMap(Trace::endpoint)
            .flatMap(drawing::resource)
            .flatMap(e -> endpointDecision(e, request));
    if (endpoint.filter(d -> !d.isAllowed()).isPresent()) {
      return new Verdict(
          call, Outcome.DENIED, network, Optional.of(request), endpoint, Optional.empty());
    }
    var inactive = isAnonymous(call) ? Optional.<Verdict>empty() : notActivated(call);
    if (inactive.isPresent()) {
      return new Verdict(
          call,
          Outcome.DENIED,
          network,
          inactive.get().request(),
          endpoint,
          inactive.get().authorization());
    }
    var decision = decision(call, request);
    return new Verdict(
        call,
        // A path that is not modelled leaves the answer open, but what policies refuse is refused.
        decision.isAllowed() || call.decisive() == Decisive.NONE ? reached : Outcome.DENIED,
        network,
        Optional.of(request),
        endpoint,
        Optional.of(decision));
  }

  private Decision decision(Need.Call call, Request request) {
    return call.decisive() == Decisive.RESOURCE_DENIAL
        ? ApiAuthorization.decideBeforeAuthorizer(request, policies(call).resource())
        : policyEngine.decide(request, policies(call));
  }

  /// Whether what is called does not ask who calls, or not yet.
  private static boolean isAnonymous(Need.Call call) {
    return switch (call.decisive()) {
      case RESOURCE_POLICY, RESOURCE_DENIAL -> true;
      case EVERY_POLICY, NONE -> false;
    };
  }

  /// Why the caller has no credentials, if it has none: a function whose role Lambda may not assume
  /// calls nobody.
  private Optional<Verdict> notActivated(Need.Call call) {
    return switch (call.caller()) {
      case Need.ServiceCaller s -> Optional.empty();
      case Need.ResourceCaller r -> inactive(r.resource());
    };
  }

  /// Not `computeIfAbsent`: the verdicts asked for may come here again.
  private Optional<Verdict> inactive(ResourceId caller) {
    var known = inactive.get(caller);
    if (known != null) {
      return known;
    }
    var found =
        drawing.resource(caller).stream()
            .flatMap(x -> catalog.facets(x).activationNeeds(x, drawing, catalog).stream())
            .map(this::of)
            .filter(v -> v.outcome() == Outcome.DENIED)
            .findFirst();
    inactive.put(caller, found);
    return found;
  }

  private static Outcome networkOutcome(Trace trace) {
    return trace.works()
        ? Outcome.WORKS
        : trace.disposition() == Disposition.UNREACHABLE ? Outcome.BLOCKED : Outcome.UNKNOWN;
  }

  /// The principal as which a caller's calls arrive.
  public Principal principal(Need.Caller caller) {
    return switch (caller) {
      case Need.ServiceCaller s -> new Principal.Service(s.servicePrincipal());
      case Need.ResourceCaller r ->
          role(r.resource())
              .<Principal>flatMap(role ->
                  catalog
                      .facets(role)
                      .arn(role, drawing.environment())
                      .map(arn ->
                          new Principal.RoleSession(arn, roleId(role), sessionName(r.resource()))))
              .orElseGet(Principal.Anonymous::new);
    };
  }

  /// The role whose permissions a resource's calls have.
  public Optional<Resource> role(ResourceId caller) {
    return drawing
        .resource(caller)
        .flatMap(r -> catalog.facets(r).role(r, drawing))
        .flatMap(drawing::resource);
  }

  private String sessionName(ResourceId caller) {
    return drawing
        .resource(caller)
        .map(r -> catalog.facets(r).physicalId(r, drawing.environment()))
        .orElse(caller.value());
  }

  /// A role's unique id has the form `AROA` and seventeen letters or digits; ours is made from the
  /// logical id so that it is the same in every run.
  private static String roleId(Resource role) {
    var letters = new StringBuilder("AROA");
    long seed = role.logicalId().hashCode() & 0xffffffffL;
    for (int i = 0; i < 17; i++) {
      seed = seed * 6364136223846793005L + 1442695040888963407L;
      letters.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt((int) (seed >>> 59)));
    }
    return letters.toString();
  }

  private Request request(Need.Call call, Optional<Trace> network) {
    var context = new RequestContext(call.context());
    if (call.caller() instanceof Need.ServiceCaller s) {
      context =
          context
              .withDefault("aws:SourceArn", s.sourceArn())
              .withDefault("aws:SourceAccount", drawing.environment().accountId());
    }
    if (network.isPresent()) {
      context = context.withDefault("aws:SecureTransport", "true");
      var endpoint = network.get().endpoint().flatMap(drawing::resource);
      if (endpoint.isPresent()) {
        context =
            context.withDefault(
                "aws:SourceVpce",
                catalog.facets(endpoint.get()).physicalId(endpoint.get(), drawing.environment()));
        var vpc = network.get().sourceVpc().flatMap(drawing::resource);
        if (vpc.isPresent()) {
          context =
              context.withDefault(
                  "aws:SourceVpc",
                  catalog.facets(vpc.get()).physicalId(vpc.get(), drawing.environment()));
        }
      }
    }
    context = context.withDefault("aws:RequestedRegion", drawing.environment().region());
    return new Request(
        isAnonymous(call) ? new Principal.Anonymous() : principal(call.caller()),
        call.action(),
        call.resource(),
        drawing.environment().accountId(),
        context);
  }

  private PolicySet policies(Need.Call call) {
    var role =
        call.caller() instanceof Need.ResourceCaller r && !isAnonymous(call)
            ? role(r.resource())
            : Optional.<Resource>empty();
    var attached = role.map(this::identityPolicies).orElse(List.of());
    var boundary = attached.stream().filter(p -> p.kind() == PolicyKind.BOUNDARY).toList();
    var target = drawing.resource(call.target());
    return new PolicySet(
        attached.stream().filter(p -> p.kind() == PolicyKind.IDENTITY).toList(),
        target.map(this::resourcePolicies).orElse(List.of()),
        boundary.isEmpty() ? Optional.empty() : Optional.of(boundary),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        target.filter(t -> catalog.facets(t).blocksPublicAccess(t)).isPresent());
  }

  /// An endpoint's policy stands alone: an endpoint without one lets everything pass.
  private Optional<Decision> endpointDecision(Resource endpoint, Request request) {
    var policies = resourcePolicies(endpoint);
    if (policies.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(policyEngine.decideEndpoint(request, policies.getFirst()));
  }

  /// The compiled identity policies, trust policy and boundary of a role.
  public List<Policy> identityPolicies(Resource role) {
    return identityPolicies.computeIfAbsent(
        role.id(), id -> compile(role, catalog.facets(role).identityPolicies(role, drawing)));
  }

  /// The compiled policies on a resource; for a role its trust policy.
  public List<Policy> resourcePolicies(Resource resource) {
    return resourcePolicies.computeIfAbsent(
        resource.id(),
        id -> compile(resource, catalog.facets(resource).resourcePolicies(resource, drawing)));
  }

  private List<Policy> compile(Resource owner, List<AttachedPolicy> attached) {
    return attached.stream()
        .map(p ->
            Policy.compile(
                p.name(),
                PolicyKind.valueOf(
                    p.kind() == AttachedPolicy.Kind.ENDPOINT ? "VPC_ENDPOINT" : p.kind().name()),
                catalog.facets(owner).arn(owner, drawing.environment()),
                Arns.resolve(p.document(), drawing, catalog)))
        .toList();
  }

  private Flow flow(Need.Caller caller, Need.Destination destination) {
    var source =
        new Flow.FromResource(
            switch (caller) {
              case Need.ResourceCaller r -> r.resource();
              case Need.ServiceCaller s -> s.resource();
            });
    return switch (destination) {
      case Need.ServiceEndpoint s ->
          new Flow(source, new Flow.ToService(s.service()), Flow.Protocol.TCP, 443);
      case Need.ResourceInterface r ->
          new Flow(source, new Flow.ToResource(r.resource()), Flow.Protocol.TCP, r.port());
      case Need.InternetHost h ->
          new Flow(source, new Flow.ToInternet(h.host()), Flow.Protocol.TCP, h.port());
    };
  }
}

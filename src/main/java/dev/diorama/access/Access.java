package dev.diorama.access;

import dev.diorama.access.Verdict.Outcome;
import dev.diorama.catalog.Arns;
import dev.diorama.catalog.AttachedPolicy;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Need;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.policy.Decision;
import dev.diorama.policy.Policy;
import dev.diorama.policy.PolicyEngine;
import dev.diorama.policy.PolicyKind;
import dev.diorama.policy.PolicySet;
import dev.diorama.policy.Principal;
import dev.diorama.policy.Request;
import dev.diorama.reachability.Disposition;
import dev.diorama.reachability.Flow;
import dev.diorama.reachability.ReachabilityEngine;
import dev.diorama.reachability.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Decides whole calls in one drawing. This is the single place where a drawing becomes questions
/// to the policy and reachability engines; the rules ask it before a run and the gate asks it
/// during one. Immutable to its users and thread-safe.
public final class Access {
  private final Architecture drawing;
  private final Catalog catalog;
  private final PolicyEngine policyEngine = new PolicyEngine();
  private final ReachabilityEngine reachability;
  private final CallRequests requests;
  private final Map<Policy, ConditionValues> conditions = new ConcurrentHashMap<>();
  private final Map<ResourceId, List<Policy>> identityPolicies = new ConcurrentHashMap<>();
  private final Map<ResourceId, List<Policy>> resourcePolicies = new ConcurrentHashMap<>();

  /// Verdicts already given. The drawing does not change, so the same need has the same verdict;
  /// forgotten all at once when there are too many, as for a table with a key for each item.
  private final Map<Asked, Verdict> verdicts = new ConcurrentHashMap<>();

  private static final int MAX_VERDICTS = 4_096;

  /// A need of the drawing, or of a run, which knows more.
  private record Asked(Need need, boolean inRun) {}

  /// What must be allowed for a resource to call at all.
  private final Map<ResourceId, List<Need>> activationNeeds = new ConcurrentHashMap<>();

  /// Access in this drawing.
  public Access(Architecture drawing, Catalog catalog) {
    this.drawing = drawing;
    this.catalog = catalog;
    this.reachability = new ReachabilityEngine(drawing, catalog);
    this.requests = new CallRequests(drawing, catalog);
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

  /// The verdict on one need, before a run: where it depends on what only a run can say, as the
  /// time, it is unknown.
  public Verdict of(Need need) {
    return of(need, Optional.empty());
  }

  /// The verdict on one need that a run has at this time.
  public Verdict of(Need need, Instant now) {
    return of(need, Optional.of(now));
  }

  private Verdict of(Need need, Optional<Instant> now) {
    var asked = new Asked(need, now.isPresent());
    var known = verdicts.get(asked);
    if (known != null) {
      return known;
    }
    var verdict =
        switch (need) {
          case Need.Packet packet -> ofPacket(packet);
          case Need.Call call -> ofCall(call, now);
        };
    if (now.isEmpty() || !dependsOnTime(need)) {
      keep(asked, verdict);
    }
    return verdict;
  }

  private void keep(Asked asked, Verdict verdict) {
    if (verdicts.size() >= MAX_VERDICTS) {
      verdicts.clear();
    }
    verdicts.put(asked, verdict);
  }

  /// Whether the same need can have another verdict at another time: such a verdict must not be
  /// kept.
  public boolean dependsOnTime(Need need) {
    return need instanceof Need.Call call
        && (openKeys(call, network(call)).askForTime()
            || call.caller() instanceof Need.ResourceCaller r
                && activationNeeds(r.resource()).stream().anyMatch(this::dependsOnTime));
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

  /// One of the requests that a call can be, and what is said to it.
  private record Judged(
      Request request, Optional<Decision> endpoint, Optional<Decision> authorization) {
    boolean isAllowed() {
      return endpoint.map(Decision::isAllowed).orElse(true)
          && authorization.map(Decision::isAllowed).orElse(true);
    }
  }

  private Verdict ofCall(Need.Call call, Optional<Instant> now) {
    var network = network(call);
    var reached = network.map(Access::networkOutcome).orElse(Outcome.WORKS);
    var request = requests.request(call, principal(call.caller()), network);
    if (reached == Outcome.BLOCKED) {
      return new Verdict(
          call, reached, network, Optional.of(request), Optional.empty(), Optional.empty());
    }
    var keys = openKeys(call, network);
    var open = keys.askedFor(requests.open(call, network, now));
    if (now.isPresent()) {
      request = keys.at(now.get(), request);
    } else {
      open.addAll(keys.ofService(request));
    }
    var cases = keys.cases(request, open);
    var possible = cases.requests().stream().map(r -> judge(call, network, r)).toList();
    var allowed = possible.stream().filter(Judged::isAllowed).findFirst();
    boolean differ =
        allowed.isPresent() && !(cases.complete() && possible.stream().allMatch(Judged::isAllowed));
    var judged = allowed.orElseGet(possible::getFirst);
    var activation = activation(call, now);
    if (judged.endpoint().filter(d -> !d.isAllowed()).isEmpty()
        && activation.filter(v -> v.outcome() == Outcome.DENIED).isPresent()) {
      return new Verdict(
          call,
          Outcome.DENIED,
          network,
          activation.get().request(),
          judged.endpoint(),
          activation.get().authorization());
    }
    return new Verdict(
        call,
        // What is not known leaves the answer open, but what policies refuse is refused.
        !judged.isAllowed()
            ? Outcome.DENIED
            : differ || activation.isPresent() ? Outcome.UNKNOWN : reached,
        network,
        Optional.of(judged.request()),
        judged.endpoint(),
        judged.authorization(),
        differ ? open : activation.map(Verdict::openKeys).orElse(Set.of()));
  }

  private Optional<Trace> network(Need.Call call) {
    return call.via()
        .map(service -> reachability.trace(flow(call.caller(), new Need.ServiceEndpoint(service))));
  }

  private Judged judge(Need.Call call, Optional<Trace> network, Request request) {
    var endpoint = endpoint(network).flatMap(e -> endpointDecision(e, request));
    return new Judged(
        request,
        endpoint,
        endpoint.map(Decision::isAllowed).orElse(true)
            ? Optional.of(policyEngine.decide(request, policies(call)))
            : Optional.empty());
  }

  private Optional<Resource> endpoint(Optional<Trace> network) {
    return network.flatMap(Trace::endpoint).flatMap(drawing::resource);
  }

  /// What the policies that decide a call ask for.
  private OpenKeys openKeys(Need.Call call, Optional<Trace> network) {
    var policies = policies(call);
    var all = new ArrayList<>(policies.identity());
    all.addAll(policies.resource());
    policies.boundary().ifPresent(all::addAll);
    endpoint(network).ifPresent(e -> all.addAll(resourcePolicies(e)));
    return new OpenKeys(
        all.stream().map(p -> conditions.computeIfAbsent(p, ConditionValues::of)).toList());
  }

  /// Why a resource cannot act at all at this time, as a function whose role Lambda may not assume;
  /// empty if it can.
  public Optional<Verdict> inactive(ResourceId caller, Instant now) {
    return activation(caller, Optional.of(now)).filter(v -> v.outcome() == Outcome.DENIED);
  }

  /// Why the caller has no credentials, if it has none or that is unknown: a function whose role
  /// Lambda may not assume calls nobody.
  private Optional<Verdict> activation(Need.Call call, Optional<Instant> now) {
    return switch (call.caller()) {
      case Need.ServiceCaller s -> Optional.empty();
      case Need.ResourceCaller r -> activation(r.resource(), now);
    };
  }

  private Optional<Verdict> activation(ResourceId caller, Optional<Instant> now) {
    var verdicts =
        activationNeeds(caller).stream()
            .map(need -> of(need, now))
            .filter(v -> v.outcome() == Outcome.DENIED || v.outcome() == Outcome.UNKNOWN)
            .toList();
    return verdicts.stream()
        .filter(v -> v.outcome() == Outcome.DENIED)
        .findFirst()
        .or(() -> verdicts.stream().findFirst());
  }

  private List<Need> activationNeeds(ResourceId caller) {
    return activationNeeds.computeIfAbsent(
        caller,
        id ->
            drawing.resource(id).stream()
                .flatMap(x -> catalog.facets(x).activationNeeds(x, drawing, catalog).stream())
                .toList());
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

  private PolicySet policies(Need.Call call) {
    var role =
        call.caller() instanceof Need.ResourceCaller r
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
                managedPolicy(owner, p)
                    .or(() -> catalog.facets(owner).arn(owner, drawing.environment())),
                Arns.resolve(p.document(), drawing, catalog)))
        .toList();
  }

  /// The ARN of a managed policy: it stands where the document of another policy would.
  private static Optional<String> managedPolicy(Resource owner, AttachedPolicy policy) {
    return policy
        .at()
        .in(owner.properties())
        .flatMap(Value::asText)
        .filter(arn -> arn.startsWith("arn:"));
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

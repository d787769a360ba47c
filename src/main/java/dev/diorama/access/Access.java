package dev.diorama.access;

import dev.diorama.access.Verdict.Outcome;
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
import dev.diorama.policy.PolicySet;
import dev.diorama.policy.Principal;
import dev.diorama.policy.Request;
import dev.diorama.reachability.Disposition;
import dev.diorama.reachability.Flow;
import dev.diorama.reachability.ReachabilityEngine;
import dev.diorama.reachability.Trace;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Decides whole calls in one drawing. This is the single place where a drawing becomes questions
/// to the policy and reachability engines; the rules ask it before a run and the gate asks it
/// during one. Immutable to its users and thread-safe.
///
/// Where the answer rests on a condition key whose value nobody knows, as the address from which a
/// function outside a VPC calls, it is *unknown* before a run. A run has to go one way: it takes
/// the value that no policy names if there is one, so that lists of permitted addresses refuse, and
/// says in the verdict which keys it assumed.
public final class Access {
  private final Architecture drawing;
  private final Catalog catalog;
  private final PolicyEngine policyEngine = new PolicyEngine();
  private final ReachabilityEngine reachability;
  private final CallRequests requests;
  private final Callers callers;
  private final DrawnPolicies policies;

  /// Verdicts already given. The drawing does not change, so the same need has the same verdict;
  /// forgotten all at once when there are too many, as for a table with a key for each item.
  private final Map<Asked, Judgement> judgements = new ConcurrentHashMap<>();

  private static final int MAX_VERDICTS = 4_096;

  /// A need of the drawing, or of a run, which knows more.
  private record Asked(Need need, boolean inRun) {}

  /// A verdict.
  ///
  /// @param timed whether a policy that was asked asks for the time, so that the verdict must not
  ///   be kept
  private record Judgement(Verdict verdict, boolean timed) {}

  /// What must be allowed for a resource to call at all.
  private final Map<ResourceId, List<Need>> activationNeeds = new ConcurrentHashMap<>();

  /// The verdict on that where no time bears on it, of the drawing or of a run: there is one for
  /// each resource.
  private final Map<Activity, Optional<Judgement>> activities = new ConcurrentHashMap<>();

  private record Activity(ResourceId caller, boolean inRun) {}

  /// Access in this drawing.
  public Access(Architecture drawing, Catalog catalog) {
    this.drawing = drawing;
    this.catalog = catalog;
    this.reachability = new ReachabilityEngine(drawing, catalog);
    this.requests = new CallRequests(drawing, catalog);
    this.callers = new Callers(drawing, catalog);
    this.policies = new DrawnPolicies(drawing, catalog);
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
    return judgement(need, Optional.empty()).verdict();
  }

  /// The verdict on one need that a run has at this time.
  public Verdict of(Need need, Instant now) {
    return judgement(need, Optional.of(now)).verdict();
  }

  private Judgement judgement(Need need, Optional<Instant> now) {
    var asked = new Asked(need, now.isPresent());
    var known = judgements.get(asked);
    if (known != null) {
      return known;
    }
    var judgement =
        switch (need) {
          case Need.Packet packet -> new Judgement(ofPacket(packet), false);
          case Need.Call call -> ofCall(call, now);
        };
    if (now.isEmpty() || !judgement.timed()) {
      keep(asked, judgement);
    }
    return judgement;
  }

  private void keep(Asked asked, Judgement judgement) {
    if (judgements.size() >= MAX_VERDICTS) {
      judgements.clear();
    }
    judgements.put(asked, judgement);
  }

  /// Whether the same need can have another verdict at another time: such a verdict must not be
  /// kept.
  public boolean dependsOnTime(Need need) {
    return judgement(need, Optional.empty()).timed();
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
      Request request,
      Optional<Decision> endpoint,
      Optional<Decision> authorization,
      boolean decisive) {
    boolean isAllowed() {
      return endpoint.map(Decision::isAllowed).orElse(true)
          && (!decisive || authorization.map(Decision::isAllowed).orElse(true));
    }
  }

  private Judgement ofCall(Need.Call call, Optional<Instant> now) {
    var network = network(call);
    var reached = network.map(Access::networkOutcome).orElse(Outcome.WORKS);
    var principal = principal(call);
    var request = requests.request(call, principal, network);
    if (reached == Outcome.BLOCKED) {
      return new Judgement(
          new Verdict(
              call, reached, network, Optional.of(request), Optional.empty(), Optional.empty()),
          false);
    }
    var deciding = deciding(call);
    var endpoint = network.flatMap(Trace::endpoint).flatMap(drawing::resource);
    var keys = policies.openKeys(deciding, endpoint);
    var open = keys.askedFor(requests.open(call, principal, network), request);
    if (now.isPresent()) {
      request = keys.at(now.get(), request);
    } else {
      open.putAll(keys.askedFor(Map.of(CallRequests.TIME, new OpenKey.Time()), request));
      keys.ofService(request).forEach(key -> open.putIfAbsent(key, new OpenKey.Anything()));
    }
    var cases = keys.cases(request, open);
    var possible = cases.requests().stream().map(r -> judge(call, deciding, endpoint, r)).toList();
    long allowed = possible.stream().filter(Judged::isAllowed).count();
    boolean alike = cases.complete() && (allowed == 0 || allowed == possible.size());
    var judged =
        now.isPresent()
            ? possible.getFirst()
            : possible.stream().filter(Judged::isAllowed).findFirst().orElseGet(possible::getFirst);
    var activation =
        isAnonymous(call) ? Optional.<Judgement>empty() : activation(call.caller(), now);
    boolean timed = keys.askForTime() || activation.filter(Judgement::timed).isPresent();
    var refusing = activation.map(Judgement::verdict).filter(v -> v.outcome() == Outcome.DENIED);
    if (judged.endpoint().filter(d -> !d.isAllowed()).isEmpty() && refusing.isPresent()) {
      return new Judgement(
          new Verdict(
              call,
              Outcome.DENIED,
              network,
              refusing.get().request(),
              judged.endpoint(),
              refusing.get().authorization(),
              refusing.get().openKeys()),
          timed);
    }
    var unknown = activation.map(Judgement::verdict).filter(v -> v.outcome() == Outcome.UNKNOWN);
    return new Judgement(
        new Verdict(
            call,
            // What is not known leaves the answer open, but what policies refuse is refused.
            !judged.isAllowed()
                ? Outcome.DENIED
                : !alike || unknown.isPresent() ? Outcome.UNKNOWN : reached,
            network,
            Optional.of(judged.request()),
            judged.endpoint(),
            judged.authorization(),
            !alike && (now.isPresent() || allowed > 0)
                ? keys.undetermined(open)
                : unknown.map(Verdict::openKeys).orElse(Set.of())),
        timed);
  }

  private Optional<Trace> network(Need.Call call) {
    return call.via()
        .map(service -> reachability.trace(flow(call.caller(), new Need.ServiceEndpoint(service))));
  }

  private Judged judge(
      Need.Call call, PolicySet deciding, Optional<Resource> endpoint, Request request) {
    var said = endpoint.flatMap(e -> endpointDecision(e, request));
    return new Judged(
        request,
        said,
        said.map(Decision::isAllowed).orElse(true)
            ? Optional.of(decision(call, deciding, request))
            : Optional.empty(),
        call.decisive() != Decisive.NONE);
  }

  private Decision decision(Need.Call call, PolicySet deciding, Request request) {
    return call.decisive() == Decisive.RESOURCE_DENIAL
        ? ApiAuthorization.decideBeforeAuthorizer(request, deciding.resource())
        : policyEngine.decide(request, deciding);
  }

  /// Whether what is called does not ask who calls, or not yet.
  private static boolean isAnonymous(Need.Call call) {
    return switch (call.decisive()) {
      case RESOURCE_POLICY, RESOURCE_DENIAL -> true;
      case EVERY_POLICY, NONE -> false;
    };
  }

  private Principal principal(Need.Call call) {
    return isAnonymous(call) ? new Principal.Anonymous() : principal(call.caller());
  }

  private PolicySet deciding(Need.Call call) {
    var role =
        call.caller() instanceof Need.ResourceCaller r && !isAnonymous(call)
            ? role(r.resource())
            : Optional.<Resource>empty();
    return policies.deciding(role, drawing.resource(call.target()));
  }

  /// Why a resource cannot act at all at this time, as a function whose role Lambda may not assume;
  /// empty if it can.
  public Optional<Verdict> inactive(ResourceId caller, Instant now) {
    return activation(caller, Optional.of(now))
        .map(Judgement::verdict)
        .filter(v -> v.outcome() == Outcome.DENIED);
  }

  /// Why the caller has no credentials, if it has none or that is unknown, or if it depends on the
  /// time: a function whose role Lambda may not assume calls nobody.
  private Optional<Judgement> activation(Need.Caller caller, Optional<Instant> now) {
    return switch (caller) {
      case Need.ServiceCaller s -> Optional.empty();
      case Need.ResourceCaller r -> activation(r.resource(), now);
    };
  }

  private Optional<Judgement> activation(ResourceId caller, Optional<Instant> now) {
    var activity = new Activity(caller, now.isPresent());
    var known = activities.get(activity);
    if (known != null) {
      return known;
    }
    var found = activation(activationNeeds(caller), now);
    if (now.isEmpty() || found.filter(Judgement::timed).isEmpty()) {
      activities.put(activity, found);
    }
    return found;
  }

  private Optional<Judgement> activation(List<Need> needs, Optional<Instant> now) {
    var judgements = needs.stream().map(need -> judgement(need, now)).toList();
    boolean timed = judgements.stream().anyMatch(Judgement::timed);
    return first(judgements, Outcome.DENIED)
        .or(() -> first(judgements, Outcome.UNKNOWN))
        .or(() -> judgements.stream().filter(Judgement::timed).findFirst())
        .map(j -> new Judgement(j.verdict(), timed));
  }

  private static Optional<Judgement> first(List<Judgement> judgements, Outcome outcome) {
    return judgements.stream().filter(j -> j.verdict().outcome() == outcome).findFirst();
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
    return callers.principal(caller);
  }

  /// The role whose permissions a resource's calls have.
  public Optional<Resource> role(ResourceId caller) {
    return callers.role(caller);
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
    return policies.ofIdentity(role);
  }

  /// The compiled policies on a resource; for a role its trust policy.
  public List<Policy> resourcePolicies(Resource resource) {
    return policies.onResource(resource);
  }

  private static Flow flow(Need.Caller caller, Need.Destination destination) {
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

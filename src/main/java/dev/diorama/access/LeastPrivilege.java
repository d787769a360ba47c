package dev.diorama.access;

import dev.diorama.access.RoleExcess.ExcessGrant;
import dev.diorama.access.RoleNeeds.RoleNeed;
import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Need;
import dev.diorama.model.Architecture;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.policy.Policy;
import dev.diorama.policy.PolicyKind;
import dev.diorama.policy.PolicySet;
import dev.diorama.policy.Principal;
import dev.diorama.policy.Request;
import dev.diorama.policy.difference.Difference;
import dev.diorama.policy.difference.Difference.Undecided;
import dev.diorama.policy.difference.DifferenceEngine;
import dev.diorama.policy.difference.Needed;
import dev.diorama.policy.difference.Setting;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Least privilege for the roles of a drawing: what a role allows beyond what is needed, the
/// smallest policy for it, and what an edit of a policy changes. Answers are kept for each role, so
/// that after an edit only roles are computed whose policies or needs changed. Thread-safe; may be
/// asked on any thread.
public final class LeastPrivilege {
  private final Catalog catalog;
  private final DifferenceEngine engine = new DifferenceEngine();
  private final Map<ResourceId, Known> known = new ConcurrentHashMap<>();
  private final Map<ResourceId, Proved> proofs = new ConcurrentHashMap<>();
  private volatile SeenCalls seen = SeenCalls.NONE;
  private volatile List<String> lastDrawn = List.of();

  /// All that an answer depends on.
  private record Asked(
      Setting setting,
      List<RoleNeed> needs,
      Set<Needed> observed,
      List<Value> identity,
      Optional<List<Value>> boundary) {}

  /// @param drawn the resources that were tried for examples; empty if no example was needed
  private record Known(Asked asked, List<String> drawn, RoleExcess excess) {}

  /// The ARNs of all that is drawn, worked out when they are first asked for. As long as they stay
  /// the same, they are the same list, so that comparing costs nothing.
  private final class Drawn {
    private final Architecture drawing;
    private Optional<List<String>> arns = Optional.empty();

    Drawn(Architecture drawing) {
      this.drawing = drawing;
    }

    List<String> arns() {
      if (arns.isEmpty()) {
        var now =
            drawing.resources().keySet().stream()
                .flatMap(id -> catalog.arn(drawing, id).stream())
                .distinct()
                .toList();
        var before = lastDrawn;
        if (!now.equals(before)) {
          lastDrawn = now;
          before = now;
        }
        arns = Optional.of(before);
      }
      return arns.get();
    }
  }

  /// Whether a minimal policy was proved to be one.
  private record Proved(Setting setting, List<Needed> needed, Value document, boolean proved) {}

  /// Least privilege with these types.
  public LeastPrivilege(Catalog catalog) {
    this.catalog = catalog;
  }

  /// From now on, these calls that runs were seen to make are needed, too.
  ///
  /// @return whether that is anything new
  public synchronized boolean see(SeenCalls calls) {
    var before = seen;
    seen = before.and(calls);
    return !seen.equals(before);
  }

  /// All that runs were seen to call, as told to [#see].
  public SeenCalls seenCalls() {
    return seen;
  }

  /// What runs were seen to call as this role and what the drawing does not need anyway.
  public Set<Needed> seen(Access access, Architecture drawing, Resource role) {
    return seen(access, drawing, new RoleNeeds(drawing, catalog), role);
  }

  private Set<Needed> seen(Access access, Architecture drawing, RoleNeeds needs, Resource role) {
    var calls = seen.of(role.id(), drawing, catalog);
    if (calls.isEmpty()) {
      return calls;
    }
    var writer = new MinimalPolicyWriter(drawing, catalog);
    needs.of(role.id()).forEach(writer::add);
    var drawn = identity(writer.document());
    var setting = setting(drawing, principal(access, drawing, needs, role), needs.of(role.id()));
    var result = new LinkedHashSet<Needed>();
    calls.stream()
        .filter(n -> !engine.missing(drawn, List.of(n), setting).isEmpty())
        .forEach(result::add);
    return result;
  }

  /// Whether the role's policies allow this.
  public boolean allows(Access access, Architecture drawing, Resource role, Needed call) {
    var needs = new RoleNeeds(drawing, catalog);
    var setting = setting(drawing, principal(access, drawing, needs, role), needs.of(role.id()));
    return engine.missing(policies(access, role), List.of(call), setting).isEmpty();
  }

  /// What every role of the drawing allows beyond what is needed, in document order. Roles that
  /// were asked before and are gone are forgotten.
  public List<RoleExcess> all(Access access, Architecture drawing) {
    var needs = new RoleNeeds(drawing, catalog);
    var drawn = new Drawn(drawing);
    known.keySet().removeIf(id -> drawing.resource(id).isEmpty());
    proofs.keySet().removeIf(id -> drawing.resource(id).isEmpty());
    return drawing.resources().values().stream()
        .filter(r -> catalog.has(r, Capability.ROLE))
        .map(role -> excess(access, drawing, needs, drawn, role))
        .toList();
  }

  /// What a role allows beyond what the drawing needs and what runs were seen to call.
  public RoleExcess excess(Access access, Architecture drawing, Resource role) {
    return excess(access, drawing, new RoleNeeds(drawing, catalog), new Drawn(drawing), role);
  }

  private RoleExcess excess(
      Access access, Architecture drawing, RoleNeeds needs, Drawn drawn, Resource role) {
    var observed = seen(access, drawing, needs, role);
    var policies = policies(access, role);
    var roleNeeds = needs.of(role.id());
    var setting = setting(drawing, principal(access, drawing, needs, role), roleNeeds);
    var asked =
        new Asked(
            setting,
            roleNeeds,
            observed,
            documents(policies.identity()),
            policies.boundary().map(LeastPrivilege::documents));
    var last =
        Optional.ofNullable(known.get(role.id()))
            .filter(k -> k.asked.equals(asked))
            .filter(k -> k.excess.grants().isEmpty() || k.drawn.equals(drawn.arns()));
    if (last.isPresent()) {
      return last.get().excess;
    }
    var needed = List.copyOf(needed(roleNeeds, observed));
    var first = engine.excess(unbounded(policies), needed, setting);
    // Examples stand in the drawing where they can.
    boolean shows = !first.witnesses().isEmpty();
    var likely = shows ? setting.alsoLikely(drawn.arns()) : setting;
    var difference = shows ? engine.excess(unbounded(policies), needed, likely) : first;
    // What a boundary of unknown content lets pass of this is not known either.
    boolean open = isUnknown(policies.boundary().orElse(List.of())) && !difference.isEmpty();
    var grants =
        open
            ? List.<ExcessGrant>of()
            : new ExcessGrants(engine, policies, needed, likely).of(difference);
    var undecided = new ArrayList<>(difference.undecided());
    if (open || isUnknown(policies.identity())) {
      undecided.add(new Undecided(List.of("*"), Difference.Reason.UNKNOWN_POLICY));
    }
    var excess = new RoleExcess(role.id(), roleNeeds, List.copyOf(observed), grants, undecided);
    known.put(role.id(), new Known(asked, shows ? drawn.arns() : List.of(), excess));
    return excess;
  }

  /// Whether one of the policies is known by its name only.
  private static boolean isUnknown(List<Policy> policies) {
    return policies.stream().anyMatch(p -> !(p.document() instanceof Value.Fields));
  }

  /// The policies without a boundary of which only the name is known.
  private static PolicySet unbounded(PolicySet policies) {
    return policies.boundary().filter(LeastPrivilege::isUnknown).isEmpty()
        ? policies
        : PolicySet.of(policies.identity(), policies.resource());
  }

  private static List<Value> documents(List<Policy> policies) {
    return policies.stream().map(Policy::document).toList();
  }

  private static PolicySet policies(Access access, Resource role) {
    var attached = access.identityPolicies(role);
    var boundary = attached.stream().filter(p -> p.kind() == PolicyKind.BOUNDARY).toList();
    return new PolicySet(
        attached.stream().filter(p -> p.kind() == PolicyKind.IDENTITY).toList(),
        List.of(),
        boundary.isEmpty() ? Optional.empty() : Optional.of(boundary),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        false);
  }

  private static Set<Needed> needed(List<RoleNeed> needs, Set<Needed> observed) {
    var result = new LinkedHashSet<Needed>();
    needs.forEach(n -> result.add(new Needed(n.call().action(), n.resource())));
    result.addAll(observed);
    return result;
  }

  private Principal principal(Access access, Architecture drawing, RoleNeeds needs, Resource role) {
    return needs.users(role.id()).stream()
        .findFirst()
        .map(user -> access.principal(new Need.ResourceCaller(user.id())))
        .orElseGet(() ->
            new Principal.RoleSession(
                catalog.facets(role).arn(role, drawing.environment()).orElse(""),
                "AROAEXAMPLE",
                "session"));
  }

  private Setting setting(Architecture drawing, Principal principal, List<RoleNeed> needs) {
    var likely = new LinkedHashSet<String>();
    needs.forEach(n -> catalog.arn(drawing, n.call().target()).ifPresent(likely::add));
    return new Setting(
        principal,
        drawing.environment().accountId(),
        drawing.environment().region(),
        List.copyOf(likely));
  }

  /// A request that the role's policies allow, for this action and on none of the resources of
  /// `except`; empty if there is none, or none was found.
  ///
  /// @param context condition keys that the request has
  public Optional<Request> example(
      Access access,
      Architecture drawing,
      Resource role,
      String action,
      Map<String, String> context,
      List<Needed> except) {
    var excepted = except.stream().map(Needed::resource).toList();
    var setting =
        new Setting(
            principal(access, drawing, new RoleNeeds(drawing, catalog), role),
            drawing.environment().accountId(),
            drawing.environment().region(),
            drawing.resources().keySet().stream()
                .flatMap(id -> catalog.arn(drawing, id).stream())
                .filter(arn -> !excepted.contains(arn))
                .toList());
    for (var key : context.entrySet()) {
      setting = setting.with(key.getKey(), key.getValue());
    }
    return engine.example(policies(access, role), Set.of(action), except, setting);
  }

  /// Whether it is proved that one role's policies allow nothing that another's do not, if both
  /// were asked by the other.
  public boolean isNoStronger(Access access, Architecture drawing, Resource role, Resource other) {
    if (role.id().equals(other.id())) {
      return true;
    }
    var stronger = unbounded(policies(access, role));
    if (isUnknown(stronger.identity())) {
      return false;
    }
    var needs = new RoleNeeds(drawing, catalog);
    var setting = setting(drawing, principal(access, drawing, needs, other), List.of());
    return engine.added(stronger, policies(access, other), setting).isEmpty();
  }

  /// The smallest policy that allows what the role needs.
  public MinimalPolicy minimal(Access access, Architecture drawing, Resource role) {
    var needs = new RoleNeeds(drawing, catalog);
    var observed = seen(access, drawing, needs, role);
    var writer = new MinimalPolicyWriter(drawing, catalog);
    needs.of(role.id()).forEach(writer::add);
    observed.forEach(writer::add);
    var document = writer.document();
    var needed = List.copyOf(needed(needs.of(role.id()), observed));
    var setting = setting(drawing, principal(access, drawing, needs, role), needs.of(role.id()));
    var last =
        Optional.ofNullable(proofs.get(role.id()))
            .filter(p -> p.setting.equals(setting))
            .filter(p -> p.needed.equals(needed) && p.document.equals(document));
    boolean proved = last.map(Proved::proved).orElseGet(() -> isMinimal(document, needed, setting));
    proofs.put(role.id(), new Proved(setting, needed, document, proved));
    return new MinimalPolicy(document, writer.drawn(), proved);
  }

  private boolean isMinimal(Value document, List<Needed> needed, Setting setting) {
    var minimal = identity(document);
    return engine.missing(minimal, needed, setting).isEmpty()
        && engine.excess(minimal, needed, setting).isEmpty();
  }

  private static PolicySet identity(Value document) {
    return PolicySet.of(
        List.of(Policy.compile("minimal", PolicyKind.IDENTITY, Optional.empty(), document)),
        List.of());
  }

  /// What an edit of an identity-based policy newly allows (swap the two for what it takes away).
  public Difference added(Value newer, Value older, Setting setting) {
    return engine.added(identity(newer), identity(older), setting);
  }
}

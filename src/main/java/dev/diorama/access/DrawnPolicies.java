package dev.diorama.access;

import dev.diorama.catalog.Arns;
import dev.diorama.catalog.AttachedPolicy;
import dev.diorama.catalog.Catalog;
import dev.diorama.model.Architecture;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.policy.Policy;
import dev.diorama.policy.PolicyKind;
import dev.diorama.policy.PolicySet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The policies of a drawing, compiled when they are first asked for. Thread-safe.
final class DrawnPolicies {
  private final Architecture drawing;
  private final Catalog catalog;
  private final Map<Policy, ConditionValues> conditions = new ConcurrentHashMap<>();
  private final Map<ResourceId, List<Policy>> ofIdentities = new ConcurrentHashMap<>();
  private final Map<ResourceId, List<Policy>> onResources = new ConcurrentHashMap<>();

  DrawnPolicies(Architecture drawing, Catalog catalog) {
    this.drawing = drawing;
    this.catalog = catalog;
  }

  /// The identity policies, trust policy and boundary of a role.
  List<Policy> ofIdentity(Resource role) {
    return ofIdentities.computeIfAbsent(
        role.id(), id -> compile(role, catalog.facets(role).identityPolicies(role, drawing)));
  }

  /// The policies on a resource; for a role its trust policy.
  List<Policy> onResource(Resource resource) {
    return onResources.computeIfAbsent(
        resource.id(),
        id -> compile(resource, catalog.facets(resource).resourcePolicies(resource, drawing)));
  }

  /// All that decide a call.
  ///
  /// @param role as which the call is made; empty if nobody asks who calls
  PolicySet deciding(Optional<Resource> role, Optional<Resource> target) {
    var attached = role.map(this::ofIdentity).orElse(List.of());
    var boundary = attached.stream().filter(p -> p.kind() == PolicyKind.BOUNDARY).toList();
    return new PolicySet(
        attached.stream().filter(p -> p.kind() == PolicyKind.IDENTITY).toList(),
        target.map(this::onResource).orElse(List.of()),
        boundary.isEmpty() ? Optional.empty() : Optional.of(boundary),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        target.filter(t -> catalog.facets(t).blocksPublicAccess(t)).isPresent());
  }

  /// What policies ask for.
  ///
  /// @param endpoint the VPC endpoint whose policy is asked as well
  OpenKeys openKeys(PolicySet policies, Optional<Resource> endpoint) {
    var all = new ArrayList<>(policies.identity());
    all.addAll(policies.resource());
    policies.boundary().ifPresent(all::addAll);
    endpoint.ifPresent(e -> all.addAll(onResource(e)));
    return new OpenKeys(
        all.stream().map(p -> conditions.computeIfAbsent(p, ConditionValues::of)).toList());
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
}

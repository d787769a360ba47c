package dev.diorama.aws.iam;

import dev.diorama.catalog.AttachedPolicy;
import dev.diorama.catalog.AttachedPolicy.Kind;
import dev.diorama.catalog.Facets;
import dev.diorama.model.Architecture;
import dev.diorama.model.Environment;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What is known about a role. A managed policy whose document is unknown stands there with its ARN
/// for a document: it grants nothing, as a boundary it allows nothing, and nothing is proved about
/// the role. [UnknownManagedPolicy] says where that is so.
final class RoleFacets implements Facets {
  static final String TRUST = "AssumeRolePolicyDocument";
  static final String POLICIES = "Policies";
  static final String MANAGED = "ManagedPolicyArns";
  static final String BOUNDARY = "PermissionsBoundary";

  @Override
  public String physicalId(Resource role, Environment environment) {
    return role.properties().text("RoleName").filter(n -> !n.isEmpty()).orElse(role.logicalId());
  }

  @Override
  public Optional<String> arn(Resource role, Environment environment) {
    return Optional.of(
        "arn:"
            + environment.partition()
            + ":iam::"
            + environment.accountId()
            + ":role"
            + role.properties().text("Path").filter(p -> p.startsWith("/")).orElse("/")
            + physicalId(role, environment));
  }

  @Override
  public List<AttachedPolicy> identityPolicies(Resource role, Architecture drawing) {
    var result = new ArrayList<>(inline(role));
    var managed = role.properties().list(MANAGED);
    for (int i = 0; i < managed.size(); i++) {
      var at = PropertyPath.of(MANAGED).then(i);
      managed
          .get(i)
          .asText()
          .ifPresent(arn ->
              result.add(
                  new AttachedPolicy(
                      ManagedPolicies.name(arn),
                      Kind.IDENTITY,
                      role.id(),
                      at,
                      ManagedPolicies.document(arn).orElse(Value.of(arn)))));
    }
    role.properties().get(BOUNDARY).ifPresent(boundary -> result.add(boundary(role, boundary)));
    result.addAll(resourcePolicies(role, drawing));
    return List.copyOf(result);
  }

  /// The role's own policies, each with the place of its document.
  static List<AttachedPolicy> inline(Resource role) {
    var result = new ArrayList<AttachedPolicy>();
    var policies = role.properties().list(POLICIES);
    for (int i = 0; i < policies.size(); i++) {
      if (policies.get(i) instanceof Fields policy) {
        var name = policy.text("PolicyName").orElse(POLICIES + "[" + i + "]");
        var at = PropertyPath.of(POLICIES).then(i).then("PolicyDocument");
        policy
            .get("PolicyDocument")
            .ifPresent(d -> result.add(new AttachedPolicy(name, Kind.IDENTITY, role.id(), at, d)));
      }
    }
    return List.copyOf(result);
  }

  @Override
  public Optional<Fields> withIdentityPolicy(Resource role, Fields document) {
    var name = inline(role).stream().findFirst().map(AttachedPolicy::name).orElse("Needed");
    var policy = Fields.EMPTY.with("PolicyName", name).with("PolicyDocument", document);
    return Optional.of(
        role.properties().without(MANAGED).with(POLICIES, new Items(List.of(policy))));
  }

  private static AttachedPolicy boundary(Resource role, Value boundary) {
    var name = boundary.asText().map(ManagedPolicies::name).orElse(BOUNDARY);
    return new AttachedPolicy(
        name,
        Kind.BOUNDARY,
        role.id(),
        PropertyPath.of(BOUNDARY),
        boundary.asText().flatMap(ManagedPolicies::document).orElse(boundary));
  }

  @Override
  public List<AttachedPolicy> resourcePolicies(Resource role, Architecture drawing) {
    return role
        .properties()
        .get(TRUST)
        .map(d -> new AttachedPolicy(TRUST, Kind.TRUST, role.id(), PropertyPath.of(TRUST), d))
        .stream()
        .toList();
  }

  @Override
  public SequencedMap<String, String> highlights(Resource role) {
    var result = new LinkedHashMap<String, String>();
    int inline = role.properties().list(POLICIES).size();
    int managed = role.properties().list(MANAGED).size();
    result.put(POLICIES, String.valueOf(inline + managed));
    return result;
  }
}

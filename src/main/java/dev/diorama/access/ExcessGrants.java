package dev.diorama.access;

import dev.diorama.access.RoleExcess.ExcessGrant;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.policy.Policy;
import dev.diorama.policy.PolicyEngine;
import dev.diorama.policy.PolicyKind;
import dev.diorama.policy.PolicySet;
import dev.diorama.policy.Request;
import dev.diorama.policy.StatementMatch;
import dev.diorama.policy.StatementMatch.Effect;
import dev.diorama.policy.difference.Difference;
import dev.diorama.policy.difference.Difference.Witness;
import dev.diorama.policy.difference.DifferenceEngine;
import dev.diorama.policy.difference.Needed;
import dev.diorama.policy.difference.Setting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which statements allow what is not needed. A witness of all policies together is an example for
/// every statement that allows it; a statement that none of them touches, because another one
/// allows the same actions elsewhere, is asked alone.
final class ExcessGrants {
  private final DifferenceEngine engine;
  private final PolicyEngine evaluator = new PolicyEngine();
  private final PolicySet policies;
  private final List<Needed> needed;
  private final Setting setting;

  /// @param policies all of a role's policies
  ExcessGrants(DifferenceEngine engine, PolicySet policies, List<Needed> needed, Setting setting) {
    this.engine = engine;
    this.policies = policies;
    this.needed = needed;
    this.setting = setting;
  }

  /// The statements that allow excess, in the policies' order, each with an example.
  ///
  /// @param whole the excess of all policies together
  List<ExcessGrant> of(Difference whole) {
    if (whole.witnesses().isEmpty()) {
      return List.of();
    }
    var result = new ArrayList<ExcessGrant>();
    var touched = touched(whole);
    for (int p = 0; p < policies.identity().size(); p++) {
      var policy = policies.identity().get(p);
      var statements = statements(policy.document());
      for (int s = 0; s < statements.size(); s++) {
        var witnesses = Optional.ofNullable(touched.get(new Place(policy.name(), s)));
        if (witnesses.isPresent()) {
          result.add(grant(policy, s, statements.get(s), witnesses.get()));
        } else if (!isDeny(statements.get(s))) {
          var alone = engine.excess(with(p, s), needed, setting).witnesses();
          if (!alone.isEmpty()) {
            result.add(grant(policy, s, statements.get(s), alone));
          }
        }
      }
    }
    return List.copyOf(result);
  }

  private record Place(String policy, int statement) {}

  private Map<Place, List<Witness>> touched(Difference whole) {
    var result = new HashMap<Place, List<Witness>>();
    for (var witness : whole.witnesses()) {
      evaluator.decide(witness.request(), policies).trace().stream()
          .filter(ExcessGrants::allows)
          .map(m -> new Place(m.policyName(), m.index()))
          .forEach(place -> result.computeIfAbsent(place, x -> new ArrayList<>()).add(witness));
    }
    return result;
  }

  private static boolean allows(StatementMatch match) {
    return match.matched() && match.effect() == Effect.ALLOW && match.kind() == PolicyKind.IDENTITY;
  }

  private ExcessGrant grant(Policy policy, int index, Value statement, List<Witness> witnesses) {
    var actions = new LinkedHashSet<String>();
    witnesses.forEach(w -> actions.addAll(w.actions()));
    return new ExcessGrant(
        policy.name(),
        index,
        statement instanceof Fields f ? f.text("Sid") : Optional.empty(),
        List.copyOf(actions),
        witnesses.stream()
            .map(Witness::request)
            .sorted(Comparator.comparing(r -> !isDrawn(r)))
            .toList());
  }

  /// Whether the request is for something that stands in the drawing.
  private boolean isDrawn(Request request) {
    var resource = request.resource();
    return setting.likely().stream()
        .anyMatch(arn -> resource.equals(arn) || resource.startsWith(arn + "/"));
  }

  /// The policies if this were the only statement that allows: all that is denied stays denied.
  private PolicySet with(int policy, int statement) {
    var alone = new ArrayList<Policy>();
    for (int p = 0; p < policies.identity().size(); p++) {
      var statements = statements(policies.identity().get(p).document());
      var kept = new ArrayList<Value>();
      for (int s = 0; s < statements.size(); s++) {
        if (isDeny(statements.get(s)) || (p == policy && s == statement)) {
          kept.add(statements.get(s));
        }
      }
      alone.add(reduced(policies.identity().get(p), kept));
    }
    return new PolicySet(
        alone,
        policies.resource(),
        policies.boundary(),
        policies.session(),
        policies.serviceControl(),
        policies.resourceControl(),
        policies.vpcEndpoint(),
        policies.blockPublicAccess());
  }

  private static Policy reduced(Policy policy, List<Value> statements) {
    var document =
        policy.document() instanceof Fields f
            ? f.with("Statement", new Items(statements))
            : policy.document();
    return Policy.compile(policy.name(), policy.kind(), policy.arn(), document);
  }

  private static List<Value> statements(Value document) {
    return document instanceof Fields f ? f.list("Statement") : List.of();
  }

  private static boolean isDeny(Value statement) {
    return statement instanceof Fields f && f.text("Effect").filter("Deny"::equals).isPresent();
  }
}

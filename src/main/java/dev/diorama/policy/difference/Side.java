package dev.diorama.policy.difference;

import dev.diorama.policy.Policy;
import dev.diorama.policy.PolicySet;
import dev.diorama.policy.Principal;
import dev.diorama.policy.WrittenStatement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The policies of one side of a question as a formula. Every layer has to allow, and no statement
/// of any layer may deny.
final class Side {
  private final Vocabulary vocabulary;
  private final boolean bounded;
  private final List<List<Entry>> layers = new ArrayList<>();

  /// A statement in terms of the vocabulary.
  ///
  /// @param actions the number of its action element
  /// @param resources the patterns of its resource element
  private record Entry(
      boolean denies,
      int actions,
      boolean negatedResource,
      List<Integer> resources,
      List<Integer> conditions) {}

  /// @param identityCounts whether the caller's identity policies have to allow
  Side(PolicySet policies, Principal principal, boolean identityCounts, Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.bounded = policies.boundary().isPresent();
    if (identityCounts) {
      layers.add(entries(policies.identity(), principal));
    }
    policies.boundary().ifPresent(p -> layers.add(entries(p, principal)));
    policies.session().ifPresent(p -> layers.add(entries(p, principal)));
    policies.serviceControl().forEach(p -> layers.add(entries(p, principal)));
    policies.resourceControl().forEach(p -> layers.add(entries(p, principal)));
    policies.vpcEndpoint().ifPresent(p -> layers.add(entries(List.of(p), principal)));
    if (!policies.resource().isEmpty() || !identityCounts) {
      layers.add(entries(policies.resource(), principal));
    }
  }

  private List<Entry> entries(List<Policy> policies, Principal principal) {
    return policies.stream()
        .flatMap(p -> WrittenStatement.of(p).stream())
        .filter(s -> s.names(principal, bounded))
        .map(this::entry)
        .toList();
  }

  private Entry entry(WrittenStatement statement) {
    var resources = new ArrayList<Integer>();
    for (var text : statement.resources().texts()) {
      vocabulary.resource(text, statement.variables()).ifPresent(resources::add);
    }
    return new Entry(
        statement.denies(),
        vocabulary.actions(statement.actions()),
        statement.resources().negated(),
        resources,
        statement.conditions().stream().map(c -> vocabulary.condition(c, statement)).toList());
  }

  /// The numbers of the action elements that can allow something.
  BitSet allowing() {
    var result = new BitSet();
    layers.stream()
        .findFirst()
        .ifPresent(
            layer -> layer.stream().filter(e -> !e.denies).forEach(e -> result.set(e.actions)));
    return result;
  }

  /// That a request for an action is allowed, or that it is not.
  ///
  /// @param named the action elements that name the action
  Expression allowed(BitSet named, boolean positive) {
    var parts = new ArrayList<Expression>();
    for (var layer : layers) {
      var allows = new ArrayList<Expression>();
      for (var entry : layer) {
        if (!named.get(entry.actions)) {
          continue;
        }
        if (entry.denies) {
          parts.add(matches(entry, !positive));
        } else {
          allows.add(matches(entry, positive));
        }
      }
      parts.add(Expression.all(!positive, allows));
    }
    return Expression.all(positive, parts);
  }

  private Expression matches(Entry entry, boolean positive) {
    var parts = new ArrayList<Expression>();
    boolean inside = positive != entry.negatedResource;
    var resources = new ArrayList<Expression>();
    for (int resource : entry.resources) {
      resources.add(vocabulary.leaf(resource, inside));
    }
    parts.add(Expression.all(!inside, resources));
    for (int condition : entry.conditions) {
      parts.add(vocabulary.conditions().leaf(condition, positive));
    }
    return Expression.all(positive, parts);
  }
}

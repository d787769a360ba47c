package dev.diorama.access;

import dev.diorama.access.RoleNeeds.RoleNeed;
import dev.diorama.catalog.ActionReference;
import dev.diorama.catalog.Catalog;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.policy.difference.Needed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Writes the smallest policy for a list of needs, for people to read: one statement for each
/// reason and set of actions, actions and resources in alphabetical order, and a Sid that names the
/// reason.
final class MinimalPolicyWriter {
  private final Architecture drawing;
  private final Catalog catalog;
  private final Map<String, Set<String>> reasons = new TreeMap<>();
  private final Map<String, Set<String>> actionsByResource = new TreeMap<>();
  private final Map<String, String> drawn = new LinkedHashMap<>();

  MinimalPolicyWriter(Architecture drawing, Catalog catalog) {
    this.drawing = drawing;
    this.catalog = catalog;
  }

  /// Adds what the drawing needs.
  void add(RoleNeed need) {
    var reason =
        need.connection()
            .flatMap(drawing::connection)
            .map(this::reason)
            .orElseGet(() -> "Aws" + camel(service(need.call().action())));
    for (var resource : resources(need.call().action(), need.resource())) {
      add(need.call().action(), resource, reason);
      symbolic(need, resource);
    }
  }

  /// Adds what a run was seen to call.
  void add(Needed observed) {
    for (var resource : resources(observed.action(), observed.resource())) {
      add(observed.action(), resource, "Observed" + camel(service(observed.action())));
    }
  }

  private void add(String action, String resource, String reason) {
    actionsByResource.computeIfAbsent(resource, r -> new TreeSet<>()).add(action);
    reasons.computeIfAbsent(resource, r -> new LinkedHashSet<>()).add(reason);
  }

  /// All resources are named; `*` only stands where the reference lists no resource type.
  private List<String> resources(String action, String resource) {
    var known = ActionReference.action(action);
    if (!resource.equals("*") || known.isEmpty() || known.get().arns().isEmpty()) {
      return List.of(resource);
    }
    var environment = drawing.environment();
    return known.get().arns().stream()
        .map(arn ->
            arn.replace("${Partition}", environment.partition())
                .replace("${Region}", environment.region())
                .replace("${Account}", environment.accountId())
                .replaceAll("\\$\\{[^}]*}", "*"))
        .toList();
  }

  private String reason(Connection connection) {
    var target = drawing.resource(connection.target()).map(Resource::logicalId).orElse("");
    var name = connection.type().value();
    return camel(name.substring(name.indexOf(':') + 1)) + camel(target);
  }

  private static String service(String action) {
    int colon = action.indexOf(':');
    return colon < 0 ? action : action.substring(0, colon);
  }

  /// Letters and digits only, as a Sid wants:
  /// `docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html`.
  private static String camel(String text) {
    var plain = text.replaceAll("[^A-Za-z0-9]", "");
    return plain.isEmpty()
        ? ""
        : plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1);
  }

  private void symbolic(RoleNeed need, String resource) {
    var target = drawing.resource(need.call().target());
    var arn = catalog.arn(drawing, need.call().target());
    if (target.isPresent() && arn.isPresent() && resource.startsWith(arn.get())) {
      var rest = resource.substring(arn.get().length());
      drawn.put(resource, "${" + target.get().logicalId() + ".Arn}" + rest);
    }
  }

  /// The policy document with ARNs.
  Fields document() {
    return document(false);
  }

  /// The policy document with the names of drawn resources.
  Fields drawn() {
    return document(true);
  }

  private Fields document(boolean symbolic) {
    var groups = new LinkedHashMap<List<Set<String>>, List<String>>();
    actionsByResource.forEach((resource, actions) ->
        groups
            .computeIfAbsent(
                List.of(reasons.getOrDefault(resource, Set.of()), actions), k -> new ArrayList<>())
            .add(resource));
    var statements = new ArrayList<Value>();
    var sids = new LinkedHashSet<String>();
    groups.forEach((key, resources) -> {
      var sid = String.join("And", key.getFirst());
      var unique = sid;
      for (int i = 2; !sids.add(unique); i++) {
        unique = sid + "Part" + i;
      }
      var written =
          resources.stream().map(r -> symbolic ? drawn.getOrDefault(r, r) : r).sorted().toList();
      statements.add(
          Fields.EMPTY
              .with("Sid", unique)
              .with("Effect", "Allow")
              .with("Action", oneOrList(List.copyOf(key.getLast())))
              .with("Resource", oneOrList(written)));
    });
    return Fields.EMPTY.with("Version", "2012-10-17").with("Statement", new Items(statements));
  }

  private static Value oneOrList(List<String> texts) {
    return texts.size() == 1 ? Value.of(texts.getFirst()) : Value.texts(texts);
  }
}

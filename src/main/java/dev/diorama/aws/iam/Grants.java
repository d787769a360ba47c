package dev.diorama.aws.iam;

import dev.diorama.catalog.Arns;
import dev.diorama.catalog.Need;
import dev.diorama.model.Value.Fields;
import dev.diorama.rule.RuleContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;

/// Writes the statements that allow a set of calls, and nothing else.
final class Grants {
  private Grants() {}

  /// Actions that are to be allowed on the same resources.
  ///
  /// @param resources as written in a policy: `${LogicalId.Arn}` for drawn resources
  /// @param arns the same, resolved
  record Group(List<String> actions, List<String> resources, List<String> arns) {
    Group {
      actions = List.copyOf(actions);
      resources = List.copyOf(resources);
      arns = List.copyOf(arns);
    }

    /// The statement that allows exactly this group.
    Fields statement() {
      return Fields.EMPTY
          .with("Effect", "Allow")
          .with("Action", InlineStatement.oneOrList(actions))
          .with("Resource", InlineStatement.oneOrList(resources));
    }
  }

  /// The calls, grouped by resource; resources with the same actions share a group.
  static List<Group> groups(List<Need.Call> calls, RuleContext context) {
    var actionsByResource = new LinkedHashMap<String, TreeSet<String>>();
    SequencedMap<String, String> written = new LinkedHashMap<>();
    for (var call : calls) {
      actionsByResource.computeIfAbsent(call.resource(), r -> new TreeSet<>()).add(call.action());
      written.putIfAbsent(call.resource(), symbolic(call, context));
    }
    var resourcesByActions = new LinkedHashMap<List<String>, List<String>>();
    actionsByResource.forEach((resource, actions) ->
        resourcesByActions
            .computeIfAbsent(List.copyOf(actions), a -> new ArrayList<>())
            .add(resource));
    return resourcesByActions.entrySet().stream()
        .map(e ->
            new Group(
                e.getKey(),
                e.getValue().stream().map(r -> written.getOrDefault(r, r)).toList(),
                e.getValue()))
        .toList();
  }

  /// The call's resource in terms of the drawn resource, if that gives the same ARN.
  private static String symbolic(Need.Call call, RuleContext context) {
    var target = context.drawing().resource(call.target());
    var arn = context.catalog().arn(context.drawing(), call.target());
    if (target.isEmpty() || arn.isEmpty() || !call.resource().startsWith(arn.get())) {
      return call.resource();
    }
    var text =
        "${" + target.get().logicalId() + ".Arn}" + call.resource().substring(arn.get().length());
    return Arns.resolve(text, context.drawing(), context.catalog()).equals(call.resource())
        ? text
        : call.resource();
  }
}

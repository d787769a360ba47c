package dev.diorama.aws.iam;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.NetworkAttachment;
import dev.diorama.catalog.PropertyKind;
import dev.diorama.edit.Edit;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.Document;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.policy.difference.Needed;
import dev.diorama.rule.RuleContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a drawing needs of one role: who uses it, the calls that their connections need, and the
/// actions that AWS itself makes as the role without any connection saying so.
///
/// @param users the resources that call as this role, in document order
/// @param calls what their connections need
/// @param implied actions that AWS needs for the users as such
/// @param seen what runs were seen to call beside that
record RoleUse(
    Resource role,
    List<Resource> users,
    List<Need.Call> calls,
    Set<String> implied,
    Set<Needed> seen) {
  /// Log delivery of a function:
  /// `docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html#monitoring-cloudwatchlogs-prereqs`.
  static final List<String> LOG_ACTIONS =
      List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents");

  /// Network interfaces of a function in a VPC:
  /// `docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html#configuration-vpc-permissions`.
  static final List<String> INTERFACE_ACTIONS =
      List.of(
          "ec2:CreateNetworkInterface",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeSubnets",
          "ec2:DeleteNetworkInterface",
          "ec2:AssignPrivateIpAddresses",
          "ec2:UnassignPrivateIpAddresses");

  RoleUse {
    users = List.copyOf(users);
    calls = List.copyOf(calls);
    implied = Set.copyOf(implied);
    seen = Set.copyOf(seen);
  }

  /// The use of every role in the drawing, in document order.
  static List<RoleUse> all(RuleContext context) {
    var users = new LinkedHashMap<ResourceId, List<Resource>>();
    for (var resource : context.drawing().resources().values()) {
      context
          .access()
          .role(resource.id())
          .ifPresent(
              role -> users.computeIfAbsent(role.id(), id -> new ArrayList<>()).add(resource));
    }
    var calls = new LinkedHashMap<ResourceId, List<Need.Call>>();
    for (var connection : context.drawing().connections().values()) {
      for (var need : context.catalog().needs(withSource(connection, context), connection)) {
        if (need instanceof Need.Call call && call.caller() instanceof Need.ResourceCaller caller) {
          context
              .access()
              .role(caller.resource())
              .ifPresent(
                  role -> calls.computeIfAbsent(role.id(), id -> new ArrayList<>()).add(call));
        }
      }
    }
    return context.drawing().ofType(RoleType.NAME).stream()
        .map(role -> {
          var by = users.getOrDefault(role.id(), List.of());
          return new RoleUse(
              role,
              by,
              calls.getOrDefault(role.id(), List.of()).stream().distinct().toList(),
              implied(by, context),
              context.leastPrivilege().seen(context.access(), context.drawing(), role));
        })
        .toList();
  }

  /// The drawing in which what a trigger polls can be polled: a table whose stream is still off is
  /// going to have one, so that what polling needs is needed already.
  private static Architecture withSource(Connection connection, RuleContext context) {
    var drawing = context.drawing();
    var source =
        drawing
            .resource(connection.source())
            .filter(s -> context.catalog().has(s, Capability.EVENT_SOURCE))
            .filter(s -> isTrigger(connection, context) && !isPolled(s, context));
    return source.stream()
        .flatMap(s -> switchedOn(s, context))
        .filter(s -> isPolled(s, context))
        .findFirst()
        .map(drawing::with)
        .orElse(drawing);
  }

  private static boolean isTrigger(Connection connection, RuleContext context) {
    return context.catalog().type(connection.type()).filter(ConnectionType::trigger).isPresent();
  }

  private static boolean isPolled(Resource source, RuleContext context) {
    return context
        .catalog()
        .facets(source)
        .eventSourceArn(source, context.drawing().environment())
        .isPresent();
  }

  /// The resource with one of its unset choices set, each in turn.
  private static Stream<Resource> switchedOn(Resource source, RuleContext context) {
    return context.catalog().type(source.type()).stream()
        .flatMap(t -> t.properties().stream())
        .filter(p -> p.path().in(source.properties()).isEmpty())
        .flatMap(p ->
            p.kind() instanceof PropertyKind.Choice choice
                ? choice.options().stream()
                    .limit(1)
                    .flatMap(v ->
                        new Edit.SetProperty(source.id(), p.path(), Optional.of(Value.of(v)))
                                .apply(Document.EMPTY.with(context.drawing()))
                                .architecture()
                                .resource(source.id())
                                .stream())
                : Stream.empty());
  }

  private static Set<String> implied(List<Resource> users, RuleContext context) {
    var result = new LinkedHashSet<String>();
    for (var user : users) {
      if (!context.catalog().has(user, Capability.INVOCABLE)) {
        continue;
      }
      result.addAll(LOG_ACTIONS);
      if (context
          .catalog()
          .facets(user)
          .attachment(user, context.drawing())
          .filter(a -> a.kind() == NetworkAttachment.Kind.LAMBDA_HYPERPLANE)
          .isPresent()) {
        result.addAll(INTERFACE_ACTIONS);
      }
    }
    return result;
  }
}

package dev.diorama.aws.lambda;

import dev.diorama.catalog.Need;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Connection;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Fix;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A function sends to the queue that triggers it, or writes the table whose stream triggers it,
/// itself or through functions that it invokes: each event makes the next one.
///
/// A warning, not an error: the code may know when to stop. Silent where the mapping is off, and
/// where it filters its events, for then the drawing does not say whether the function's own writes
/// pass. For buckets, whose notifications have prefixes, see `BucketTriggersItsOwnWriter`.
final class FunctionTriggersItself implements Rule {
  private static final RuleId ID = new RuleId("FunctionTriggersItself");

  /// What makes a message of a queue, or a record of a table's stream
  /// (docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html).
  private static final Set<String> WRITES =
      Set.of(
          "sqs:SendMessage",
          "dynamodb:PutItem",
          "dynamodb:UpdateItem",
          "dynamodb:DeleteItem",
          "dynamodb:BatchWriteItem",
          "dynamodb:PartiQLInsert",
          "dynamodb:PartiQLUpdate",
          "dynamodb:PartiQLDelete");

  @Override
  public RuleInfo info() {
    return new RuleInfo(
        ID,
        Severity.WARNING,
        "https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html");
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return context.drawing().connections().values().stream()
        .filter(c -> c.type().equals(LambdaConnections.MAPPING) && takesEverything(c))
        .filter(c -> isPolled(context, c))
        .flatMap(mapping -> {
          var reached = reached(context, mapping.target());
          return context.drawing().to(mapping.source()).stream()
              .filter(c -> reached.contains(c.source()) && writes(context, c))
              .map(write -> finding(context, mapping, write));
        });
  }

  private static boolean takesEverything(Connection mapping) {
    boolean isOff =
        mapping.properties().get("Enabled").isPresent() && !mapping.properties().flag("Enabled");
    return !isOff && mapping.properties().fields("FilterCriteria").list("Filters").isEmpty();
  }

  private static boolean isPolled(RuleContext context, Connection mapping) {
    return context
        .drawing()
        .resource(mapping.source())
        .flatMap(
            s -> context.catalog().facets(s).eventSourceArn(s, context.drawing().environment()))
        .isPresent();
  }

  /// The function and all that it invokes.
  private static Set<ResourceId> reached(RuleContext context, ResourceId function) {
    var reached = new LinkedHashSet<ResourceId>();
    var open = new ArrayDeque<>(List.of(function));
    while (!open.isEmpty()) {
      var here = open.removeFirst();
      if (reached.add(here)) {
        context.drawing().from(here).stream()
            .filter(c -> c.type().equals(LambdaConnections.INVOKE))
            .forEach(c -> open.addLast(c.target()));
      }
    }
    return reached;
  }

  /// Whether the connection's own calls write to its target. Destinations are for asynchronous
  /// invocations, and a mapping's are not.
  private static boolean writes(RuleContext context, Connection connection) {
    return !connection.type().equals(LambdaConnections.DESTINATION)
        && context.catalog().needs(context.drawing(), connection).stream()
            .anyMatch(n ->
                n instanceof Need.Call call
                    && call.target().equals(connection.target())
                    && WRITES.contains(call.action()));
  }

  private Finding finding(RuleContext context, Connection mapping, Connection write) {
    var source = name(context, mapping.source());
    var function = name(context, mapping.target());
    var writer = name(context, write.source());
    return new Finding(
        ID,
        info().severity(),
        new Subject.OfConnection(mapping.id()),
        PropertyPath.ROOT,
        mapping.target().equals(write.source())
            ? Message.of("rule.FunctionTriggersItself.message", source, function)
            : Message.of("rule.FunctionTriggersItself.message.through", source, function, writer),
        List.of(
            without(write, Message.of("rule.FunctionTriggersItself.fix.write", writer, source)),
            without(
                mapping, Message.of("rule.FunctionTriggersItself.fix.trigger", source, function))));
  }

  private static Fix without(Connection connection, Message label) {
    return new Fix(label, Transaction.of(label, new Edit.Disconnect(connection.id())));
  }

  private static String name(RuleContext context, ResourceId id) {
    return context.drawing().resource(id).map(Resource::logicalId).orElse(id.value());
  }
}

package dev.diorama.aws.lambda;

import dev.diorama.model.Connection;
import dev.diorama.runtime.RuntimeContext;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.UUID;

/// The event source mappings of a run: for each drawn one that is enabled, a poller.
final class EventSourceMappings {
  private EventSourceMappings() {}

  /// Starts the pollers, in document order.
  static void start(RuntimeContext context, Collection<FunctionEngine> functions) {
    for (var connection : context.drawing().connections().values()) {
      if (connection.type().equals(LambdaConnections.MAPPING) && enabled(connection)) {
        functions.stream()
            .filter(f -> f.id().equals(connection.target()))
            .findFirst()
            .ifPresent(f -> start(context, connection, f));
      }
    }
  }

  /// A mapping's UUID, made from the connection's id so that it is the same in every run.
  static String id(Connection mapping) {
    return UUID.nameUUIDFromBytes(mapping.id().value().getBytes(StandardCharsets.UTF_8)).toString();
  }

  /// Whether a mapping polls.
  static boolean enabled(Connection connection) {
    return connection.properties().get("Enabled").isEmpty()
        || connection.properties().flag("Enabled");
  }

  private static void start(
      RuntimeContext context, Connection connection, FunctionEngine function) {
    var source = context.drawing().resource(connection.source());
    var arn =
        source.flatMap(
            s -> context.catalog().facets(s).eventSourceArn(s, context.drawing().environment()));
    if (source.isEmpty() || arn.isEmpty()) {
      return;
    }
    switch (LambdaConnections.serviceOf(arn.get())) {
      case "sqs" ->
          new QueuePoller(
                  context,
                  function,
                  connection,
                  arn.get(),
                  context
                      .catalog()
                      .facets(source.get())
                      .ref(source.get(), context.drawing().environment()))
              .start();
      case "dynamodb" -> new StreamPoller(context, function, connection, arn.get()).start();
      default -> {
        // A source that Lambda cannot poll; the catalogue lets none be drawn.
      }
    }
  }
}

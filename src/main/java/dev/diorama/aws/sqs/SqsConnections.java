package dev.diorama.aws.sqs;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.ConnectionType.End;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.PropertyKind;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The arrows at queues: who sends and receives, and where undeliverable messages go.
final class SqsConnections {
  static final ConnectionTypeName SEND = new ConnectionTypeName("sqs:Send");
  static final ConnectionTypeName RECEIVE = new ConnectionTypeName("sqs:Receive");
  static final ConnectionTypeName REDRIVE = new ConnectionTypeName("sqs:Redrive");
  static final long DEFAULT_MAX_RECEIVE_COUNT = 10;

  private static final String ACTIONS_PAGE =
      "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html";
  private static final String REDRIVE_PAGE =
      "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html";

  private SqsConnections() {}

  static List<ConnectionType> types() {
    return List.of(
        access(SEND, List.of("sqs:SendMessage")),
        access(RECEIVE, List.of("sqs:ReceiveMessage", "sqs:DeleteMessage")),
        new ConnectionType(
            REDRIVE,
            "sqs",
            End.type(QueueType.NAME.value()),
            End.type(QueueType.NAME.value()),
            false,
            List.of(
                PropertySpec.withDefault(
                    "maxReceiveCount",
                    new PropertyKind.Whole(1, 1_000, ""),
                    Value.of(DEFAULT_MAX_RECEIVE_COUNT),
                    REDRIVE_PAGE)),
            (connection, source, target, drawing, catalog) -> List.of(),
            REDRIVE_PAGE));
  }

  private static ConnectionType access(ConnectionTypeName name, List<String> defaultActions) {
    return new ConnectionType(
        name,
        "sqs",
        End.capability(Capability.CALLER),
        End.type(QueueType.NAME.value()),
        false,
        List.of(
            PropertySpec.withDefault(
                "Actions",
                new PropertyKind.Texts(Optional.of("sqs:[A-Za-z]+")),
                Value.texts(defaultActions),
                ACTIONS_PAGE)),
        (connection, source, target, drawing, catalog) ->
            needs(connection, defaultActions, source, target, drawing, catalog),
        ACTIONS_PAGE);
  }

  private static List<Need> needs(
      Connection connection,
      List<String> defaultActions,
      Resource source,
      Resource target,
      Architecture drawing,
      Catalog catalog) {
    var set = connection.properties().texts("Actions");
    return catalog.facets(target).arn(target, drawing.environment()).stream()
        .flatMap(arn ->
            (set.isEmpty() ? defaultActions : set)
                .stream()
                    .<Need>map(action ->
                        new Need.Call(
                            new Need.ResourceCaller(source.id()),
                            action,
                            arn,
                            target.id(),
                            Map.of(),
                            Optional.of("sqs"))))
        .toList();
  }
}

package dev.diorama.aws.logs;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.ConnectionType.End;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.PropertyKind;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The arrow at log groups: whose log lines are delivered there.
final class LogsConnections {
  static final ConnectionTypeName WRITE = new ConnectionTypeName("logs:Write");

  private static final List<String> DEFAULT_ACTIONS =
      List.of("logs:CreateLogStream", "logs:PutLogEvents");
  private static final String ACTIONS_PAGE =
      "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html";
  private static final String PAGE =
      "https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html";

  private LogsConnections() {}

  static List<ConnectionType> types() {
    return List.of(
        new ConnectionType(
            WRITE,
            "logs",
            End.capability(Capability.INVOCABLE),
            End.type(LogGroupType.NAME.value()),
            false,
            List.of(
                PropertySpec.withDefault(
                    "Actions",
                    new PropertyKind.Texts(Optional.of("logs:[A-Za-z]+")),
                    Value.texts(DEFAULT_ACTIONS),
                    ACTIONS_PAGE)),
            (connection, source, target, drawing, catalog) -> {
              var set = connection.properties().texts("Actions");
              var streams =
                  LogGroupType.groupArn(LogGroupType.groupName(target), drawing.environment())
                      + ":log-stream:*";
              return (set.isEmpty() ? DEFAULT_ACTIONS : set)
                  .stream()
                      .<Need>map(action ->
                          new Need.Call(
                              new Need.ResourceCaller(source.id()),
                              action,
                              streams,
                              target.id(),
                              Map.of(),
                              Optional.empty()))
                      .toList();
            },
            PAGE));
  }
}

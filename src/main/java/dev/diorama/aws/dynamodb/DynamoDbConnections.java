package dev.diorama.aws.dynamodb;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.ConnectionType.End;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.PropertyKind.Texts;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The arrows that read and write a table.
final class DynamoDbConnections {
  private static final String PAGE =
      "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html";

  private DynamoDbConnections() {}

  static List<ConnectionType> types() {
    return List.of(
        access("dynamodb:Read", List.of("dynamodb:GetItem", "dynamodb:Query")),
        access(
            "dynamodb:Write",
            List.of("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem")));
  }

  private static ConnectionType access(String name, List<String> actions) {
    return new ConnectionType(
        new ConnectionTypeName(name),
        "dynamodb",
        End.capability(Capability.CALLER),
        End.type(TableType.NAME),
        false,
        List.of(
            PropertySpec.withDefault(
                "Actions",
                new Texts(Optional.of("dynamodb:[A-Z][A-Za-z]+")),
                Value.texts(actions),
                PAGE)),
        (connection, source, target, drawing, catalog) ->
            needs(connection, source, target, drawing, actions),
        PAGE);
  }

  private static List<Need> needs(
      Connection connection,
      Resource source,
      Resource target,
      Architecture drawing,
      List<String> defaults) {
    var drawn = connection.properties().texts("Actions");
    var arn = TableFacets.tableArn(TableFacets.name(target), drawing.environment());
    return (drawn.isEmpty() ? defaults : drawn)
        .stream()
            .<Need>map(action ->
                new Need.Call(
                    new Need.ResourceCaller(source.id()),
                    action,
                    arn,
                    target.id(),
                    Map.of(),
                    Optional.of("dynamodb")))
            .toList();
  }
}

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The arrows that read and write a table.
final class DynamoDbConnections {
  private static final String PAGE =
      "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html";

  /// The actions that an arrow with `IndexNames` makes on those indexes in place of the table.
  private static final Set<String> INDEX_ACTIONS = Set.of("dynamodb:Query", "dynamodb:Scan");

  private DynamoDbConnections() {}

  static List<ConnectionType> types() {
    return List.of(
        access(
            "dynamodb:Read",
            List.of("dynamodb:GetItem", "dynamodb:Query"),
            PropertySpec.optional(
                "IndexNames", new Texts(Optional.of("[a-zA-Z0-9_.-]{3,255}")), PAGE)),
        access(
            "dynamodb:Write",
            List.of("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem")));
  }

  private static ConnectionType access(String name, List<String> actions, PropertySpec... more) {
    var properties = new ArrayList<PropertySpec>();
    properties.add(
        PropertySpec.withDefault(
            "Actions",
            new Texts(Optional.of("dynamodb:[A-Z][A-Za-z]+")),
            Value.texts(actions),
            PAGE));
    properties.addAll(List.of(more));
    return new ConnectionType(
        new ConnectionTypeName(name),
        "dynamodb",
        End.capability(Capability.CALLER),
        End.type(TableType.NAME),
        false,
        List.copyOf(properties),
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
    var indexes = connection.properties().texts("IndexNames");
    var arn = TableFacets.tableArn(TableFacets.name(target), drawing.environment());
    var needs = new ArrayList<Need>();
    for (var action : drawn.isEmpty() ? defaults : drawn) {
      if (indexes.isEmpty() || !INDEX_ACTIONS.contains(action)) {
        needs.add(need(source, target, action, arn));
      } else {
        indexes.forEach(index -> needs.add(need(source, target, action, arn + "/index/" + index)));
      }
    }
    return needs;
  }

  private static Need need(Resource source, Resource target, String action, String arn) {
    return new Need.Call(
        new Need.ResourceCaller(source.id()),
        action,
        arn,
        target.id(),
        Map.of(),
        Optional.of("dynamodb"));
  }
}

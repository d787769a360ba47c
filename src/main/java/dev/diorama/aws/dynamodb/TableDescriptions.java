package dev.diorama.aws.dynamodb;

import dev.diorama.aws.dynamodb.item.RequestFailure;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.runtime.RuntimeContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// `DescribeTable` and `ListTables`. See
/// `docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html`.
final class TableDescriptions {
  private static final int MAX_NAMES = 100;

  private final RuntimeContext context;
  private final Tables tables;
  private final Instant created;

  TableDescriptions(RuntimeContext context, Tables tables) {
    this.context = context;
    this.tables = tables;
    this.created = context.now();
  }

  Fields describe(Fields input) {
    var name = input.text("TableName").orElseThrow(() -> Checks.missing("tableName"));
    var table =
        tables
            .find(name)
            .orElseThrow(() ->
                RequestFailure.of(
                    "ResourceNotFoundException",
                    "Requested resource not found: Table: " + Tables.name(name) + " not found"));
    return Fields.EMPTY.with("Table", description(table));
  }

  private Fields description(Table table) {
    var properties =
        context.drawing().resource(table.resource()).map(r -> r.properties()).orElse(Fields.EMPTY);
    var result =
        Fields.EMPTY
            .with("AttributeDefinitions", definitions(table))
            .with("TableName", table.name())
            .with("KeySchema", schema(table.keys()))
            .with("TableStatus", "ACTIVE")
            .with("CreationDateTime", created.getEpochSecond())
            .with("TableSizeBytes", table.bytes())
            .with("ItemCount", table.items().size())
            .with("TableArn", table.arn())
            .with("DeletionProtectionEnabled", Value.of(false))
            .with(
                "BillingModeSummary",
                Fields.EMPTY.with(
                    "BillingMode", properties.text("BillingMode").orElse("PROVISIONED")));
    result = withIndexes(result, SecondaryIndex.GLOBAL, table, true);
    result = withIndexes(result, SecondaryIndex.LOCAL, table, false);
    var stream = table.stream();
    if (stream.isEmpty()) {
      return result;
    }
    return result
        .with(
            "StreamSpecification",
            Fields.EMPTY
                .with("StreamEnabled", Value.of(true))
                .with("StreamViewType", stream.get().viewType()))
        .with("LatestStreamLabel", stream.get().label())
        .with("LatestStreamArn", stream.get().arn());
  }

  /// The types of all key attributes, of the table and of its indexes.
  private static Items definitions(Table table) {
    var types = new LinkedHashMap<String, String>();
    table.keys().attributes().forEach(a -> types.putIfAbsent(a.name(), a.type()));
    for (var index : table.indexes()) {
      index.definition().keys().attributes().forEach(a -> types.putIfAbsent(a.name(), a.type()));
    }
    var definitions = new ArrayList<Value>();
    types.forEach((name, type) ->
        definitions.add(Fields.EMPTY.with("AttributeName", name).with("AttributeType", type)));
    return new Items(definitions);
  }

  private static Items schema(KeySchema schema) {
    return new Items(
        schema.attributes().stream()
            .<Value>map(key ->
                Fields.EMPTY
                    .with("AttributeName", key.name())
                    .with("KeyType", key.equals(schema.partition()) ? "HASH" : "RANGE"))
            .toList());
  }

  private static Fields withIndexes(Fields result, String member, Table table, boolean global) {
    var described =
        table.indexes().stream()
            .filter(i -> i.definition().global() == global)
            .<Value>map(i -> describe(i, table))
            .toList();
    return described.isEmpty() ? result : result.with(member, new Items(described));
  }

  private static Fields describe(IndexEntries index, Table table) {
    var definition = index.definition();
    var projection = Fields.EMPTY.with("ProjectionType", definition.projection());
    if (definition.projection().equals("INCLUDE")) {
      projection = projection.with("NonKeyAttributes", Value.texts(definition.included()));
    }
    var described =
        Fields.EMPTY
            .with("IndexName", definition.name())
            .with("KeySchema", schema(definition.keys()))
            .with("Projection", projection);
    if (definition.global()) {
      described = described.with("IndexStatus", "ACTIVE");
    }
    return described
        .with("IndexSizeBytes", index.bytes())
        .with("ItemCount", index.entries().size())
        .with("IndexArn", definition.arn(table.arn()));
  }

  /// `docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html`
  Fields expiry(Fields input) {
    var attribute =
        context
            .drawing()
            .resource(tables.required(input).resource())
            .flatMap(TableFacets::expiryAttribute);
    var description =
        Fields.EMPTY.with("TimeToLiveStatus", attribute.isPresent() ? "ENABLED" : "DISABLED");
    return Fields.EMPTY.with(
        "TimeToLiveDescription",
        attribute.map(name -> description.with("AttributeName", name)).orElse(description));
  }

  Fields list(Fields input) {
    var after = input.text("ExclusiveStartTableName").orElse("");
    long limit = input.number("Limit").orElse((long) MAX_NAMES);
    if (limit < 1 || limit > MAX_NAMES) {
      throw RequestFailure.validation(
          "1 validation error detected: Value '"
              + limit
              + "' at 'limit' failed to satisfy constraint: Member must have value "
              + (limit < 1 ? "greater than or equal to 1" : "less than or equal to 100"));
    }
    List<String> names =
        tables.all().stream().map(Table::name).filter(n -> n.compareTo(after) > 0).toList();
    var shown = names.subList(0, (int) Math.min(limit, names.size()));
    var output = Fields.EMPTY.with("TableNames", Value.texts(shown));
    return shown.size() < names.size()
        ? output.with("LastEvaluatedTableName", shown.getLast())
        : output;
  }
}

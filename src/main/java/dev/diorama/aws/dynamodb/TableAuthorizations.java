package dev.diorama.aws.dynamodb;

import dev.diorama.aws.dynamodb.expression.KeyCondition;
import dev.diorama.aws.dynamodb.expression.Placeholders;
import dev.diorama.aws.dynamodb.item.AttributeValue;
import dev.diorama.aws.dynamodb.item.AttributeValue.B;
import dev.diorama.aws.dynamodb.item.AttributeValue.N;
import dev.diorama.aws.dynamodb.item.AttributeValue.S;
import dev.diorama.aws.dynamodb.item.AttributeValues;
import dev.diorama.aws.dynamodb.item.DynamoDbNumber;
import dev.diorama.aws.dynamodb.item.RequestFailure;
import dev.diorama.catalog.OperationActions;
import dev.diorama.model.Environment;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.Authorization;
import dev.diorama.runtime.OperationRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// The actions that a request must be allowed, and DynamoDB's condition keys. See
/// `docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html` and
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html`.
///
/// `dynamodb:Select`, `dynamodb:ReturnValues` and `dynamodb:ReturnConsumedCapacity` are there if
/// the request has the member: AWS does not say whether a default counts.
final class TableAuthorizations {
  private static final List<String> TRANSACT_MEMBERS =
      List.of("ConditionCheck", "Put", "Update", "Delete", "Get");

  private final Tables tables;
  private final Environment environment;

  TableAuthorizations(Tables tables, Environment environment) {
    this.tables = tables;
    this.environment = environment;
  }

  /// The names of the tables that a request touches, in request order.
  List<String> tables(Fields input) {
    var names = new LinkedHashSet<String>();
    input.text("TableName").map(Tables::name).ifPresent(names::add);
    input
        .text("StreamArn")
        .or(() -> input.text("ShardIterator").flatMap(StreamOperations::streamOf))
        .map(Tables::name)
        .ifPresent(names::add);
    input.fields("RequestItems").values().keySet().forEach(n -> names.add(Tables.name(n)));
    for (var entry : transactEntries(input)) {
      entry.getValue().text("TableName").map(Tables::name).ifPresent(names::add);
    }
    return List.copyOf(names);
  }

  private static List<Map.Entry<String, Fields>> transactEntries(Fields input) {
    var result = new ArrayList<Map.Entry<String, Fields>>();
    for (var item : input.list("TransactItems")) {
      if (item instanceof Fields f) {
        for (var member : TRANSACT_MEMBERS) {
          if (f.get(member).isPresent()) {
            result.add(Map.entry(member, f.fields(member)));
          }
        }
      }
    }
    return result;
  }

  List<Authorization> of(OperationRequest request) {
    var input = request.input();
    var operation = request.operation();
    return switch (operation) {
      case "ListTables" -> List.of(new Authorization("dynamodb:ListTables", "*", Map.of()));
      // The Service Authorization Reference lists no resource type for it.
      case "ListStreams" -> List.of(new Authorization("dynamodb:ListStreams", "*", Map.of()));
      case "DescribeStream", "GetShardIterator", "GetRecords" -> {
        var stream =
            input
                .text("StreamArn")
                .or(() -> input.text("ShardIterator").flatMap(StreamOperations::streamOf));
        yield List.of(new Authorization("dynamodb:" + operation, stream.orElse("*"), Map.of()));
      }
      case "BatchGetItem", "BatchWriteItem" -> batch(operation, input);
      case "TransactWriteItems", "TransactGetItems" -> transact(operation, input);
      default -> {
        var name = input.text("TableName").map(Tables::name).orElse("");
        yield List.of(
            new Authorization(
                "dynamodb:" + operation,
                readArn(operation, name, input),
                itemContext(name, input)));
      }
    };
  }

  /// Reading an index is allowed on the index's ARN, not on the table's:
  /// `docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html`.
  private String readArn(String operation, String name, Fields input) {
    boolean reads = operation.equals("Query") || operation.equals("Scan");
    return input
        .text("IndexName")
        .filter(index -> reads)
        .map(index -> arn(name) + "/index/" + index)
        .orElse(arn(name));
  }

  private List<Authorization> batch(String operation, Fields input) {
    var result = new ArrayList<Authorization>();
    input
        .fields("RequestItems")
        .values()
        .forEach((nameOrArn, requests) -> {
          var name = Tables.name(nameOrArn);
          var keys = new LinkedHashSet<String>();
          var attributes = new LinkedHashSet<String>();
          if (requests instanceof Fields get) {
            attributes.addAll(RequestAttributes.of(get));
            for (var key : get.list("Keys")) {
              partition(name, key).ifPresent(keys::add);
              attributes.addAll(names(key));
            }
          } else if (requests instanceof Value.Items writes) {
            for (var write : writes.values()) {
              if (write instanceof Fields f) {
                for (var item :
                    List.of(
                        f.fields("PutRequest").fields("Item"),
                        f.fields("DeleteRequest").fields("Key"))) {
                  partition(name, item).ifPresent(keys::add);
                  attributes.addAll(names(item));
                }
              }
            }
          }
          result.add(
              new Authorization(
                  "dynamodb:" + operation,
                  arn(name),
                  withAttributes(context(name, input, List.copyOf(keys)), attributes)));
        });
    return result;
  }

  private static Set<String> names(Value item) {
    return item instanceof Fields f ? f.values().keySet() : Set.of();
  }

  private static Map<String, List<String>> withAttributes(
      Map<String, List<String>> context, Collection<String> attributes) {
    if (attributes.isEmpty()) {
      return context;
    }
    var result = new LinkedHashMap<>(context);
    result.put("dynamodb:Attributes", List.copyOf(attributes));
    return result;
  }

  /// A transaction needs the permissions of the operations in it, each with the table:
  /// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html`.
  private List<Authorization> transact(String operation, Fields input) {
    SequencedMap<String, SequencedMap<String, LinkedHashSet<String>>> keys = new LinkedHashMap<>();
    var attributes = new HashMap<List<String>, Set<String>>();
    for (var entry : transactEntries(input)) {
      var member = entry.getKey();
      var name = entry.getValue().text("TableName").map(Tables::name).orElse("");
      // "dynamodb:PutItem" for the member "Put" of TransactWriteItems.
      var action = OperationActions.of("dynamodb", operation, member).getFirst();
      var ofAction = keys.computeIfAbsent(action, a -> new LinkedHashMap<>());
      ofAction
          .computeIfAbsent(name, n -> new LinkedHashSet<>())
          .addAll(keys(name, entry.getValue()));
      attributes
          .computeIfAbsent(List.of(action, name), x -> new LinkedHashSet<>())
          .addAll(RequestAttributes.of(entry.getValue()));
    }
    var result = new ArrayList<Authorization>();
    keys.forEach((action, byTable) ->
        byTable.forEach((name, values) -> {
          var context = new LinkedHashMap<>(context(name, input, List.copyOf(values)));
          context.put("dynamodb:EnclosingOperation", List.of(operation));
          result.add(
              new Authorization(
                  action,
                  arn(name),
                  withAttributes(
                      context, attributes.getOrDefault(List.of(action, name), Set.of()))));
        }));
    return result;
  }

  /// The condition keys of an operation on one table.
  private Map<String, List<String>> itemContext(String name, Fields input) {
    return withAttributes(context(name, input, keys(name, input)), RequestAttributes.of(input));
  }

  private Map<String, List<String>> context(String name, Fields input, List<String> leadingKeys) {
    var context = new LinkedHashMap<String, List<String>>();
    if (!leadingKeys.isEmpty() && tables.find(name).isPresent()) {
      context.put("dynamodb:LeadingKeys", leadingKeys);
    }
    for (var member : List.of("ReturnConsumedCapacity", "ReturnValues", "Select")) {
      input.text(member).ifPresent(v -> context.put("dynamodb:" + member, List.of(v)));
    }
    return context;
  }

  private List<String> keys(String name, Fields input) {
    return partition(name, input.fields("Key"))
        .or(() -> partition(name, input.fields("Item")))
        .or(() -> queried(name, input))
        .map(List::of)
        .orElse(List.of());
  }

  /// The partition key's value in a key or item, as condition keys write it.
  private Optional<String> partition(String name, Value item) {
    try {
      return tables
          .find(name)
          .flatMap(
              t -> item instanceof Fields f ? f.get(t.keys().partition().name()) : Optional.empty())
          .map(AttributeValues::read)
          .flatMap(TableAuthorizations::text);
    } catch (RequestFailure e) {
      // The operation itself refuses the malformed value.
      return Optional.empty();
    }
  }

  /// The partition key's value in a query, of the index that is queried if it is one.
  private Optional<String> queried(String name, Fields input) {
    var keys = new LinkedHashMap<String, String>();
    tables
        .find(name)
        .flatMap(table ->
            input
                .text("IndexName")
                .map(index -> table.index(index).map(i -> i.definition().keys()))
                .orElse(Optional.of(table.keys())))
        .ifPresent(schema -> schema.attributes().forEach(a -> keys.put(a.name(), a.type())));
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    try {
      return input
          .text("KeyConditionExpression")
          .map(text -> KeyCondition.parse(text, Placeholders.of(input), keys))
          .flatMap(c -> text(c.partition()));
    } catch (RequestFailure e) {
      // The operation itself refuses the malformed condition.
      return Optional.empty();
    }
  }

  private static Optional<String> text(AttributeValue value) {
    return switch (value) {
      case S s -> Optional.of(s.value());
      case N n -> Optional.of(DynamoDbNumber.text(n.value()));
      case B b -> Optional.of(b.value().base64());
      default -> Optional.empty();
    };
  }

  private String arn(String name) {
    return TableFacets.tableArn(name, environment);
  }
}

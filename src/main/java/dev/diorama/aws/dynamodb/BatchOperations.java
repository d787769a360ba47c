package dev.diorama.aws.dynamodb;

import dev.diorama.aws.dynamodb.item.AttributeValues;
import dev.diorama.aws.dynamodb.item.ItemSize;
import dev.diorama.aws.dynamodb.item.RequestFailure;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.RuntimeContext.Because;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `BatchGetItem` and `BatchWriteItem`. See
/// `docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html` and
/// `docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html`.
final class BatchOperations {
  private static final int MAX_KEYS = 100;
  private static final int MAX_WRITES = 25;

  /// The most data that one answer holds, in bytes.
  private static final long MAX_RESPONSE = 16L << 20;

  private final Tables tables;
  private final ItemOperations items;

  BatchOperations(Tables tables, ItemOperations items) {
    this.tables = tables;
    this.items = items;
  }

  Fields get(Fields input) {
    var requests = requests(input);
    long wanted =
        requests.values().stream()
            .mapToLong(v -> v instanceof Fields f ? f.list("Keys").size() : 0)
            .sum();
    if (wanted > MAX_KEYS) {
      throw RequestFailure.validation("Too many items requested for the BatchGetItem call");
    }
    var responses = Fields.EMPTY;
    var unprocessed = Fields.EMPTY;
    var capacity = new ArrayList<Value>();
    long bytes = 0;
    for (var request : requests.entrySet()) {
      var table = tables.required(request.getKey());
      var ofTable = request.getValue() instanceof Fields f ? f : Fields.EMPTY;
      Checks.refuseLegacy(ofTable);
      var projection = ItemOperations.projection(ofTable);
      var found = new ArrayList<Value>();
      var left = new ArrayList<Value>();
      var units = BigDecimal.ZERO;
      var keys = keys(table, ofTable);
      for (var wire : keys.entrySet()) {
        if (bytes > MAX_RESPONSE) {
          left.add(wire.getValue());
          continue;
        }
        var item = table.get(wire.getKey());
        long size = item.map(ItemSize::of).orElse(0L);
        bytes += size;
        units = units.add(Capacity.read(size, ofTable.flag("ConsistentRead")));
        item.map(i -> projection.map(p -> p.of(i)).orElse(i))
            .map(AttributeValues::writeItem)
            .ifPresent(found::add);
      }
      responses = responses.with(request.getKey(), new Items(found));
      capacity.add(Capacity.of(input, table.name(), Capacity.Units.ofTable(units)));
      if (!left.isEmpty()) {
        unprocessed = unprocessed.with(request.getKey(), ofTable.with("Keys", new Items(left)));
      }
    }
    var output = Fields.EMPTY.with("Responses", responses).with("UnprocessedKeys", unprocessed);
    return Capacity.wanted(input) ? output.with("ConsumedCapacity", new Items(capacity)) : output;
  }

  private static Map<PrimaryKey, Value> keys(Table table, Fields request) {
    var keys = new LinkedHashMap<PrimaryKey, Value>();
    if (request.list("Keys").isEmpty()) {
      throw Checks.missing("requestItems.member.keys");
    }
    for (var wire : request.list("Keys")) {
      if (keys.put(table.keys().keyOf(AttributeValues.readItem(wire)), wire) != null) {
        throw RequestFailure.validation("Provided list of item keys contains duplicates");
      }
    }
    return keys;
  }

  Fields write(OperationRequest request) {
    var input = request.input();
    var writes = new ArrayList<ItemWrite>();
    Map<Table, Set<PrimaryKey>> seen = new LinkedHashMap<>();
    for (var entry : requests(input).entrySet()) {
      var table = tables.required(entry.getKey());
      var list = entry.getValue() instanceof Items i ? i.values() : List.<Value>of();
      if (list.isEmpty()) {
        throw RequestFailure.validation(
            "The batch write request list for a table cannot be null or empty");
      }
      for (var wire : list) {
        var write = write(table, wire);
        if (!seen.computeIfAbsent(table, t -> new HashSet<>()).add(write.key())) {
          throw RequestFailure.validation("Provided list of item keys contains duplicates");
        }
        writes.add(write);
      }
    }
    if (writes.size() > MAX_WRITES) {
      throw RequestFailure.validation("Too many items requested for the BatchWriteItem call");
    }
    items.apply(writes, Because.of(request));
    var output = Fields.EMPTY.with("UnprocessedItems", Fields.EMPTY);
    if (!Capacity.wanted(input)) {
      return output;
    }
    var capacity = new ArrayList<Value>();
    for (var table : seen.keySet()) {
      var units =
          writes.stream()
              .filter(w -> w.table() == table)
              .map(ItemWrite::capacity)
              .reduce(Capacity.Units.NONE, Capacity.Units::plus);
      capacity.add(Capacity.of(input, table.name(), units));
    }
    return output.with("ConsumedCapacity", new Items(capacity));
  }

  private static ItemWrite write(Table table, Value wire) {
    var fields = wire instanceof Fields f ? f : Fields.EMPTY;
    boolean put = fields.get("PutRequest").isPresent();
    boolean delete = fields.get("DeleteRequest").isPresent();
    if (put == delete) {
      throw RequestFailure.validation(
          "Each write request must contain either a PutRequest or a DeleteRequest");
    }
    return put
        ? ItemWrite.put(table, fields.fields("PutRequest"))
        : ItemWrite.delete(table, fields.fields("DeleteRequest"));
  }

  private static Map<String, Value> requests(Fields input) {
    var requests = input.fields("RequestItems").values();
    if (requests.isEmpty()) {
      throw input.get("RequestItems").isEmpty()
          ? Checks.missing("requestItems")
          : RequestFailure.validation(
              "1 validation error detected: Value '{}' at 'requestItems' failed to satisfy"
                  + " constraint: Member must have length greater than or equal to 1");
    }
    return requests;
  }
}

package dev.diorama.aws.dynamodb;

import dev.diorama.aws.dynamodb.item.AttributeValue;
import dev.diorama.aws.dynamodb.item.AttributeValue.M;
import dev.diorama.aws.dynamodb.item.RequestFailure;
import dev.diorama.model.Value.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a query or scan reads: a table or one of its indexes.
record ReadSource(Table table, Optional<IndexEntries> index) {

  /// Something found: its place, what stands there, and the whole item.
  record Found(EntryKey place, M entry, M item) {}

  /// The table or index that a request names.
  ///
  /// @throws RequestFailure if there is none, or the request wants what an index cannot do
  static ReadSource of(Fields input, Table table) {
    var name = input.text("IndexName");
    if (name.isEmpty()) {
      return new ReadSource(table, Optional.empty());
    }
    var index =
        table
            .index(name.get())
            .orElseThrow(() ->
                RequestFailure.validation(
                    "The table does not have the specified index: " + name.get()));
    if (index.definition().global() && input.flag("ConsistentRead")) {
      throw RequestFailure.validation(
          "Consistent reads are not supported on global secondary indexes");
    }
    return new ReadSource(table, Optional.of(index));
  }

  KeySchema keys() {
    return index.map(i -> i.definition().keys()).orElse(table.keys());
  }

  Optional<SecondaryIndex> definition() {
    return index.map(IndexEntries::definition);
  }

  /// Whether an entry has this attribute, if the item has it.
  boolean projects(String attribute) {
    return definition().map(d -> d.projects(attribute, table.keys())).orElse(true);
  }

  /// All entries, in key order.
  List<Found> all() {
    var found = new ArrayList<Found>();
    if (index.isPresent()) {
      index.get().entries().forEach((place, entry) -> found.add(found(place, entry)));
    } else {
      table.items().forEach((key, item) -> found.add(found(key, item)));
    }
    return found;
  }

  /// The entries with this partition key, in order of the sort key.
  List<Found> within(AttributeValue partition) {
    var found = new ArrayList<Found>();
    // Entries with one partition key stand together, so the search can stop after them.
    var from = new PrimaryKey(partition, Optional.empty());
    if (index.isPresent()) {
      var entries = index.get().entries().tailMap(new EntryKey(from, Optional.empty()), true);
      for (var entry : entries.entrySet()) {
        if (!entry.getKey().key().partition().equals(partition)) {
          break;
        }
        found.add(found(entry.getKey(), entry.getValue()));
      }
      return found;
    }
    for (var entry : table.items().tailMap(from, true).entrySet()) {
      if (!entry.getKey().partition().equals(partition)) {
        break;
      }
      found.add(found(entry.getKey(), entry.getValue()));
    }
    return found;
  }

  private static Found found(PrimaryKey key, M item) {
    return new Found(new EntryKey(key, Optional.empty()), item, item);
  }

  private Found found(EntryKey place, M entry) {
    return new Found(place, entry, place.item().flatMap(table::get).orElse(entry));
  }

  /// The place that an `ExclusiveStartKey` names: in an index, the keys of both.
  ///
  /// @throws RequestFailure if it is none
  EntryKey place(M start) {
    if (index.isEmpty()) {
      try {
        return new EntryKey(table.keys().keyOf(start), Optional.empty());
      } catch (RequestFailure e) {
        throw RequestFailure.validation(
            "The provided starting key is invalid: " + e.failure().message());
      }
    }
    Map<String, String> types = new LinkedHashMap<>();
    keys().attributes().forEach(a -> types.put(a.name(), a.type()));
    table.keys().attributes().forEach(a -> types.put(a.name(), a.type()));
    boolean fits =
        start.values().size() == types.size()
            && types.entrySet().stream()
                .allMatch(t ->
                    start.get(t.getKey()).filter(v -> v.type().equals(t.getValue())).isPresent());
    if (!fits) {
      throw RequestFailure.validation("The provided starting key is invalid");
    }
    return new EntryKey(keys().keyOfStored(start), Optional.of(table.keys().keyOfStored(start)));
  }

  /// The key of an item as `LastEvaluatedKey` names it.
  M keyOf(M item) {
    var key = keys().project(item);
    for (var attribute : table.keys().project(item).values().entrySet()) {
      key = key.with(attribute.getKey(), attribute.getValue());
    }
    return key;
  }
}

package dev.diorama.aws.dynamodb;

import dev.diorama.aws.dynamodb.item.AttributeValue.M;
import dev.diorama.aws.dynamodb.item.ItemSize;
import dev.diorama.model.ResourceId;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// A table in a run: its items in the order of their keys, and its stream.
final class Table {
  private final ResourceId resource;
  private final String name;
  private final String arn;
  private final KeySchema keys;
  private final Optional<TableStream> stream;
  private final SequencedMap<String, IndexEntries> indexes = new LinkedHashMap<>();
  private final NavigableMap<PrimaryKey, M> items = new TreeMap<>();
  private long bytes;

  Table(
      ResourceId resource,
      String name,
      String arn,
      KeySchema keys,
      List<SecondaryIndex> indexes,
      Optional<TableStream> stream) {
    this.resource = resource;
    this.name = name;
    this.arn = arn;
    this.keys = keys;
    this.stream = stream;
    indexes.forEach(i -> this.indexes.put(i.name(), new IndexEntries(i, keys)));
  }

  ResourceId resource() {
    return resource;
  }

  String name() {
    return name;
  }

  String arn() {
    return arn;
  }

  KeySchema keys() {
    return keys;
  }

  Optional<TableStream> stream() {
    return stream;
  }

  /// The secondary indexes, as drawn.
  Collection<IndexEntries> indexes() {
    return Collections.unmodifiableCollection(indexes.values());
  }

  Optional<IndexEntries> index(String indexName) {
    return Optional.ofNullable(indexes.get(indexName));
  }

  /// The items, in key order; a view.
  NavigableMap<PrimaryKey, M> items() {
    return Collections.unmodifiableNavigableMap(items);
  }

  /// The bytes that all items take.
  long bytes() {
    return bytes;
  }

  Optional<M> get(PrimaryKey key) {
    return Optional.ofNullable(items.get(key));
  }

  /// Puts `item` at `key`, or removes what is there, and answers what was there before.
  Optional<M> set(PrimaryKey key, Optional<M> item) {
    var old = Optional.ofNullable(item.map(i -> items.put(key, i)).orElse(null));
    if (item.isEmpty()) {
      old = Optional.ofNullable(items.remove(key));
    }
    for (var index : indexes.values()) {
      index.change(key, old, item);
    }
    bytes += item.map(ItemSize::of).orElse(0L) - old.map(ItemSize::of).orElse(0L);
    return old;
  }
}

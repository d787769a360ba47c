package dev.diorama.aws.dynamodb;

import dev.diorama.aws.dynamodb.item.AttributeValue.M;
import dev.diorama.aws.dynamodb.item.ItemSize;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// What stands in a secondary index in a run.
final class IndexEntries {
  private final SecondaryIndex definition;
  private final KeySchema tableKeys;
  private final NavigableMap<EntryKey, M> entries = new TreeMap<>();
  private long bytes;

  IndexEntries(SecondaryIndex definition, KeySchema tableKeys) {
    this.definition = definition;
    this.tableKeys = tableKeys;
  }

  SecondaryIndex definition() {
    return definition;
  }

  /// The entries, in key order; a view.
  NavigableMap<EntryKey, M> entries() {
    return Collections.unmodifiableNavigableMap(entries);
  }

  /// The bytes that all entries take.
  long bytes() {
    return bytes;
  }

  /// Follows a change of the item with this key in the table.
  void change(PrimaryKey key, Optional<M> before, Optional<M> after) {
    before
        .flatMap(i -> definition.entry(i, tableKeys))
        .ifPresent(old -> {
          entries.remove(place(key, old));
          bytes -= ItemSize.of(old);
        });
    after
        .flatMap(i -> definition.entry(i, tableKeys))
        .ifPresent(entry -> {
          entries.put(place(key, entry), entry);
          bytes += ItemSize.of(entry);
        });
  }

  private EntryKey place(PrimaryKey key, M entry) {
    return new EntryKey(definition.keys().keyOfStored(entry), Optional.of(key));
  }

  /// The write capacity that a change of an item takes here: one write for an entry that is added,
  /// changed or removed, two where its key changes, none where it stays as it is. See
  /// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html`.
  BigDecimal capacity(Optional<M> before, Optional<M> after) {
    var old = before.flatMap(i -> definition.entry(i, tableKeys));
    var entry = after.flatMap(i -> definition.entry(i, tableKeys));
    if (old.equals(entry)) {
      return BigDecimal.ZERO;
    }
    if (old.isEmpty() || entry.isEmpty()) {
      return Capacity.write(ItemSize.of(entry.or(() -> old).orElse(M.EMPTY)));
    }
    boolean moved =
        !definition
            .keys()
            .keyOfStored(old.get())
            .equals(definition.keys().keyOfStored(entry.get()));
    return moved
        ? Capacity.write(ItemSize.of(old.get())).add(Capacity.write(ItemSize.of(entry.get())))
        : Capacity.write(Math.max(ItemSize.of(old.get()), ItemSize.of(entry.get())));
  }
}

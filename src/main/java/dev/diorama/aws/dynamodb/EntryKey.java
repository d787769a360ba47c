package dev.diorama.aws.dynamodb;

import java.util.Optional;

/// Where an entry stands in a table or an index: by its own key, and in an index, where several
/// items may have one key, then by the item's.
///
/// @param item the key of the item in its table; empty in a table, and for the place before all
///   entries of a key
record EntryKey(PrimaryKey key, Optional<PrimaryKey> item) implements Comparable<EntryKey> {

  @Override
  public int compareTo(EntryKey other) {
    int byKey = key.compareTo(other.key);
    if (byKey != 0) {
      return byKey;
    }
    return item.isPresent() && other.item.isPresent()
        ? item.get().compareTo(other.item.get())
        : Boolean.compare(item.isPresent(), other.item.isPresent());
  }
}

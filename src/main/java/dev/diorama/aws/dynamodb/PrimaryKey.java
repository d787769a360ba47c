package dev.diorama.aws.dynamodb;

import dev.diorama.aws.dynamodb.item.AttributeOrder;
import dev.diorama.aws.dynamodb.item.AttributeValue;
import dev.diorama.aws.dynamodb.item.AttributeValues;
import dev.diorama.json.Json;
import java.util.Optional;

/// The key of one item. Keys are ordered as a scan finds them: by a hash of the partition key, as
/// if spread over partitions, and within a partition key by the sort key.
///
/// AWS keeps its hash function to itself; this one only has to be the same in every run. See
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.Partitions.html`.
record PrimaryKey(AttributeValue partition, Optional<AttributeValue> sort)
    implements Comparable<PrimaryKey> {

  @Override
  public int compareTo(PrimaryKey other) {
    int byHash = Long.compareUnsigned(hash(partition), hash(other.partition));
    if (byHash != 0) {
      return byHash;
    }
    int byPartition = AttributeOrder.compare(partition, other.partition).orElse(0);
    if (byPartition != 0) {
      return byPartition;
    }
    // Without a sort key it stands before all items with the same partition key: queries begin
    // here.
    return sort.isPresent() && other.sort.isPresent()
        ? AttributeOrder.compare(sort.get(), other.sort.get()).orElse(0)
        : Boolean.compare(sort.isPresent(), other.sort.isPresent());
  }

  /// A hash of a partition key that is the same in every run.
  static long hash(AttributeValue partition) {
    long hash = 0xcbf29ce484222325L;
    for (var b : Json.writeBytes(AttributeValues.write(partition))) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    hash ^= hash >>> 32;
    hash *= 0xd6e8feb86659fd93L;
    return hash ^ (hash >>> 32);
  }
}

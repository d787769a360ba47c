package dev.diorama.aws.dynamodb;

import dev.diorama.aws.dynamodb.item.AttributeValue;
import dev.diorama.aws.dynamodb.item.AttributeValue.B;
import dev.diorama.aws.dynamodb.item.AttributeValue.M;
import dev.diorama.aws.dynamodb.item.AttributeValue.S;
import dev.diorama.aws.dynamodb.item.RequestFailure;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A secondary index as it is drawn. See
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/SecondaryIndexes.html`.
///
/// @param global whether it may have another partition key than its table
/// @param projection `KEYS_ONLY`, `INCLUDE` or `ALL`
/// @param included the attributes of `INCLUDE`, beside the keys
record SecondaryIndex(
    String name, boolean global, KeySchema keys, String projection, List<String> included) {
  static final String GLOBAL = "GlobalSecondaryIndexes";
  static final String LOCAL = "LocalSecondaryIndexes";

  SecondaryIndex {
    included = List.copyOf(included);
  }

  /// The indexes of a table with these properties that have a name and a partition key; others are
  /// not decided yet. Of two with one name the first counts.
  static List<SecondaryIndex> of(Fields table) {
    var indexes = new ArrayList<SecondaryIndex>();
    for (var member : List.of(GLOBAL, LOCAL)) {
      for (var value : table.list(member)) {
        index(table, value, member.equals(GLOBAL))
            .filter(i -> indexes.stream().noneMatch(other -> other.name().equals(i.name())))
            .ifPresent(indexes::add);
      }
    }
    return List.copyOf(indexes);
  }

  private static Optional<SecondaryIndex> index(Fields table, Value drawn, boolean global) {
    if (!(drawn instanceof Fields index)) {
      return Optional.empty();
    }
    var projection = index.fields("Projection");
    return index
        .text("IndexName")
        .flatMap(name ->
            KeySchema.of(index, table)
                .map(keys ->
                    new SecondaryIndex(
                        name,
                        global,
                        keys,
                        projection.text("ProjectionType").orElse("ALL"),
                        projection.texts("NonKeyAttributes"))));
  }

  /// The index's ARN:
  /// `docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html`.
  String arn(String tableArn) {
    return tableArn + "/index/" + name;
  }

  boolean projectsAll() {
    return projection.equals("ALL");
  }

  /// Whether the index of a table with these keys holds this attribute.
  boolean projects(String attribute, KeySchema tableKeys) {
    return projectsAll()
        || keys.isKey(attribute)
        || tableKeys.isKey(attribute)
        || (projection.equals("INCLUDE") && included.contains(attribute));
  }

  /// The index's entry for an item, if it has one: only items with all its key attributes do.
  Optional<M> entry(M item, KeySchema tableKeys) {
    boolean indexed =
        keys.attributes().stream()
            .allMatch(a -> item.get(a.name()).filter(v -> v.type().equals(a.type())).isPresent());
    if (!indexed || projectsAll()) {
      return indexed ? Optional.of(item) : Optional.empty();
    }
    var entry = M.EMPTY;
    for (var attribute : item.values().entrySet()) {
      if (projects(attribute.getKey(), tableKeys)) {
        entry = entry.with(attribute.getKey(), attribute.getValue());
      }
    }
    return Optional.of(entry);
  }

  /// Refuses an item that is put with a key attribute that this index cannot take.
  void checkPut(M item) {
    for (var key : keys.attributes()) {
      Optional<AttributeValue> value = item.get(key.name());
      if (value.isPresent() && !value.get().type().equals(key.type())) {
        throw RequestFailure.ofItem(
            "One or more parameter values were invalid: Type mismatch for Index Key "
                + key.name()
                + " Expected: "
                + key.type()
                + " Actual: "
                + value.get().type()
                + " IndexName: "
                + name);
      }
      if (value.filter(SecondaryIndex::isEmpty).isPresent()) {
        throw RequestFailure.validation(
            "One or more parameter values are not valid. A value specified for a secondary index"
                + " key is not supported. The AttributeValue for a key attribute cannot contain an"
                + " empty "
                + kind(key)
                + " value. IndexName: "
                + name
                + ", IndexKey: "
                + key.name());
      }
    }
  }

  /// Refuses an update that gives a key attribute a value that this index cannot take.
  void checkUpdate(M item) {
    for (var key : keys.attributes()) {
      Optional<AttributeValue> value = item.get(key.name());
      if (value.isPresent() && !value.get().type().equals(key.type())) {
        throw RequestFailure.ofItem(
            "The update expression attempted to update the secondary index key to unsupported"
                + " type");
      }
      if (value.filter(SecondaryIndex::isEmpty).isPresent()) {
        throw RequestFailure.ofItem(
            "One or more parameter values are not valid. The update expression attempted to update"
                + " a secondary index key to a value that is not supported. The AttributeValue for"
                + " a key attribute cannot contain an empty "
                + kind(key)
                + " value.");
      }
    }
  }

  private static boolean isEmpty(AttributeValue value) {
    return switch (value) {
      case S s -> s.value().isEmpty();
      case B b -> b.value().length() == 0;
      default -> false;
    };
  }

  private static String kind(KeySchema.Attribute key) {
    return key.type().equals("S") ? "string" : "binary";
  }
}

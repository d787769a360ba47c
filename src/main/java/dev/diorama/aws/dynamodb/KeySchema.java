package dev.diorama.aws.dynamodb;

import dev.diorama.aws.dynamodb.item.AttributeValue;
import dev.diorama.aws.dynamodb.item.AttributeValue.B;
import dev.diorama.aws.dynamodb.item.AttributeValue.M;
import dev.diorama.aws.dynamodb.item.AttributeValue.S;
import dev.diorama.aws.dynamodb.item.RequestFailure;
import dev.diorama.model.Value.Fields;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A table's primary key: a partition key and perhaps a sort key. See
/// `docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-dynamodb-table-keyschema.html`.
record KeySchema(Attribute partition, Optional<Attribute> sort) {
  /// The largest partition key and sort key, in bytes:
  /// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html`.
  private static final int MAX_PARTITION = 2048;

  private static final int MAX_SORT = 1024;

  /// A key attribute.
  ///
  /// @param type `S`, `N` or `B`
  record Attribute(String name, String type) {}

  /// The key of a table with these properties. A drawing may not have decided yet: without a key
  /// schema the partition key is the string `id`, the default that a new table is drawn with.
  static KeySchema of(Fields properties) {
    return of(properties, properties)
        .orElse(new KeySchema(new Attribute("id", "S"), key(properties, properties, "RANGE")));
  }

  /// The key that `schema` describes, of a table or an index, if it has a partition key.
  ///
  /// @param table the properties that define the attributes' types
  static Optional<KeySchema> of(Fields schema, Fields table) {
    return key(schema, table, "HASH")
        .map(partition -> new KeySchema(partition, key(schema, table, "RANGE")));
  }

  private static Optional<Attribute> key(Fields schema, Fields properties, String keyType) {
    return schema.list("KeySchema").stream()
        .filter(v -> v instanceof Fields f && f.text("KeyType").filter(keyType::equals).isPresent())
        .flatMap(v -> ((Fields) v).text("AttributeName").stream())
        .findFirst()
        .map(name -> new Attribute(name, type(properties, name)));
  }

  private static String type(Fields properties, String name) {
    return properties.list("AttributeDefinitions").stream()
        .filter(
            v -> v instanceof Fields f && f.text("AttributeName").filter(name::equals).isPresent())
        .flatMap(v -> ((Fields) v).text("AttributeType").stream())
        .findFirst()
        .orElse("S");
  }

  /// The key attributes, partition key first.
  List<Attribute> attributes() {
    return Stream.concat(Stream.of(partition), sort.stream()).toList();
  }

  boolean isKey(String attribute) {
    return attributes().stream().anyMatch(a -> a.name().equals(attribute));
  }

  /// The primary key of an item that is written.
  ///
  /// @throws RequestFailure with AWS's message, if the item has none
  PrimaryKey keyOfItem(M item) {
    for (var attribute : attributes()) {
      var value = item.get(attribute.name());
      if (value.isEmpty()) {
        throw invalid("Missing the key " + attribute.name() + " in the item");
      }
      if (!value.get().type().equals(attribute.type())) {
        throw invalid(
            "Type mismatch for key "
                + attribute.name()
                + " expected: "
                + attribute.type()
                + " actual: "
                + value.get().type());
      }
    }
    return checked(item);
  }

  /// The primary key that a request's `Key` names.
  ///
  /// @throws RequestFailure with AWS's message, if it is no key of this table
  PrimaryKey keyOf(M key) {
    boolean fits =
        key.values().size() == attributes().size()
            && attributes().stream()
                .allMatch(
                    a -> key.get(a.name()).filter(v -> v.type().equals(a.type())).isPresent());
    if (!fits) {
      throw RequestFailure.validation("The provided key element does not match the schema");
    }
    return checked(key);
  }

  /// The primary key of an item that is stored.
  PrimaryKey keyOfStored(M item) {
    var p = item.values().get(partition.name());
    if (p == null) {
      throw new IllegalStateException("a stored item has its key");
    }
    return new PrimaryKey(p, sort.flatMap(s -> item.get(s.name())));
  }

  private PrimaryKey checked(M item) {
    for (var attribute : attributes()) {
      var value = item.get(attribute.name());
      if (value.isEmpty()) {
        continue;
      }
      boolean isPartition = attribute.equals(partition);
      int size =
          switch (value.get()) {
            case S s -> s.value().getBytes(StandardCharsets.UTF_8).length;
            case B b -> b.value().length();
            default -> 1;
          };
      if (size == 0) {
        throw RequestFailure.ofForm(
            "One or more parameter values are not valid. The AttributeValue for a key attribute"
                + " cannot contain an empty "
                + (value.get() instanceof S ? "string" : "binary")
                + " value. Key: "
                + attribute.name());
      }
      if (size > (isPartition ? MAX_PARTITION : MAX_SORT)) {
        throw invalid(
            isPartition
                ? "Size of hashkey has exceeded the maximum size limit of2048 bytes"
                : "Aggregated size of all range keys has exceeded the size limit of 1024 bytes");
      }
    }
    return keyOfStored(item);
  }

  private static RequestFailure invalid(String problem) {
    return RequestFailure.validation("One or more parameter values were invalid: " + problem);
  }

  /// The key attributes of an item.
  M project(M item) {
    var result = M.EMPTY;
    for (var attribute : attributes()) {
      Optional<AttributeValue> value = item.get(attribute.name());
      if (value.isPresent()) {
        result = result.with(attribute.name(), value.get());
      }
    }
    return result;
  }
}

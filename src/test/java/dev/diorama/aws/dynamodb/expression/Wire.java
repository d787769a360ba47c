package dev.diorama.aws.dynamodb.expression;

import dev.diorama.aws.dynamodb.item.AttributeValue.M;
import dev.diorama.aws.dynamodb.item.AttributeValues;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value.Fields;

/// Reads requests and items that tests write as DynamoDB's JSON with single quotes.
final class Wire {
  private Wire() {}

  static Fields json(String text) {
    try {
      return (Fields) Json.read(text.replace('\'', '"'));
    } catch (JsonException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  static M item(String text) {
    return AttributeValues.readItem(json(text));
  }

  static Placeholders placeholders(String names, String values) {
    var input = Fields.EMPTY;
    if (!names.isEmpty()) {
      input = input.with("ExpressionAttributeNames", json(names));
    }
    if (!values.isEmpty()) {
      input = input.with("ExpressionAttributeValues", json(values));
    }
    return Placeholders.of(input);
  }
}

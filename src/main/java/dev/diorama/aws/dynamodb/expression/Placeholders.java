package dev.diorama.aws.dynamodb.expression;

import static java.util.stream.Collectors.joining;

import dev.diorama.aws.dynamodb.item.AttributeValue;
import dev.diorama.aws.dynamodb.item.AttributeValues;
import dev.diorama.aws.dynamodb.item.RequestFailure;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A request's `ExpressionAttributeNames` and `ExpressionAttributeValues`, and which of them its
/// expressions used: unused ones are an error. See
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeNames.html`.
public final class Placeholders {
  private static final Pattern NAME = Pattern.compile("#[A-Za-z0-9_]+");
  private static final Pattern VALUE = Pattern.compile(":[A-Za-z0-9_]+");

  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, AttributeValue> values = new LinkedHashMap<>();
  private final Set<String> unused = new LinkedHashSet<>();
  private final boolean namesGiven;
  private final boolean valuesGiven;

  private Placeholders(Fields input) {
    namesGiven = input.get("ExpressionAttributeNames").isPresent();
    valuesGiven = input.get("ExpressionAttributeValues").isPresent();
    input
        .fields("ExpressionAttributeNames")
        .values()
        .forEach((key, value) -> {
          checkKey("ExpressionAttributeNames", NAME, key);
          names.put(key, value.asText().orElse(""));
        });
    input
        .fields("ExpressionAttributeValues")
        .values()
        .forEach((key, value) -> {
          checkKey("ExpressionAttributeValues", VALUE, key);
          values.put(key, value(key, value));
        });
    if (namesGiven && names.isEmpty()) {
      throw RequestFailure.validation("ExpressionAttributeNames must not be empty");
    }
    if (valuesGiven && values.isEmpty()) {
      throw RequestFailure.validation("ExpressionAttributeValues must not be empty");
    }
    unused.addAll(names.keySet());
    unused.addAll(values.keySet());
  }

  /// The placeholders of a request.
  ///
  /// @throws RequestFailure with AWS's message, if one is malformed
  public static Placeholders of(Fields input) {
    return new Placeholders(input);
  }

  private static AttributeValue value(String key, Value value) {
    try {
      return AttributeValues.read(value);
    } catch (RequestFailure e) {
      if (!e.failure().code().equals("ValidationException")) {
        throw e;
      }
      throw RequestFailure.validation(
          "ExpressionAttributeValues contains invalid value: "
              + e.failure().message()
              + " for key "
              + key);
    }
  }

  private static void checkKey(String member, Pattern pattern, String key) {
    if (!pattern.matcher(key).matches()) {
      throw RequestFailure.validation(
          member + " contains invalid key: Syntax error; key: \"" + key + "\"");
    }
  }

  String name(ExpressionKind kind, String placeholder) {
    var name = names.get(placeholder);
    if (name == null) {
      throw kind.invalid(
          "An expression attribute name used in the document path is not defined; attribute name: "
              + placeholder);
    }
    unused.remove(placeholder);
    return name;
  }

  AttributeValue value(ExpressionKind kind, String placeholder) {
    var value = values.get(placeholder);
    if (value == null) {
      throw kind.invalid(
          "An expression attribute value used in expression is not defined; attribute value: "
              + placeholder);
    }
    unused.remove(placeholder);
    return value;
  }

  /// Called after all expressions were read.
  ///
  /// @param expressions whether the request has any expression
  /// @param members the expressions that may use values in this request
  /// @throws RequestFailure with AWS's message, if one was never used
  public void finish(boolean expressions, ExpressionKind... members) {
    if (!expressions && namesGiven) {
      throw RequestFailure.validation(
          "ExpressionAttributeNames can only be specified when using expressions");
    }
    if (!expressions && valuesGiven) {
      throw RequestFailure.validation(
          "ExpressionAttributeValues can only be specified when using expressions: "
              + Stream.of(members).map(ExpressionKind::member).collect(joining(" and "))
              + (members.length == 1 ? " is null" : " are null"));
    }
    refuseUnused("Values", ':');
    refuseUnused("Names", '#');
  }

  private void refuseUnused(String what, char sign) {
    var keys = unused.stream().filter(k -> k.charAt(0) == sign).toList();
    if (!keys.isEmpty()) {
      throw RequestFailure.validation(
          "Value provided in ExpressionAttribute"
              + what
              + " unused in expressions: keys: {"
              + String.join(", ", keys)
              + "}");
    }
  }
}

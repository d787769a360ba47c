package dev.diorama.aws.dynamodb;

import dev.diorama.aws.dynamodb.item.AttributeValue.M;
import dev.diorama.aws.dynamodb.item.AttributeValues;
import dev.diorama.aws.dynamodb.item.RequestFailure;
import dev.diorama.model.Value.Fields;
import java.util.List;
import java.util.Locale;

/// Checks of request members that several operations share.
final class Checks {
  /// The parameters from before expressions, which this engine does not know:
  /// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html`.
  private static final List<String> LEGACY =
      List.of(
          "AttributesToGet",
          "AttributeUpdates",
          "ConditionalOperator",
          "Expected",
          "KeyConditions",
          "QueryFilter",
          "ScanFilter");

  private Checks() {}

  static RequestFailure missing(String member) {
    return RequestFailure.validation(
        "1 validation error detected: Value null at '"
            + member
            + "' failed to satisfy constraint: Member must not be null");
  }

  static M requiredItem(Fields input, String member) {
    return AttributeValues.readItem(
        input
            .get(member)
            .orElseThrow(() ->
                missing(member.substring(0, 1).toLowerCase(Locale.ROOT) + member.substring(1))));
  }

  static void refuseLegacy(Fields input) {
    for (var parameter : LEGACY) {
      if (input.get(parameter).isPresent()) {
        throw RequestFailure.validation(
            "The legacy parameter " + parameter + " is not modelled by Diorama; use expressions");
      }
    }
  }

  /// The value of an enumerated member.
  static String option(Fields input, String member, String defaultValue, List<String> options) {
    var value = input.text(member).orElse(defaultValue);
    if (!options.contains(value)) {
      throw RequestFailure.validation(
          "1 validation error detected: Value '"
              + value
              + "' at '"
              + member.substring(0, 1).toLowerCase(Locale.ROOT)
              + member.substring(1)
              + "' failed to satisfy constraint: Member must satisfy enum value set: ["
              + String.join(", ", options)
              + "]");
    }
    return value;
  }
}

package dev.diorama.aws.apigateway;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.Optional;

/// Reads JSON that others wrote and that may be none.
final class ApiJson {
  private ApiJson() {}

  /// The value; empty if the bytes are no JSON.
  static Optional<Value> read(byte[] bytes) {
    try {
      return Optional.of(Json.read(bytes));
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  /// The object; empty fields if the bytes are none.
  static Fields fields(byte[] bytes) {
    return read(bytes).map(v -> v instanceof Fields f ? f : Fields.EMPTY).orElse(Fields.EMPTY);
  }
}

package dev.diorama.ui.player;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;

/// Shows what people can read in binary members as text: AWS's interfaces carry a function's event
/// or an object's content as bytes, and a person who looks wants to see what is in them.
final class ReadablePayloads {
  /// How many bytes of one member are looked at; a longer one stays in Base64.
  private static final int MOST_BYTES = 64 << 10;

  private ReadablePayloads() {}

  /// The same fields, where bytes that are JSON in UTF-8 are that JSON, and bytes that are other
  /// text are that text.
  static Fields in(Fields fields) {
    var result = new Fields.Builder();
    fields.values().forEach((name, value) -> result.add(name, in(value)));
    return result.build();
  }

  private static Value in(Value value) {
    return switch (value) {
      case Fields fields -> in(fields);
      case Items items -> new Items(items.values().stream().map(ReadablePayloads::in).toList());
      case Value.Blob blob -> in(blob);
      default -> value;
    };
  }

  private static Value in(Value.Blob blob) {
    if (blob.length() > MOST_BYTES) {
      return blob;
    }
    return blob.text()
        .filter(ReadablePayloads::isReadable)
        .map(ReadablePayloads::jsonOrText)
        .orElse(blob);
  }

  private static boolean isReadable(String text) {
    return text.chars().noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
  }

  private static Value jsonOrText(String text) {
    try {
      return text.startsWith("{") || text.startsWith("[") ? Json.read(text) : Value.of(text);
    } catch (JsonException notJson) {
      return Value.of(text);
    }
  }
}

package dev.diorama.aws.lambda.worker;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Optional;

/// The messages between Diorama and the worker: four bytes of length, then JSON in UTF-8. Binary
/// data is an object with the single member [#BLOB].
final class Frames {
  /// The member that marks binary data; no AWS member and no sane attribute name has a NUL in it.
  static final String BLOB = "\u0000blob";

  private static final int MAX_BYTES = 128 << 20;

  private Frames() {}

  /// Reads one frame; empty at the end of the stream.
  static Optional<Fields> read(DataInputStream in) throws IOException {
    int length;
    try {
      length = in.readInt();
    } catch (EOFException e) {
      return Optional.empty();
    }
    if (length < 0 || length > MAX_BYTES) {
      throw new IOException("a frame of " + length + " bytes");
    }
    var bytes = in.readNBytes(length);
    if (bytes.length < length) {
      return Optional.empty();
    }
    try {
      return Json.read(bytes) instanceof Fields f ? Optional.of(f) : Optional.empty();
    } catch (JsonException e) {
      throw new IOException("a frame that is not JSON", e);
    }
  }

  /// Writes one frame.
  static void write(DataOutputStream out, String json) throws IOException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    synchronized (out) {
      out.writeInt(bytes.length);
      out.write(bytes);
      out.flush();
    }
  }

  /// `value` with binary data as marked objects.
  static Value marked(Value value) {
    return switch (value) {
      case Value.Blob b -> Fields.EMPTY.with(BLOB, b.base64());
      case Items i -> new Items(i.values().stream().map(Frames::marked).toList());
      case Fields f -> {
        var copy = new LinkedHashMap<String, Value>();
        f.values().forEach((k, v) -> copy.put(k, marked(v)));
        yield new Fields(copy);
      }
      default -> value;
    };
  }

  /// `value` with marked objects as binary data.
  static Value unmarked(Value value) {
    return switch (value) {
      case Items i -> new Items(i.values().stream().map(Frames::unmarked).toList());
      case Fields f -> {
        var blob = f.text(BLOB);
        if (blob.isPresent()) {
          yield decoded(blob.get());
        }
        var copy = new LinkedHashMap<String, Value>();
        f.values().forEach((k, v) -> copy.put(k, unmarked(v)));
        yield new Fields(copy);
      }
      default -> value;
    };
  }

  private static Value decoded(String base64) {
    try {
      return Value.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException e) {
      return Value.of(base64);
    }
  }
}

package dev.diorama.aws.lambda.worker;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// The messages between Diorama and the worker: four bytes of length, then fields. Each value is a
/// byte that says its kind and then its content, so that texts, which are most of it, travel as
/// they are. What handlers read and write is JSON text in such a field; binary data in it is an
/// object with the single member [#BLOB].
final class Frames {
  /// The member that marks binary data; no AWS member and no sane attribute name has a NUL in it.
  static final String BLOB = "\u0000blob";

  private static final int MAX_BYTES = 128 << 20;

  private static final byte NULL = 0;
  private static final byte FALSE = 1;
  private static final byte TRUE = 2;
  private static final byte WHOLE = 3;
  private static final byte DECIMAL = 4;
  private static final byte TEXT = 5;
  private static final byte BYTES = 6;
  private static final byte ITEMS = 7;
  private static final byte FIELDS = 8;

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
      return value(ByteBuffer.wrap(bytes)) instanceof Fields f ? Optional.of(f) : Optional.empty();
    } catch (BufferUnderflowException | NegativeArraySizeException | NumberFormatException e) {
      throw new IOException("a frame that is not what it says", e);
    }
  }

  private static Value value(ByteBuffer from) throws IOException {
    byte kind = from.get();
    return switch (kind) {
      case NULL -> Value.Null.NULL;
      case FALSE -> Value.of(false);
      case TRUE -> Value.of(true);
      case WHOLE -> Value.of(from.getLong());
      case DECIMAL -> new Value.Numeric(new BigDecimal(text(from)));
      case TEXT -> Value.of(text(from));
      case BYTES -> Value.of(bytes(from));
      case ITEMS -> {
        int size = from.getInt();
        var items = new ArrayList<Value>();
        for (int i = 0; i < size; i++) {
          items.add(value(from));
        }
        yield new Items(items);
      }
      case FIELDS -> {
        int size = from.getInt();
        var fields = new LinkedHashMap<String, Value>();
        for (int i = 0; i < size; i++) {
          var name = text(from);
          fields.put(name, value(from));
        }
        yield new Fields(fields);
      }
      default -> throw new IOException("a value of the kind " + kind);
    };
  }

  private static byte[] bytes(ByteBuffer from) {
    var bytes = new byte[from.getInt()];
    from.get(bytes);
    return bytes;
  }

  private static String text(ByteBuffer from) {
    return new String(bytes(from), StandardCharsets.UTF_8);
  }

  /// The bytes of one frame.
  static byte[] frame(Fields message) {
    var bytes = new ByteArrayOutputStream(256);
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(0);
      write(message, out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    var frame = bytes.toByteArray();
    ByteBuffer.wrap(frame).putInt(frame.length - Integer.BYTES);
    return frame;
  }

  private static void write(Value value, DataOutputStream out) throws IOException {
    switch (value) {
      case Value.Null n -> out.writeByte(NULL);
      case Value.Flag f -> out.writeByte(f.value() ? TRUE : FALSE);
      case Value.Numeric n -> {
        var whole = n.asLong();
        if (whole.isPresent()) {
          out.writeByte(WHOLE);
          out.writeLong(whole.get());
        } else {
          out.writeByte(DECIMAL);
          write(n.value().toString(), out);
        }
      }
      case Value.Text t -> {
        out.writeByte(TEXT);
        write(t.value(), out);
      }
      case Value.Blob b -> {
        out.writeByte(BYTES);
        out.writeInt(b.length());
        out.write(b.bytes());
      }
      case Items i -> {
        out.writeByte(ITEMS);
        out.writeInt(i.values().size());
        for (var item : i.values()) {
          write(item, out);
        }
      }
      case Fields f -> {
        out.writeByte(FIELDS);
        out.writeInt(f.values().size());
        for (var field : f.values().entrySet()) {
          write(field.getKey(), out);
          write(field.getValue(), out);
        }
      }
    }
  }

  private static void write(String text, DataOutputStream out) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /// Whether there is binary data in `value`.
  static boolean hasBlob(Value value) {
    return switch (value) {
      case Value.Blob b -> true;
      case Items i -> anyBlob(i.values());
      case Fields f -> {
        for (var member : f.values().values()) {
          if (hasBlob(member)) {
            yield true;
          }
        }
        yield false;
      }
      default -> false;
    };
  }

  private static boolean anyBlob(List<Value> values) {
    for (var value : values) {
      if (hasBlob(value)) {
        return true;
      }
    }
    return false;
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

package dev.diorama.model;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// A property value, an operation's input or its output: JSON's data model plus binary data.
///
/// Values are immutable and compare by content. Numbers compare numerically, so `1.0` equals `1`.
public sealed interface Value {

  /// JSON `null`.
  enum Null implements Value {
    /// The only instance.
    NULL;

    @Override
    public String toString() {
      return "null";
    }
  }

  /// A string.
  record Text(String value) implements Value {}

  /// A number of any size and precision.
  record Numeric(BigDecimal value) implements Value {
    @Override
    public boolean equals(Object other) {
      return other instanceof Numeric that && value.compareTo(that.value) == 0;
    }

    @Override
    public int hashCode() {
      return value.stripTrailingZeros().hashCode();
    }
  }

  /// `true` or `false`.
  record Flag(boolean value) implements Value {}

  /// Binary data; written as Base64 where JSON is needed.
  final class Blob implements Value {
    private final byte[] bytes;

    private Blob(byte[] bytes) {
      this.bytes = bytes;
    }

    /// The bytes, copied.
    public byte[] bytes() {
      return bytes.clone();
    }

    /// The bytes as text in UTF-8; what is not, becomes U+FFFD.
    public String utf8() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    /// The bytes as text, if they are sound UTF-8.
    public Optional<String> text() {
      try {
        return Optional.of(
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
      } catch (CharacterCodingException e) {
        return Optional.empty();
      }
    }

    /// The number of bytes.
    public int length() {
      return bytes.length;
    }

    /// The bytes in Base64 (RFC 4648, with padding).
    public String base64() {
      return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Blob that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
      return "Blob[" + bytes.length + " bytes]";
    }
  }

  /// An ordered list.
  record Items(List<Value> values) implements Value {
    /// The empty list.
    public static final Items EMPTY = new Items(List.of());

    public Items {
      values = List.copyOf(values);
    }
  }

  /// Named values in a stable order. Equality ignores the order, as in JSON.
  record Fields(SequencedMap<String, Value> values) implements Value {
    /// No fields.
    public static final Fields EMPTY = new Fields(new LinkedHashMap<>());

    public Fields {
      if (!(values instanceof FieldMap)) {
        values =
            values.size() <= FieldMap.MAX
                ? FieldMap.copyOf(values)
                : Collections.unmodifiableSequencedMap(
                    values instanceof Own own ? own : new LinkedHashMap<>(values));
      }
    }

    /// A map that nobody else has, so that it need not be copied again.
    private static final class Own extends LinkedHashMap<String, Value> {
      private static final long serialVersionUID = 1L;

      Own(SequencedMap<String, Value> values) {
        super(values);
      }
    }

    /// The value of `name`, if present.
    public Optional<Value> get(String name) {
      return Optional.ofNullable(values.get(name));
    }

    /// The text of `name`; empty if absent or not a text.
    public Optional<String> text(String name) {
      return get(name).flatMap(Value::asText);
    }

    /// The whole number of `name`; empty if absent or not an exact `long`.
    public Optional<Long> number(String name) {
      return get(name).flatMap(Value::asLong);
    }

    /// The flag of `name`; `false` if absent or not a flag.
    public boolean flag(String name) {
      return get(name).map(v -> v instanceof Flag f && f.value()).orElse(false);
    }

    /// The list of `name`; a single value counts as a list of one, an absent one as empty.
    public List<Value> list(String name) {
      return get(name).map(v -> v instanceof Items i ? i.values() : List.of(v)).orElse(List.of());
    }

    /// The texts in the list of `name`; other values are left out.
    public List<String> texts(String name) {
      return list(name).stream().flatMap(v -> v.asText().stream()).toList();
    }

    /// The fields of `name`; empty fields if absent or of another kind.
    public Fields fields(String name) {
      return get(name).map(v -> v instanceof Fields f ? f : EMPTY).orElse(EMPTY);
    }

    /// Fields that are put together one by one. Used by one thread.
    public static final class Builder {
      private final FieldMap.Builder few = new FieldMap.Builder();
      private @Nullable Own many;

      /// Adds a field behind the others.
      ///
      /// @return whether there was none of this name yet; if there was, nothing has changed
      public boolean add(String name, Value value) {
        if (many != null) {
          return many.putIfAbsent(name, value) == null;
        }
        if (few.has(name)) {
          return false;
        }
        if (few.isFull()) {
          many = new Own(few.build());
          many.put(name, value);
        } else {
          few.add(name, value);
        }
        return true;
      }

      /// The fields so far. Nothing may be added after that.
      public Fields build() {
        return new Fields(many == null ? few.build() : many);
      }
    }

    /// These fields with `name` set to `value`; an existing name keeps its place.
    public Fields with(String name, Value value) {
      if (values instanceof FieldMap few && few.size() < FieldMap.MAX) {
        return new Fields(few.with(name, value));
      }
      var copy = new Own(values);
      copy.put(name, value);
      return new Fields(copy);
    }

    /// These fields with `name` set to a text.
    public Fields with(String name, String value) {
      return with(name, new Text(value));
    }

    /// These fields with `name` set to a whole number.
    public Fields with(String name, long value) {
      return with(name, Value.of(value));
    }

    /// These fields without `name`.
    public Fields without(String name) {
      var copy = new Own(values);
      copy.remove(name);
      return new Fields(copy);
    }

    /// Whether there are no fields.
    public boolean isEmpty() {
      return values.isEmpty();
    }
  }

  /// A text value.
  static Text of(String value) {
    return new Text(value);
  }

  /// A whole number.
  static Numeric of(long value) {
    return SmallNumbers.has(value)
        ? SmallNumbers.of(value)
        : new Numeric(BigDecimal.valueOf(value));
  }

  /// A flag.
  static Flag of(boolean value) {
    return new Flag(value);
  }

  /// Binary data; the array is copied.
  static Blob of(byte[] value) {
    return new Blob(value.clone());
  }

  /// A text's bytes in UTF-8.
  static Blob utf8(String text) {
    return new Blob(text.getBytes(StandardCharsets.UTF_8));
  }

  /// A list of values.
  static Items list(Value... values) {
    return new Items(List.of(values));
  }

  /// A list of texts.
  static Items texts(List<String> values) {
    return new Items(values.stream().<Value>map(Text::new).toList());
  }

  /// This value's text, if it is a text.
  default Optional<String> asText() {
    return this instanceof Text t ? Optional.of(t.value()) : Optional.empty();
  }

  /// This value's number, if it is a whole number that fits a `long`.
  default Optional<Long> asLong() {
    if (!(this instanceof Numeric n)
        || n.value().precision() - n.value().scale() > 19
        || n.value().stripTrailingZeros().scale() > 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(n.value().longValueExact());
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }
}

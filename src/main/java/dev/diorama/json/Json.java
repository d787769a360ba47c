package dev.diorama.json;

import dev.diorama.model.PropertyPath;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.core.util.Separators;

/// Reads and writes JSON. Reading keeps the order of fields and refuses duplicate names, nesting
/// deeper than 200 levels, numbers longer than 100 digits, more than four million values and
/// documents over 64 MiB, so that hostile input costs bounded time and memory.
public final class Json {
  /// The largest document that is read, in characters.
  public static final int MAX_LENGTH = 64 << 20;

  /// How many values one document may have: they take some 100 bytes each.
  static final int MAX_VALUES = 4_000_000;

  /// How deep values may stand in one another.
  static final int MAX_DEPTH = 200;

  private static final Separators SEPARATORS =
      Separators.createDefaultInstance()
          .withObjectNameValueSpacing(Separators.Spacing.AFTER)
          .withObjectEmptySeparator("")
          .withArrayEmptySeparator("");

  private static final ObjectWriteContext INDENTED =
      new ObjectWriteContext.Base() {
        @Override
        public PrettyPrinter getPrettyPrinter() {
          var indenter = new DefaultIndenter("  ", "\n");
          return new DefaultPrettyPrinter(SEPARATORS)
              .withObjectIndenter(indenter)
              .withArrayIndenter(indenter)
              .createInstance();
        }
      };

  /// Reads; says where a name is there twice. Buffers stay with the thread, as most reading is done
  /// on few of them.
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.threadLocalPool())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(100)
                  .maxStringLength(MAX_LENGTH)
                  .maxDocumentLength(MAX_LENGTH)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /// Reads without keeping account of names for that.
  private static final JsonFactory QUICK =
      FACTORY.rebuild().disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private Json() {}

  /// Reads one JSON document.
  ///
  /// @throws JsonException with the position, if the text is not one JSON document within the
  ///   limits
  public static Value read(String text) throws JsonException {
    return read(factory -> factory.createParser(ObjectReadContext.empty(), text));
  }

  /// Reads one JSON document in UTF-8.
  ///
  /// @throws JsonException with the position, if the bytes are not one JSON document within the
  ///   limits
  public static Value read(byte[] utf8) throws JsonException {
    return read(factory -> factory.createParser(ObjectReadContext.empty(), utf8));
  }

  private static Value read(Function<JsonFactory, JsonParser> open) throws JsonException {
    try (var parser = open.apply(QUICK)) {
      return new JsonReader(parser).read();
    } catch (JsonReader.DuplicateName quick) {
      try (var parser = open.apply(FACTORY)) {
        return new JsonReader(parser).read();
      } catch (JsonReader.DuplicateName e) {
        throw new IllegalStateException("a duplicate name that is found only once", e);
      }
    }
  }

  /// Where the value at `path` begins in `text`, which has been read before; where there is no such
  /// value, the nearest around it.
  public static JsonPosition locate(String text, PropertyPath path) {
    return JsonPosition.of(text, path).orElse(new JsonPosition(1, 1));
  }

  /// Writes `value` on one line without spaces. Binary data is written in Base64.
  public static String write(Value value) {
    var out = new StringBuilder();
    JsonText.write(value, out);
    return out.toString();
  }

  /// Writes `value` with two spaces of indentation, one field and one list entry a line.
  public static String writePretty(Value value) {
    var out = new StringWriter();
    try (var generator = FACTORY.createGenerator(INDENTED, out)) {
      write(value, generator);
    }
    return out.toString();
  }

  /// Writes `value` on one line in UTF-8.
  public static byte[] writeBytes(Value value) {
    return write(value).getBytes(StandardCharsets.UTF_8);
  }

  private static void write(Value value, JsonGenerator generator) {
    switch (value) {
      case Value.Null n -> generator.writeNull();
      case Value.Text t -> generator.writeString(t.value());
      case Value.Flag f -> generator.writeBoolean(f.value());
      case Value.Blob b -> generator.writeString(b.base64());
      case Value.Numeric n -> writeNumber(n.value(), generator);
      case Items items -> {
        generator.writeStartArray();
        items.values().forEach(v -> write(v, generator));
        generator.writeEndArray();
      }
      case Fields fields -> {
        generator.writeStartObject();
        fields
            .values()
            .forEach((name, v) -> {
              generator.writeName(name);
              write(v, generator);
            });
        generator.writeEndObject();
      }
    }
  }

  private static void writeNumber(BigDecimal number, JsonGenerator generator) {
    generator.writeNumber(JsonText.number(number));
  }
}

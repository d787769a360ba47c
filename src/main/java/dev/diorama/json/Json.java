package dev.diorama.json;

import dev.diorama.model.PropertyPath;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.core.util.Separators;

/// Reads and writes JSON. Reading keeps the order of fields and refuses duplicate names, nesting
/// deeper than 200 levels, numbers longer than 100 digits and documents over 64 MiB, so that
/// hostile input costs bounded time and memory.
public final class Json {
  /// The largest document that is read, in characters.
  public static final int MAX_LENGTH = 64 << 20;

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

  /// What Jackson adds for its own developers: where a bracket began, in its internal words.
  private static final Pattern INTERNALS =
      Pattern.compile(" \\([^()]*\\[Source: .*$", Pattern.DOTALL);

  private static final int MAX_EXPONENT = 400;

  /// For how many characters there is room at first.
  private static final int FIRST_LENGTH = 256;

  /// Reads; says where a name is there twice. Buffers stay with the thread, as most reading is done
  /// on few of them.
  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.threadLocalPool())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(200)
                  .maxNumberLength(100)
                  .maxStringLength(MAX_LENGTH)
                  .maxDocumentLength(MAX_LENGTH)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  /// Reads without keeping account of names for that.
  private static final JsonFactory QUICK =
      FACTORY.rebuild().disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  /// A name is there twice.
  private static final class Duplicate extends Exception {
    private static final long serialVersionUID = 1L;

    Duplicate() {
      super("a duplicate name", null, false, false);
    }
  }

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
    try {
      return read(open.apply(QUICK));
    } catch (Duplicate quick) {
      try {
        return read(open.apply(FACTORY));
      } catch (Duplicate e) {
        throw new IllegalStateException("a duplicate name that is found only once", e);
      }
    }
  }

  private static Value read(JsonParser opened) throws JsonException, Duplicate {
    try (var parser = opened) {
      return readDocument(parser);
    } catch (JacksonException e) {
      throw failure(e);
    }
  }

  private static JsonException failure(JacksonException e) {
    var at = e.getLocation() == null ? TokenStreamLocation.NA : e.getLocation();
    return new JsonException(
        INTERNALS.matcher(e.getOriginalMessage()).replaceAll(""),
        Math.max(0, at.getLineNr()),
        Math.max(0, at.getColumnNr()));
  }

  private static Value readDocument(JsonParser parser) throws JsonException, Duplicate {
    if (parser.nextToken() == null) {
      throw new JsonException("the document is empty", 1, 1);
    }
    var value = readValue(parser);
    if (parser.nextToken() != null) {
      var at = parser.currentTokenLocation();
      throw new JsonException(
          "text after the end of the document", at.getLineNr(), at.getColumnNr());
    }
    return value;
  }

  private static Value readValue(JsonParser parser) throws JsonException, Duplicate {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        var fields = new Fields.Builder();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          var name = parser.currentName();
          parser.nextToken();
          if (!fields.add(name, readValue(parser))) {
            throw new Duplicate();
          }
        }
        yield fields.build();
      }
      case START_ARRAY -> {
        var items = new ArrayList<Value>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          items.add(readValue(parser));
        }
        yield new Items(items);
      }
      case VALUE_STRING -> Value.of(parser.getString());
      case VALUE_TRUE -> Value.of(true);
      case VALUE_FALSE -> Value.of(false);
      case VALUE_NULL -> Value.Null.NULL;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      default -> {
        var at = parser.currentTokenLocation();
        throw new JsonException("not a JSON value", at.getLineNr(), at.getColumnNr());
      }
    };
  }

  private static Value number(JsonParser parser) throws JsonException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return Value.of(parser.getLongValue());
    }
    var number = parser.getDecimalValue();
    // 1e999999999 is short to write and endless to expand.
    if (Math.abs((long) number.scale()) > MAX_EXPONENT) {
      var at = parser.currentTokenLocation();
      throw new JsonException("a number out of range", at.getLineNr(), at.getColumnNr());
    }
    return new Value.Numeric(number);
  }

  /// Where the value at `path` begins in `text`, which has been read before; where there is no such
  /// value, the nearest around it.
  public static JsonPosition locate(String text, PropertyPath path) {
    return JsonPosition.of(text, path).orElse(new JsonPosition(1, 1));
  }

  /// Writes `value` on one line without spaces. Binary data is written in Base64.
  public static String write(Value value) {
    var out = new StringBuilder(FIRST_LENGTH);
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

package dev.diorama.json;

import dev.diorama.model.Message;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.ArrayList;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/// Reads one document from a parser, within the limits of [Json].
final class JsonReader {
  /// What Jackson adds for its own developers: where a bracket began, in its internal words, and
  /// which of its features would have allowed what it saw.
  private static final Pattern INTERNALS =
      Pattern.compile(
          " \\([^()]*\\[Source: .*$|: enable `.*$| \\(not recognized as one since Feature .*$",
          Pattern.DOTALL);

  private static final Pattern DUPLICATE = Pattern.compile("Duplicate Object property \"(.*)\"");
  private static final String END = "Unexpected end-of-input";
  private static final int MAX_EXPONENT = 400;

  /// A name is there twice, and the parser does not keep account of names to say where.
  static final class DuplicateName extends Exception {
    private static final long serialVersionUID = 1L;

    DuplicateName() {
      super("a duplicate name", null, false, false);
    }
  }

  private final JsonParser parser;
  private int values;

  JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  /// Reads the parser's whole text.
  Value read() throws JsonException, DuplicateName {
    try {
      if (parser.nextToken() == null) {
        throw failure("the document is empty", Message.of("json.empty"));
      }
      var value = readValue();
      if (parser.nextToken() != null) {
        throw failure("text after the end of the document", Message.of("json.trailing"));
      }
      return value;
    } catch (JacksonException e) {
      throw failure(e);
    }
  }

  private Value readValue() throws JsonException, DuplicateName {
    values++;
    if (values > Json.MAX_VALUES) {
      throw failure(
          "more than " + Json.MAX_VALUES + " values",
          Message.of("json.tooMany", Integer.toString(Json.MAX_VALUES)));
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> readFields();
      case START_ARRAY -> readItems();
      case VALUE_STRING -> Value.of(parser.getString());
      case VALUE_TRUE -> Value.of(true);
      case VALUE_FALSE -> Value.of(false);
      case VALUE_NULL -> Value.Null.NULL;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
      default -> throw failure("not a JSON value", Message.of("json.noValue"));
    };
  }

  private Fields readFields() throws JsonException, DuplicateName {
    if (parser.nextToken() == JsonToken.END_OBJECT) {
      return Fields.EMPTY;
    }
    var fields = new Fields.Builder();
    do {
      var name = parser.currentName();
      parser.nextToken();
      if (!fields.add(name, readValue())) {
        throw new DuplicateName();
      }
    } while (parser.nextToken() != JsonToken.END_OBJECT);
    return fields.build();
  }

  private Items readItems() throws JsonException, DuplicateName {
    if (parser.nextToken() == JsonToken.END_ARRAY) {
      return Items.EMPTY;
    }
    var items = new ArrayList<Value>();
    do {
      items.add(readValue());
    } while (parser.nextToken() != JsonToken.END_ARRAY);
    return new Items(items);
  }

  private Value number() throws JsonException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return Value.of(parser.getLongValue());
    }
    var number = parser.getDecimalValue();
    // 1e999999999 is short to write and endless to expand.
    if (Math.abs((long) number.scale()) > MAX_EXPONENT) {
      throw failure("a number out of range", Message.of("json.number"));
    }
    return new Value.Numeric(number);
  }

  private JsonException failure(String message, Message text) {
    return failure(message, text, parser.currentTokenLocation());
  }

  private JsonException failure(JacksonException e) {
    var message = INTERNALS.matcher(e.getOriginalMessage()).replaceAll("");
    var duplicate = DUPLICATE.matcher(message);
    var text =
        switch (e) {
          case UnexpectedEndOfInputException end -> Message.of("json.truncated");
          case StreamConstraintsException limit -> limit(message);
          case JacksonException other when message.startsWith(END) -> Message.of("json.truncated");
          case JacksonException other when duplicate.lookingAt() ->
              Message.of("json.duplicate", duplicate.group(1));
          case JacksonException other -> Message.of("json.syntax", message);
        };
    // A limit is passed at no token, so that Jackson names no place.
    var at = e.getLocation();
    return failure(message, text, at == null || at.getLineNr() < 1 ? parser.currentLocation() : at);
  }

  /// Which limit was passed; Jackson only says it in its sentence.
  private static Message limit(String message) {
    if (message.contains("nesting depth")) {
      return Message.of("json.tooDeep", Integer.toString(Json.MAX_DEPTH));
    }
    return message.contains("Number value")
        ? Message.of("json.number")
        : Message.of("json.tooLong");
  }

  private static JsonException failure(String message, Message text, TokenStreamLocation at) {
    return new JsonException(
        message, text, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
  }
}

package dev.diorama.aws.dynamodb.item;

import dev.diorama.aws.dynamodb.item.AttributeValue.L;
import dev.diorama.aws.dynamodb.item.AttributeValue.M;
import dev.diorama.aws.dynamodb.item.AttributeValue.N;
import dev.diorama.aws.dynamodb.item.AttributeValue.S;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Reads attribute values from an operation's input (`{"S": "text"}`) and writes them to its
/// output. Binary data is read from [Value.Blob] or Base64 text and always written as [Value.Blob].
public final class AttributeValues {
  /// The deepest nesting:
  /// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html`.
  private static final int MAX_DEPTH = 32;

  private static final Set<String> TYPES =
      Set.of("S", "N", "B", "SS", "NS", "BS", "M", "L", "BOOL", "NULL");

  private AttributeValues() {}

  /// Reads one attribute value.
  ///
  /// @throws RequestFailure with AWS's message, if it is none
  public static AttributeValue read(Value wire) {
    return read(wire, 0);
  }

  /// Reads an item: names to attribute values.
  ///
  /// @throws RequestFailure with AWS's message, if it is none
  public static M readItem(Value wire) {
    return readMap(wire, 0);
  }

  /// Attribute names have at least one character:
  /// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html`.
  private static M readMap(Value wire, int depth) {
    if (!(wire instanceof Fields fields)) {
      throw RequestFailure.of("SerializationException", "Unexpected value type in payload");
    }
    var result = new LinkedHashMap<String, AttributeValue>();
    fields
        .values()
        .forEach((name, value) -> {
          if (name.isEmpty()) {
            throw RequestFailure.validation("Empty attribute name");
          }
          result.put(name, read(value, depth));
        });
    return new M(result);
  }

  private static AttributeValue read(Value wire, int depth) {
    if (depth > MAX_DEPTH) {
      throw RequestFailure.validation("Nesting Levels have exceeded supported limits");
    }
    if (!(wire instanceof Fields fields)) {
      throw RequestFailure.of("SerializationException", "Unexpected value type in payload");
    }
    var present =
        fields.values().entrySet().stream()
            .filter(e -> TYPES.contains(e.getKey()) && e.getValue() != Value.Null.NULL)
            .toList();
    if (present.isEmpty()) {
      throw RequestFailure.validation(
          "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
    }
    if (present.size() > 1) {
      throw RequestFailure.validation(
          "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the"
              + " supported datatypes");
    }
    var value = present.getFirst().getValue();
    return switch (present.getFirst().getKey()) {
      case "S" -> new S(text(value));
      case "N" -> new N(DynamoDbNumber.parse(text(value)));
      case "B" -> new AttributeValue.B(blob(value));
      case "SS" -> new AttributeValue.SS(set(value, "string", AttributeValues::text));
      case "NS" -> new AttributeValue.NS(numbers(value));
      case "BS" -> new AttributeValue.BS(set(value, "binary", AttributeValues::blob));
      case "M" -> readMap(value, depth + 1);
      case "L" -> {
        var items = new ArrayList<AttributeValue>();
        for (var item : items(value)) {
          items.add(read(item, depth + 1));
        }
        yield new L(items);
      }
      case "BOOL" -> {
        if (!(value instanceof Value.Flag flag)) {
          throw RequestFailure.of("SerializationException", "Unexpected value type in payload");
        }
        yield new AttributeValue.BOOL(flag.value());
      }
      default -> {
        if (!(value instanceof Value.Flag flag) || !flag.value()) {
          throw RequestFailure.validation(
              "One or more parameter values were invalid: Null attribute value types must have the"
                  + " value of true");
        }
        yield new AttributeValue.NULL();
      }
    };
  }

  private static List<Value> items(Value value) {
    if (value instanceof Items items) {
      return items.values();
    }
    throw RequestFailure.of("SerializationException", "Unexpected value type in payload");
  }

  private static String text(Value value) {
    return value
        .asText()
        .orElseThrow(() ->
            RequestFailure.of(
                "SerializationException",
                value instanceof Value.Numeric
                    ? "NUMBER_VALUE cannot be converted to String"
                    : "Unexpected value type in payload"));
  }

  private static Value.Blob blob(Value value) {
    if (value instanceof Value.Blob blob) {
      return blob;
    }
    try {
      return Value.of(Base64.getDecoder().decode(text(value)));
    } catch (IllegalArgumentException e) {
      throw RequestFailure.of(
          "SerializationException", "Base64 encoded value could not be decoded");
    }
  }

  private static Set<BigDecimal> numbers(Value value) {
    return set(value, "number", v -> DynamoDbNumber.parse(text(v)));
  }

  private static <T> Set<T> set(Value value, String kind, Function<Value, T> read) {
    var values = items(value).stream().map(read).toList();
    if (values.isEmpty()) {
      throw RequestFailure.validation(
          "One or more parameter values were invalid: "
              + (kind.equals("binary")
                  ? "Binary sets should not be empty"
                  : "An " + kind + " set  may not be empty"));
    }
    var result = new LinkedHashSet<>(values);
    if (result.size() != values.size()) {
      throw RequestFailure.validation(
          kind.equals("number")
              ? "Input collection contains duplicates"
              : "One or more parameter values were invalid: Input collection "
                  + items(value).stream().map(AttributeValues::shown).toList()
                  + " contains duplicates.");
    }
    return result;
  }

  private static String shown(Value value) {
    return value instanceof Value.Blob b ? b.base64() : value.asText().orElse("");
  }

  /// Writes one attribute value.
  public static Fields write(AttributeValue value) {
    return Fields.EMPTY.with(
        value.type(),
        switch (value) {
          case S s -> Value.of(s.value());
          case N n -> Value.of(DynamoDbNumber.text(n.value()));
          case AttributeValue.B b -> b.value();
          case AttributeValue.SS s -> Value.texts(List.copyOf(inOrder(s.values())));
          case AttributeValue.NS n ->
              Value.texts(inOrder(n.values()).stream().map(DynamoDbNumber::text).toList());
          case AttributeValue.BS b -> new Items(List.copyOf(inOrder(b.values())));
          case M m -> writeItem(m);
          case L l -> new Items(l.values().stream().<Value>map(AttributeValues::write).toList());
          case AttributeValue.BOOL b -> Value.of(b.value());
          case AttributeValue.NULL n -> Value.of(true);
        });
  }

  private static <T> List<T> inOrder(Set<T> values) {
    return new ArrayList<>(values);
  }

  /// Writes an item.
  public static Fields writeItem(M item) {
    var result = new LinkedHashMap<String, Value>();
    item.values().forEach((name, value) -> result.put(name, write(value)));
    return new Fields(result);
  }

  /// The value as error messages show it, as `{N:5}`.
  public static String shown(AttributeValue value) {
    return switch (value) {
      case S s -> "{S:" + s.value() + "}";
      case N n -> "{N:" + DynamoDbNumber.text(n.value()) + "}";
      case AttributeValue.B b -> "{B:" + b.value().base64() + "}";
      case AttributeValue.BOOL b -> "{BOOL:" + b.value() + "}";
      default -> "{" + value.type() + "}";
    };
  }
}

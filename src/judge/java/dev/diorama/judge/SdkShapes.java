package dev.diorama.judge;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/// Turns JSON into the SDK's request objects and its answers into JSON, by the description that
/// every SDK object has of its own members.
final class SdkShapes {
  private SdkShapes() {}

  /// Sets the members of an SDK builder.
  ///
  /// @throws IllegalArgumentException if it has no such member
  static void fill(SdkPojo builder, Fields input) {
    var members = new LinkedHashMap<String, SdkField<?>>();
    builder.sdkFields().forEach(f -> members.put(name(f), f));
    input
        .values()
        .forEach((name, value) -> {
          var member = members.get(name);
          if (member == null) {
            throw new IllegalArgumentException(
                builder.getClass().getName() + " has no member " + name);
          }
          member.set(builder, toSdk(member, value));
        });
  }

  private static Object toSdk(SdkField<?> field, Value value) {
    return switch (type(field)) {
      case STRING -> text(value);
      case INTEGER -> number(value).intValueExact();
      case LONG -> number(value).longValueExact();
      case BOOLEAN -> ((Value.Flag) value).value();
      case INSTANT -> Instant.parse(text(value));
      case SDK_BYTES -> SdkBytes.fromByteArray(Base64.getDecoder().decode(text(value)));
      case LIST -> {
        var member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        var list = new ArrayList<Object>();
        ((Items) value).values().forEach(v -> list.add(toSdk(member, v)));
        yield list;
      }
      case MAP -> {
        var member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        var map = new LinkedHashMap<String, Object>();
        ((Fields) value).values().forEach((k, v) -> map.put(k, toSdk(member, v)));
        yield map;
      }
      case SDK_POJO -> {
        var builder = field.constructor().get();
        fill(builder, (Fields) value);
        yield ((Buildable) builder).build();
      }
      default -> throw new IllegalArgumentException("unexpected type of " + field.memberName());
    };
  }

  /// AWS's name of a member; the SDK calls DynamoDB's `NULL` otherwise.
  private static String name(SdkField<?> field) {
    return field.memberName().equals("NUL") ? "NULL" : field.memberName();
  }

  private static MarshallingKnownType type(SdkField<?> field) {
    return field.marshallingType().getKnownType();
  }

  private static String text(Value value) {
    return value
        .asText()
        .orElseThrow(() -> new IllegalArgumentException("a text is expected: " + value));
  }

  private static BigDecimal number(Value value) {
    return ((Value.Numeric) value).value();
  }

  /// The members of an SDK object that are set, by name.
  static Fields read(SdkPojo object) {
    var result = new TreeMap<String, Value>();
    for (var field : object.sdkFields()) {
      var value = field.getValueOrDefault(object);
      if (value != null
          && !(value instanceof SdkAutoConstructList)
          && !(value instanceof SdkAutoConstructMap)) {
        result.put(name(field), fromSdk(value));
      }
    }
    return new Fields(new LinkedHashMap<>(result));
  }

  private static Value fromSdk(Object value) {
    return switch (value) {
      case SdkPojo pojo -> read(pojo);
      case List<?> list -> new Items(list.stream().map(SdkShapes::fromSdk).toList());
      case Map<?, ?> map -> {
        var result = new TreeMap<String, Value>();
        map.forEach((k, v) -> result.put(k.toString(), fromSdk(v)));
        yield new Fields(new LinkedHashMap<>(result));
      }
      case Boolean flag -> Value.of(flag);
      case Integer number -> new Value.Numeric(BigDecimal.valueOf(number));
      case Long number -> new Value.Numeric(BigDecimal.valueOf(number));
      case Double number -> new Value.Numeric(BigDecimal.valueOf(number).stripTrailingZeros());
      case SdkBytes bytes ->
          Value.of(Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe()));
      default -> Value.of(value.toString());
    };
  }
}

package dev.diorama.aws.apigateway;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Forms that the events of all APIs share.
final class EventParts {
  /// Requests reach a run over loopback only.
  static final String SOURCE_IP = "127.0.0.1";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private EventParts() {}

  /// An instant as in access logs.
  static String time(Instant at) {
    return TIME.format(at);
  }

  /// Fields, or `null` where there are none.
  static Value orNull(Fields fields) {
    return fields.isEmpty() ? Value.Null.NULL : fields;
  }

  /// The last value of each name.
  static Fields lasts(SequencedMap<String, List<String>> values) {
    var result = Fields.EMPTY;
    for (var e : values.entrySet()) {
      if (!e.getValue().isEmpty()) {
        result = result.with(e.getKey(), e.getValue().getLast());
      }
    }
    return result;
  }

  /// All values of each name, joined with commas.
  static Fields joined(SequencedMap<String, List<String>> values) {
    var result = Fields.EMPTY;
    for (var e : values.entrySet()) {
      result = result.with(e.getKey(), String.join(",", e.getValue()));
    }
    return result;
  }

  /// Headers in payload format 2.0: names in lower case, values joined, cookies apart.
  static Fields headers2(SequencedMap<String, List<String>> headers) {
    var result = Fields.EMPTY;
    for (var header : headers.entrySet()) {
      if (!header.getKey().equalsIgnoreCase("cookie")) {
        result =
            result.with(
                header.getKey().toLowerCase(Locale.ROOT), String.join(",", header.getValue()));
      }
    }
    return result;
  }

  /// The cookies of a request.
  static List<String> cookies(SequencedMap<String, List<String>> headers) {
    return headers.entrySet().stream()
        .filter(e -> e.getKey().equalsIgnoreCase("cookie"))
        .flatMap(e -> e.getValue().stream())
        .flatMap(v -> Stream.of(v.split(";\\s*", -1)))
        .toList();
  }

  /// All values of each name.
  static Fields lists(SequencedMap<String, List<String>> values) {
    var result = Fields.EMPTY;
    for (var e : values.entrySet()) {
      result =
          result.with(e.getKey(), new Items(e.getValue().stream().<Value>map(Value::of).toList()));
    }
    return result;
  }

  /// Names and texts.
  static Fields texts(Map<String, String> values) {
    var result = Fields.EMPTY;
    for (var e : values.entrySet()) {
      result = result.with(e.getKey(), e.getValue());
    }
    return result;
  }
}

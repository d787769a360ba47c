package dev.diorama.ui.console;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// A request as a person writes it.
///
/// @param path with its query, as typed
/// @param headers names and values, in order
record HttpMessage(
    String method, String path, List<Map.Entry<String, String>> headers, String body) {

  HttpMessage {
    headers = List.copyOf(headers);
  }

  /// The input of the operation that carries it out.
  Fields input() {
    int mark = path.indexOf('?');
    var input =
        Fields.EMPTY
            .with("Method", method)
            .with("Path", encoded(mark < 0 ? path : path.substring(0, mark)));
    if (mark >= 0) {
      input = input.with("Query", encoded(path.substring(mark + 1)));
    }
    var named = Fields.EMPTY;
    for (var header : headers) {
      var name = header.getKey();
      var before = named.get(name);
      named =
          before.isEmpty()
              ? named.with(name, header.getValue())
              : named.with(name, both(before.get(), header.getValue()));
    }
    input = input.with("Headers", named);
    return body.isEmpty() ? input : input.with("Body", body);
  }

  private static Value both(Value before, String further) {
    var values =
        before instanceof Value.Items items
            ? new java.util.ArrayList<>(items.values())
            : new java.util.ArrayList<>(List.of(before));
    values.add(Value.of(further));
    return new Value.Items(values);
  }

  /// `text` with all that may not stand in a URL percent-encoded (RFC 3986); what is encoded
  /// already stays.
  static String encoded(String text) {
    var result = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c > ' ' && c < 127 && "\"<>\\^`{|}#".indexOf(c) < 0) {
        result.append(c);
      } else {
        result.append('%').append("%02X".formatted((int) c));
      }
    }
    return result.toString();
  }

  /// The command that sends the same request from a terminal.
  ///
  /// @param base where the API is served, without a slash at the end
  String curl(String base) {
    var command = new StringBuilder("curl -i");
    if (!method.equals("GET")) {
      command.append(" -X ").append(method);
    }
    command.append(' ').append(quoted(base + encoded(path)));
    for (var header : headers) {
      command.append(" -H ").append(quoted(header.getKey() + ": " + header.getValue()));
    }
    if (!body.isEmpty()) {
      command.append(" --data-binary ").append(quoted(body));
    }
    return command.toString();
  }

  /// As one word of a shell.
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /// A text to read: JSON on several lines, everything else as it is.
  static String readable(Value value) {
    var text =
        switch (value) {
          case Value.Blob b -> new String(b.bytes(), StandardCharsets.UTF_8);
          case Value.Text t -> t.value();
          default -> Json.write(value);
        };
    if (text.startsWith("{") || text.startsWith("[")) {
      try {
        return Json.writePretty(Json.read(text));
      } catch (JsonException e) {
        // It only looks like JSON.
        return text;
      }
    }
    return text;
  }
}

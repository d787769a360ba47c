package dev.diorama.judge;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// One call of a script.
///
/// A script is a text: a call is a line `Operation {json}` or `name = Operation {json}`, and its
/// indented continuation lines. `${name.Member.0}` in a later call stands for a part of that
/// answer, and `${name.Member|text}` for `text` where it has none. A line with `#` is a comment. A
/// line `differs confirmed PAGE REASON` says that the judge is known to answer the next call
/// otherwise than AWS does, by that page, which was read; `differs unconfirmed PAGE REASON` that it
/// answers otherwise than Diorama, and that the page does not settle who is right.
///
/// @param name under which later calls find the answer
/// @param differs why the answers may differ, if they may
record Call(Optional<String> name, String operation, Fields input, Optional<String> differs) {
  private static final Pattern LINE =
      Pattern.compile("(?:(\\w+) *= *)?([A-Z]\\w+) *(\\{.*)", Pattern.DOTALL);
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\{(\\w+)((?:\\.\\w+)+)(?:\\|(.*))?}");

  static Call of(String operation, Fields input) {
    return new Call(Optional.empty(), operation, input, Optional.empty());
  }

  /// The calls of the script with this name, beside this class.
  static List<Call> script(String resource) {
    try (var stream = Call.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalArgumentException("no script " + resource);
      }
      return parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The calls of a script.
  static List<Call> parse(String script) {
    var calls = new ArrayList<Call>();
    Optional<String> differs = Optional.empty();
    var lines = new ArrayList<String>();
    script.lines().filter(l -> !l.startsWith("#") && !l.isBlank()).forEach(lines::add);
    for (int i = 0; i < lines.size(); i++) {
      var text = new StringBuilder(lines.get(i));
      while (i + 1 < lines.size() && Character.isWhitespace(lines.get(i + 1).charAt(0))) {
        text.append(lines.get(++i).strip());
      }
      if (text.toString().startsWith("differs ")) {
        differs = Optional.of(reason(text.substring("differs ".length())));
      } else {
        calls.add(call(text.toString(), differs));
        differs = Optional.empty();
      }
    }
    return calls;
  }

  private static String reason(String text) {
    if (!text.startsWith("confirmed ") && !text.startsWith("unconfirmed ")) {
      throw new IllegalArgumentException("neither confirmed nor unconfirmed: " + text);
    }
    return text;
  }

  private static Call call(String line, Optional<String> differs) {
    var match = LINE.matcher(line);
    if (!match.matches()) {
      throw new IllegalArgumentException("not a call: " + line);
    }
    try {
      return new Call(
          Optional.ofNullable(match.group(1)),
          match.group(2),
          (Fields) Json.read(match.group(3)),
          differs);
    } catch (JsonException e) {
      throw new IllegalArgumentException("not JSON: " + line, e);
    }
  }

  /// The input with its references replaced by parts of one engine's own answers.
  Fields input(Map<String, Fields> answers) {
    return (Fields) replaced(input, answers);
  }

  private static Value replaced(Value value, Map<String, Fields> answers) {
    return switch (value) {
      case Value.Text text -> {
        var match = REFERENCE.matcher(text.value());
        yield match.matches()
            ? part(
                answers.getOrDefault(match.group(1), Fields.EMPTY),
                match.group(2),
                Optional.ofNullable(match.group(3)))
            : text;
      }
      case Items items ->
          new Items(items.values().stream().map(v -> replaced(v, answers)).toList());
      case Fields fields -> {
        var result = new LinkedHashMap<String, Value>();
        fields.values().forEach((k, v) -> result.put(k, replaced(v, answers)));
        yield new Fields(result);
      }
      default -> value;
    };
  }

  private static Value part(Value whole, String path, Optional<String> otherwise) {
    var value = whole;
    for (var step : path.substring(1).split("\\.", -1)) {
      Optional<Value> next =
          switch (value) {
            case Fields fields -> fields.get(step);
            case Items items when Integer.parseInt(step) < items.values().size() ->
                Optional.of(items.values().get(Integer.parseInt(step)));
            default -> Optional.empty();
          };
      if (next.isEmpty() && otherwise.isPresent()) {
        return Value.of(otherwise.get());
      }
      value =
          next.orElseThrow(
              () -> new IllegalStateException("an answer has no " + path + ": " + whole));
    }
    return value;
  }

  @Override
  public String toString() {
    return operation + " " + Json.write(input);
  }
}

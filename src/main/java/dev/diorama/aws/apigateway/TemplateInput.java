package dev.diorama.aws.apigateway;

import dev.diorama.json.Json;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// `$input` of mapping templates. Public, since templates see nothing else. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html`.
///
/// JSONPath is understood as far as `$`, `.name`, `['name']`, `[0]` and `[*]`.
public final class TemplateInput {
  private static final Pattern STEP =
      Pattern.compile("\\.([^.\\[]+)|\\[['\"]([^'\"]*)['\"]]|\\[(\\d+)]|\\[(\\*)]");

  private final String body;
  private final Map<String, Map<String, String>> parameters;

  /// @param parameters names and values below `path`, `querystring` and `header`
  TemplateInput(String body, Map<String, Map<String, String>> parameters) {
    this.body = body;
    this.parameters = parameters;
  }

  /// The input of a template about a request.
  static TemplateInput of(String body, ApiRequest request, Map<String, String> pathParameters) {
    var query = new LinkedHashMap<String, String>();
    request.query().forEach((name, values) -> query.put(name, values.getLast()));
    var headers = new LinkedHashMap<String, String>();
    request.headers().forEach((name, values) -> headers.put(name, values.getLast()));
    return new TemplateInput(
        body, Map.of("path", Map.copyOf(pathParameters), "querystring", query, "header", headers));
  }

  /// The whole body as text.
  public String getBody() {
    return body;
  }

  /// What stands at `path`, as JSON; an empty text if nothing does.
  public String json(String path) {
    return at(path).map(Json::write).orElse("");
  }

  /// What stands at `path`, for looking into it; an empty text if nothing does.
  public Object path(String path) {
    return at(path).map(TemplateInput::plain).orElse("");
  }

  /// All parameters: `path`, `querystring` and `header`.
  public Map<String, Map<String, String>> params() {
    return parameters;
  }

  /// A parameter, looked for in the path, the query and the headers, in this order; an empty text
  /// if there is none.
  public String params(String name) {
    for (var place : List.of("path", "querystring", "header")) {
      var value = parameters.getOrDefault(place, Map.of()).get(name);
      if (value != null) {
        return value;
      }
    }
    return "";
  }

  private Optional<Value> at(String path) {
    var from = ApiJson.read((body.isBlank() ? "{}" : body).getBytes(StandardCharsets.UTF_8));
    var steps = STEP.matcher(path.startsWith("$") ? path.substring(1) : path);
    while (steps.find()) {
      var name = Optional.ofNullable(steps.group(1)).or(() -> Optional.ofNullable(steps.group(2)));
      var index = Optional.ofNullable(steps.group(3)).map(Integer::parseInt);
      if (name.isPresent()) {
        from = from.flatMap(v -> member(v, name.get()));
      } else if (index.isPresent()) {
        from =
            from.flatMap(v ->
                v instanceof Items i && index.get() < i.values().size()
                    ? Optional.of(i.values().get(index.get()))
                    : Optional.empty());
      }
    }
    return from;
  }

  /// A member of an object, or of each object in a list.
  private static Optional<Value> member(Value value, String name) {
    return switch (value) {
      case Fields f -> f.get(name);
      case Items i ->
          Optional.of(
              new Items(i.values().stream().flatMap(v -> member(v, name).stream()).toList()));
      default -> Optional.empty();
    };
  }

  /// A value as maps, lists, texts, numbers and flags, which templates can look into.
  static Object plain(Value value) {
    return switch (value) {
      case Fields f -> {
        var map = new LinkedHashMap<String, Object>();
        f.values().forEach((k, v) -> map.put(k, plain(v)));
        yield map;
      }
      case Items i -> {
        var list = new ArrayList<Object>();
        i.values().forEach(v -> list.add(plain(v)));
        yield list;
      }
      case Value.Text t -> t.value();
      // Whole numbers stay whole in a template's arithmetic.
      case Value.Numeric n -> value.asLong().<Object>map(l -> l).orElseGet(n::value);
      case Value.Flag f -> f.value();
      case Value.Blob b -> b.base64();
      case Value.Null n -> "";
    };
  }
}

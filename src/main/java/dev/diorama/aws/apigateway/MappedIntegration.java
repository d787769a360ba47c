package dev.diorama.aws.apigateway;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A non-proxy integration of a REST API: a template makes the request to the backend, another one
/// the response, and parameters are mapped one by one. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/how-to-integration-settings.html` and
/// `docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping.html`.
///
/// @param context what templates see as `$context`
record MappedIntegration(
    Integration integration,
    ApiRequest request,
    Map<String, String> pathParameters,
    Fields context,
    Fields stageVariables,
    BinaryMedia media) {
  private static final String NO_MATCH =
      "No match for output mapping and no default output mapping configured.";

  /// What mapping makes: a value, or why the request ends here.
  sealed interface Mapped<T> {}

  /// A value.
  record Made<T>(T value) implements Mapped<T> {}

  /// The request ends with 415: its media type has no template.
  record UnsupportedMediaType<T>() implements Mapped<T> {}

  /// The request ends with 500.
  ///
  /// @param problem for the log
  record Broken<T>(String problem) implements Mapped<T> {}

  /// Whether the route's integration is of this kind.
  static boolean isOne(Integration integration) {
    return integration
        .settings()
        .text("Type")
        .filter(t -> t.equals("AWS") || t.equals("HTTP"))
        .isPresent();
  }

  /// The call of the backend.
  Mapped<Backend> toBackend() {
    var parameters = new RequestParameters(request, pathParameters, context, stageVariables);
    var mapped = parameters.map(integration.settings().fields("IntegrationRequestParameters"));
    var template = integration.settings().text("RequestTemplate");
    var templated = template.isPresent() && isJson(request);
    if (!templated && refuses(template.isPresent())) {
      return new UnsupportedMediaType<>();
    }
    var taken = media.toBackend(request, handling(integration.settings()));
    if (taken.isEmpty()) {
      return new Broken<>("Unable to base64 decode the body.");
    }
    var override = new TemplateOverrides(context);
    Value body = taken.get();
    if (templated) {
      switch (render(template.get(), body, override)) {
        case MappingTemplate.Text t -> body = Value.of(t.text());
        case MappingTemplate.Problem p -> {
          return new Broken<>(p.what());
        }
      }
    }
    // The console maps path parameters of the same name by itself.
    pathParameters.forEach(mapped.path()::putIfAbsent);
    mapped.path().putIfAbsent("proxy", request.path().replaceFirst("^/", ""));
    request
        .header("Content-Type")
        .filter(t -> mapped.headers().keySet().stream().noneMatch("content-type"::equalsIgnoreCase))
        .ifPresent(t -> mapped.headers().put("Content-Type", List.of(t)));
    override.apply("path", mapped.path());
    override.applyLists("querystring", mapped.query());
    override.applyLists("header", mapped.headers());
    return new Made<>(new Backend(method(), mapped.path(), mapped.query(), mapped.headers(), body));
  }

  /// Without one drawn, the route's own; the request's where the route has none, as those of
  /// WebSocket APIs.
  private String method() {
    var key = integration.key();
    return integration
        .settings()
        .text("IntegrationHttpMethod")
        .orElse(
            key.method().equals(RouteKey.ANY) || key.path().isEmpty()
                ? request.method()
                : key.method());
  }

  /// A request without a content type is taken for JSON:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/integration-passthrough-behaviors.html`.
  static boolean isJson(ApiRequest request) {
    return request
        .header("Content-Type")
        .map(t -> t.split(";", 2)[0].trim().equalsIgnoreCase("application/json"))
        .orElse(true);
  }

  private boolean refuses(boolean hasTemplate) {
    return switch (integration.settings().text("PassthroughBehavior").orElse("WHEN_NO_MATCH")) {
      case "NEVER" -> true;
      case "WHEN_NO_TEMPLATES" -> hasTemplate;
      default -> false;
    };
  }

  private static String handling(Fields settings) {
    return settings.text("ContentHandling").orElse("");
  }

  /// The client's response.
  Mapped<ProxyResponse> toClient(Backend.Answered answer) {
    var row = chosen(answer);
    if (row.isEmpty()) {
      return new Broken<>(NO_MATCH);
    }
    var chosen = row.get();
    var override = new TemplateOverrides(context);
    var body = answer.body();
    var template = chosen.text("ResponseTemplate");
    if (template.isPresent()) {
      switch (render(template.get(), body, override)) {
        case MappingTemplate.Text t -> body = Value.of(t.text());
        case MappingTemplate.Problem p -> {
          return new Broken<>(p.what());
        }
      }
    }
    var given = media.toClient(request, body, handling(chosen));
    if (given.isEmpty()) {
      return new Broken<>("Unable to base64 decode the body.");
    }
    var headers = new LinkedHashMap<String, List<String>>();
    headers.put("Content-Type", List.of("application/json"));
    ResponseParameters.of(answer, context, stageVariables)
        .map(chosen.fields("ResponseParameters"))
        .forEach((name, value) -> put(headers, name, value));
    override.headers().forEach((name, value) -> put(headers, name, value));
    int status =
        override.status().orElse(chosen.number("StatusCode").map(Long::intValue).orElse(200));
    return new Made<>(new ProxyResponse(status, headers, given.get()));
  }

  private static void put(SequencedMap<String, List<String>> headers, String name, String value) {
    headers.keySet().removeIf(h -> h.equalsIgnoreCase(name));
    headers.put(name, List.of(value));
  }

  /// The response whose pattern the whole selector matches; else the one without a pattern. A REST
  /// API's integration without any is given one by API Gateway's console, for status 200; a
  /// WebSocket API's hands on what the backend answered.
  private Optional<Fields> chosen(Backend.Answered answer) {
    var selector = answer.selector();
    var rows = new ArrayList<Fields>();
    for (var row : integration.settings().list("IntegrationResponses")) {
      if (row instanceof Fields response) {
        rows.add(response);
      }
    }
    if (rows.isEmpty()) {
      return Optional.of(
          integration.key().path().isEmpty()
              ? Fields.EMPTY.with("StatusCode", answer.status())
              : Fields.EMPTY);
    }
    return rows.stream()
        .filter(r -> r.text("SelectionPattern").filter(p -> matches(p, selector)).isPresent())
        .findFirst()
        .or(() ->
            rows.stream().filter(r -> r.text("SelectionPattern").orElse("").isEmpty()).findFirst());
  }

  private static boolean matches(String pattern, String selector) {
    try {
      return !pattern.isEmpty()
          && !selector.isEmpty()
          && Pattern.compile(pattern, Pattern.DOTALL).matcher(selector).matches();
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private MappingTemplate.Rendered render(
      String template, Value body, TemplateOverrides overrides) {
    var input = TemplateInput.of(text(body), request, pathParameters);
    return MappingTemplate.render(template, input, overrides.context(), stageVariables);
  }

  /// A payload's bytes.
  static byte[] bytes(Value payload) {
    return payload instanceof Value.Blob b
        ? b.bytes()
        : payload.asText().orElse("").getBytes(StandardCharsets.UTF_8);
  }

  /// A payload as text.
  static String text(Value payload) {
    return payload instanceof Value.Blob b
        ? new String(b.bytes(), StandardCharsets.UTF_8)
        : payload.asText().orElse("");
  }
}

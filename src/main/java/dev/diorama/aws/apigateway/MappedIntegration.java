package dev.diorama.aws.apigateway;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A non-proxy integration of a REST API: a template makes the request to the backend, another one
/// the response. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/how-to-integration-settings.html`.
record MappedIntegration(
    Integration integration, ApiRequest request, Fields context, Fields stageVariables) {

  /// Whether the route's integration is of this kind.
  static boolean isOne(Integration integration) {
    return integration.settings().text("Type").filter("AWS"::equals).isPresent();
  }

  /// The body for the backend; without a template the request's own. Empty if the template fails.
  Optional<String> toBackend(Map<String, String> pathParameters) {
    var template = integration.settings().text("RequestTemplate");
    return template.isEmpty()
        ? Optional.of(request.bodyText())
        : render(template.get(), request.bodyText(), pathParameters);
  }

  /// The client's response.
  ///
  /// @param body what the backend answered
  /// @param error what selects the response: a function's error message or a service's status;
  ///   empty if the backend succeeded
  Optional<ProxyResponse> toClient(
      String body, Optional<String> error, Map<String, String> pathParameters) {
    var chosen = chosen(error);
    var text =
        chosen
            .text("ResponseTemplate")
            .map(t -> render(t, body, pathParameters))
            .orElse(Optional.of(body));
    var headers = new LinkedHashMap<String, List<String>>();
    headers.put("Content-Type", List.of("application/json"));
    return text.map(t ->
        new ProxyResponse(
            chosen.number("StatusCode").map(Long::intValue).orElse(200), headers, Value.of(t)));
  }

  /// The response whose pattern the whole error matches; else the one without a pattern.
  private Fields chosen(Optional<String> error) {
    var otherwise = Fields.EMPTY;
    for (var row : integration.settings().list("IntegrationResponses")) {
      if (row instanceof Fields response) {
        var pattern = response.text("SelectionPattern").orElse("");
        if (pattern.isEmpty()) {
          otherwise = response;
        } else if (error.isPresent() && matches(pattern, error.get())) {
          return response;
        }
      }
    }
    return otherwise;
  }

  private static boolean matches(String pattern, String error) {
    try {
      return Pattern.compile(pattern, Pattern.DOTALL).matcher(error).matches();
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  private Optional<String> render(String template, String body, Map<String, String> path) {
    var query = new LinkedHashMap<String, String>();
    request.query().forEach((name, values) -> query.put(name, values.getLast()));
    var headers = new LinkedHashMap<String, String>();
    request.headers().forEach((name, values) -> headers.put(name, values.getLast()));
    var input =
        new TemplateInput(
            body, Map.of("path", Map.copyOf(path), "querystring", query, "header", headers));
    return MappingTemplate.render(template, input, context, stageVariables);
  }

  /// A payload as text.
  static String text(Value.Blob payload) {
    return new String(payload.bytes(), StandardCharsets.UTF_8);
  }
}

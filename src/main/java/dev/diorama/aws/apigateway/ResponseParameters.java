package dev.diorama.aws.apigateway;

import dev.diorama.model.Value.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Maps parameters of an integration's response to headers of a method's response, for REST APIs:
/// `method.response.header.X` from `integration.response.header.y`,
/// `integration.response.body.a.b`, a text in single quotes, `context.…` or `stageVariables.…`. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping-sources.html`.
///
/// @param headers by name without regard to case
record ResponseParameters(
    Map<String, List<String>> headers, String body, Fields context, Fields stageVariables) {

  /// The parameters of a backend's answer.
  static ResponseParameters of(Backend.Answered answer, Fields context, Fields stageVariables) {
    return new ResponseParameters(
        answer.headers(), MappedIntegration.text(answer.body()), context, stageVariables);
  }

  /// The headers, by name.
  SequencedMap<String, String> map(Fields mapping) {
    var result = new LinkedHashMap<String, String>();
    for (var e : mapping.values().entrySet()) {
      var name = e.getKey().replaceFirst("^(method\\.response|gatewayresponse)\\.header\\.", "");
      e.getValue().asText().flatMap(this::value).ifPresent(v -> result.put(name, v));
    }
    return result;
  }

  private Optional<String> value(String source) {
    if (source.length() > 1 && source.startsWith("'") && source.endsWith("'")) {
      return Optional.of(source.substring(1, source.length() - 1));
    }
    if (source.startsWith("integration.response.header.")) {
      return header(source.substring("integration.response.header.".length()));
    }
    if (source.startsWith("integration.response.multivalueheader.")) {
      return header(source.substring("integration.response.multivalueheader.".length()));
    }
    if (source.startsWith("integration.response.body")) {
      var path = source.substring("integration.response.body".length());
      return Optional.of(
          path.isEmpty()
              ? body
              : String.valueOf(new TemplateInput(body, Map.of()).path("$" + path)));
    }
    if (source.startsWith("context.")) {
      return ContextVariables.text(context, source.substring("context.".length()));
    }
    return source.startsWith("stageVariables.")
        ? stageVariables.text(source.substring("stageVariables.".length()))
        : Optional.empty();
  }

  private Optional<String> header(String name) {
    return headers.entrySet().stream()
        .filter(h -> h.getKey().equalsIgnoreCase(name))
        .map(h -> String.join(",", h.getValue()))
        .findFirst();
  }
}

package dev.diorama.aws.apigateway;

import dev.diorama.model.Value.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Maps parameters of a method's request to those of its integration, for REST APIs:
/// `integration.request.header.X` from `method.request.querystring.y`, a text in single quotes,
/// `context.…` or `stageVariables.…`. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-parameter-mapping-sources.html`.
/// WebSocket APIs write `route.request` in place of `method.request`:
/// `docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-mapping.html`.
record RequestParameters(
    ApiRequest request, Map<String, String> pathParameters, Fields context, Fields stageVariables) {

  /// What the integration's request has.
  record Mapped(
      SequencedMap<String, String> path,
      SequencedMap<String, List<String>> query,
      SequencedMap<String, List<String>> headers) {}

  /// Maps; sources that the request does not have are left out.
  Mapped map(Fields mapping) {
    var result = new Mapped(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    for (var e : mapping.values().entrySet()) {
      var to = e.getKey().split("\\.", 4);
      var value = e.getValue().asText().flatMap(this::value);
      if (to.length < 4 || value.isEmpty()) {
        continue;
      }
      switch (to[2]) {
        case "path" -> result.path().put(to[3], value.get());
        case "querystring" -> result.query().put(to[3], List.of(value.get()));
        case "header" -> result.headers().put(to[3], List.of(value.get()));
        default -> {
          // There is no other place.
        }
      }
    }
    return result;
  }

  /// Headers of a gateway response, as `gatewayresponse.header.X`.
  SequencedMap<String, String> headers(Fields mapping) {
    var result = new LinkedHashMap<String, String>();
    for (var e : mapping.values().entrySet()) {
      var name = e.getKey().replaceFirst("^gatewayresponse\\.header\\.", "");
      e.getValue().asText().flatMap(this::value).ifPresent(v -> result.put(name, v));
    }
    return result;
  }

  private Optional<String> value(String drawn) {
    var source = drawn.replaceFirst("^route\\.request\\.", "method.request.");
    if (source.length() > 1 && source.startsWith("'") && source.endsWith("'")) {
      return Optional.of(source.substring(1, source.length() - 1));
    }
    if (source.startsWith("context.")) {
      return ContextVariables.text(context, source.substring("context.".length()));
    }
    if (source.startsWith("stageVariables.")) {
      return stageVariables.text(source.substring("stageVariables.".length()));
    }
    if (source.startsWith("method.request.body")) {
      var path = source.substring("method.request.body".length());
      return path.isEmpty()
          ? Optional.of(request.bodyText())
          : Optional.of(new TemplateInput(request.bodyText(), Map.of()).path("$" + path))
              .map(String::valueOf)
              .filter(t -> !t.isEmpty());
    }
    var parts = source.split("\\.", 4);
    if (parts.length < 4 || !source.startsWith("method.request.")) {
      return Optional.empty();
    }
    return switch (parts[2]) {
      case "path" -> Optional.ofNullable(pathParameters.get(parts[3]));
      case "querystring" -> Optional.ofNullable(request.query().get(parts[3])).map(List::getLast);
      case "multivaluequerystring" ->
          Optional.ofNullable(request.query().get(parts[3])).map(v -> String.join(",", v));
      case "header" -> request.header(parts[3]);
      case "multivalueheader" ->
          Optional.of(String.join(",", request.headerValues(parts[3]))).filter(v -> !v.isEmpty());
      default -> Optional.empty();
    };
  }
}

package dev.diorama.aws.apigateway;

import dev.diorama.model.Value.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What a mapping template may set beside its output: `$context.requestOverride` and
/// `$context.responseOverride`. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html`.
final class TemplateOverrides {
  private final Map<String, Object> context;
  private final Map<String, Map<String, Object>> request = new LinkedHashMap<>();
  private final Map<String, Object> response = new LinkedHashMap<>();
  private final Map<String, Object> responseHeaders = new LinkedHashMap<>();

  /// No overrides yet.
  ///
  /// @param context what `$context` has besides
  TemplateOverrides(Fields context) {
    this.context = new LinkedHashMap<>();
    context.values().forEach((name, value) -> this.context.put(name, TemplateInput.plain(value)));
    for (var place : List.of("path", "querystring", "header")) {
      request.put(place, new LinkedHashMap<>());
    }
    response.put("header", responseHeaders);
    this.context.put("requestOverride", request);
    this.context.put("responseOverride", response);
  }

  /// `$context`, for one template.
  Map<String, Object> context() {
    return context;
  }

  /// Puts the overrides of a place over what was mapped.
  void apply(String place, SequencedMap<String, String> over) {
    request
        .getOrDefault(place, Map.of())
        .forEach((name, value) -> over.put(name, String.valueOf(value)));
  }

  /// The same for values that may be several.
  void applyLists(String place, SequencedMap<String, List<String>> over) {
    request
        .getOrDefault(place, Map.of())
        .forEach((name, value) -> over.put(name, List.of(String.valueOf(value))));
  }

  /// The headers of the response.
  Map<String, String> headers() {
    var result = new LinkedHashMap<String, String>();
    responseHeaders.forEach((name, value) -> result.put(name, String.valueOf(value)));
    return result;
  }

  /// The status of the response, if it was set to one.
  Optional<Integer> status() {
    return Optional.ofNullable(response.get("status"))
        .map(String::valueOf)
        .filter(s -> s.matches("[1-5][0-9]{2}"))
        .map(Integer::parseInt);
  }
}

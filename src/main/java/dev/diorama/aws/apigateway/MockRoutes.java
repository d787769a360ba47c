package dev.diorama.aws.apigateway;

import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Methods of a REST API with a mock integration, which the API answers by itself, as `OPTIONS` for
/// cross-origin requests. They lead nowhere, so they are rows of the API rather than arrows. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html`.
final class MockRoutes {
  private MockRoutes() {}

  /// The answer of the mock method that takes a request; empty if none does.
  static Optional<ProxyResponse> answer(Resource api, ApiRequest request) {
    for (var row : api.properties().list("MockMethods")) {
      if (row instanceof Fields mock && takes(mock, request)) {
        var headers = new LinkedHashMap<String, List<String>>();
        headers.put("Content-Type", List.of("application/json"));
        var drawn = mock.fields("Headers");
        drawn.values().keySet().forEach(name -> headers.put(name, drawn.texts(name)));
        return Optional.of(
            new ProxyResponse(
                mock.number("StatusCode").map(Long::intValue).orElse(200),
                headers,
                Value.of(mock.text("Body").orElse(""))));
      }
    }
    return Optional.empty();
  }

  private static boolean takes(Fields mock, ApiRequest request) {
    return RouteKey.parse(mock.text("RouteKey").orElse(""))
        .filter(k -> k.method().equals(RouteKey.ANY) || k.method().equals(request.method()))
        .flatMap(k -> k.match(request.path()))
        .isPresent();
  }
}

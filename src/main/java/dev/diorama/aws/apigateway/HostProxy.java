package dev.diorama.aws.apigateway;

import dev.diorama.model.Value.Fields;
import java.util.LinkedHashMap;
import java.util.List;

/// Hands a whole request to a host. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/setup-http-integrations.html` and
/// `docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-http.html`.
final class HostProxy {
  private HostProxy() {}

  /// The call of the host: path parameters, query, headers and body of the request, and over them
  /// what a REST API's integration maps.
  ///
  /// @param context `$context`
  static Backend call(
      ApiKind kind, ApiRequest request, RouteMatch match, Fields context, Fields stageVariables) {
    var integration = match.integration();
    var path = new LinkedHashMap<>(match.pathParameters());
    path.putIfAbsent("proxy", request.path().replaceFirst("^/", ""));
    var headers = new LinkedHashMap<String, List<String>>();
    request
        .headers()
        .forEach((name, values) -> {
          if (IntegrationUri.isHandedOn(name)) {
            headers.put(name, values);
          }
        });
    var query = new LinkedHashMap<>(request.query());
    if (kind == ApiKind.REST) {
      var mapped =
          new RequestParameters(request, match.pathParameters(), context, stageVariables)
              .map(integration.settings().fields("IntegrationRequestParameters"));
      path.putAll(mapped.path());
      query.putAll(mapped.query());
      mapped
          .headers()
          .forEach((name, values) -> {
            headers.keySet().removeIf(name::equalsIgnoreCase);
            headers.put(name, values);
          });
    }
    return new Backend(
        integration.settings().text("IntegrationHttpMethod").orElse(request.method()),
        path,
        query,
        headers,
        IntegrationUri.body(request));
  }
}

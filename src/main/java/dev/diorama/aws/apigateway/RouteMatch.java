package dev.diorama.aws.apigateway;

import dev.diorama.model.Value.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The route that takes a request.
///
/// @param pathParameters still percent-encoded
/// @param authorizer what the route's authorizer has for the integration
record RouteMatch(Integration integration, Map<String, String> pathParameters, Fields authorizer) {

  /// This match with what the authorizer said.
  RouteMatch with(Fields newAuthorizer) {
    return new RouteMatch(integration, pathParameters, newAuthorizer);
  }

  /// The most specific of `routes` that takes the request. AWS looks for a full match first, then
  /// for a greedy path variable, then takes `$default`:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html`.
  ///
  /// REST APIs take a path with a slash at the end for the one without, HTTP APIs do not
  /// (`github.com/aws-powertools/powertools-lambda-python/issues/1552`,
  /// `github.com/storacha/w3infra/pull/166`).
  ///
  /// @param routes most specific first
  static Optional<RouteMatch> find(
      ApiKind kind, List<Integration> routes, String method, String requestPath) {
    var path =
        kind == ApiKind.REST && requestPath.length() > 1 && requestPath.endsWith("/")
            ? requestPath.substring(0, requestPath.length() - 1)
            : requestPath;
    for (var route : routes) {
      var key = route.key();
      if (!key.isDefault() && key.path().isEmpty()) {
        continue;
      }
      if (key.isDefault() || key.method().equals(RouteKey.ANY) || key.method().equals(method)) {
        var parameters = key.match(path);
        if (parameters.isPresent()) {
          return Optional.of(new RouteMatch(route, parameters.get(), Fields.EMPTY));
        }
      }
    }
    return Optional.empty();
  }
}

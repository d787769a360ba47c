package dev.diorama.aws.apigateway;

import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.Resource;
import java.util.List;
import java.util.Optional;

/// Reads an API's routes from its drawn connections.
final class Integrations {
  private Integrations() {}

  /// The integrations of an API, in document order. Connections whose route key is none are left
  /// out; a rule tells about them.
  static List<Integration> of(Resource api, Architecture drawing) {
    return drawing.from(api.id()).stream()
        .filter(c -> c.type().value().equals(ApiConnections.INTEGRATION))
        .flatMap(c -> of(api, c).stream())
        .toList();
  }

  /// The integration that a connection draws.
  static Optional<Integration> of(Resource api, Connection connection) {
    return routeKey(api, connection)
        .map(key ->
            new Integration(
                connection.id(),
                key,
                connection.target(),
                payloadFormat(api, connection),
                connection.properties()));
  }

  /// The route key as drawn; where none is drawn, the one that takes everything. A WebSocket API's
  /// route keys are any texts:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-develop-routes.html`.
  static Optional<RouteKey> routeKey(Resource api, Connection connection) {
    var text = text(api, connection);
    return switch (ApiKind.of(api)) {
      case WEBSOCKET -> Optional.of(new RouteKey(text, ""));
      case HTTP -> RouteKey.parse(text).filter(k -> k.isDefault() || !k.path().isEmpty());
      case REST -> RouteKey.parse(text).filter(k -> !k.path().isEmpty());
    };
  }

  /// The route key's text as drawn, or the API's own for all requests.
  static String text(Resource api, Connection connection) {
    return connection.properties().text("RouteKey").orElse(catchAll(api));
  }

  /// The route key that takes every request.
  static String catchAll(Resource api) {
    return ApiKind.of(api) == ApiKind.REST ? "ANY /{proxy+}" : RouteKey.DEFAULT;
  }

  /// REST APIs know 1.0 only; HTTP APIs take 2.0 where nothing is said, as the console does:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html`.
  private static String payloadFormat(Resource api, Connection connection) {
    return ApiKind.of(api) == ApiKind.HTTP
        ? connection.properties().text("PayloadFormatVersion").orElse("2.0")
        : "1.0";
  }
}

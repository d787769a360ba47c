package dev.diorama.aws.apigateway;

import dev.diorama.model.Resource;
import java.time.Duration;

/// The three kinds of API.
enum ApiKind {
  /// A REST API.
  REST,
  /// An HTTP API.
  HTTP,
  /// A WebSocket API.
  WEBSOCKET;

  private static final Duration HTTP_TIMEOUT =
      ApiFigures.ALL.duration("apigateway.http.timeout.maximum");
  private static final Duration REST_TIMEOUT =
      ApiFigures.ALL.duration("apigateway.rest.timeout.default");

  static ApiKind of(Resource api) {
    if (api.type().value().equals(ApiTypes.REST)) {
      return REST;
    }
    return api.properties().text("ProtocolType").orElse("HTTP").equals("WEBSOCKET")
        ? WEBSOCKET
        : HTTP;
  }

  /// How long an integration may take, from
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/limits.html` and
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html`.
  Duration timeout() {
    return this == HTTP ? HTTP_TIMEOUT : REST_TIMEOUT;
  }

  /// The stage where none is drawn: HTTP APIs have one that stands in no path.
  String defaultStage() {
    return this == HTTP ? RouteKey.DEFAULT : "prod";
  }
}

package dev.diorama.aws.apigateway;

import dev.diorama.model.Environment;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;

/// The event with which a WebSocket API invokes a function. See
/// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html`
/// and
/// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html`.
///
/// @param type `CONNECT`, `MESSAGE` or `DISCONNECT`
/// @param requestId also the extended request id and, of a message, its id
/// @param authorizer what the authorizer said at the handshake
record WebSocketEvent(
    String routeKey,
    String type,
    String connectionId,
    Instant connectedAt,
    ApiRequest handshake,
    Fields authorizer,
    String requestId,
    Instant at) {

  /// The event of a handshake.
  Fields connect(Resource api, Environment environment) {
    var event =
        Fields.EMPTY
            .with("headers", EventParts.lasts(handshake.headers()))
            .with("multiValueHeaders", EventParts.lists(handshake.headers()));
    if (!handshake.query().isEmpty()) {
      event =
          event
              .with("queryStringParameters", EventParts.lasts(handshake.query()))
              .with("multiValueQueryStringParameters", EventParts.lists(handshake.query()));
    }
    return withContext(event, requestContext(api, environment))
        .with("isBase64Encoded", Value.of(false));
  }

  /// The event of a message.
  Fields message(Resource api, Environment environment, Value body) {
    var context = requestContext(api, environment).with("messageId", requestId);
    var event = withContext(Fields.EMPTY, context);
    return switch (body) {
      case Value.Blob b -> event.with("body", b.base64()).with("isBase64Encoded", Value.of(true));
      default ->
          event.with("body", body.asText().orElse("")).with("isBase64Encoded", Value.of(false));
    };
  }

  /// The event of an end.
  Fields disconnect(Resource api, Environment environment, int code, String reason) {
    var context =
        requestContext(api, environment)
            .with("disconnectStatusCode", code)
            .with("disconnectReason", reason);
    var event =
        Fields.EMPTY
            .with("headers", EventParts.lasts(handshake.headers()))
            .with("multiValueHeaders", EventParts.lists(handshake.headers()));
    return withContext(event, context).with("isBase64Encoded", Value.of(false));
  }

  /// The request as mapped integrations see it: query and headers are those of the handshake, which
  /// only the beginning of a connection has
  /// (`docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-mapping.html`).
  ApiRequest request(Value body) {
    var given =
        body instanceof Value.Blob b
            ? b
            : Value.of(body.asText().orElse("").getBytes(StandardCharsets.UTF_8));
    boolean isHandshake = type.equals("CONNECT");
    return new ApiRequest(
        "POST",
        "/",
        isHandshake ? handshake.rawQuery() : "",
        isHandshake ? handshake.query() : new LinkedHashMap<>(),
        isHandshake ? handshake.headers() : new LinkedHashMap<>(),
        given,
        requestId);
  }

  /// Whether this is neither the beginning nor the end of a connection.
  boolean isMessage() {
    return type.equals("MESSAGE");
  }

  private static Fields withContext(Fields event, Fields context) {
    return event.with("requestContext", context);
  }

  /// The part that all have.
  Fields requestContext(Resource api, Environment environment) {
    var identity = Fields.EMPTY.with("sourceIp", EventParts.SOURCE_IP);
    var agent = handshake.header("User-Agent");
    if (agent.isPresent()) {
      identity = identity.with("userAgent", agent.get());
    }
    var context =
        Fields.EMPTY
            .with("routeKey", routeKey)
            .with("eventType", type)
            .with("extendedRequestId", requestId)
            .with("requestTime", EventParts.time(at))
            .with("messageDirection", "IN")
            .with("stage", ApiFacets.stage(api))
            .with("connectedAt", connectedAt.toEpochMilli())
            .with("requestTimeEpoch", at.toEpochMilli())
            .with("identity", identity)
            .with("requestId", requestId)
            .with("domainName", ApiFacets.domainName(api, environment))
            .with("connectionId", connectionId)
            .with("apiId", ApiFacets.apiId(api));
    return authorizer.isEmpty() ? context : context.with("authorizer", authorizer);
  }

  /// The same, from a connection that is open.
  static WebSocketEvent of(
      OpenConnection connection, String routeKey, String type, String requestId, Instant at) {
    return new WebSocketEvent(
        routeKey,
        type,
        connection.id,
        connection.connectedAt,
        connection.handshake,
        connection.authorizer,
        requestId,
        at);
  }

  /// The route that a message selects: the text at the selection expression's path, as
  /// `$request.body.action`. Empty if the message is no JSON object or has no such member. See
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html`.
  static Optional<String> selected(String expression, Value message) {
    var path = expression.replaceFirst("^\\$\\{?request\\.body\\.?", "").replaceFirst("}$", "");
    Optional<Value> at =
        switch (message) {
          case Value.Blob b -> ApiJson.read(b.bytes());
          case Value.Text t -> ApiJson.read(t.value().getBytes(StandardCharsets.UTF_8));
          default -> Optional.empty();
        };
    for (var name : path.split("\\.", -1)) {
      at = at.flatMap(v -> v instanceof Fields f ? f.get(name) : Optional.empty());
    }
    return at.flatMap(v ->
        switch (v) {
          case Value.Text t -> Optional.of(t.value());
          case Value.Numeric n -> Optional.of(n.value().toPlainString());
          case Value.Flag f -> Optional.of(String.valueOf(f.value()));
          default -> Optional.empty();
        });
  }
}

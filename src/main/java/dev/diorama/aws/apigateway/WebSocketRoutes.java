package dev.diorama.aws.apigateway;

import dev.diorama.json.Json;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Calls what stands behind the routes of WebSocket APIs.
final class WebSocketRoutes {
  private static final String CONNECT = "$connect";
  private static final String DISCONNECT = "$disconnect";

  private final RuntimeContext context;
  private final FunctionCalls functions;
  private final Authorizers authorizers;
  private final Map<String, Map<String, Integration>> routes = new LinkedHashMap<>();

  WebSocketRoutes(RuntimeContext context, FunctionCalls functions, Authorizers authorizers) {
    this.context = context;
    this.functions = functions;
    this.authorizers = authorizers;
  }

  /// The route of this key, if it is drawn.
  Optional<Integration> route(Resource api, String key) {
    return Optional.ofNullable(
        routes
            .computeIfAbsent(
                api.id().value(),
                id -> {
                  var byKey = new LinkedHashMap<String, Integration>();
                  Integrations.of(api, context.drawing())
                      .forEach(i -> byKey.putIfAbsent(i.key().method(), i));
                  return byKey;
                })
            .get(key));
  }

  /// Asks the authorizer of `$connect`, if it has one; messages are not authorized again.
  void authorize(
      OperationRequest request,
      Resource api,
      WebSocketEvent event,
      Consumer<Authorizers.Outcome> done) {
    var route = route(api, CONNECT).filter(r -> r.authorization().equals("CUSTOM"));
    if (route.isEmpty()) {
      done.accept(new Authorizers.Granted(Fields.EMPTY));
      return;
    }
    var environment = context.drawing().environment();
    authorizers.ask(
        new AuthorizationQuestion(
            request.caller(),
            api,
            ApiFacets.sourceArn(api, route.get().key(), environment),
            route.get().key(),
            event.handshake(),
            event.requestContext(api, environment),
            Map.of(),
            api.properties().fields("StageVariables")),
        route.get().settings().text("Authorizer"),
        Because.of(request),
        done);
  }

  /// The event with what the authorizer said.
  WebSocketEvent withAuthorizer(WebSocketEvent event, Fields authorizer) {
    return new WebSocketEvent(
        event.routeKey(),
        event.type(),
        event.connectionId(),
        event.connectedAt(),
        event.handshake(),
        authorizer,
        event.requestId(),
        event.at());
  }

  /// Asks the integration of `$connect`, which need not be drawn. Success means that the connection
  /// may open; its output has the headers of the handshake's answer.
  void connect(
      OperationRequest request,
      Resource api,
      WebSocketEvent event,
      Consumer<OperationResult> done) {
    var accepted = Fields.EMPTY.with("StatusCode", 101);
    var route = route(api, CONNECT);
    if (route.isEmpty()) {
      done.accept(new Success(accepted));
      return;
    }
    call(
        api,
        route.get(),
        event.connect(api, context.drawing().environment()),
        Value.of(""),
        Because.of(request),
        answer ->
            done.accept(
                switch (answer) {
                  case FunctionCalls.Returned r -> handshake(r.payload(), accepted);
                  case FunctionCalls.Failed f -> refused(502);
                  case FunctionCalls.NotInvoked n -> refused(500);
                  case FunctionCalls.TooLate t -> refused(504);
                }));
  }

  /// The function may choose one of the subprotocols that the client offers:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/websocket-connect-route-subprotocol.html`.
  private static OperationResult handshake(Value.Blob payload, Fields accepted) {
    var response = ProxyResponse.read(payload.bytes(), ApiKind.WEBSOCKET, "1.0", false);
    if (response.isEmpty()) {
      return refused(502);
    }
    if (response.get().status() / 100 != 2) {
      return refused(response.get().status());
    }
    var headers = Fields.EMPTY;
    for (var header : response.get().headers().entrySet()) {
      if (header.getKey().equalsIgnoreCase("Sec-WebSocket-Protocol")) {
        headers = headers.with("Sec-WebSocket-Protocol", header.getValue().getFirst());
      }
    }
    return new Success(headers.isEmpty() ? accepted : accepted.with("Headers", headers));
  }

  /// What WebSocket clients say when the server does not switch protocols.
  private static Failure refused(int status) {
    return new Failure("UnexpectedServerResponse", "Unexpected server response: " + status, status);
  }

  /// Passes a message to the route that it selects, else to `$default`. The answer is what the
  /// client gets back: the route's response, or an error.
  void message(
      OperationRequest request,
      OpenConnection connection,
      Value body,
      String requestId,
      Consumer<Optional<Value>> done) {
    var api = connection.api;
    var expression =
        api.properties().text("RouteSelectionExpression").orElse("$request.body.action");
    var route =
        WebSocketEvent.selected(expression, body)
            .filter(key -> !key.equals(CONNECT) && !key.equals(DISCONNECT))
            .flatMap(key -> route(api, key))
            .or(() -> route(api, RouteKey.DEFAULT));
    if (route.isEmpty()) {
      done.accept(Optional.of(error("Forbidden", connection, requestId)));
      return;
    }
    var key = route.get().key().toString();
    var event = WebSocketEvent.of(connection, key, "MESSAGE", requestId, context.now());
    call(
        api,
        route.get(),
        event.message(api, context.drawing().environment(), body),
        body,
        Because.of(request),
        answer ->
            done.accept(
                switch (answer) {
                  case FunctionCalls.Returned r ->
                      response(route.get(), r.payload(), connection, requestId);
                  case FunctionCalls.TooLate t ->
                      Optional.of(error("Endpoint request timed out", connection, requestId));
                  default -> Optional.of(error("Internal server error", connection, requestId));
                }));
  }

  /// Only a route with a route response answers its client:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html`.
  private static Optional<Value> response(
      Integration route, Value.Blob payload, OpenConnection connection, String requestId) {
    var response = ProxyResponse.read(payload.bytes(), ApiKind.WEBSOCKET, "1.0", false);
    if (response.isEmpty()) {
      return Optional.of(error("Internal server error", connection, requestId));
    }
    return route.settings().text("RouteResponseSelectionExpression").isPresent()
        ? Optional.of(response.get().body())
        : Optional.empty();
  }

  private static Value error(String message, OpenConnection connection, String requestId) {
    return Value.of(
        Json.write(
            Fields.EMPTY
                .with("message", message)
                .with("connectionId", connection.id)
                .with("requestId", requestId)));
  }

  /// Tells the integration of `$disconnect`, if there is one, that a connection has ended. Nobody
  /// waits for it.
  void disconnected(
      OpenConnection connection, WebSocketEvent event, int code, String reason, Because because) {
    route(connection.api, DISCONNECT)
        .ifPresent(route ->
            call(
                connection.api,
                route,
                event.disconnect(connection.api, context.drawing().environment(), code, reason),
                Value.of(""),
                because,
                answer -> {}));
  }

  private void call(
      Resource api,
      Integration route,
      Fields event,
      Value body,
      Because because,
      Consumer<FunctionCalls.Answer> done) {
    var arn = context.catalog().arn(context.drawing(), route.target()).orElse("");
    if (Target.service(arn).equals("sqs")) {
      context.call(
          IntegrationCalls.sendMessage(
              context, api, route.target(), body.asText().orElse(""), because),
          result ->
              done.accept(
                  result instanceof Success
                      ? new FunctionCalls.Returned(
                          Value.of("{\"statusCode\":200}".getBytes(StandardCharsets.UTF_8)))
                      : new FunctionCalls.NotInvoked()));
      return;
    }
    functions.invoke(
        api,
        ApiFacets.sourceArn(api, route.key(), context.drawing().environment()),
        route.target(),
        event,
        ApiKind.WEBSOCKET.timeout(),
        because,
        done);
  }
}

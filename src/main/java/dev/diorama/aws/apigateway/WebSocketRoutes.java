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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Calls what stands behind the routes of WebSocket APIs.
final class WebSocketRoutes {
  private static final String CONNECT = "$connect";
  private static final String DISCONNECT = "$disconnect";

  private final RuntimeContext context;
  private final Authorizers authorizers;
  private final WebSocketBackends backends;
  private final AccessLogs accessLogs;
  private final Map<String, Map<String, Integration>> routes = new LinkedHashMap<>();

  WebSocketRoutes(
      RuntimeContext context,
      FunctionCalls functions,
      Authorizers authorizers,
      AccessLogs accessLogs) {
    this.context = context;
    this.authorizers = authorizers;
    this.backends = new WebSocketBackends(context, functions);
    this.accessLogs = accessLogs;
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
            format -> event.requestContext(api, environment),
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
    var because = Because.of(request);
    var route = route(api, CONNECT);
    if (route.isEmpty()) {
      log(api, event, new WebSocketBackends.NotAsked(), because);
      done.accept(new Success(accepted));
      return;
    }
    backends.call(
        new WebSocketBackends.Call(
            api,
            route.get(),
            event,
            event.connect(api, context.drawing().environment()),
            Value.of(""),
            because),
        answer -> {
          log(api, event, answer, because);
          done.accept(
              switch (answer) {
                case WebSocketBackends.Responded r -> handshake(r, accepted);
                case WebSocketBackends.NotAsked n -> new Success(accepted);
                case WebSocketBackends.Failed f -> refused(f.status());
              });
        });
  }

  /// The function may choose one of the subprotocols that the client offers:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/websocket-connect-route-subprotocol.html`.
  private static OperationResult handshake(WebSocketBackends.Responded response, Fields accepted) {
    if (response.status() / 100 != 2) {
      return refused(response.status());
    }
    var headers = Fields.EMPTY;
    for (var name : response.headers().values().keySet()) {
      if (name.equalsIgnoreCase("Sec-WebSocket-Protocol")) {
        headers = headers.with("Sec-WebSocket-Protocol", response.headers().texts(name).getFirst());
      }
    }
    return new Success(headers.isEmpty() ? accepted : accepted.with("Headers", headers));
  }

  /// What WebSocket clients say when the server does not switch protocols.
  private static Failure refused(int status) {
    return new Failure("UnexpectedServerResponse", "Unexpected server response: " + status, status);
  }

  /// Passes a message to the route that it selects, else to `$default`. The answer is what the
  /// client gets back: the route's response, or an error. Only a route with a route response
  /// answers its client:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html`.
  void message(
      OperationRequest request,
      OpenConnection connection,
      Value body,
      String requestId,
      Consumer<Optional<Value>> done) {
    var api = connection.api;
    var because = Because.of(request);
    var expression =
        api.properties().text("RouteSelectionExpression").orElse("$request.body.action");
    var route =
        WebSocketEvent.selected(expression, body)
            .filter(key -> !key.equals(CONNECT) && !key.equals(DISCONNECT))
            .flatMap(key -> route(api, key))
            .or(() -> route(api, RouteKey.DEFAULT));
    var key = route.map(r -> r.key().toString()).orElse("");
    var event = WebSocketEvent.of(connection, key, "MESSAGE", requestId, context.now());
    if (route.isEmpty()) {
      var failed = new WebSocketBackends.Failed(403, "Forbidden");
      log(api, event, failed, because);
      done.accept(Optional.of(error(failed.message(), connection, requestId)));
      return;
    }
    backends.call(
        new WebSocketBackends.Call(
            api,
            route.get(),
            event,
            event.message(api, context.drawing().environment(), body),
            body,
            because),
        answer -> {
          log(api, event, answer, because);
          done.accept(
              switch (answer) {
                case WebSocketBackends.Responded r ->
                    route.get().settings().text("RouteResponseSelectionExpression").isPresent()
                        ? Optional.of(r.body())
                        : Optional.empty();
                case WebSocketBackends.NotAsked n -> Optional.empty();
                case WebSocketBackends.Failed f ->
                    Optional.of(error(f.message(), connection, requestId));
              });
        });
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
    var api = connection.api;
    var route = route(api, DISCONNECT);
    if (route.isEmpty()) {
      log(api, event, new WebSocketBackends.NotAsked(), because);
      return;
    }
    backends.call(
        new WebSocketBackends.Call(
            api,
            route.get(),
            event,
            event.disconnect(api, context.drawing().environment(), code, reason),
            Value.of(""),
            because),
        answer -> log(api, event, answer, because));
  }

  /// The handshake ended before its route was asked.
  void refused(Resource api, WebSocketEvent event, Failure failure, Because because) {
    log(api, event, new WebSocketBackends.Failed(failure.status(), failure.message()), because);
  }

  private void log(
      Resource api, WebSocketEvent event, WebSocketBackends.Outcome outcome, Because because) {
    if (accessLogs.areOn(api)) {
      var variables = event.requestContext(api, context.drawing().environment());
      accessLogs.write(
          api,
          AccessLogVariables.of(
              event.isMessage() ? variables.with("messageId", event.requestId()) : variables,
              outcome,
              event.at(),
              context.now()),
          because);
    }
  }
}

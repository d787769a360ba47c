package dev.diorama.aws.apigateway;

import dev.diorama.json.Json;
import dev.diorama.model.Connection;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.wire.WebSocketPeer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// The WebSocket APIs of a run: their open connections, from the handshake to the end. The quotas
/// are those of
/// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html`.
final class WebSocketApis {
  /// After this time without a message a connection ends.
  static final Duration IDLE = ApiFigures.ALL.duration("apigateway.websocket.idle");

  /// No connection lives longer.
  static final Duration LIFE = ApiFigures.ALL.duration("apigateway.websocket.life");

  /// The largest message, in bytes.
  static final int MAX_MESSAGE = (int) ApiFigures.ALL.bytes("apigateway.websocket.message.maximum");

  /// The largest frame, in bytes.
  static final int MAX_FRAME = (int) ApiFigures.ALL.bytes("apigateway.websocket.frame.maximum");

  /// The code at the end of an idle or old connection:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-overview.html`,
  /// which lists all codes.
  private static final int GOING_AWAY = 1001;

  /// A binary message:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-binary-media-types.html`.
  private static final int UNSUPPORTED = 1003;

  /// A message or frame that is too large:
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html`.
  private static final int TOO_BIG = 1009;

  private static final String CONNECT = "$connect";
  private static final String DISCONNECT = "$disconnect";

  private final RuntimeContext context;
  private final WebSocketRoutes routes;
  private final ApiMeter meter;
  private final Map<String, OpenConnection> connections = new LinkedHashMap<>();
  private final Map<ResourceId, Long> open = new LinkedHashMap<>();
  private final Map<ResourceId, Long> messages = new LinkedHashMap<>();

  WebSocketApis(RuntimeContext context, WebSocketRoutes routes, ApiMeter meter) {
    this.context = context;
    this.routes = routes;
    this.meter = meter;
  }

  /// Opens a connection, if its route and authorizer let it.
  void connect(OperationRequest request, Resource api, Consumer<OperationResult> reply) {
    if (!ofStage(request.input(), api)) {
      reply.accept(ApiFailures.forbidden());
      return;
    }
    var handshake =
        ForwardedHeaders.add(
            ApiRequest.of(request.input(), "/"),
            EventParts.SOURCE_IP,
            ApiFacets.domainName(api, context.drawing().environment()),
            context.newUuid(),
            context.now());
    var event =
        new WebSocketEvent(
            CONNECT,
            "CONNECT",
            newId(),
            context.now(),
            handshake,
            Fields.EMPTY,
            newId(),
            context.now());
    routes.authorize(
        request,
        api,
        event,
        outcome -> {
          switch (outcome) {
            case Authorizers.Refused r -> {
              routes.refused(api, event, r.failure(), Because.of(request));
              reply.accept(r.failure());
            }
            case Authorizers.Granted g -> {
              var known = routes.withAuthorizer(event, g.context());
              routes.connect(
                  request, api, known, answer -> opened(request, api, known, answer, reply));
            }
          }
        });
  }

  private static boolean ofStage(Fields input, Resource api) {
    return ApiKind.of(api) == ApiKind.WEBSOCKET
        && input.text("Stage").orElse("").equals(ApiFacets.stage(api));
  }

  /// An id as API Gateway makes them: eleven bytes in Base64.
  private String newId() {
    return ConnectionIds.next(context.random());
  }

  private void opened(
      OperationRequest request,
      Resource api,
      WebSocketEvent event,
      OperationResult answer,
      Consumer<OperationResult> reply) {
    if (!(answer instanceof Success s)) {
      reply.accept(answer);
      return;
    }
    var connection =
        new OpenConnection(
            event.connectionId(),
            api,
            RuntimeEvent.resource(request.caller()),
            context.now(),
            event.handshake(),
            event.authorizer(),
            Because.of(request));
    connections.put(connection.id, connection);
    request
        .input()
        .text("Connection")
        .ifPresent(name -> connections.put(named(api, name), connection));
    connection.timer(
        context.after(LIFE, () -> end(connection, GOING_AWAY, "Going away", connection.because)));
    watch(connection, IDLE);
    count(api, 1, 0, Because.of(request));
    reply.accept(
        new Success(
            s.output().with("ApiId", ApiFacets.apiId(api)).with("ConnectionId", connection.id)));
  }

  /// A scenario names its connections, since it cannot know their ids.
  private static String named(Resource api, String name) {
    return "(" + api.id() + ") " + name;
  }

  private void watch(OpenConnection connection, Duration after) {
    connection.timer(
        context.after(
            after,
            () -> {
              var left = Duration.between(context.now(), connection.lastActiveAt().plus(IDLE));
              if (left.isPositive()) {
                watch(connection, left);
              } else {
                end(connection, GOING_AWAY, "Going away", connection.because);
              }
            }));
  }

  private void count(Resource api, long connected, long sent, Because because) {
    var counts = new LinkedHashMap<String, Long>();
    counts.put("connections", open.merge(api.id(), connected, Long::sum));
    counts.put("messages", messages.merge(api.id(), sent, Long::sum));
    context.changed(because, api.id(), counts);
  }

  /// The open connection that a request means.
  private Optional<OpenConnection> connection(Fields input, Resource api) {
    var id =
        input
            .text("ConnectionId")
            .or(() -> input.text("Connection").map(name -> named(api, name)))
            .orElse("");
    return Optional.ofNullable(connections.get(id)).filter(c -> c.api.id().equals(api.id()));
  }

  /// The open connection that `@connections` means, at the stage that it names.
  private Optional<OpenConnection> managed(Fields input, Resource api) {
    return connection(input, api).filter(c -> ApiFacets.stage(c.api).equals(ApiFacets.stage(api)));
  }

  /// A client sent a message. What it gets back at once is in the answer too.
  void send(OperationRequest request, Resource api, Consumer<OperationResult> reply) {
    var found = connection(request.input(), api);
    if (found.isEmpty()) {
      reply.accept(gone());
      return;
    }
    var connection = found.get();
    var body = body(request.input());
    if (body instanceof Value.Blob) {
      end(connection, UNSUPPORTED, "Unsupported data", Because.of(request));
      reply.accept(
          new Failure(
              "UnsupportedMediaTypeException", "The connection was closed with code 1003", 415));
      return;
    }
    if (size(body) > MAX_MESSAGE) {
      end(connection, TOO_BIG, "Message too long", Because.of(request));
      reply.accept(
          new Failure("PayloadTooLargeException", "The connection was closed with code 1009", 413));
      return;
    }
    connection.touch(context.now());
    count(api, 0, 1, Because.of(request));
    meter.message(api, body, Because.of(request));
    var requestId = newId();
    routes.message(
        request,
        connection,
        body,
        requestId,
        answer -> {
          answer.ifPresent(a -> deliver(connection, a, Because.of(request)));
          reply.accept(
              new Success(answer.map(a -> Fields.EMPTY.with("Answer", a)).orElse(Fields.EMPTY)));
        });
  }

  /// The message of a request: binary data, a text, or an object that is sent as JSON.
  private static Value body(Fields input) {
    var body = input.get("Body").or(() -> input.get("Data")).orElse(Value.of(""));
    return switch (body) {
      case Value.Blob b -> b;
      case Value.Text t -> t;
      default -> Value.of(Json.write(body));
    };
  }

  private static int size(Value message) {
    return message instanceof Value.Blob b
        ? b.length()
        : message.asText().orElse("").getBytes(StandardCharsets.UTF_8).length;
  }

  /// A client has gone.
  void disconnect(OperationRequest request, Resource api, Consumer<OperationResult> reply) {
    var found = connection(request.input(), api);
    if (found.isEmpty()) {
      reply.accept(gone());
      return;
    }
    end(
        found.get(),
        request.input().number("Code").map(Long::intValue).orElse(1000),
        request.input().text("Reason").orElse(""),
        Because.of(request));
    reply.accept(new Success(Fields.EMPTY));
  }

  /// What a scenario's client has received since it last looked.
  void receive(OperationRequest request, Resource api, Consumer<OperationResult> reply) {
    var found = connection(request.input(), api);
    reply.accept(
        found.isEmpty()
            ? gone()
            : new Success(Fields.EMPTY.with("Messages", new Value.Items(found.get().read()))));
  }

  private void end(OpenConnection connection, int code, String reason, Because because) {
    if (connections.remove(connection.id) == null) {
      return;
    }
    connections.values().removeIf(c -> c == connection);
    connection.stopTimers();
    connection.hangUp(code, reason);
    count(connection.api, -1, 0, because);
    meter.connection(
        connection.api, Duration.between(connection.connectedAt, context.now()), because);
    routes.disconnected(
        connection,
        WebSocketEvent.of(connection, DISCONNECT, "DISCONNECT", newId(), context.now()),
        code,
        reason,
        because);
  }

  /// `@connections`: sends a message to a client. See
  /// `docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html`.
  void post(OperationRequest request, Resource api, Consumer<OperationResult> reply) {
    var found = managed(request.input(), api);
    if (found.isEmpty()) {
      reply.accept(gone());
      return;
    }
    var body = body(request.input());
    if (size(body) > MAX_MESSAGE) {
      reply.accept(new Failure("PayloadTooLargeException", "Message too long", 413));
      return;
    }
    deliver(found.get(), body, Because.of(request));
    reply.accept(new Success(Fields.EMPTY));
  }

  /// `@connections`: tells about a connection.
  void get(OperationRequest request, Resource api, Consumer<OperationResult> reply) {
    var found = managed(request.input(), api);
    reply.accept(
        found
            .<OperationResult>map(c ->
                new Success(
                    Fields.EMPTY
                        .with("ConnectedAt", c.connectedAt.toString())
                        .with("LastActiveAt", c.lastActiveAt().toString())
                        .with(
                            "Identity",
                            Fields.EMPTY
                                .with("SourceIp", EventParts.SOURCE_IP)
                                .with("UserAgent", c.handshake.header("User-Agent").orElse("")))))
            .orElseGet(WebSocketApis::gone));
  }

  /// `@connections`: ends a connection.
  void delete(OperationRequest request, Resource api, Consumer<OperationResult> reply) {
    var found = managed(request.input(), api);
    if (found.isEmpty()) {
      reply.accept(gone());
      return;
    }
    end(found.get(), 1000, "Connection Closed Normally", Because.of(request));
    reply.accept(new Success(Fields.EMPTY));
  }

  private static Failure gone() {
    return new Failure("GoneException", "", 410);
  }

  /// Sends a message to the client: an event of its own, along the arrow by which it connected.
  private void deliver(OpenConnection connection, Value message, Because because) {
    connection.touch(context.now());
    meter.message(connection.api, message, because);
    long call =
        context.record(
            because,
            header ->
                new RuntimeEvent.CallStarted(
                    header,
                    connection.api.id(),
                    Optional.of(connection.client),
                    arrow(connection).map(Connection::id),
                    "execute-api:Deliver",
                    Fields.EMPTY.with("ConnectionId", connection.id).with("Message", message)));
    connection.deliver(message);
    context.record(
        new Because(because.invocation(), OptionalLong.of(call)),
        header -> new RuntimeEvent.CallSucceeded(header, call, Fields.EMPTY, List.of()));
  }

  private Optional<Connection> arrow(OpenConnection connection) {
    return context.drawing().from(connection.client).stream()
        .filter(c -> c.target().equals(connection.api.id()))
        .filter(c -> c.type().value().equals(ApiConnections.INVOKE))
        .findFirst();
  }

  /// A real client is at the other end of a connection.
  void attach(String connectionId, WebSocketPeer peer) {
    var connection = connections.get(connectionId);
    if (connection == null) {
      peer.close(GOING_AWAY, "Going away");
    } else {
      connection.attach(peer);
    }
  }

  /// Ends all connections, without asking anybody.
  void stop() {
    for (var connection : new ArrayList<>(connections.values())) {
      connection.hangUp(GOING_AWAY, "Going away");
    }
    connections.clear();
  }
}

package dev.diorama.runtime;

import dev.diorama.model.Value;
import dev.diorama.runtime.WebSocketEdge.Handshake;
import dev.diorama.runtime.wire.HttpRequest;
import dev.diorama.runtime.wire.HttpResponse;
import dev.diorama.runtime.wire.WebSocketPeer;
import io.helidon.common.socket.SocketOptions;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The port at which AWS clients find a run. It listens on 127.0.0.1 only, so that nobody else on
/// the network can reach it, and reads whole requests of at most 64 MiB.
final class HttpEndpoint implements AutoCloseable {
  private static final long MAX_BODY = 64L << 20;

  /// Presigned URLs carry a whole session token.
  private static final int MAX_HEADERS = 64 << 10;

  /// Many clients may connect at once.
  private static final int BACKLOG = 4096;

  private final WebSocketUpgrade webSockets = new WebSocketUpgrade();
  private final WebServer server;
  private volatile Function<HttpRequest, CompletableFuture<HttpResponse>> handler =
      request ->
          CompletableFuture.completedFuture(new HttpResponse(503, Map.of(), Value.of(new byte[0])));

  /// Opens the port; until [#serve] it answers 503.
  ///
  /// @param port 0 for any free one
  /// @throws UncheckedIOException if the port is in use
  HttpEndpoint(int port) {
    var http =
        Http1Config.builder().maxPrologueLength(MAX_HEADERS).maxHeadersSize(MAX_HEADERS).build();
    server =
        WebServer.builder()
            .address(loopback())
            .port(port)
            .maxPayloadSize(MAX_BODY)
            .shutdownHook(false)
            .contentEncoding(new BodiesAsSent())
            .shutdownGracePeriod(Duration.ofMillis(200))
            .backlog(BACKLOG)
            // How long a connection may be idle is the services' to say, on the run's time.
            .idleConnectionTimeout(Duration.ofDays(1))
            .connectionOptions(SocketOptions.builder().readTimeout(Duration.ZERO).build())
            .addConnectionSelector(
                Http1ConnectionSelector.builder()
                    .config(http)
                    .upgraders(Map.of(webSockets.supportedProtocol(), webSockets))
                    .build())
            .addProtocol(http)
            .addProtocol(webSockets.config())
            .routing(routing -> routing.any(this::answer))
            .build();
    server.start();
    // The server logs why it does not start and goes on.
    if (!server.isRunning()) {
      throw new UncheckedIOException(
          new BindException("port " + port + " of 127.0.0.1 cannot be opened; is it in use?"));
    }
  }

  private static InetAddress loopback() {
    try {
      return InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Begins to answer requests.
  void serve(Function<HttpRequest, CompletableFuture<HttpResponse>> newHandler) {
    handler = newHandler;
  }

  /// Begins to answer WebSocket handshakes; until then they are requests like any other.
  ///
  /// @param handshakes empty for handshakes that nobody serves
  void serveWebSockets(
      BiFunction<HttpRequest, WebSocketPeer, Optional<CompletableFuture<Handshake>>> handshakes) {
    webSockets.serve(handshakes);
  }

  /// The base URL.
  String url() {
    return "http://127.0.0.1:" + server.port();
  }

  private void answer(ServerRequest request, ServerResponse response) {
    HttpResponse answer;
    try {
      answer = handler.apply(read(request)).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnansweredException) {
        // Nobody is there to answer: the client sees its connection end.
        throw new CloseConnectionException("no answer", e);
      }
      response.status(500).send();
      return;
    } catch (CancellationException e) {
      response.status(503).send();
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      response.status(503).send();
      return;
    }
    write(request, answer, response);
  }

  private static HttpRequest read(ServerRequest request) {
    var prologue = request.prologue();
    var headers = new LinkedHashMap<String, List<String>>();
    for (var header : request.headers()) {
      headers.put(header.name(), header.allValues());
    }
    var body = request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0];
    return new HttpRequest(
        prologue.method().text(),
        prologue.uriPath().rawPath(),
        prologue.query().rawValue(),
        headers,
        Value.of(body));
  }

  private static void write(ServerRequest request, HttpResponse answer, ServerResponse response) {
    response.status(Status.create(answer.status()));
    var head = request.prologue().method().text().equals("HEAD");
    answer
        .headers()
        .forEach((name, values) -> {
          // The length of a body is the server's to say, unless there is none because of HEAD.
          if (head || !name.equalsIgnoreCase("Content-Length")) {
            response.header(HeaderNames.create(name), values.toArray(new String[0]));
          }
        });
    if (head || answer.body().length() == 0) {
      response.send();
    } else {
      response.send(answer.body().bytes());
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}

package dev.diorama.runtime;

import dev.diorama.model.Value;
import dev.diorama.runtime.WebSocketEdge.Accepted;
import dev.diorama.runtime.WebSocketEdge.Handshake;
import dev.diorama.runtime.WebSocketEdge.Refused;
import dev.diorama.runtime.WebSocketEdge.Session;
import dev.diorama.runtime.wire.HttpRequest;
import dev.diorama.runtime.wire.HttpResponse;
import dev.diorama.runtime.wire.WebSocketPeer;
import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Status;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsConnection;
import io.helidon.webserver.websocket.WsUpgrader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Takes a connection over from HTTP when its client asks for WebSocket and a service agrees.
final class WebSocketUpgrade extends WsUpgrader {
  /// Frames up to this size are read, so that a service's own limit can be told to the client.
  private static final int MAX_FRAME = 1 << 20;

  private final WsConfig config;
  private volatile BiFunction<HttpRequest, WebSocketPeer, Optional<CompletableFuture<Handshake>>>
      handshakes = (request, peer) -> Optional.empty();

  WebSocketUpgrade() {
    this(WsConfig.builder().maxFrameLength(MAX_FRAME).build());
  }

  private WebSocketUpgrade(WsConfig config) {
    super(config);
    this.config = config;
  }

  /// The protocol's settings, which the server wants to know too.
  WsConfig config() {
    return config;
  }

  /// Begins to answer handshakes.
  void serve(
      BiFunction<HttpRequest, WebSocketPeer, Optional<CompletableFuture<Handshake>>> answers) {
    handshakes = answers;
  }

  /// The server answers a request for which this is `null` as HTTP.
  @Override
  public @Nullable ServerConnection upgrade(
      ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
    if (!headers.contains(WS_KEY)) {
      return null;
    }
    var socket = new WebSocketConnection();
    var asked = handshakes.apply(read(prologue, headers), socket);
    if (asked.isEmpty()) {
      return null;
    }
    return switch (await(asked.get())) {
      case Accepted a -> {
        accept(context, headers.get(WS_KEY).get(), a.session());
        yield socket.over(
            WsConnection.create(context, prologue, headers, headers.get(WS_KEY).get(), socket),
            a.session());
      }
      case Refused r -> {
        refuse(context, r.answer());
        throw new CloseConnectionException("the handshake was refused");
      }
    };
  }

  private static Handshake await(CompletableFuture<Handshake> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloseConnectionException("the run has ended", e);
    } catch (ExecutionException | CancellationException e) {
      throw new CloseConnectionException("no answer", e);
    }
  }

  private static HttpRequest read(HttpPrologue prologue, Headers headers) {
    var all = new LinkedHashMap<String, List<String>>();
    for (var header : headers) {
      all.put(header.name(), header.allValues());
    }
    return new HttpRequest(
        prologue.method().text(),
        prologue.uriPath().rawPath(),
        prologue.query().rawValue(),
        all,
        Value.of(new byte[0]));
  }

  private void accept(ConnectionContext context, String key, Session session) {
    var further = new StringBuilder();
    var headers = session.headers();
    for (var name : headers.values().keySet()) {
      further.append(name).append(": ").append(headers.text(name).orElse("")).append("\r\n");
    }
    write(
        context,
        SWITCHING_PROTOCOL_PREFIX + hash(context, key) + "\r\n" + further + "\r\n",
        new byte[0]);
  }

  private static void refuse(ConnectionContext context, HttpResponse answer) {
    var head = new StringBuilder("HTTP/1.1 ");
    var status = Status.create(answer.status());
    head.append(status.code()).append(' ').append(status.reasonPhrase()).append("\r\n");
    answer
        .headers()
        .forEach((name, values) ->
            values.forEach(v -> head.append(name).append(": ").append(v).append("\r\n")));
    head.append("Connection: close\r\nContent-Length: ").append(answer.body().length());
    write(context, head.append("\r\n\r\n").toString(), answer.body().bytes());
  }

  private static void write(ConnectionContext context, String head, byte[] body) {
    var writer = context.dataWriter();
    writer.write(BufferData.create(head.getBytes(StandardCharsets.ISO_8859_1)));
    if (body.length > 0) {
      writer.write(BufferData.create(body));
    }
    writer.flush();
  }
}

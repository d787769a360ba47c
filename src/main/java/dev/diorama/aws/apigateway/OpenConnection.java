package dev.diorama.aws.apigateway;

import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeContext.Cancellable;
import dev.diorama.runtime.wire.WebSocketPeer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An open connection of a WebSocket API. Used from the event loop only.
final class OpenConnection {
  /// What a scenario's client has not read yet; beyond this the oldest message is dropped.
  private static final int MAX_UNREAD = 1_000;

  final String id;
  final Resource api;
  final ResourceId client;
  final Instant connectedAt;
  final ApiRequest handshake;
  final Fields authorizer;
  final Because because;
  private Instant lastActiveAt;
  private Optional<WebSocketPeer> peer = Optional.empty();
  private final ArrayDeque<Value> unread = new ArrayDeque<>();
  private final List<Cancellable> timers = new ArrayList<>();

  /// @param client who connected
  /// @param authorizer what the authorizer had to say, for every later event
  /// @param because the handshake
  OpenConnection(
      String id,
      Resource api,
      ResourceId client,
      Instant connectedAt,
      ApiRequest handshake,
      Fields authorizer,
      Because because) {
    this.id = id;
    this.api = api;
    this.client = client;
    this.connectedAt = connectedAt;
    this.lastActiveAt = connectedAt;
    this.handshake = handshake;
    this.authorizer = authorizer;
    this.because = because;
  }

  /// When a message last came or went.
  Instant lastActiveAt() {
    return lastActiveAt;
  }

  /// A message came or went.
  void touch(Instant now) {
    lastActiveAt = now;
  }

  /// A real client is at the other end from now on.
  void attach(WebSocketPeer client) {
    peer = Optional.of(client);
    unread.forEach(client::send);
    unread.clear();
  }

  /// Hands a message to the client; without a real one it waits to be read.
  void deliver(Value message) {
    if (peer.isPresent()) {
      peer.get().send(message);
      return;
    }
    if (unread.size() == MAX_UNREAD) {
      unread.removeFirst();
    }
    unread.add(message);
  }

  /// What the client has not read yet; it has then.
  List<Value> read() {
    var messages = List.copyOf(unread);
    unread.clear();
    return messages;
  }

  /// Remembers a timer that ends with the connection.
  void timer(Cancellable timer) {
    if (timers.size() > 1) {
      timers.removeLast();
    }
    timers.add(timer);
  }

  /// Tells the client that the connection ends.
  void hangUp(int code, String reason) {
    peer.ifPresent(p -> p.close(code, reason));
  }

  /// The connection has ended.
  void stopTimers() {
    timers.forEach(Cancellable::cancel);
    timers.clear();
  }
}

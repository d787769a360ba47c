package dev.diorama.runtime;

import dev.diorama.model.Value;
import dev.diorama.runtime.WebSocketEdge.Session;
import dev.diorama.runtime.wire.WebSocketPeer;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// One WebSocket connection. What comes in is read on the server's own thread for it and handed to
/// the event loop; what goes out is queued and written on a thread that lives only while there is
/// something to write, so that a client that does not read stops nobody else.
final class WebSocketConnection implements WsListener, WebSocketPeer {
  /// A client that lets more wait than this is cut off.
  private static final int MAX_WAITING = 4 << 20;

  /// So many messages of one client may be worked on before the next one is read.
  private static final int MAX_IN_FLIGHT = 64;

  private static final int TOO_BIG = 1009;
  private static final int ABNORMAL = 1006;

  private final ArrayDeque<Runnable> outgoing = new ArrayDeque<>();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
  private Optional<Session> session = Optional.empty();
  private Optional<WsSession> socket = Optional.empty();
  private Optional<ByteArrayOutputStream> message = Optional.empty();
  private boolean writing;
  private long waiting;

  /// The connection that the server runs: `inner`, with this as its listener.
  ServerConnection over(ServerConnection inner, Session opened) {
    session = Optional.of(opened);
    return new ServerConnection() {
      @Override
      public void handle(Limit limit) throws InterruptedException {
        try {
          inner.handle(limit);
        } finally {
          end(ABNORMAL, "");
        }
      }

      @Override
      public Duration idleTime() {
        return Duration.ZERO;
      }

      @Override
      public void close(boolean interrupt) {
        inner.close(interrupt);
      }
    };
  }

  @Override
  public void onOpen(WsSession opened) {
    synchronized (outgoing) {
      socket = Optional.of(opened);
      write();
    }
  }

  @Override
  public void onMessage(WsSession from, String text, boolean last) {
    received(text.getBytes(StandardCharsets.UTF_8), last, true);
  }

  @Override
  public void onMessage(WsSession from, BufferData data, boolean last) {
    received(data.readBytes(), last, false);
  }

  private void received(byte[] frame, boolean last, boolean text) {
    var to = session.orElseThrow();
    int soFar = message.map(ByteArrayOutputStream::size).orElse(0);
    if (ended.get()) {
      return;
    }
    if (frame.length > to.maxFrame() || soFar + frame.length > to.maxMessage()) {
      end(TOO_BIG, "Message too long");
      close(TOO_BIG, "Message too long");
      return;
    }
    var whole = frame;
    if (soFar > 0 || !last) {
      var parts = message.orElseGet(ByteArrayOutputStream::new);
      parts.writeBytes(frame);
      message = last ? Optional.empty() : Optional.of(parts);
      whole = parts.toByteArray();
    }
    if (last) {
      inFlight.acquireUninterruptibly();
      to.message(
          text ? Value.of(new String(whole, StandardCharsets.UTF_8)) : Value.of(whole),
          inFlight::release);
    }
  }

  /// The answer to a ping takes its turn, since only one thread may write.
  @Override
  public void onPing(WsSession from, BufferData data) {
    var bytes = data.readBytes();
    enqueue(bytes.length, s -> s.pong(BufferData.create(bytes)));
  }

  @Override
  public void onClose(WsSession from, int code, String reason) {
    end(code, reason);
  }

  @Override
  public void onError(WsSession from, Throwable error) {
    end(ABNORMAL, "");
  }

  private void end(int code, String reason) {
    if (ended.compareAndSet(false, true)) {
      session.ifPresent(s -> s.closed(code, reason));
    }
  }

  @Override
  public void send(Value value) {
    switch (value) {
      case Value.Blob b -> enqueue(b.length(), s -> s.send(BufferData.create(b.bytes()), true));
      case Value.Text t -> enqueue(t.value().length(), s -> s.send(t.value(), true));
      default -> throw new IllegalArgumentException("a message is a text or binary data");
    }
  }

  /// The service that closes a connection knows that it has ended.
  @Override
  public void close(int code, String reason) {
    ended.set(true);
    enqueue(0, s -> s.close(code, reason));
  }

  /// Something to write.
  @FunctionalInterface
  private interface Output {
    void to(WsSession socket);
  }

  private void enqueue(int size, Output output) {
    synchronized (outgoing) {
      waiting += size;
      if (waiting > MAX_WAITING) {
        outgoing.clear();
        socket.ifPresent(WsSession::terminate);
        return;
      }
      outgoing.add(() -> {
        socket.ifPresent(output::to);
        synchronized (outgoing) {
          waiting -= size;
        }
      });
      write();
    }
  }

  private void write() {
    if (socket.isPresent() && !writing && !outgoing.isEmpty()) {
      writing = true;
      Thread.ofVirtual().name("diorama-socket").start(this::writeAll);
    }
  }

  private void writeAll() {
    while (true) {
      Runnable next;
      synchronized (outgoing) {
        if (outgoing.isEmpty()) {
          writing = false;
          return;
        }
        next = outgoing.removeFirst();
      }
      try {
        next.run();
      } catch (RuntimeException e) {
        // The client is gone; the reading side notices too and ends the connection.
        synchronized (outgoing) {
          outgoing.clear();
          writing = false;
        }
        return;
      }
    }
  }
}

package dev.diorama.runtime;

import dev.diorama.catalog.Need;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.HttpEdge.Authenticated;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeContext.Outgoing;
import dev.diorama.runtime.wire.HttpRequest;
import dev.diorama.runtime.wire.HttpResponse;
import dev.diorama.runtime.wire.Signature;
import dev.diorama.runtime.wire.SignatureException;
import dev.diorama.runtime.wire.WebSocketPeer;
import dev.diorama.runtime.wire.WebSocketProtocol;
import dev.diorama.runtime.wire.WireProtocol.Decoded;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Turns WebSocket handshakes, messages and ends into calls through the gate. Called on many
/// threads.
final class WebSocketEdge {
  private final Run run;
  private final HttpEdge http;
  private final List<Served> served;

  /// A service that serves WebSocket connections.
  private record Served(String service, WebSocketProtocol protocol) {}

  WebSocketEdge(Run run, Dispatch services, HttpEdge http) {
    this.run = run;
    this.http = http;
    this.served =
        services.all().stream()
            .flatMap(e -> e.webSockets().map(p -> new Served(e.service(), p)).stream())
            .toList();
  }

  /// What becomes of a handshake.
  sealed interface Handshake {}

  /// The connection is open.
  record Accepted(Session session) implements Handshake {}

  /// There is no connection, but an answer.
  record Refused(HttpResponse answer) implements Handshake {}

  /// An open connection, as its client's side uses it.
  final class Session {
    private final Served to;
    private final Authenticated from;
    private final Fields connection;

    private Session(Served to, Authenticated from, Fields connection) {
      this.to = to;
      this.from = from;
      this.connection = connection;
    }

    /// Headers that the handshake's answer has besides the usual ones.
    Fields headers() {
      return connection.fields("Headers");
    }

    /// The largest frame in bytes.
    int maxFrame() {
      return to.protocol().maxFrame();
    }

    /// The largest message in bytes.
    int maxMessage() {
      return to.protocol().maxMessage();
    }

    /// The client sent a message; `done` is called on the event loop when it was worked off.
    void message(Value message, Runnable done) {
      pass(() -> to.protocol().message(connection, message), done);
    }

    /// The connection has ended.
    void closed(int code, String reason) {
      pass(() -> to.protocol().closed(connection, code, reason), () -> {});
    }

    private void pass(Supplier<Decoded> operation, Runnable done) {
      run.loop()
          .post(() -> run.gate().call(outgoing(to, from, operation.get()), result -> done.run()));
    }
  }

  /// Answers a handshake, later and on the event loop; empty if nobody serves such connections, so
  /// that the request is one like any other.
  Optional<CompletableFuture<Handshake>> open(HttpRequest handshake, WebSocketPeer peer) {
    var to = served.stream().filter(s -> s.protocol().accepts(handshake)).findFirst();
    return to.map(s -> {
      var answer = new CompletableFuture<Handshake>();
      run.loop()
          .post(() -> {
            try {
              open(s, handshake, peer, answer);
            } catch (RuntimeException e) {
              answer.completeExceptionally(e);
            }
          });
      return answer;
    });
  }

  private void open(
      Served to, HttpRequest handshake, WebSocketPeer peer, CompletableFuture<Handshake> answer) {
    Consumer<Failure> refuse =
        f -> answer.complete(new Refused(to.protocol().refused(handshake, f, run.newUuid())));
    Authenticated from;
    try {
      from = http.authenticate(handshake, Signature.of(handshake));
    } catch (SignatureException e) {
      refuse.accept(SignatureAnswer.handshake(e));
      return;
    }
    var call = outgoing(to, from, to.protocol().connect(from.request()));
    Consumer<OperationResult> done =
        result -> {
          switch (result) {
            case Failure f when Gate.isTimeout(f) ->
                answer.completeExceptionally(new UnansweredException());
            case Failure f -> refuse.accept(f);
            case Success s -> {
              to.protocol().attach(s.output(), peer);
              answer.complete(new Accepted(new Session(to, from, s.output())));
            }
          }
        };
    if (!from.signed() && http.borrowsPermissions(to.service(), call)) {
      run.gate().fail(call, SignatureAnswer.unsignedApi(), done);
    } else {
      run.gate().call(call, done);
    }
  }

  private Outgoing outgoing(Served to, Authenticated from, Decoded decoded) {
    return new Outgoing(
        new Need.ResourceCaller(from.caller()),
        to.service(),
        decoded.operation(),
        decoded.input(),
        false,
        new Because(run.recorder().newInvocation(), OptionalLong.empty()));
  }
}

package dev.diorama.aws.apigateway;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.wire.HttpRequest;
import dev.diorama.runtime.wire.HttpResponse;
import dev.diorama.runtime.wire.WebSocketPeer;
import dev.diorama.runtime.wire.WebSocketProtocol;
import dev.diorama.runtime.wire.WireProtocol.Decoded;
import java.util.Optional;
import java.util.Set;

/// WebSocket APIs at the endpoint: at the same addresses as other APIs, with the scheme `ws`.
final class WebSocketEndpoint implements WebSocketProtocol {
  private final ExecuteApiProtocol http =
      new ExecuteApiProtocol(Set.of(), (input, failure) -> failure);
  private final WebSocketApis apis;

  WebSocketEndpoint(WebSocketApis apis) {
    this.apis = apis;
  }

  @Override
  public boolean accepts(HttpRequest handshake) {
    return http.accepts(handshake, Optional.empty());
  }

  @Override
  public Decoded connect(HttpRequest handshake) {
    var input = http.decode(handshake).input();
    var stage = input.text("Path").orElse("").replaceFirst("^/", "").replaceFirst("/$", "");
    return new Decoded(
        "Connect", input.without("Path").without("Body").without("Method").with("Stage", stage));
  }

  @Override
  public Decoded message(Fields connection, Value message) {
    return new Decoded("Send", of(connection).with("Body", message));
  }

  @Override
  public Decoded closed(Fields connection, int code, String reason) {
    return new Decoded("Disconnect", of(connection).with("Code", code).with("Reason", reason));
  }

  private static Fields of(Fields connection) {
    return Fields.EMPTY
        .with("ApiId", connection.text("ApiId").orElse(""))
        .with("ConnectionId", connection.text("ConnectionId").orElse(""));
  }

  @Override
  public void attach(Fields connection, WebSocketPeer peer) {
    apis.attach(connection.text("ConnectionId").orElse(""), peer);
  }

  @Override
  public HttpResponse refused(HttpRequest handshake, Failure failure, String requestId) {
    return http.encode(handshake, "Connect", failure, requestId);
  }

  @Override
  public int maxFrame() {
    return WebSocketApis.MAX_FRAME;
  }

  @Override
  public int maxMessage() {
    return WebSocketApis.MAX_MESSAGE;
  }
}

package dev.diorama.runtime.wire;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.wire.WireProtocol.Decoded;

/// How a service serves WebSocket connections (RFC 6455): the handshake, each message and the end
/// become operations that pass the gate like any other call.
public interface WebSocketProtocol {

  /// Whether the service takes this handshake.
  boolean accepts(HttpRequest handshake);

  /// The operation that a handshake is. Its output stands for the connection from then on.
  Decoded connect(HttpRequest handshake);

  /// The operation that a message is.
  ///
  /// @param connection the output of [#connect]
  /// @param message a text, or binary data
  Decoded message(Fields connection, Value message);

  /// The operation that the end of the connection is.
  ///
  /// @param code the status code with which it ended; 1006 if the client was just gone
  Decoded closed(Fields connection, int code, String reason);

  /// Tells the service where to send what it has for the client. Called on the event loop, right
  /// after the handshake's operation succeeded.
  void attach(Fields connection, WebSocketPeer peer);

  /// The answer to a handshake that was refused.
  HttpResponse refused(HttpRequest handshake, OperationResult.Failure failure, String requestId);

  /// The largest frame in bytes; a larger one ends the connection with code 1009.
  int maxFrame();

  /// The largest message in bytes; a larger one ends the connection with code 1009.
  int maxMessage();
}

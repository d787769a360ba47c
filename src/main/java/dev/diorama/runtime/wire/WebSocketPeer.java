package dev.diorama.runtime.wire;

import dev.diorama.model.Value;

/// The client at the other end of a WebSocket connection, as a service engine sees it. Neither
/// method waits for the client; after the connection has ended both do nothing.
public interface WebSocketPeer {

  /// Sends one message.
  ///
  /// @param message a text, or binary data
  void send(Value message);

  /// Closes the connection.
  ///
  /// @param code the status code of RFC 6455, section 7.4
  void close(int code, String reason);
}

package dev.diorama.runtime.wire;

import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import java.util.Optional;

/// Turns HTTP into operations and back, for one service in one of AWS's protocols. Stateless.
public interface WireProtocol {

  /// Whether `request` speaks this protocol to this service.
  ///
  /// @param signedService the service in the signature's credential scope; empty if unsigned
  boolean accepts(HttpRequest request, Optional<String> signedService);

  /// Reads the operation.
  ///
  /// @throws WireException if the request is malformed or names an unknown operation
  Decoded decode(HttpRequest request) throws WireException;

  /// Writes the answer. Failures before an operation was read have an empty operation.
  HttpResponse encode(
      HttpRequest request, String operation, OperationResult result, String requestId);

  /// An operation as read from a request.
  ///
  /// @param operation without prefix
  record Decoded(String operation, Fields input) {}

  /// A request that cannot be read; becomes AWS's error.
  final class WireException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient OperationResult.Failure failure;

    /// A failure to read, with what the client gets.
    public WireException(OperationResult.Failure failure) {
      super(failure.message());
      this.failure = failure;
    }

    /// What the client gets.
    public OperationResult.Failure failure() {
      return failure;
    }
  }
}

package dev.diorama.runtime;

import dev.diorama.model.Value.Fields;

/// What an operation answers.
public sealed interface OperationResult {

  /// It was carried out.
  ///
  /// @param output with AWS's member names
  record Success(Fields output) implements OperationResult {}

  /// It was not carried out.
  ///
  /// @param code AWS's error code without a namespace, as `ResourceNotFoundException`
  /// @param message AWS's message
  /// @param status the HTTP status
  /// @param details further members of the error, as `CancellationReasons`
  record Failure(String code, String message, int status, Fields details)
      implements OperationResult {
    /// A failure without details.
    public Failure(String code, String message, int status) {
      this(code, message, status, Fields.EMPTY);
    }
  }
}

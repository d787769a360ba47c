package dev.diorama.aws.lambda;

import dev.diorama.runtime.OperationResult;

/// How an invocation ended.
sealed interface InvocationResult {

  /// The handler ran to its end.
  ///
  /// @param payload its result, or its error, as JSON text
  /// @param functionError whether the payload is an error
  /// @param log what it wrote to its log
  /// @param version the version that ran, as `$LATEST`
  record Ran(String payload, boolean functionError, InvocationLog log, String version)
      implements InvocationResult {}

  /// Lambda did not run the handler.
  record Refused(OperationResult.Failure failure) implements InvocationResult {}
}

package dev.diorama.aws.logs;

import dev.diorama.runtime.OperationResult.Failure;

/// An answer of CloudWatch Logs that is an error; codes stand on each operation's page, as
/// `docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html`.
final class LogsException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Failure failure;

  LogsException(String code, String message) {
    super(message);
    this.failure = new Failure(code, message, 400);
  }

  Failure failure() {
    return failure;
  }

  static LogsException invalid(String message) {
    return new LogsException("InvalidParameterException", message);
  }

  static LogsException noSuchGroup() {
    return new LogsException(
        "ResourceNotFoundException", "The specified log group does not exist.");
  }

  static LogsException noSuchStream() {
    return new LogsException(
        "ResourceNotFoundException", "The specified log stream does not exist.");
  }
}

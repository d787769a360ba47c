package dev.diorama.aws.sqs;

import dev.diorama.runtime.OperationResult.Failure;

/// An answer of SQS that is an error. Codes and statuses stand on each operation's page of the API
/// reference, as
/// `docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html`, and in
/// `…/APIReference/CommonErrors.html`. Codes are those of the JSON protocol; [SqsErrorCodes] has
/// the Query protocol's.
final class SqsException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Failure failure;

  SqsException(String code, String message, int status) {
    super(message);
    this.failure = new Failure(code, message, status);
  }

  SqsException(String code, String message) {
    this(code, message, 400);
  }

  Failure failure() {
    return failure;
  }

  static SqsException noSuchQueue() {
    return new SqsException("QueueDoesNotExist", "The specified queue does not exist.");
  }

  static SqsException missing(String parameter) {
    return new SqsException(
        "MissingParameter", "The request must contain the parameter " + parameter + ".");
  }

  static SqsException invalid(String message) {
    return new SqsException("InvalidParameterValue", message);
  }

  static SqsException invalid(Object value, String parameter, String reason) {
    return invalid(
        "Value " + value + " for parameter " + parameter + " is invalid. Reason: " + reason);
  }
}

package dev.diorama.aws.dynamodb.item;

import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult.Failure;

/// A request that DynamoDB refuses, thrown inside the engine only; the engine answers the failure.
public final class RequestFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Failure failure;

  /// A refusal with what the caller gets.
  public RequestFailure(Failure failure) {
    super(failure.message());
    this.failure = failure;
  }

  /// A `ValidationException`. Codes and statuses:
  /// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html`.
  public static RequestFailure validation(String message) {
    return of("ValidationException", message);
  }

  /// A refusal with this code and status 400.
  public static RequestFailure of(String code, String message) {
    return new RequestFailure(new Failure(code, message, 400));
  }

  /// A refusal with this code, status 400 and further members.
  public static RequestFailure of(String code, String message, Fields details) {
    return new RequestFailure(new Failure(code, message, 400, details));
  }

  /// What the caller gets.
  public Failure failure() {
    return failure;
  }
}

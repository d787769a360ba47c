package dev.diorama.aws.dynamodb.item;

import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult.Failure;
import java.util.function.Supplier;

/// A request that DynamoDB refuses, thrown inside the engine only; the engine answers the failure.
public final class RequestFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Failure failure;
  private final Cause cause;

  /// What is at fault. Neither of the first two is changed by [#aboutItem].
  private enum Cause {
    ITEM,
    FORM,
    OPEN
  }

  /// A refusal with what the caller gets.
  public RequestFailure(Failure failure) {
    this(failure, Cause.OPEN);
  }

  private RequestFailure(Failure failure, Cause cause) {
    super(failure.message());
    this.failure = failure;
    this.cause = cause;
  }

  /// Does what needs an item's key or content; a refusal then is [#isAboutItem].
  public static <T> T aboutItem(Supplier<T> work) {
    try {
      return work.get();
    } catch (RequestFailure e) {
      throw e.cause == Cause.OPEN ? new RequestFailure(e.failure, Cause.ITEM) : e;
    }
  }

  /// A `ValidationException` that is [#isAboutItem].
  public static RequestFailure ofItem(String message) {
    return new RequestFailure(validation(message).failure, Cause.ITEM);
  }

  /// A `ValidationException` that is never [#isAboutItem]: what is seen before a transaction
  /// begins, as an empty key (`github.com/paritysuite/dynamodb-conformance/pull/46`).
  public static RequestFailure ofForm(String message) {
    return new RequestFailure(validation(message).failure, Cause.FORM);
  }

  /// Whether the item or its key is at fault and not the request's form: a transaction then is
  /// cancelled with the reason `ValidationError`. See
  /// `docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html` (section
  /// Errors, TransactionCanceledException).
  public boolean isAboutItem() {
    return cause == Cause.ITEM;
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

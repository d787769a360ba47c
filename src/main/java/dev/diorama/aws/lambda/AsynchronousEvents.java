package dev.diorama.aws.lambda;

import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// Lambda's queue of asynchronous events
/// (docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html): an event that fails
/// is given again after one and after two minutes; one that is throttled, or that fails on Lambda's
/// own side, goes back to the queue with a growing pause until it is too old. What becomes of an
/// event in the end is told to the function's destinations.
final class AsynchronousEvents {
  private static final int HUNDRED = 100;

  private final RuntimeContext context;
  private final Destinations destinations;

  AsynchronousEvents(RuntimeContext context) {
    this.context = context;
    this.destinations = new Destinations(context);
  }

  /// An event in the queue.
  private static final class Waiting {
    final FunctionEngine function;
    final FunctionVersion version;
    final String event;
    final Because because;
    final Instant accepted;
    final String requestId;
    final Backoff throttled =
        new Backoff(LambdaFigures.FIRST_THROTTLE_PAUSE, LambdaFigures.LONGEST_THROTTLE_PAUSE);
    int invocations;
    int failures;

    Waiting(
        FunctionEngine function,
        FunctionVersion version,
        String event,
        Because because,
        Instant accepted,
        String requestId) {
      this.function = function;
      this.version = version;
      this.event = event;
      this.because = because;
      this.accepted = accepted;
      this.requestId = requestId;
    }
  }

  /// Takes an event in. The queue may deliver it twice, even if nothing fails
  /// (docs.aws.amazon.com/lambda/latest/dg/invocation-async.html).
  void accept(FunctionEngine function, FunctionVersion version, String event, Because because) {
    var requestId = context.newUuid();
    attempt(new Waiting(function, version, event, because, context.now(), requestId));
    long duplicates = function.settings().asynchronous().duplicatePercent();
    if (duplicates > 0 && context.random().nextInt(HUNDRED) < duplicates) {
      attempt(new Waiting(function, version, event, because, context.now(), requestId));
    }
  }

  private void attempt(Waiting waiting) {
    waiting.function.invoke(
        waiting.version, waiting.event, waiting.because, result -> ended(waiting, result));
  }

  private void ended(Waiting waiting, InvocationResult result) {
    switch (result) {
      case InvocationResult.Ran ran -> {
        waiting.invocations++;
        if (!ran.functionError()) {
          report(waiting, "Success", Optional.of(ran));
        } else if (waiting.failures >= waiting.function.settings().asynchronous().retries()) {
          report(waiting, "RetriesExhausted", Optional.of(ran));
        } else {
          var pause =
              waiting.failures == 0 ? LambdaFigures.FIRST_RETRY : LambdaFigures.SECOND_RETRY;
          waiting.failures++;
          again(waiting, pause, Optional.of(ran));
        }
      }
      case InvocationResult.Refused refused -> {
        if (goesBack(refused.failure()) && !isStopped(waiting.function)) {
          again(waiting, waiting.throttled.pause(), Optional.empty());
        } else {
          report(waiting, "RetriesExhausted", Optional.empty());
        }
      }
    }
  }

  /// Throttles and errors of the service go back to the queue; an event that was stopped as
  /// recursive, or whose function has no role, does not come through later either.
  private static boolean goesBack(OperationResult.Failure failure) {
    return failure.status() == 429 || failure.status() >= 500;
  }

  /// A function with a reserved concurrency of zero runs nothing: its events are given up without a
  /// retry (docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html).
  private static boolean isStopped(FunctionEngine function) {
    return function.settings().reserved().equals(OptionalLong.of(0));
  }

  private void again(Waiting waiting, Duration pause, Optional<InvocationResult.Ran> last) {
    var age = Duration.between(waiting.accepted, context.now()).plus(pause);
    if (age.compareTo(waiting.function.settings().asynchronous().maximumAge()) > 0) {
      report(waiting, "EventAgeExceeded", last);
    } else {
      context.after(pause, () -> attempt(waiting));
    }
  }

  private void report(Waiting waiting, String condition, Optional<InvocationResult.Ran> last) {
    destinations.report(
        waiting.function,
        new Destinations.Outcome(
            waiting.requestId,
            waiting.version,
            condition,
            waiting.invocations,
            json(waiting.event),
            last,
            waiting.because));
  }

  private static Value json(String text) {
    try {
      return Json.read(text);
    } catch (JsonException e) {
      return Value.of(text);
    }
  }
}

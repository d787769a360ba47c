package dev.diorama.aws.lambda.worker;

import dev.diorama.model.Value.Fields;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Something that a worker was asked and has not answered yet. Thread-safe.
final class RunningTurn {
  /// How often, at the most, the worker is asked how busy it is with a turn.
  private static final Duration SLICE = Duration.ofMillis(250);

  /// How many times its limit a turn may take on the wall clock.
  private static final int WALL_TO_PROCESSOR = 20;

  private final String environment;
  private final Duration limit;
  private final CompletableFuture<Fields> answer = new CompletableFuture<>();
  private final CompletableFuture<Fields> result = new CompletableFuture<>();
  private volatile int bytes;
  private volatile boolean cancelled;

  /// Used by the watch only.
  private Duration used = Duration.ZERO;

  private int looks;
  private long nextLook;

  /// @param limit how much processor time it may use; zero if nobody watches it
  RunningTurn(String environment, Duration limit) {
    this.environment = environment;
    this.limit = limit;
    this.nextLook = System.nanoTime() + pause();
  }

  String environment() {
    return environment;
  }

  /// The answer, or why there is none.
  CompletableFuture<Fields> result() {
    return result;
  }

  void sent(int size) {
    bytes = size;
  }

  /// How long the frame was with which it was asked.
  int bytes() {
    return bytes;
  }

  /// The worker has answered.
  void ended(Fields with) {
    answer.complete(with);
    if (!cancelled) {
      result.complete(with);
    }
  }

  /// The worker has ended.
  void died() {
    answer.completeExceptionally(new HandlerProcess.Died());
    if (!cancelled) {
      result.completeExceptionally(new HandlerProcess.Died());
    }
  }

  /// Whether it is time to ask how much processor time it has used.
  boolean isDue(long nanos) {
    return !limit.isZero() && !cancelled && !answer.isDone() && nanos - nextLook >= 0;
  }

  private long pause() {
    return Math.max(SLICE.toNanos(), limit.minus(used).toNanos());
  }

  /// Notes how much it has used and answers whether that is too much. Processor time counts, not
  /// the wall's, so that a busy machine changes nothing in a run; only a turn that neither works
  /// nor ends is cancelled by the wall clock.
  boolean tookTooLong(Duration processorTime, long nanos) {
    used = processorTime;
    looks++;
    nextLook = nanos + pause();
    return used.compareTo(limit) >= 0 || looks >= WALL_TO_PROCESSOR;
  }

  /// From now on it fails, whatever the worker answers.
  void cancel() {
    cancelled = true;
  }

  /// Waits for a cancelled turn to end and then fails it.
  ///
  /// @return whether it ended in time
  boolean awaitEnd(Duration grace) throws InterruptedException {
    try {
      answer.get(grace.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      // It ended with its process, which is as good.
      return true;
    } catch (TimeoutException e) {
      return false;
    } finally {
      result.completeExceptionally(new HandlerProcess.TookTooLong());
    }
  }
}

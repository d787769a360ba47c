package dev.diorama.aws.lambda.worker;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/// Ends the turns of one worker that take longer than their limits, and the worker with them if it
/// does not yield.
final class TurnWatch implements Runnable {
  private static final Duration PAUSE = Duration.ofMillis(50);

  /// How long a cancelled turn may take to end before the whole process is ended.
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final HandlerProcess process;

  TurnWatch(HandlerProcess process) {
    this.process = process;
  }

  @Override
  public void run() {
    try {
      while (process.isAlive()) {
        Thread.sleep(PAUSE);
        for (var turn : process.running()) {
          if (turn.isDue(System.nanoTime())) {
            look(turn);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look(RunningTurn turn) throws InterruptedException {
    Duration used;
    try {
      used = process.processorTime(turn.environment());
    } catch (ExecutionException e) {
      // It has ended.
      return;
    } catch (TimeoutException e) {
      // A worker that answers nobody any more is as good as dead.
      process.close();
      return;
    }
    if (turn.tookTooLong(used, System.nanoTime())) {
      turn.cancel();
      process.close(turn.environment());
      if (!turn.awaitEnd(GRACE)) {
        process.close();
      }
    }
  }
}

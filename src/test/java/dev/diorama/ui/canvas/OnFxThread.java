package dev.diorama.ui.canvas;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;

/// Starts the toolkit once and runs what tests need on its thread.
public final class OnFxThread {
  private static boolean started;

  private OnFxThread() {}

  private static synchronized void start() throws InterruptedException {
    if (!started) {
      started = true;
      var ready = new CountDownLatch(1);
      try {
        Platform.startup(ready::countDown);
        Platform.setImplicitExit(false);
      } catch (IllegalStateException e) {
        // Another test class has started it.
        ready.countDown();
      }
      ready.await();
    }
  }

  /// Runs `work` and waits for it.
  public static <T> T call(Callable<T> work) throws Exception {
    start();
    var task = new FutureTask<>(work);
    Platform.runLater(task);
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() instanceof Exception exception) {
        throw exception;
      }
      throw e;
    }
  }

  /// Runs `work` and waits for it.
  public static void run(Work work) throws Exception {
    call(() -> {
      work.run();
      return true;
    });
  }

  /// Something that may fail.
  @FunctionalInterface
  public interface Work {
    /// Does it.
    void run() throws Exception;
  }
}

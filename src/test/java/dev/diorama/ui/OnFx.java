package dev.diorama.ui;

import atlantafx.base.theme.PrimerLight;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javafx.application.Application;
import javafx.application.Platform;

/// Runs test code on JavaFX's thread; starts the toolkit when it is first needed.
public final class OnFx {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final CompletableFuture<Boolean> STARTED = new CompletableFuture<>();

  static {
    try {
      Platform.startup(() -> STARTED.complete(true));
    } catch (IllegalStateException e) {
      // Another test class has started it.
      STARTED.complete(true);
    }
    Platform.setImplicitExit(false);
    // The style sheets look up colours that only the theme's own style sheet defines.
    Platform.runLater(
        () -> Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet()));
  }

  private OnFx() {}

  /// Runs `code` on JavaFX's thread and waits for it.
  public static <T> T call(Callable<T> code) throws Exception {
    STARTED.get();
    var result = new CompletableFuture<T>();
    Platform.runLater(() -> {
      try {
        result.complete(code.call());
      } catch (Throwable e) {
        result.completeExceptionally(e);
      }
    });
    try {
      return result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  /// Waits until `condition`, asked on JavaFX's thread, holds; fails after two minutes.
  public static void await(Callable<Boolean> condition) throws Exception {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!call(condition)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("what was waited for did not come in " + PATIENCE);
      }
      Thread.sleep(30);
    }
  }

  /// Waits until `window` shows the file that it was opened with, and has checked it. Until the
  /// file is read the window shows an empty drawing, which is checked at once.
  public static void awaitChecked(DioramaWindow window) throws Exception {
    await(() ->
        !window.document().document().architecture().resources().isEmpty()
            && window.document().check().complete());
  }

  /// Code without a result.
  public interface Task {
    /// Runs.
    void run() throws Exception;
  }

  /// Runs `code` on JavaFX's thread and waits for it.
  public static void run(Task code) throws Exception {
    var _ =
        call(() -> {
          code.run();
          return true;
        });
  }
}

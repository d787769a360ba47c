package dev.diorama.ui;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Does slow work beside the interface's thread, one piece after the other, and shows what is going
/// on so that the user can cancel it.
final class Background implements AutoCloseable {

  /// A piece of work under way.
  ///
  /// @param text what it is, in the user's language
  /// @param cancel gives it up
  record Work(String text, Runnable cancel) {}

  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("diorama-background").factory());
  private final ReadOnlyObjectWrapper<Optional<Work>> current =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /// What is under way, for the status bar.
  ReadOnlyObjectProperty<Optional<Work>> current() {
    return current.getReadOnlyProperty();
  }

  /// Does `task` beside the interface and then one of the others on its thread.
  ///
  /// @param discarded gets the result if the user cancelled after the work could not be stopped
  <T> void run(
      String text,
      Callable<T> task,
      Consumer<T> done,
      Consumer<Exception> failed,
      Consumer<T> discarded) {
    var cancelled = new CompletableFuture<Boolean>();
    var running = new CompletableFuture<Future<?>>();
    var work =
        new Work(
            text,
            () -> {
              cancelled.complete(true);
              var _ = running.thenAccept(f -> f.cancel(true));
              current.set(Optional.empty());
            });
    current.set(Optional.of(work));
    running.complete(
        worker.submit(() -> {
          try {
            var result = task.call();
            Platform.runLater(() -> {
              end(work);
              (cancelled.isDone() ? discarded : done).accept(result);
            });
          } catch (Exception e) {
            Platform.runLater(() -> {
              end(work);
              if (!cancelled.isDone()) {
                failed.accept(e);
              }
            });
          }
        }));
  }

  private void end(Work work) {
    if (current.get().filter(work::equals).isPresent()) {
      current.set(Optional.empty());
    }
  }

  @Override
  public void close() {
    worker.shutdown();
  }
}

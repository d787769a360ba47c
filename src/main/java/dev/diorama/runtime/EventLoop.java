package dev.diorama.runtime;

import dev.diorama.runtime.RuntimeContext.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Runs a system's tasks one after the other, ordered by instant and then by the order in which
/// they were given. All methods may be called on any thread.
sealed interface EventLoop permits VirtualLoop, LiveLoop {

  /// The run's time. It never goes back, and stands still while a task runs.
  Instant now();

  /// Runs `task` on the loop after `delay`; a negative delay counts as none.
  Cancellable after(Duration delay, Runnable task);

  /// Runs `task` on the loop as soon as everything that is due before has run.
  void post(Runnable task);

  /// Runs `work` on a thread of its own and then one of the consumers on the loop. After [#close]
  /// the work is interrupted and neither is called.
  default <T> void beside(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
    beside(Duration.ZERO, work, done, failed);
  }

  /// The same, for work that takes time in the run: `counted` in virtual time, whatever it really
  /// takes, and what it really takes on wall time.
  <T> void beside(Duration counted, Callable<T> work, Consumer<T> done, Consumer<Exception> failed);

  /// Begins `work`, which goes on elsewhere, and runs one of the consumers on the loop when it has
  /// ended; as [#beside] otherwise.
  default <T> void await(
      Duration counted,
      Supplier<CompletableFuture<T>> work,
      Consumer<T> done,
      Consumer<Exception> failed) {
    beside(counted, () -> Awaited.get(work.get()), done, failed);
  }

  /// Ends the loop: interrupts what runs beside it, lets the task that runs now end, drops all
  /// others and runs `ending` as the last one. Answers when that is done; the second call and all
  /// further ones do nothing.
  void close(Runnable ending);
}

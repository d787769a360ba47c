package dev.diorama.runtime;

import dev.diorama.runtime.RuntimeContext.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// An event loop on virtual time: the thread that calls [#advance] runs the tasks, and time is what
/// the next task says it is. Waiting costs nothing.
final class VirtualLoop implements EventLoop {
  /// When every virtual run begins.
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Agenda agenda = new Agenda();
  private final ReentrantLock running = new ReentrantLock();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Set<FutureTask<?>> besides = ConcurrentHashMap.newKeySet();
  private volatile Instant now = START;

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Cancellable after(Duration delay, Runnable task) {
    return agenda.add(delay.isNegative() ? now : now.plus(delay), task);
  }

  @Override
  public void post(Runnable task) {
    agenda.addAtOnce(now, task);
  }

  /// Runs everything that is due within `duration`, in order, and moves the time there. What a task
  /// throws goes to the caller, and the tasks after it stay for the next call.
  void advance(Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException("time does not go back: " + duration);
    }
    if (running.isHeldByCurrentThread()) {
      throw new IllegalStateException("a task cannot advance the time that it runs in");
    }
    running.lock();
    try {
      var until = now.plus(duration);
      while (!closed.get()) {
        var task = agenda.poll(until);
        if (task.isEmpty()) {
          now = until;
          return;
        }
        if (task.get().due().isAfter(now)) {
          now = task.get().due();
        }
        task.get().action().run();
      }
    } finally {
      running.unlock();
    }
  }

  /// The work is a task like any other, for which the loop waits: the order of events depends on
  /// nothing but what was asked for.
  @Override
  public <T> void beside(
      Duration counted, Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
    post(() ->
        runAndWait(
            work,
            counted.isZero() ? done : result -> after(counted, () -> done.accept(result)),
            failed));
  }

  private <T> void runAndWait(Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
    var future = new FutureTask<>(work);
    besides.add(future);
    T result;
    try {
      if (closed.get()) {
        return;
      }
      Thread.ofVirtual().name("diorama-beside").start(future);
      result = future.get();
    } catch (ExecutionException e) {
      failed.accept(e.getCause() instanceof Exception x ? x : e);
      return;
    } catch (CancellationException e) {
      return;
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      failed.accept(e);
      return;
    } finally {
      besides.remove(future);
    }
    done.accept(result);
  }

  @Override
  public void close(Runnable ending) {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    besides.forEach(f -> f.cancel(true));
    running.lock();
    try {
      agenda.clear();
      ending.run();
    } finally {
      running.unlock();
    }
  }
}

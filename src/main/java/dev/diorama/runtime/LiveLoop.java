package dev.diorama.runtime;

import dev.diorama.runtime.RuntimeContext.Cancellable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// An event loop on wall time, with a daemon thread of its own. Instants are whole milliseconds.
final class LiveLoop implements EventLoop {
  private static final Logger LOGGER = System.getLogger(LiveLoop.class.getName());

  private final Agenda agenda = new Agenda();
  private final InstantSource clock;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Set<Thread> besides = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private volatile Instant now;
  private volatile Runnable ending = () -> {};

  /// A loop on the time of `clock`, which runs nothing before [#start].
  LiveLoop(InstantSource clock) {
    this.clock = clock;
    this.now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    this.thread = Thread.ofPlatform().daemon().name("diorama-run").unstarted(this::run);
  }

  /// Begins to run tasks.
  void start() {
    thread.start();
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Cancellable after(Duration delay, Runnable task) {
    var from = here();
    return agenda.add(delay.isNegative() ? from : from.plus(delay), task);
  }

  @Override
  public void post(Runnable task) {
    agenda.addAtOnce(here(), task);
  }

  /// On the loop, time stands still while a task runs; others mean the time that it is for them.
  private Instant here() {
    return Thread.currentThread() == thread ? now : wall();
  }

  /// The wall time, but never before what the run has already seen: a clock may be set back.
  private Instant wall() {
    var wall = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return wall.isBefore(now) ? now : wall;
  }

  private void run() {
    while (!closed.get()) {
      now = wall();
      var task = agenda.poll(now);
      if (task.isPresent()) {
        runGuarded(task.get().action());
      } else {
        sleep();
      }
    }
    agenda.clear();
    runGuarded(ending);
  }

  /// A task that throws is a defect of a service engine; the rest of the run goes on.
  private static void runGuarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOGGER.log(Level.ERROR, "a task of the run failed", e);
    }
  }

  private void sleep() {
    synchronized (agenda) {
      var next = agenda.next();
      var wait = next.map(n -> Duration.between(wall(), n).toMillis()).orElse(0L);
      if (closed.get() || (next.isPresent() && wait <= 0)) {
        return;
      }
      try {
        // Zero waits until somebody adds a task.
        agenda.wait(wait);
      } catch (InterruptedException e) {
        // Only tasks and close() wake this thread; an interrupt that a task left behind is spent.
      }
    }
  }

  @Override
  public <T> void beside(
      Duration counted, Callable<T> work, Consumer<T> done, Consumer<Exception> failed) {
    var worker =
        Thread.ofVirtual()
            .name("diorama-beside")
            .unstarted(() -> {
              try {
                var result = work.call();
                post(() -> done.accept(result));
              } catch (Exception e) {
                post(() -> failed.accept(e));
              } finally {
                besides.remove(Thread.currentThread());
              }
            });
    besides.add(worker);
    worker.start();
    if (closed.get()) {
      worker.interrupt();
    }
  }

  /// Work elsewhere needs no thread to wait for it.
  @Override
  public <T> void await(
      Duration counted,
      Supplier<CompletableFuture<T>> work,
      Consumer<T> done,
      Consumer<Exception> failed) {
    CompletableFuture<T> begun;
    try {
      begun = work.get();
    } catch (RuntimeException e) {
      post(() -> failed.accept(e));
      return;
    }
    var _ =
        begun.whenComplete((result, e) ->
            post(() -> {
              if (e == null) {
                done.accept(result);
              } else {
                failed.accept(Awaited.cause(e));
              }
            }));
  }

  @Override
  public void close(Runnable lastTask) {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    ending = lastTask;
    besides.forEach(Thread::interrupt);
    agenda.clear();
    if (thread.getState() == Thread.State.NEW) {
      lastTask.run();
    } else if (Thread.currentThread() != thread) {
      join();
    }
  }

  private void join() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

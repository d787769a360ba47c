package dev.diorama.aws.lambda;

import dev.diorama.aws.lambda.worker.HandlerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The worker processes that all runs share. Each function has a process of its own as long as
/// there are few of them, so that a handler that takes its process down takes no other function
/// with it; with more functions than processes, some share one.
///
/// The first process is started in the background when a run is to be expected, and the others, one
/// after the other, when a run starts: together they would take each other's time. A function whose
/// process is not warm yet shares one that is. They stay warm between runs: the first for good, the
/// others for a while. All end with the program, by themselves even if the program is killed.
/// Thread-safe; used beside the event loop.
final class HandlerWorker {
  /// How many processes there are at the most. An idle one takes some 100 MB.
  static final int PROCESSES = 4;

  /// How long a process that no function needs waits for the next run. A new one takes a second or
  /// two of both cores until it is as quick as an old one.
  private static final Duration KEPT = Duration.ofSeconds(30);

  private final Duration kept;
  private final Map<Integer, HandlerProcess> processes = new HashMap<>();

  /// Those of them that have run a handler.
  private final Map<Integer, HandlerProcess> warm = new HashMap<>();

  /// Held while processes are warmed, one after the other.
  private final ReentrantLock warming = new ReentrantLock();

  private final Map<Integer, Long> uses = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final Set<String> running = new HashSet<>();
  private long runs;

  HandlerWorker() {
    this(KEPT);
  }

  /// @param kept how long processes wait for the next run
  HandlerWorker(Duration kept) {
    this.kept = kept;
  }

  /// The process of a function, started if there is none.
  ///
  /// @param function its name with its run's in front
  /// @throws IOException if it cannot be started
  synchronized HandlerProcess process(String function) throws IOException {
    var place = places.get(function);
    if (place == null) {
      place = emptiest();
      places.put(function, place);
      uses.merge(place, 1L, Long::sum);
    }
    return at(place);
  }

  /// The place with the fewest functions: among those with a warm process, if there is one.
  private int emptiest() {
    var taken = places.values();
    return IntStream.range(0, PROCESSES)
        .boxed()
        .min(
            Comparator.<Integer, Boolean>comparing(place -> !warm.containsKey(place))
                .thenComparingLong(place -> count(taken.stream(), place)))
        .orElse(0);
  }

  private static long count(Stream<Integer> places, int place) {
    return places.filter(p -> p == place).count();
  }

  private HandlerProcess at(int place) throws IOException {
    var known = processes.get(place);
    if (known != null && known.isAlive()) {
      return known;
    }
    warm.remove(place);
    var started = HandlerProcess.start();
    processes.put(place, started);
    return started;
  }

  /// Starts the first process in the background.
  void prepare() {
    inBackground(() -> warmAt(0));
  }

  /// Waits until the first process is warm; for benchmarks.
  void awaitPrepared() throws InterruptedException {
    while (!isPrepared()) {
      Thread.sleep(1);
    }
  }

  private synchronized boolean isPrepared() {
    return warm.containsKey(0);
  }

  /// Starts as many processes in the background as so many functions of a run use, as long as it
  /// runs.
  void warm(String run, int functions) {
    inBackground(() -> {
      for (int place = 0; place < Math.min(functions, PROCESSES) && runs(run); place++) {
        warmAt(place);
        if (!runs(run)) {
          endLater(place);
        }
      }
    });
  }

  private synchronized boolean runs(String run) {
    return running.contains(run);
  }

  /// A step that starts and uses processes.
  @FunctionalInterface
  private interface Step {
    void run() throws IOException, ExecutionException, InterruptedException;
  }

  private void inBackground(Step step) {
    Thread.ofVirtual()
        .name("lambda-worker-start")
        .start(() -> {
          warming.lock();
          try {
            step.run();
          } catch (IOException | ExecutionException e) {
            // The first invocation will start it again, and say what is wrong.
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            warming.unlock();
          }
        });
  }

  private void warmAt(int place) throws IOException, ExecutionException, InterruptedException {
    HandlerProcess process;
    synchronized (this) {
      process = at(place);
      uses.merge(place, 1L, Long::sum);
      if (warm.get(place) == process) {
        return;
      }
    }
    process.answers().get();
    if (isUsed(place)) {
      // A function was quicker, and what it does makes the process warm as well. What is done here
      // beside it would only take its time.
      process.settled().get();
    } else {
      process.warm().get();
    }
    synchronized (this) {
      if (processes.get(place) == process) {
        warm.put(place, process);
      }
    }
  }

  private synchronized boolean isUsed(int place) {
    return places.containsValue(place);
  }

  /// A name for a run, with which the names of its environments begin.
  synchronized String newRun() {
    var run = "run" + ++runs + "/";
    running.add(run);
    return run;
  }

  /// Ends a run's environments, also those whose handlers are still at work, and after a while the
  /// processes that no run needed since.
  synchronized void end(String run) {
    running.remove(run);
    places.keySet().removeIf(f -> f.startsWith(run));
    processes.forEach((place, process) -> {
      process.closeAll(run);
      endLater(place);
    });
  }

  private synchronized void endLater(int place) {
    if (place == 0 || places.containsValue(place)) {
      return;
    }
    long used = uses.getOrDefault(place, 0L);
    Thread.ofVirtual()
        .name("lambda-worker-end")
        .start(() -> {
          try {
            Thread.sleep(kept);
            endUnlessUsed(place, used);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private synchronized void endUnlessUsed(int place, long used) {
    if (uses.getOrDefault(place, 0L) == used) {
      warm.remove(place);
      Optional.ofNullable(processes.remove(place)).ifPresent(HandlerProcess::close);
    }
  }
}

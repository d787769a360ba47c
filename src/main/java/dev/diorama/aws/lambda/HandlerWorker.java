package dev.diorama.aws.lambda;

import dev.diorama.aws.lambda.worker.HandlerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The worker processes that all runs share. Each function has a process of its own as long as
/// there are few of them, so that a handler that takes its process down takes no other function
/// with it; with more functions than processes, some share one.
///
/// Processes are started in the background when a run starts and stay warm between runs: the first
/// for good, the others for a while. All end with the program, by themselves even if the program is
/// killed. Thread-safe; used beside the event loop.
final class HandlerWorker {
  /// How many processes there are at the most. An idle one takes some 100 MB.
  static final int PROCESSES = 4;

  /// How long a process that no function needs waits for the next run. A new one takes a second or
  /// two of both cores until it is as quick as an old one.
  private static final Duration KEPT = Duration.ofSeconds(30);

  private final Duration kept;
  private final Map<Integer, HandlerProcess> processes = new HashMap<>();
  private final Map<Integer, Long> uses = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();
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

  private int emptiest() {
    var taken = places.values();
    return IntStream.range(0, PROCESSES)
        .boxed()
        .min((a, b) -> Long.compare(count(taken.stream(), a), count(taken.stream(), b)))
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
    var started = HandlerProcess.start();
    processes.put(place, started);
    return started;
  }

  /// Starts the functions' processes in the background, so that their first invocations find them
  /// warm.
  ///
  /// @param functions their names with their run's in front
  void warm(List<String> functions) {
    functions.stream().limit(PROCESSES).forEach(this::warm);
  }

  private void warm(String function) {
    Thread.ofVirtual()
        .name("lambda-worker-start")
        .start(() -> {
          try {
            var _ = process(function).warm();
          } catch (IOException e) {
            // The first invocation will start it again, and say what is wrong.
          }
        });
  }

  /// A name for a run, with which the names of its environments begin.
  synchronized String newRun() {
    return "run" + ++runs + "/";
  }

  /// Ends a run's environments, also those whose handlers are still at work, and after a while the
  /// processes that no run needed since.
  synchronized void end(String run) {
    places.keySet().removeIf(f -> f.startsWith(run));
    processes.forEach((place, process) -> {
      process.closeAll(run);
      if (place > 0 && !places.containsValue(place)) {
        endLater(place);
      }
    });
  }

  private void endLater(int place) {
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
      Optional.ofNullable(processes.remove(place)).ifPresent(HandlerProcess::close);
    }
  }
}

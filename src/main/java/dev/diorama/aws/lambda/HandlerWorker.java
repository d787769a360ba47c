package dev.diorama.aws.lambda;

import dev.diorama.aws.lambda.worker.HandlerProcess;
import java.io.IOException;
import java.util.Optional;

/// The worker process that all runs share: started in the background when the first run starts,
/// kept warm between runs, replaced when it has died. It ends with the program, by itself even if
/// the program is killed. Each run's execution environments are its own and end with the run.
/// Thread-safe; used beside the event loop.
final class HandlerWorker {
  private Optional<HandlerProcess> process = Optional.empty();
  private long runs;

  /// The worker, started if there is none.
  ///
  /// @throws IOException if it cannot be started
  synchronized HandlerProcess process() throws IOException {
    var alive = process.filter(HandlerProcess::isAlive);
    if (alive.isPresent()) {
      return alive.get();
    }
    var started = HandlerProcess.start();
    process = Optional.of(started);
    return started;
  }

  /// Starts the worker in the background, so that the first invocation finds it warm.
  void warm() {
    Thread.ofVirtual()
        .name("lambda-worker-start")
        .start(() -> {
          try {
            process().warm();
          } catch (IOException | HandlerProcess.Died | HandlerProcess.TookTooLong e) {
            // The first invocation will start it again, and say what is wrong.
          }
        });
  }

  /// A name for a run, with which the names of its environments begin.
  synchronized String newRun() {
    return "run" + ++runs + "/";
  }

  /// Ends a run's environments, also those whose handlers are still at work.
  synchronized void end(String run) {
    process.filter(HandlerProcess::isAlive).ifPresent(p -> p.closeAll(run));
  }
}

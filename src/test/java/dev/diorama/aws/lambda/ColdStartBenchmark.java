package dev.diorama.aws.lambda;

import java.time.Duration;

/// Times the first invocations of runs, run by hand: of the first run of a program, whose worker
/// process has to start, and of later ones.
///
/// Run with `prepared` to start the worker process first and wait for it, as the editor does while
/// its window stands and nobody has pressed Run yet. The worker's AOT cache is used where the
/// packaged program's jar comes first on the class path.
public final class ColdStartBenchmark {
  private static final int RUNS = 6;

  private ColdStartBenchmark() {}

  /// Prints how long each run took from its start to the first answer.
  public static void main(String[] arguments) throws InterruptedException {
    boolean prepared = arguments.length > 0 && arguments[0].equals("prepared");
    if (prepared) {
      long start = System.nanoTime();
      LambdaWorld.WORKER.prepare();
      LambdaWorld.WORKER.awaitPrepared();
      System.out.printf("prepared the worker in %.0f ms%n", (System.nanoTime() - start) / 1e6);
    }
    for (int i = 0; i < RUNS; i++) {
      var before = processor();
      long start = System.nanoTime();
      try (var world = LambdaWorld.running("exports.handler = async (e) => e.n + 1;")) {
        var answer = LambdaWorld.payload(world.invoke("{\"n\":1}", Duration.ofSeconds(30)));
        System.out.printf(
            "run %d: %s after %.0f ms, of the processor %d ms here%n",
            i, answer, (System.nanoTime() - start) / 1e6, processor().minus(before).toMillis());
      }
    }
    System.exit(0);
  }

  /// The processor time that this process has used.
  private static Duration processor() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}

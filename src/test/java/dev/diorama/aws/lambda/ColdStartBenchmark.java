package dev.diorama.aws.lambda;

import java.time.Duration;

/// Times the first invocations of runs, run by hand: of the first run of a program, whose worker
/// process has to start, and of later ones.
public final class ColdStartBenchmark {
  private ColdStartBenchmark() {}

  /// Prints how long each run took from its start to the first answer.
  public static void main(String[] arguments) {
    for (int i = 0; i < 6; i++) {
      long start = System.nanoTime();
      try (var world = LambdaWorld.running("exports.handler = async (e) => e.n + 1;")) {
        var answer = LambdaWorld.payload(world.invoke("{\"n\":1}", Duration.ofSeconds(5)));
        System.out.printf(
            "run %d: %s after %.0f ms%n", i, answer, (System.nanoTime() - start) / 1e6);
      }
    }
    Runtime.getRuntime().halt(0);
  }
}

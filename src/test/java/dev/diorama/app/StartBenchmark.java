package dev.diorama.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Times the way from the launcher to the first usable window, run by hand on a display after `mvn
/// package`: starts the packaged program with `diorama.measureStart`, with which it ends as soon as
/// the window has been drawn with the document in it.
public final class StartBenchmark {
  private static final int RUNS = 7;

  private StartBenchmark() {}

  /// Prints each time and the median, in ms, with the AOT cache and without.
  public static void main(String[] arguments) throws Exception {
    var cache = Path.of("target/diorama/lib/diorama.aot");
    System.out.printf("with AOT cache     %6.0f ms (median)%n", median());
    var aside = cache.resolveSibling("diorama.aot.aside");
    Files.move(cache, aside);
    try {
      System.out.printf("without AOT cache  %6.0f ms (median)%n", median());
    } finally {
      Files.move(aside, cache);
    }
  }

  private static double median() throws Exception {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < RUNS; i++) {
      var process =
          new ProcessBuilder(
              "target/diorama/bin/diorama", "samples/photo-catalog/photo-catalog.diorama");
      process.environment().put("DIORAMA_JAVA_OPTIONS", "-Ddiorama.measureStart=true");
      long start = System.nanoTime();
      if (process.inheritIO().start().waitFor() != 0) {
        throw new IllegalStateException("the program did not start");
      }
      double time = (System.nanoTime() - start) / 1e6;
      System.out.printf("  %.0f ms%n", time);
      times.add(time);
    }
    return times.stream().sorted().toList().get(RUNS / 2);
  }
}

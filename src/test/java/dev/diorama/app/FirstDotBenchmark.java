package dev.diorama.app;

import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Times the way from Run to the first event that the canvas can show, run by hand: starts the
/// photo catalogue live, uploads a picture at once, and waits for the event of the call.
public final class FirstDotBenchmark {
  private static final int RUNS = 15;

  private FirstDotBenchmark() {}

  /// Prints the time of the first run, which loads classes, and the median of the others, in ms.
  public static void main(String[] arguments) throws Exception {
    var file = Samples.named("photo-catalog");
    var document = Samples.read(file);
    List<Double> times = new ArrayList<>();
    var before = processor();
    var first = Duration.ZERO;
    for (int i = 0; i < RUNS; i++) {
      long start = System.nanoTime();
      try (var system = Samples.live(document, file)) {
        var answer =
            system.submit(
                new ResourceId("operator"),
                "s3:PutObject",
                new ResourceId("photos"),
                Fields.EMPTY.with("Key", "a.png").with("Body", "x"));
        while (system.log().from(0).stream()
            .noneMatch(e -> e instanceof RuntimeEvent.CallStarted)) {
          Thread.onSpinWait();
        }
        times.add((System.nanoTime() - start) / 1e6);
        if (i == 0) {
          first = processor().minus(before);
        }
        answer.join();
      }
    }
    System.out.printf(
        "first run   %6.1f ms, of the processor %d ms%n", times.getFirst(), first.toMillis());
    var others = times.subList(1, times.size()).stream().sorted().toList();
    System.out.printf("other runs  %6.1f ms (median)%n", others.get(others.size() / 2));
  }

  /// The processor time that this process has used, on which a busy machine has less influence.
  private static Duration processor() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}

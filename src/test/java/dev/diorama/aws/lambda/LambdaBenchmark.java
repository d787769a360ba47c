package dev.diorama.aws.lambda;

import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeEvent.InvocationEnded;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/// Times a virtual run of a million invocations with declared durations, run by hand: each is a
/// call through the gate, with all its policies, and leaves its events in the log. The function's
/// role may not write logs, so that no log lines are kept. Needs `-Xmx2g`.
public final class LambdaBenchmark {
  private static final int INVOCATIONS = 1_000_000;
  private static final int AT_ONCE = 300;
  private static final Duration STEP = Duration.ofMillis(100);

  private LambdaBenchmark() {}

  /// Prints the time and what the run cost.
  public static void main(String[] arguments) {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : INVOCATIONS;
    var function =
        LambdaWorld.function("")
            .with("MemorySize", 1769)
            .with("Diorama", Fields.EMPTY.with("Duration", 50).with("InitDuration", 200));
    var policy =
        """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"dynamodb:*","Resource":"*"}]}\
        """;
    long start = System.nanoTime();
    try (var world = LambdaWorld.of(LambdaWorld.drawing(function, policy))) {
      var input = Fields.EMPTY.with("FunctionName", "Resize").with("Payload", "{}");
      for (int sent = 0; sent < count; sent += AT_ONCE) {
        for (int i = 0; i < Math.min(AT_ONCE, count - sent); i++) {
          var _ =
              world.system.submit(LambdaWorld.CALLER, "lambda:Invoke", LambdaWorld.FUNCTION, input);
        }
        world.system.advance(STEP);
      }
      world.system.advance(Duration.ofSeconds(1));
      double seconds = (System.nanoTime() - start) / 1e9;
      double processor = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
      long ended =
          world.events(InvocationEnded.class).stream().filter(e -> e.error().isEmpty()).count();
      System.out.printf(
          "%d invocations, %d events, %.2f s (%.2f s of processor time)%n",
          ended, world.system.log().size(), seconds, processor);
    }
  }
}

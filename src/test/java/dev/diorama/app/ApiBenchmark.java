package dev.diorama.app;

import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RunningSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/// How fast warm requests pass from an API through a JavaScript function to a table and back, with
/// every policy asked, in a live run with a client in the same process.
///
/// Run with the number of requests, by default 10,000, and how many are under way at once, by
/// default 8.
final class ApiBenchmark {
  private static final ResourceId READER = new ResourceId("reader");
  private static final ResourceId API = new ResourceId("notes-api");

  private ApiBenchmark() {}

  public static void main(String[] arguments) {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    int atOnce = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8;
    Path file = Samples.named("rest-notes");
    try (var system = Samples.live(Samples.read(file), file)) {
      check(
          system.submit(
              READER,
              "execute-api:Invoke",
              API,
              Fields.EMPTY
                  .with("Method", "PUT")
                  .with("Path", "/notes/1")
                  .with("Body", "{\"text\": \"buy tea\"}")));
      run(system, count / 2, atOnce);
      one(system, count / 10);
      run(system, count, atOnce);
    }
  }

  private static CompletableFuture<OperationResult> get(RunningSystem system) {
    return system.submit(
        READER,
        "execute-api:Invoke",
        API,
        Fields.EMPTY.with("Method", "GET").with("Path", "/notes/1"));
  }

  private static void check(CompletableFuture<OperationResult> answer) {
    if (!(answer.join() instanceof Success s)
        || s.output().number("StatusCode").orElse(0L) != 200) {
      throw new IllegalStateException(answer.join().toString());
    }
  }

  private static void one(RunningSystem system, int count) {
    var times = new long[count];
    for (int i = 0; i < count; i++) {
      long start = System.nanoTime();
      check(get(system));
      times[i] = System.nanoTime() - start;
    }
    Arrays.sort(times);
    System.out.printf(
        "one at a time: p50 %.2f ms, p99 %.2f ms%n",
        times[count / 2] / 1e6, times[count * 99 / 100] / 1e6);
  }

  /// The processor time used so far, on which a busy machine has less influence than on the wall
  /// clock.
  ///
  /// @param program by this process
  /// @param workers by the processes in which handlers run
  private record Processor(Duration program, Duration workers) {
    static Processor now() {
      return new Processor(
          of(ProcessHandle.current()),
          ProcessHandle.current()
              .descendants()
              .map(Processor::of)
              .reduce(Duration.ZERO, Duration::plus));
    }

    private static Duration of(ProcessHandle process) {
      return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    String since(Processor before, int count) {
      return "%.3f ms here, %.3f ms in the workers"
          .formatted(
              program.minus(before.program).toNanos() / 1e6 / count,
              workers.minus(before.workers).toNanos() / 1e6 / count);
    }
  }

  private static void run(RunningSystem system, int count, int atOnce) {
    var before = Processor.now();
    long start = System.nanoTime();
    var open = new ArrayList<CompletableFuture<OperationResult>>();
    for (int i = 0; i < count; i++) {
      open.add(get(system));
      if (open.size() == atOnce) {
        check(open.removeFirst());
      }
    }
    open.forEach(ApiBenchmark::check);
    var took = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf(
        "%,d requests, %d at once: %,.0f requests/s; processor time for each: %s%n",
        count, atOnce, count * 1e9 / took.toNanos(), Processor.now().since(before, count));
  }
}

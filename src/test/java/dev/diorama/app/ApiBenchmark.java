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
/// Run with the number of requests, by default 30,000, and how many are under way at once, by
/// default 8. Before they count, rounds of requests are made until the JVMs have compiled what is
/// worth it: until a round takes about as much processor time as the one before.
final class ApiBenchmark {
  private static final ResourceId READER = new ResourceId("reader");
  private static final ResourceId API = new ResourceId("notes-api");

  private static final int ROUND = 10_000;
  private static final int MOST_ROUNDS = 8;

  /// A round that takes more than this part of the one before is one of warm JVMs.
  private static final double STEADY = 0.93;

  private ApiBenchmark() {}

  public static void main(String[] arguments) {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30_000;
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
      double before = Double.MAX_VALUE;
      double now = run(system, ROUND, atOnce);
      for (int i = 1; i < MOST_ROUNDS && now < STEADY * before; i++) {
        before = now;
        now = run(system, ROUND, atOnce);
      }
      System.out.println("warm");
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

    /// In milliseconds, of both.
    double since(Processor before) {
      return program.minus(before.program).plus(workers).minus(before.workers).toNanos() / 1e6;
    }

    String since(Processor before, int count) {
      return "%.3f ms here, %.3f ms in the workers"
          .formatted(
              program.minus(before.program).toNanos() / 1e6 / count,
              workers.minus(before.workers).toNanos() / 1e6 / count);
    }
  }

  /// @return the processor time that was used, in milliseconds
  private static double run(RunningSystem system, int count, int atOnce) {
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
    var used = Processor.now();
    System.out.printf(
        "%,d requests, %d at once: %,.0f requests/s; processor time for each: %s%n",
        count, atOnce, count * 1e9 / took.toNanos(), used.since(before, count));
    return used.since(before);
  }
}

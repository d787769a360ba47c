package dev.diorama.aws.lambda.worker;

import dev.diorama.json.Json;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// The worker process as Diorama sees it. Thread-safe; its methods block, so the event loop uses
/// them beside itself only.
///
/// Handler code runs in a process of its own, with a bounded heap, so that no handler can hurt
/// Diorama: an endless loop is cancelled, and a process that runs out of memory just ends.
public final class HandlerProcess implements AutoCloseable {
  /// The least heap for the handlers of a process: enough for one function of 256 MB and little
  /// ones beside it.
  private static final long LEAST_HEAP_MEGABYTES = 512;

  /// The heap for the handlers of a process may grow to an eighth of this machine's memory, so that
  /// all processes together leave half of it.
  private static final String HEAP = "-Xmx" + heapMegabytes() + "m";

  /// What is new in the heap, the guard does not see: so much more than it has may a function hold.
  private static final String NEW = "-Xmn64m";

  /// How long a cancelled turn may take to end before the whole process is ended.
  private static final Duration GRACE = Duration.ofSeconds(2);

  /// How long the worker may take to say how busy it is.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// How often, at the most, the worker is asked.
  private static final Duration SLICE = Duration.ofMillis(250);

  /// How many times its limit a turn may take on the wall clock.
  private static final int WALL_TO_PROCESSOR = 20;

  private final Process process;
  private final DataOutputStream out;
  private final Map<Long, CompletableFuture<Fields>> waiting = new ConcurrentHashMap<>();
  private volatile boolean ended;
  private final AtomicLong lastId = new AtomicLong();

  /// The worker ended while it was asked something: out of memory, as a rule.
  public static final class Died extends Exception {
    private static final long serialVersionUID = 1L;

    Died() {
      super("the worker process ended");
    }
  }

  /// A turn took longer than its limit and was cancelled, its environment with it.
  public static final class TookTooLong extends Exception {
    private static final long serialVersionUID = 1L;

    TookTooLong() {
      super("the turn was cancelled");
    }
  }

  /// The heap that a process may grow to, in MB. A function that holds more than some 60 % of it is
  /// ended, however much memory it has in the drawing.
  private static long heapMegabytes() {
    long machine =
        ManagementFactory.getOperatingSystemMXBean()
                instanceof com.sun.management.OperatingSystemMXBean m
            ? m.getTotalMemorySize() >> 20
            : 0;
    return Math.max(LEAST_HEAP_MEGABYTES, machine / 8);
  }

  private HandlerProcess(Process process) {
    this.process = process;
    this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    Thread.ofPlatform().daemon().name("lambda-worker-reader").start(this::read);
  }

  /// Starts a worker with this JVM's own Java and class path. It inherits nothing of the
  /// environment.
  ///
  /// @throws IOException if the process cannot be started
  public static HandlerProcess start() throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<String>(List.of(java, HEAP, NEW));
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            WorkerMain.class.getName()));
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    return new HandlerProcess(builder.start());
  }

  /// Whether the process still runs.
  public boolean isAlive() {
    return !ended && process.isAlive();
  }

  /// The operating system's number of the process.
  public long pid() {
    return process.pid();
  }

  /// Runs a small handler once, so that the first real one finds the worker's own code loaded.
  ///
  /// @throws Died if the process has ended or ends
  /// @throws TookTooLong if it takes longer than a minute
  public void warm() throws Died, TookTooLong {
    var limit = Duration.ofMinutes(1);
    var code =
        """
        import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
        export const handler = async (event) => JSON.stringify([event, typeof DynamoDBClient]);
        """;
    open("(warm)", Map.of("index.mjs", code), Map.of(), "v24.0.0", 0, limit);
    init("(warm)", "index.handler", 0, limit);
    start("(warm)", "{}", Fields.EMPTY, 0, 0, limit);
    close("(warm)");
  }

  private void read() {
    try (var in = new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
      for (var frame = Frames.read(in); frame.isPresent(); frame = Frames.read(in)) {
        var future = waiting.remove(frame.get().number("id").orElse(0L));
        if (future != null) {
          future.complete(frame.get().fields("answer"));
        }
      }
    } catch (IOException e) {
      // An answer that cannot be read leaves nothing to go on with.
      process.destroyForcibly();
    }
    ended = true;
    waiting.values().forEach(f -> f.completeExceptionally(new Died()));
  }

  /// Makes an execution environment.
  ///
  /// @param files the function's code by relative path
  /// @param variables its environment variables
  /// @param node the version of Node.js that it sees, as `v22.0.0`
  /// @throws Died if the process has ended or ends
  /// @throws TookTooLong if it takes longer than `limit`
  public void open(
      String environment,
      Map<String, String> files,
      Map<String, String> variables,
      String node,
      long now,
      Duration limit)
      throws Died, TookTooLong {
    var answer =
        ask(
            Fields.EMPTY
                .with("op", "open")
                .with("environment", environment)
                .with("files", texts(files))
                .with("variables", texts(variables))
                .with("node", node)
                .with("now", now),
            limit);
    if (answer.text("failure").isPresent()) {
      throw new IllegalStateException(answer.text("failure").get());
    }
  }

  private static Fields texts(Map<String, String> map) {
    var fields = Fields.EMPTY;
    var copy = new java.util.LinkedHashMap<String, Value>();
    map.forEach((k, v) -> copy.put(k, Value.of(v)));
    return copy.isEmpty() ? fields : new Fields(copy);
  }

  /// Loads the handler's module in a new environment: the INIT phase. The module may make calls and
  /// wait for timers; the phase is over when a turn says so.
  ///
  /// @param handler as `index.handler`
  public Turn init(String environment, String handler, long now, Duration limit)
      throws Died, TookTooLong {
    return turn(
        Fields.EMPTY
            .with("op", "init")
            .with("environment", environment)
            .with("handler", handler)
            .with("now", now),
        limit);
  }

  /// Begins an invocation.
  ///
  /// @param event the event as JSON text
  /// @param context the members of the handler's context object, and `deadline` (ms)
  /// @param seed of the invocation's randomness
  /// @param now the run's time in ms
  public Turn start(
      String environment, String event, Fields context, long seed, long now, Duration limit)
      throws Died, TookTooLong {
    var request = Fields.EMPTY.with("event", event).with("context", context);
    return turn(
        Fields.EMPTY
            .with("op", "start")
            .with("environment", environment)
            .with("request", Json.write(request))
            .with("seed", seed)
            .with("now", now),
        limit);
  }

  /// Gives the handler the answer to a call.
  ///
  /// @param ok whether `answer` is the output; otherwise it describes the error (`code`, `message`,
  ///   `status`, `details`, `network`)
  public Turn resume(
      String environment, long call, boolean ok, Fields answer, long now, Duration limit)
      throws Died, TookTooLong {
    return turn(
        Fields.EMPTY
            .with("op", "resume")
            .with("environment", environment)
            .with("call", call)
            .with("ok", Value.of(ok))
            .with("answer", Json.write(Frames.marked(answer)))
            .with("now", now),
        limit);
  }

  /// Tells the handler that a timer is due.
  public Turn timer(String environment, long timer, long now, Duration limit)
      throws Died, TookTooLong {
    return turn(
        Fields.EMPTY
            .with("op", "timer")
            .with("environment", environment)
            .with("timer", timer)
            .with("now", now),
        limit);
  }

  private Turn turn(Fields request, Duration limit) throws Died, TookTooLong {
    return Turn.read(ask(request, limit));
  }

  private Fields ask(Fields request, Duration limit) throws Died, TookTooLong {
    var environment = request.text("environment").orElse("");
    var id = lastId.incrementAndGet();
    var future = new CompletableFuture<Fields>();
    waiting.put(id, future);
    try {
      send(request.with("id", id));
      return await(environment, future, limit);
    } catch (TookTooLong e) {
      cancel(environment, future);
      throw e;
    } catch (ExecutionException | IOException e) {
      throw new Died();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Died();
    } finally {
      waiting.remove(id);
    }
  }

  /// Waits until the turn has ended or has used up `limit` of processor time. Processor time, not
  /// the wall's, so that a busy machine changes nothing in a run; only a turn that neither works
  /// nor ends is cancelled by the wall clock.
  private Fields await(String environment, CompletableFuture<Fields> future, Duration limit)
      throws ExecutionException, InterruptedException, IOException, TookTooLong {
    var used = Duration.ZERO;
    for (int i = 0; i < WALL_TO_PROCESSOR && used.compareTo(limit) < 0; i++) {
      try {
        var left = Math.max(SLICE.toMillis(), limit.minus(used).toMillis());
        return future.get(left, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        used = processorTime(environment);
      }
    }
    throw new TookTooLong();
  }

  /// How much processor time the environment's present turn has used.
  private Duration processorTime(String environment)
      throws ExecutionException, InterruptedException, IOException {
    var id = lastId.incrementAndGet();
    var future = new CompletableFuture<Fields>();
    waiting.put(id, future);
    try {
      send(Fields.EMPTY.with("op", "cpu").with("environment", environment).with("id", id));
      return Duration.ofMillis(
          future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).number("millis").orElse(0L));
    } catch (TimeoutException e) {
      // A worker that answers nobody any more is as good as dead.
      process.destroyForcibly();
      throw new IOException("the worker does not answer", e);
    } finally {
      waiting.remove(id);
    }
  }

  private void send(Fields request) throws IOException {
    if (!isAlive()) {
      throw new IOException("the worker has ended");
    }
    Frames.write(out, Json.write(request));
  }

  /// Cancels a running turn; a process that does not yield is ended.
  private void cancel(String environment, CompletableFuture<Fields> running) {
    close(environment);
    try {
      running.get(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      process.destroyForcibly();
    } catch (ExecutionException e) {
      // It ended by itself, which is as good.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }

  /// Ends an environment, also while it runs.
  public void close(String environment) {
    try {
      send(Fields.EMPTY.with("op", "close").with("environment", environment));
    } catch (IOException e) {
      process.destroyForcibly();
    }
  }

  /// Closes the worker's input, as happens when Diorama itself ends; the worker then ends too.
  void closeInput() throws IOException {
    out.close();
  }

  /// Ends all environments whose names begin with `prefix`, also while they run.
  public void closeAll(String prefix) {
    try {
      send(Fields.EMPTY.with("op", "closeAll").with("environment", prefix));
    } catch (IOException e) {
      process.destroyForcibly();
    }
  }

  /// Ends the process.
  @Override
  public void close() {
    process.destroyForcibly();
  }
}

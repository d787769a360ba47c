package dev.diorama.aws.lambda.worker;

import dev.diorama.json.Json;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// The worker process as Diorama sees it. Thread-safe; what it is asked for is answered later, and
/// a turn that fails does so with [Died] or [TookTooLong].
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

  /// At its start a worker compiles more than it runs. With less weight, the compiler's threads
  /// leave the first handler a core where there are two; whoever may not raise priorities may lower
  /// them. The number is Linux's nice value: elsewhere it would mean something else.
  private static final List<String> COMPILING_LATER =
      System.getProperty("os.name", "").startsWith("Linux")
          ? List.of("-XX:ThreadPriorityPolicy=1", "-XX:CompilerThreadPriority=3")
          : List.of();

  /// How long the worker may take to say how busy it is.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int BUFFER = 1 << 16;

  /// docs.aws.amazon.com/lambda/latest/dg/configuration-ephemeral-storage.html, in MB
  private static final long DEFAULT_STORAGE = 512;

  private final Process process;
  private final FrameQueue queue;
  private final Map<Long, RunningTurn> waiting = new ConcurrentHashMap<>();
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
    this.queue = new FrameQueue(process.getOutputStream(), process::destroyForcibly);
    Thread.ofPlatform().daemon().name("lambda-worker-reader").start(this::read);
    Thread.ofVirtual().name("lambda-worker-watch").start(new TurnWatch(this));
  }

  /// Starts a worker with this JVM's own Java and class path. It inherits nothing of the
  /// environment.
  ///
  /// @throws IOException if the process cannot be started
  public static HandlerProcess start() throws IOException {
    return start(cache().map(c -> "-XX:AOTCache=" + c).stream().toList(), List.of());
  }

  /// Starts a worker that writes an AOT cache when it ends.
  static HandlerProcess training(Path cache) throws IOException {
    return start(List.of("-XX:AOTCacheOutput=" + cache), List.of(WorkerMain.TRAINING));
  }

  /// The cache that the build puts beside the program's jar. It only makes a start faster; on
  /// another JDK the JVM goes on without it.
  private static Optional<Path> cache() {
    var jar = Path.of(System.getProperty("java.class.path").split(File.pathSeparator, 2)[0]);
    var cache = jar.resolveSibling("worker.aot");
    return jar.toString().endsWith(".jar") && Files.isReadable(cache)
        ? Optional.of(cache)
        : Optional.empty();
  }

  private static HandlerProcess start(List<String> options, List<String> arguments)
      throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<String>(List.of(java, HEAP, NEW));
    command.addAll(options);
    command.addAll(COMPILING_LATER);
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            // Whatever the JVM has to say must not end up between two frames.
            "-XX:+DisplayVMOutputToStderr",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-cp",
            System.getProperty("java.class.path"),
            WorkerMain.class.getName()));
    command.addAll(arguments);
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
  /// Fails as a turn does, if it takes longer than a minute or so.
  public CompletableFuture<Turn> warm() {
    var limit = Duration.ofMinutes(1);
    var code =
        """
        import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
        export const handler = async (event) => JSON.stringify([event, typeof DynamoDBClient]);
        """;
    var _ = open("(warm)", Map.of("index.mjs", code), Map.of(), "v24.0.0", 0, limit);
    var _ = init("(warm)", "index.handler", 0, limit);
    var turn = start("(warm)", "{}", Fields.EMPTY, 0, 0, limit);
    close("(warm)");
    return turn;
  }

  /// Completes when the process has started and answers for the first time.
  public CompletableFuture<?> answers() {
    return ask(Fields.EMPTY.with("op", "cpu").with("environment", ""), Duration.ZERO);
  }

  /// Completes when all that it was asked until now has ended, in whatever way.
  public CompletableFuture<?> settled() {
    return CompletableFuture.allOf(
        waiting.values().stream()
            .map(turn -> turn.result().handle((answer, failure) -> true))
            .toArray(CompletableFuture[]::new));
  }

  private void read() {
    try (var in = new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER))) {
      for (var frame = Frames.read(in); frame.isPresent(); frame = Frames.read(in)) {
        var turn = waiting.remove(frame.get().number("id").orElse(0L));
        if (turn != null) {
          queue.wasRead(turn.bytes());
          turn.ended(frame.get().fields("answer"));
        }
      }
    } catch (IOException e) {
      // An answer that cannot be read leaves nothing to go on with.
      process.destroyForcibly();
    }
    ended = true;
    waiting.values().forEach(RunningTurn::died);
  }

  /// Makes an execution environment.
  ///
  /// @param files the function's code by relative path
  /// @param variables its environment variables
  /// @param node the version of Node.js that it sees, as `v22.0.0`
  /// @param storageMegabytes the size of `/tmp`
  public CompletableFuture<Fields> open(
      String environment,
      Map<String, String> files,
      Map<String, String> variables,
      String node,
      long storageMegabytes,
      long now,
      Duration limit) {
    return ask(
            Fields.EMPTY
                .with("op", "open")
                .with("environment", environment)
                .with("files", texts(files))
                .with("variables", texts(variables))
                .with("node", node)
                .with("storage", storageMegabytes)
                .with("now", now),
            limit)
        .thenApply(answer -> {
          if (answer.text("failure").isPresent()) {
            throw new IllegalStateException(answer.text("failure").get());
          }
          return answer;
        });
  }

  /// Makes an execution environment with as much of `/tmp` as a function has that says nothing.
  public CompletableFuture<Fields> open(
      String environment,
      Map<String, String> files,
      Map<String, String> variables,
      String node,
      long now,
      Duration limit) {
    return open(environment, files, variables, node, DEFAULT_STORAGE, now, limit);
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
  public CompletableFuture<Turn> init(
      String environment, String handler, long now, Duration limit) {
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
  public CompletableFuture<Turn> start(
      String environment, String event, Fields context, long seed, long now, Duration limit) {
    return turn(
        Fields.EMPTY
            .with("op", "start")
            .with("environment", environment)
            .with("event", event)
            .with("context", Json.write(context))
            .with("seed", seed)
            .with("now", now),
        limit);
  }

  /// Gives the handler the answer to a call.
  ///
  /// @param ok whether `answer` is the output; otherwise it describes the error (`code`, `message`,
  ///   `status`, `details`, `network`)
  public CompletableFuture<Turn> resume(
      String environment, long call, boolean ok, Fields answer, long now, Duration limit) {
    boolean binary = Frames.hasBlob(answer);
    return turn(
        Fields.EMPTY
            .with("op", "resume")
            .with("environment", environment)
            .with("call", call)
            .with("ok", Value.of(ok))
            .with("answer", Json.write(binary ? Frames.marked(answer) : answer))
            .with("binary", Value.of(binary))
            .with("now", now),
        limit);
  }

  /// Tells the handler that a timer is due.
  public CompletableFuture<Turn> timer(String environment, long timer, long now, Duration limit) {
    return turn(
        Fields.EMPTY
            .with("op", "timer")
            .with("environment", environment)
            .with("timer", timer)
            .with("now", now),
        limit);
  }

  private CompletableFuture<Turn> turn(Fields request, Duration limit) {
    return ask(request, limit).thenApply(Turn::read);
  }

  private CompletableFuture<Fields> ask(Fields request, Duration limit) {
    var turn = new RunningTurn(request.text("environment").orElse(""), limit);
    send(request, turn);
    return turn.result();
  }

  /// Sends what will be answered.
  private void send(Fields request, RunningTurn turn) {
    long id = lastId.incrementAndGet();
    waiting.put(id, turn);
    var frame = Frames.frame(request.with("id", id));
    turn.sent(frame.length);
    if (isAlive()) {
      queue.send(frame);
    }
    if (!isAlive()) {
      waiting.remove(id);
      turn.died();
    }
  }

  /// How much processor time the environment's present turn has used.
  Duration processorTime(String environment)
      throws ExecutionException, InterruptedException, TimeoutException {
    var answer = new RunningTurn(environment, Duration.ZERO);
    send(Fields.EMPTY.with("op", "cpu").with("environment", environment), answer);
    return Duration.ofMillis(
        answer
            .result()
            .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
            .number("millis")
            .orElse(0L));
  }

  /// The turns that have not ended.
  Collection<RunningTurn> running() {
    return waiting.values();
  }

  private void tell(String operation, String environment) {
    if (isAlive()) {
      queue.tell(Frames.frame(Fields.EMPTY.with("op", operation).with("environment", environment)));
    }
  }

  /// Ends an environment, also while it runs.
  public void close(String environment) {
    tell("close", environment);
  }

  /// Ends all environments whose names begin with `prefix`, also while they run.
  public void closeAll(String prefix) {
    tell("closeAll", prefix);
  }

  /// Closes the worker's input, as happens when Diorama itself ends; the worker then ends too.
  void closeInput() {
    queue.close();
  }

  /// Waits until the process has ended by itself.
  void awaitEnd() throws InterruptedException {
    process.waitFor();
  }

  /// Ends the process.
  @Override
  public void close() {
    process.destroyForcibly();
  }
}

package dev.diorama.aws.lambda.worker;

import com.sun.management.ThreadMXBean;
import dev.diorama.model.Value.Fields;
import java.io.DataInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;

/// The worker's `main`: reads requests from standard input, answers on standard output and ends
/// when its input ends, so that it never outlives Diorama. Each execution environment has its own
/// thread.
public final class WorkerMain {
  /// The argument of a worker from which the build makes the AOT cache.
  static final String TRAINING = "--training";

  /// Node.js allows some ten thousand nested calls; a call here takes about a kilobyte of stack.
  private static final long STACK_BYTES = 16 << 20;

  private static final int BUFFER = 1 << 16;
  private static final long MEGABYTE = 1 << 20;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /// The exit status of a process that was killed.
  private static final Fields KILLED = Fields.EMPTY.with("exit", 137);

  private final Engine engine =
      Engine.newBuilder("js").option("engine.WarnInterpreterOnly", "false").build();
  private final Builtins builtins = new Builtins();
  private final Map<String, Hosted> environments = new ConcurrentHashMap<>();
  private final MemoryGuard guard = new MemoryGuard(environments::values);
  private final OutputStream out;

  private WorkerMain(OutputStream out) {
    this.out = out;
  }

  /// An environment and the thread that it runs on.
  private static final class Hosted implements MemoryGuard.Holder {
    final ExecutorService thread;
    private final long limit;
    private final MemoryGuard.Account account = new MemoryGuard.Account();
    volatile boolean killed;
    volatile Optional<ExecutionEnvironment> environment = Optional.empty();
    private volatile long threadId;
    private volatile long turnBegan;
    private volatile long allocatedBefore;
    private volatile boolean working;

    /// @param limit the function's memory in bytes
    Hosted(String name, long limit) {
      this.limit = limit;
      thread =
          Executors.newSingleThreadExecutor(task -> {
            var t = new Thread(null, task, name, STACK_BYTES);
            t.setDaemon(true);
            threadId = t.threadId();
            return t;
          });
    }

    /// Runs a turn on the environment's own thread.
    void execute(Runnable turn) {
      thread.execute(() -> {
        turnBegan = THREADS.getCurrentThreadCpuTime();
        allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
        working = true;
        try {
          turn.run();
        } finally {
          working = false;
        }
      });
    }

    @Override
    public long limit() {
      return limit;
    }

    @Override
    public long asked() {
      // There is none yet, or no more: -1.
      return Math.max(0, THREADS.getThreadAllocatedBytes(threadId));
    }

    @Override
    public long askedInTurn() {
      return working && !killed ? asked() - allocatedBefore : 0;
    }

    @Override
    public MemoryGuard.Account account() {
      return account;
    }

    @Override
    public void end() {
      killed = true;
      environment.ifPresent(ExecutionEnvironment::close);
    }

    /// How much processor time the present turn has used.
    long processorMillis() {
      return (THREADS.getThreadCpuTime(threadId) - turnBegan) / 1_000_000;
    }
  }

  /// Runs the worker until its standard input ends.
  public static void main(String[] arguments) throws IOException {
    // Whatever writes to System.out must not end up between two frames.
    System.setOut(System.err);
    var in =
        new DataInputStream(
            new java.io.BufferedInputStream(new FileInputStream(FileDescriptor.in), BUFFER));
    var worker = new WorkerMain(new FileOutputStream(FileDescriptor.out));
    worker.guard.start();
    worker.serve(in);
    if (List.of(arguments).contains(TRAINING)) {
      // The JVM writes its cache at an orderly end only.
      System.exit(0);
    }
    // Environments may still be running endless loops.
    Runtime.getRuntime().halt(0);
  }

  private void serve(DataInputStream in) throws IOException {
    while (true) {
      var frame = Frames.read(in);
      if (frame.isEmpty()) {
        return;
      }
      accept(frame.get());
    }
  }

  private void accept(Fields request) {
    var name = request.text("environment").orElse("");
    switch (request.text("op").orElse("")) {
      case "close" -> close(name);
      case "closeAll" ->
          environments.keySet().stream().filter(e -> e.startsWith(name)).forEach(this::close);
      case "cpu" -> {
        var hosted = environments.get(name);
        long millis = hosted == null ? 0 : hosted.processorMillis();
        write(request, Fields.EMPTY.with("millis", millis));
      }
      case "open" -> {
        var hosted = environments.computeIfAbsent(name, n -> new Hosted(n, memory(request)));
        hosted.execute(() ->
            answer(
                request,
                () -> {
                  hosted.environment =
                      Optional.of(new ExecutionEnvironment(engine, builtins, request));
                  return Fields.EMPTY;
                }));
      }
      default -> {
        var hosted = environments.get(name);
        if (hosted == null) {
          write(request, failure("no such environment"));
          return;
        }
        hosted.execute(() ->
            answer(
                request,
                () -> {
                  var answer =
                      hosted
                          .environment
                          .map(e -> e.turn(request))
                          .orElseGet(() -> failure("not opened"));
                  guard.lookAtTheEnd(hosted);
                  return hosted.killed ? KILLED : measured(answer, hosted);
                }));
      }
    }
  }

  /// The answer with the memory in use, in MB, if an invocation ends with it.
  private Fields measured(Fields answer, Hosted hosted) {
    return answer.get("result").isPresent() || answer.get("error").isPresent()
        ? answer.with("memory", (guard.used(hosted) + MEGABYTE - 1) / MEGABYTE)
        : answer;
  }

  /// The memory of the function, as its own code sees it
  /// (docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime);
  /// no limit of its own if it does not say.
  private static long memory(Fields request) {
    return request
        .fields("variables")
        .text("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        .filter(m -> m.matches("\\d{1,6}"))
        .map(m -> Long.parseLong(m) << 20)
        .orElse(1L << 50);
  }

  private void close(String name) {
    var hosted = environments.remove(name);
    if (hosted != null) {
      hosted.thread.shutdown();
      // Closing waits for the running turn to notice; requests for others must not wait for it.
      Thread.ofPlatform()
          .daemon()
          .start(() -> hosted.environment.ifPresent(ExecutionEnvironment::close));
    }
  }

  private void answer(Fields request, java.util.function.Supplier<Fields> work) {
    Fields answer;
    try {
      answer = work.get();
    } catch (OutOfMemoryError e) {
      // It asked for more than there is at once; what it held is free again.
      answer = KILLED;
    } catch (PolyglotException | IllegalStateException e) {
      answer = failure(String.valueOf(e.getMessage()));
    }
    write(request, answer);
  }

  private static Fields failure(String message) {
    return Fields.EMPTY.with("failure", message);
  }

  private void write(Fields request, Fields answer) {
    var frame =
        Frames.frame(
            Fields.EMPTY.with("id", request.number("id").orElse(0L)).with("answer", answer));
    try {
      synchronized (out) {
        out.write(frame);
      }
    } catch (IOException e) {
      // Diorama is gone, and so should this process be.
      Runtime.getRuntime().halt(1);
    }
  }
}

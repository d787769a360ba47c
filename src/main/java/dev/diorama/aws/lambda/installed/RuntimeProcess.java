package dev.diorama.aws.lambda.installed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// An installed runtime as a child process, with the Runtime API that it speaks to. Its methods
/// block, so the event loop uses them beside itself only; [#close] may come at any time from
/// anywhere.
///
/// The child sees the function's environment variables and nothing else of this machine's. It is
/// not shut in otherwise: it runs with the user's own rights.
public final class RuntimeProcess implements AutoCloseable {
  private static final int SLICE_MILLIS = 5;

  /// What an invocation may write to its log; what is more is dropped.
  private static final int MAX_LOG = 1 << 20;

  private static final int KILL_ROUNDS = 20;

  /// How many processes an environment may have
  /// (docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html counts threads too, and
  /// refuses to start more; here the runtime is ended).
  private static final int MAX_PROCESSES = 1_024;

  /// How many slices pass between two counts of the processes.
  private static final int COUNT_EVERY = 20;

  private final RuntimeApi api;
  private final Path scratch;
  private final Process process;
  private final Thread atExit;
  private final Lifeline lifeline;
  private final long memoryMegabytes;
  private final StringBuilder output = new StringBuilder();
  private volatile long peakMegabytes;
  private volatile boolean closed;

  /// How a phase ended, and what was written in it.
  ///
  /// @param log line by line
  public record Ended(Kind kind, String payload, String errorType, List<String> log) {
    public Ended {
      log = List.copyOf(log);
    }
  }

  /// The ways in which a phase ends.
  public enum Kind {
    /// The runtime waits for its first event.
    INITIALIZED,
    /// The handler answered with the payload.
    SUCCEEDED,
    /// The handler or the INIT phase failed with the payload.
    FAILED,
    /// The process ended by itself; the payload is its exit status.
    EXITED,
    /// The process used more memory than it has and was ended.
    OUT_OF_MEMORY,
    /// The process has started more others than an environment may have and was ended with them.
    TOO_MANY_PROCESSES,
    /// It took longer than its limit and was ended.
    TOOK_TOO_LONG
  }

  private RuntimeProcess(RuntimeApi api, Path scratch, Process process, long memoryMegabytes)
      throws IOException {
    this.api = api;
    this.lifeline = Lifeline.of(process.pid(), mark(api));
    this.scratch = scratch;
    this.process = process;
    this.memoryMegabytes = memoryMegabytes;
    this.atExit = new Thread(this::kill, "lambda-runtime-exit");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /// Starts a runtime.
  ///
  /// @param code the function's folder
  /// @param variables its environment variables
  /// @throws IOException if the process or its port cannot be opened
  /// @throws InstalledRuntime.NotInstalled if the machine has no such runtime
  public static RuntimeProcess start(
      String runtime, Path code, Map<String, String> variables, long memoryMegabytes)
      throws IOException, InstalledRuntime.NotInstalled {
    var scratch = Files.createTempDirectory("diorama-lambda");
    try {
      var launch =
          InstalledRuntime.find(runtime, variables.getOrDefault("_HANDLER", ""), code, scratch);
      var api = new RuntimeApi();
      var builder =
          new ProcessBuilder(launch.command()).directory(code.toFile()).redirectErrorStream(true);
      builder.environment().clear();
      builder.environment().putAll(environment(code, variables, api));
      try {
        var process = builder.start();
        try {
          return new RuntimeProcess(api, scratch, process, memoryMegabytes);
        } catch (IOException e) {
          process.destroyForcibly();
          throw e;
        }
      } catch (IOException e) {
        api.close();
        throw e;
      }
    } catch (IOException | InstalledRuntime.NotInstalled e) {
      delete(scratch);
      throw e;
    }
  }

  /// docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime,
  /// with the paths of this machine.
  private static Map<String, String> environment(
      Path code, Map<String, String> variables, RuntimeApi api) {
    var all = new LinkedHashMap<String, String>();
    all.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    all.put("LANG", "en_US.UTF-8");
    all.putAll(variables);
    all.put("LAMBDA_TASK_ROOT", code.toString());
    all.put("LAMBDA_RUNTIME_DIR", code.toString());
    all.put("AWS_LAMBDA_RUNTIME_API", api.address());
    // What is no AWS call goes to Diorama too, so that it does not leave the machine unseen.
    var endpoint = variables.getOrDefault("AWS_ENDPOINT_URL", "");
    for (var name : List.of("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy")) {
      all.putIfAbsent(name, endpoint);
    }
    // Newer versions of Node.js look at these names only if told to:
    // nodejs.org/api/cli.html#node_use_env_proxy1
    all.putIfAbsent("NODE_USE_ENV_PROXY", "1");
    all.putIfAbsent("NO_PROXY", "127.0.0.1,localhost");
    all.putIfAbsent("no_proxy", "127.0.0.1,localhost");
    return all;
  }

  /// Waits until the runtime asks for its first event.
  public Ended initialize(Duration limit) {
    return await(limit, true);
  }

  /// Gives an event to the runtime and waits for its answer.
  ///
  /// @param event as JSON text
  /// @param deadline in ms since 1970
  public Ended invoke(
      String requestId,
      String event,
      long deadline,
      String functionArn,
      String trace,
      Duration limit) {
    api.give(new RuntimeApi.Request(requestId, event, deadline, functionArn, trace));
    return await(limit, false);
  }

  /// Looks at the process now and then, instead of at a clock.
  private Ended await(Duration limit, boolean init) {
    long rounds = Math.max(1, limit.toMillis() / SLICE_MILLIS);
    for (long i = 0; i < rounds && !closed; i++) {
      RuntimeApi.Report report;
      try {
        report = api.reports().poll(SLICE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        close();
        Thread.currentThread().interrupt();
        return new Ended(Kind.TOOK_TOO_LONG, "", "", lines());
      }
      drain();
      if (report != null) {
        switch (report) {
          case RuntimeApi.Ready r -> {
            if (init) {
              return new Ended(Kind.INITIALIZED, "", "", lines());
            }
          }
          case RuntimeApi.Response r -> {
            return new Ended(Kind.SUCCEEDED, text(r.payload().bytes()), "", lines());
          }
          case RuntimeApi.Failure f -> {
            return new Ended(Kind.FAILED, text(f.payload().bytes()), f.type(), lines());
          }
        }
      } else if (!process.isAlive()) {
        drain();
        return new Ended(Kind.EXITED, Integer.toString(process.exitValue()), "", lines());
      } else {
        // Looking for what it has started takes a while.
        var started =
            i % COUNT_EVERY == COUNT_EVERY - 1
                ? process.toHandle().descendants().toList()
                : List.<ProcessHandle>of();
        if (started.size() > MAX_PROCESSES) {
          close();
          return new Ended(Kind.TOO_MANY_PROCESSES, "", "", lines());
        }
        if (measure(started)) {
          close();
          return new Ended(Kind.OUT_OF_MEMORY, "", "", lines());
        }
      }
    }
    var written = lines();
    close();
    return new Ended(Kind.TOOK_TOO_LONG, "", "", written);
  }

  private static String text(byte[] payload) {
    return new String(payload, StandardCharsets.UTF_8);
  }

  /// Takes what the process has written so far, so that it never waits for a full pipe.
  private synchronized void drain() {
    try {
      var in = process.getInputStream();
      for (int ready = in.available(); ready > 0; ready = in.available()) {
        var bytes = in.readNBytes(ready);
        if (output.length() < MAX_LOG) {
          output.append(text(bytes));
        }
      }
    } catch (IOException e) {
      // The pipe is closed with the process.
    }
  }

  /// A carriage return alone ends no line: runtimes write it where an event of the log goes on.
  private synchronized List<String> lines() {
    var written = output.toString();
    output.setLength(0);
    return written.isEmpty()
        ? List.of()
        : List.of(written.replaceFirst("\\r?\\n\\z", "").split("\\r?\\n", -1));
  }

  /// Takes note of the memory in use; whether it is more than there is. Linux only: elsewhere
  /// nothing is known.
  ///
  /// @param started the processes that count besides the runtime's own
  private boolean measure(List<ProcessHandle> started) {
    long sum = residentMegabytes(process.pid());
    for (var child : started) {
      sum += residentMegabytes(child.pid());
    }
    peakMegabytes = Math.max(peakMegabytes, sum);
    return peakMegabytes > memoryMegabytes;
  }

  private static long residentMegabytes(long pid) {
    var status = Path.of("/proc", Long.toString(pid), "status");
    try (Stream<String> lines = Files.isReadable(status) ? Files.lines(status) : Stream.empty()) {
      return lines
          .filter(l -> l.startsWith("VmRSS:"))
          .findFirst()
          .map(l -> Long.parseLong(l.replaceAll("\\D", "")) >> 10)
          .orElse(0L);
    } catch (IOException | RuntimeException e) {
      // The process has just ended.
      return 0;
    }
  }

  /// The most memory seen in use, in MB.
  public OptionalLong memoryUsed() {
    return peakMegabytes == 0 ? OptionalLong.empty() : OptionalLong.of(peakMegabytes);
  }

  /// Whether the process still runs.
  public boolean isAlive() {
    return !closed && process.isAlive();
  }

  /// The operating system's number of the process.
  public long pid() {
    return process.pid();
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    api.close();
    kill();
    lifeline.close();
    delete(scratch);
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The program is ending and runs the hook itself.
    }
  }

  /// Ends the process and everything that it started, also what has left its family: that is known
  /// by the port of its Runtime API in its environment.
  private void kill() {
    for (int i = 0; i < KILL_ROUNDS; i++) {
      var all = new ArrayList<ProcessHandle>();
      process.toHandle().descendants().forEach(all::add);
      strays().forEach(all::add);
      if (process.isAlive()) {
        all.add(process.toHandle());
      }
      if (all.isEmpty()) {
        return;
      }
      all.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /// What all that the process starts have in their environment, unless they hide it.
  private static String mark(RuntimeApi api) {
    return "AWS_LAMBDA_RUNTIME_API=" + api.address();
  }

  private Stream<ProcessHandle> strays() {
    var mark = mark(api);
    return ProcessHandle.allProcesses()
        .filter(p -> {
          try {
            var environment = Path.of("/proc", Long.toString(p.pid()), "environ");
            return Files.isReadable(environment)
                && Stream.of(text(Files.readAllBytes(environment)).split("\0", -1))
                    .anyMatch(mark::equals);
          } catch (IOException e) {
            return false;
          }
        });
  }

  private static void delete(Path folder) {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // A temporary folder that stays behind does no harm.
    }
  }
}

package dev.diorama.aws.lambda;

import dev.diorama.aws.lambda.installed.InstalledRuntime;
import dev.diorama.aws.lambda.installed.RuntimeProcess;
import dev.diorama.aws.lambda.worker.Turn;
import dev.diorama.catalog.Texts;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.TraceHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/// A runtime that is installed on the machine, in a process of its own.
///
/// In live time an invocation takes what it takes. In virtual time the run waits for it and counts
/// one millisecond; the process sees the machine's clock and randomness, and nothing listens to its
/// AWS calls, so that equal runs are equal only if the code uses none of them.
final class InstalledSandbox implements Sandbox {
  private static final Duration COUNTED = Duration.ofMillis(1);

  /// Beyond the function's own timeout, so that in live time it is the timeout that ends it.
  private static final Duration GRACE = Duration.ofSeconds(1);

  /// In the language of whoever runs it.
  private static final Texts TEXTS =
      new Texts(Locale.getDefault(), List.of("dev.diorama.aws.lambda.messages"));

  private final FunctionRevision function;
  private final HandlerCode code;
  private volatile Optional<RuntimeProcess> process = Optional.empty();
  private volatile Optional<Path> inline = Optional.empty();
  private Optional<Listener> listener = Optional.empty();
  private boolean busy;
  private volatile boolean closed;
  private long serving;

  InstalledSandbox(FunctionRevision function, HandlerCode code) {
    this.function = function;
    this.code = code;
  }

  @Override
  public void initialize(Listener to) {
    listener = Optional.of(to);
    var settings = function.settings();
    var folder =
        FunctionSettings.codeFolder(function.resource()).flatMap(function.context()::folder);
    beside(() -> {
      var home = folder.isPresent() ? folder.get() : written();
      var started =
          RuntimeProcess.start(
              settings.runtime(), home, code.variables(), settings.memoryMegabytes());
      process = Optional.of(started);
      if (closed) {
        started.close();
      }
      return started.initialize(Invocation.INIT_LIMIT);
    });
  }

  /// Inline code becomes the file that CloudFormation makes of it.
  private Path written() throws IOException {
    var folder = Files.createTempDirectory("diorama-lambda-code");
    inline = Optional.of(folder);
    boolean python = function.settings().runtime().startsWith("python");
    for (var file : code.files().entrySet()) {
      var name =
          python && file.getKey().equals("index.js")
              ? "index.py"
              // Node.js without a package.json reads index.js as CommonJS.
              : file.getKey();
      Files.writeString(folder.resolve(name), file.getValue());
    }
    return folder;
  }

  @Override
  public void invoke(String event, Supplier<Fields> handlerContext, Listener to) {
    var context = handlerContext.get();
    listener = Optional.of(to);
    var runtime = process.orElseThrow();
    var trace = TraceHeader.of(to.because());
    beside(() ->
        runtime.invoke(
            context.text("awsRequestId").orElse(""),
            event,
            context.number("deadline").orElse(0L),
            context.text("invokedFunctionArn").orElse(""),
            trace,
            function.settings().timeout().plus(GRACE)));
  }

  private void beside(Callable<RuntimeProcess.Ended> work) {
    busy = true;
    long served = serving;
    function.context().beside(work, ended -> ended(ended, served), e -> failed(e, served));
  }

  private void ended(RuntimeProcess.Ended ended, long served) {
    function
        .context()
        .after(
            COUNTED,
            () -> {
              busy = false;
              if (served == serving) {
                listener.ifPresent(to -> tell(ended, to));
              }
            });
  }

  private static void tell(RuntimeProcess.Ended ended, Listener to) {
    ended.log().forEach(to::log);
    switch (ended.kind()) {
      case INITIALIZED -> to.initialized();
      case SUCCEEDED -> to.ended(new Turn.Succeeded(ended.payload()));
      case FAILED -> to.ended(failure(ended));
      case EXITED -> to.crashed(ended.payload().equals("0") ? "" : exitReason(ended.payload()));
      case OUT_OF_MEMORY -> to.crashed(Invocation.KILLED);
      case TOO_MANY_PROCESSES -> {
        to.log("Diorama ended the runtime: it had more than 1,024 processes.");
        to.crashed("");
      }
      case TOOK_TOO_LONG -> {
        // The process is gone; the invocation goes on to its timeout, as on AWS.
      }
    }
  }

  /// A process that a signal ended has 128 and the signal as its exit status.
  private static String exitReason(String status) {
    return status.equals("137") ? Invocation.KILLED : "exit status " + status;
  }

  /// What the runtime reports reaches the caller as it is: each language has members of its own
  /// (docs.aws.amazon.com/lambda/latest/dg/python-exceptions.html).
  private static Turn.End failure(RuntimeProcess.Ended ended) {
    Value payload;
    try {
      payload = Json.read(ended.payload());
    } catch (JsonException e) {
      payload = Fields.EMPTY;
    }
    return payload instanceof Fields error && error.text("errorMessage").isPresent()
        ? new Turn.Reported(
            ended.payload(),
            error.text("errorType").orElse(ended.errorType())
                + ": "
                + error.text("errorMessage").get())
        : new Turn.Failed(ended.errorType(), ended.payload(), List.of(), false);
  }

  private void failed(Exception e, long served) {
    busy = false;
    closed = true;
    if (served == serving) {
      listener.ifPresent(to ->
          to.broke(
              e instanceof InstalledRuntime.NotInstalled n ? TEXTS.text(n.text()) : e.toString()));
    }
  }

  @Override
  public boolean settle() {
    serving++;
    listener = Optional.empty();
    return !busy && alive();
  }

  @Override
  public void close() {
    closed = true;
    settle();
    process.ifPresent(RuntimeProcess::close);
    for (var folder : inline.stream().toList()) {
      for (var name : List.copyOf(code.files().keySet())) {
        remove(folder.resolve(name));
      }
      remove(folder.resolve("index.py"));
      remove(folder);
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // A temporary file that stays behind does no harm.
    }
  }

  @Override
  public boolean alive() {
    return !closed && process.map(RuntimeProcess::isAlive).orElse(true);
  }

  @Override
  public OptionalLong memoryUsed() {
    return process.map(RuntimeProcess::memoryUsed).orElse(OptionalLong.empty());
  }
}

package dev.diorama.aws.lambda;

import dev.diorama.aws.lambda.ExecutionEnvironments.Environment;
import dev.diorama.aws.lambda.worker.Turn;
import dev.diorama.json.Json;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeContext.Cancellable;
import dev.diorama.runtime.RuntimeEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// One invocation of a handler, from its event to its end. Used from the event loop only; the
/// handler runs beside it.
final class Invocation implements Sandbox.Listener {
  /// Lambda gives the INIT phase ten seconds
  /// (docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html); a busy machine may
  /// need more to start a runtime, so that it gets thirty here.
  static final Duration INIT_LIMIT = Duration.ofSeconds(30);

  private static final int EXIT_KILLED = 137;

  /// Why a process ended that used more memory than its function has.
  static final String KILLED = "signal: killed";

  private final FunctionEngine function;
  private final FunctionRevision revision;
  private final Environment environment;
  private final FunctionVersion version;
  private final String requestId;
  private final boolean coldStart;
  private final Instant started;
  private final Because because;
  private final InvocationLog log;
  private final String event;
  private final Consumer<InvocationResult> done;
  private Cancellable timeout = () -> {};
  private Optional<Instant> initialized = Optional.empty();
  private boolean ended;

  /// What the REPORT line says besides figures; empty after an ordinary end.
  private String status = "";

  private Invocation(
      FunctionEngine function,
      FunctionRevision revision,
      Environment environment,
      FunctionVersion version,
      String event,
      Because cause,
      Consumer<InvocationResult> done) {
    this.function = function;
    this.revision = revision;
    this.environment = environment;
    this.version = version;
    this.requestId = function.context().newUuid();
    this.coldStart = !environment.initialized();
    this.started = function.context().now();
    this.event = event;
    this.done = done;
    long sequence =
        function
            .context()
            .record(
                cause,
                header ->
                    new RuntimeEvent.InvocationStarted(
                        header,
                        function.id(),
                        requestId,
                        coldStart,
                        environment.name(),
                        environment.zone()));
    this.because = new Because(cause.invocation(), OptionalLong.of(sequence));
    this.log = new InvocationLog(function, environment.logStream(), because);
    environment.onAbort(this::zoneFailed);
  }

  /// Begins an invocation.
  ///
  /// @param event as JSON text
  static void begin(
      FunctionEngine function,
      FunctionRevision revision,
      Environment environment,
      FunctionVersion version,
      String event,
      Because cause,
      Consumer<InvocationResult> done) {
    new Invocation(function, revision, environment, version, event, cause, done).start();
  }

  private void start() {
    if (coldStart) {
      timeout = function.context().after(INIT_LIMIT, this::timedOut);
      environment.sandbox().initialize(this);
    } else {
      handle();
    }
  }

  /// Gives the event to the handler, from when on its timeout counts.
  private void handle() {
    var now = function.context().now();
    timeout.cancel();
    timeout = function.context().after(revision.settings().timeout(), this::timedOut);
    log.write(() -> "START RequestId: " + requestId + " Version: " + version.number());
    environment
        .sandbox()
        .invoke(
            event,
            () -> revision.handlerContext(requestId, environment.logStream(), version, now),
            this);
  }

  @Override
  public void initialized() {
    if (!ended) {
      environment.wasInitialized();
      initialized = Optional.of(function.context().now());
      handle();
    }
  }

  @Override
  public void log(String line) {
    if (!ended) {
      log.write(line);
    }
  }

  @Override
  public Because because() {
    return because;
  }

  @Override
  public void broke(String message) {
    if (!ended) {
      log.write("Diorama could not run the handler: " + message);
      finish(error("Runtime.Unknown", message), true, true, "Runtime.Unknown: " + message);
    }
  }

  private void timedOut() {
    if (ended) {
      return;
    }
    var seconds = "%.2f".formatted(revision.settings().timeout().toMillis() / 1000.0);
    var text = "Task timed out after " + seconds + " seconds";
    log.write(InvocationLog.time(function.context().now()) + " " + requestId + " " + text);
    status = "Status: timeout";
    finish(
        error("Sandbox.Timedout", "RequestId: " + requestId + " Error: " + text), true, true, text);
  }

  /// The words of Lambda for a runtime that ended:
  /// docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html
  @Override
  public void crashed(String reason) {
    if (ended) {
      return;
    }
    var text =
        "RequestId: "
            + requestId
            + " Error: "
            + (reason.isEmpty()
                ? "Runtime exited without providing a reason"
                : "Runtime exited with error: " + reason);
    log.write(text);
    log.write("Runtime.ExitError");
    status =
        "Status: error\tError Type: "
            + (reason.equals(KILLED) ? "Runtime.OutOfMemory" : "Runtime.ExitError");
    finish(error("Runtime.ExitError", text), true, true, "Runtime.ExitError: " + reason);
  }

  private static String error(String type, String message) {
    return Json.write(Fields.EMPTY.with("errorType", type).with("errorMessage", message));
  }

  @Override
  public void ended(Turn.End end) {
    if (ended) {
      return;
    }
    switch (end) {
      case Turn.Succeeded s -> succeeded(s.json());
      case Turn.Failed f ->
          finish(
              Json.write(
                  Fields.EMPTY
                      .with("errorType", f.errorType())
                      .with("errorMessage", f.errorMessage())
                      .with("trace", Value.texts(f.trace()))),
              true,
              f.fatal(),
              f.errorType() + ": " + f.errorMessage());
      case Turn.Reported r -> finish(r.json(), true, false, r.summary());
      case Turn.Exited x -> crashed(exitReason(x.code()));
    }
  }

  /// A process that was killed has 128 and the signal's number as its exit status.
  private static String exitReason(int code) {
    return code == 0 ? "" : code == EXIT_KILLED ? KILLED : "exit status " + code;
  }

  private void succeeded(String json) {
    if (Payloads.exceed(json, LambdaFigures.MAX_RESPONSE)) {
      finish(
          error(
              "Function.ResponseSizeTooLarge",
              "Response payload size exceeded maximum allowed payload size ("
                  + LambdaFigures.MAX_RESPONSE
                  + " bytes)."),
          true,
          false,
          "Function.ResponseSizeTooLarge");
    } else {
      finish(json, false, false, "");
    }
  }

  /// The machines under the environment are gone. AWS does not document what the caller gets; an
  /// error of the service is what Invoke has for failures on Lambda's side
  /// (docs.aws.amazon.com/lambda/latest/api/API_Invoke.html), and nothing is billed.
  private void zoneFailed() {
    if (ended) {
      return;
    }
    ended = true;
    timeout.cancel();
    function
        .context()
        .record(
            because,
            header ->
                new RuntimeEvent.InvocationEnded(
                    header,
                    function.id(),
                    requestId,
                    Optional.of("ServiceException: " + environment.zone() + " failed"),
                    Duration.between(started, function.context().now()),
                    Duration.ZERO));
    environment.sandbox().settle();
    function.ended(revision, environment, false);
    done.accept(new InvocationResult.Refused(FunctionEngine.serviceFailed()));
  }

  private void finish(String payload, boolean functionError, boolean fatal, String summary) {
    ended = true;
    timeout.cancel();
    var now = function.context().now();
    var total = Duration.between(started, now);
    var init = initialized.filter(i -> coldStart).map(i -> Duration.between(started, i));
    var duration = total.minus(init.orElse(Duration.ZERO));
    // Since August 2025 the INIT phase is billed too
    // (aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase).
    var bill =
        new RuntimeEvent.Bill(
            revision.settings().memoryMegabytes(),
            status.endsWith("OutOfMemory")
                ? OptionalLong.of(revision.settings().memoryMegabytes())
                : environment.sandbox().memoryUsed(),
            init,
            revision.price().of(total, environment.provisioned()));
    log.write(() -> "END RequestId: " + requestId);
    log.write(() -> {
      var report = InvocationLog.report(requestId, duration, total, bill);
      return status.isEmpty() ? report : report + "\t" + status;
    });
    function
        .context()
        .record(
            because,
            header ->
                new RuntimeEvent.InvocationEnded(
                    header,
                    function.id(),
                    requestId,
                    functionError ? Optional.of(summary) : Optional.empty(),
                    duration,
                    total,
                    Optional.of(bill)));
    log.flush();
    boolean reusable = environment.sandbox().settle() && !fatal;
    function.billed(bill, functionError);
    function.ended(revision, environment, reusable);
    done.accept(new InvocationResult.Ran(payload, functionError, log, version.number()));
  }
}

package dev.diorama.aws.lambda;

import dev.diorama.aws.lambda.ExecutionEnvironments.Environment;
import dev.diorama.aws.lambda.worker.HandlerProcess;
import dev.diorama.aws.lambda.worker.Turn;
import dev.diorama.catalog.Need;
import dev.diorama.json.Json;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeContext.Cancellable;
import dev.diorama.runtime.RuntimeContext.Outgoing;
import dev.diorama.runtime.RuntimeEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// One invocation of a handler, from its event to its end. Used from the event loop only; the turns
/// run beside it.
///
/// The handler's own computing counts one millisecond of the run's time for each turn, however long
/// it really took, so that a virtual run is the same on every machine; waiting for calls and timers
/// counts what it takes.
final class Invocation {
  /// What a turn of the handler counts.
  private static final Duration TURN = Duration.ofMillis(1);

  /// No turn may run longer on the wall clock than this, whatever the function's timeout is.
  private static final Duration LONGEST_TURN = Duration.ofSeconds(10);

  /// Every turn may run this long on the wall clock, so that a busy machine changes nothing in a
  /// virtual run. In live time the function's timeout ends it sooner.
  private static final Duration SHORTEST_LIMIT = Duration.ofSeconds(3);

  /// Lambda gives the INIT phase ten seconds
  /// (docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html); a busy machine may
  /// need more to start the worker, so that it gets thirty here.
  private static final Duration INIT_LIMIT = Duration.ofSeconds(30);

  /// docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 6 MB, in bytes as Lambda's
  /// error message has it.
  private static final int MAX_RESPONSE_BYTES = 6_291_556;

  private final FunctionEngine function;
  private final Environment environment;
  private final String requestId;
  private final boolean coldStart;
  private final Instant started;
  private final Because because;
  private final InvocationLog log;
  private final Consumer<InvocationResult.Ran> done;
  private final Duration wallLimit;
  private final Deque<Step> waiting = new ArrayDeque<>();
  private final Map<Long, Cancellable> timers = new LinkedHashMap<>();
  private Cancellable timeout = () -> {};
  private Optional<Instant> initialized = Optional.empty();
  private Optional<String> event = Optional.empty();
  private boolean turning;
  private boolean ended;

  /// Something to give to the handler, run beside the event loop.
  @FunctionalInterface
  private interface Step {
    Turn run(HandlerProcess process, long now)
        throws HandlerProcess.Died, HandlerProcess.TookTooLong, IOException;
  }

  private Invocation(
      FunctionEngine function,
      Environment environment,
      boolean coldStart,
      String requestId,
      Because cause,
      Consumer<InvocationResult.Ran> done) {
    this.function = function;
    this.environment = environment;
    this.requestId = requestId;
    this.coldStart = coldStart;
    this.started = function.context().now();
    this.done = done;
    this.because =
        new Because(
            cause.invocation(),
            OptionalLong.of(
                function
                    .context()
                    .record(
                        cause,
                        header ->
                            new RuntimeEvent.InvocationStarted(
                                header, function.id(), requestId, coldStart))));
    this.log = new InvocationLog(function, environment.logStream(), because);
    var limit = function.settings().timeout();
    this.wallLimit =
        limit.compareTo(LONGEST_TURN) > 0
            ? LONGEST_TURN
            : limit.compareTo(SHORTEST_LIMIT) < 0 ? SHORTEST_LIMIT : limit;
  }

  /// Begins an invocation.
  ///
  /// @param code what a new environment is made of; empty for one that is used again
  /// @param event as JSON text
  static void begin(
      FunctionEngine function,
      Environment environment,
      Optional<HandlerCode> code,
      String requestId,
      String event,
      Because cause,
      Consumer<InvocationResult.Ran> done) {
    new Invocation(function, environment, code.isPresent(), requestId, cause, done)
        .start(event, code);
  }

  private void start(String event, Optional<HandlerCode> code) {
    if (code.isEmpty()) {
      handle(event);
      return;
    }
    this.event = Optional.of(event);
    timeout = function.context().after(INIT_LIMIT, this::timedOut);
    give((process, now) -> {
      process.open(
          environment.name(),
          code.get().files(),
          code.get().variables(),
          function.settings().nodeVersion(),
          now,
          INIT_LIMIT);
      return process.init(environment.name(), function.settings().handler(), now, INIT_LIMIT);
    });
  }

  /// Gives the event to the handler, from when on its timeout counts.
  private void handle(String event) {
    var now = function.context().now();
    timeout.cancel();
    timeout = function.context().after(function.settings().timeout(), this::timedOut);
    log.write("START RequestId: " + requestId + " Version: $LATEST");
    var context = function.handlerContext(requestId, environment.logStream(), now);
    long seed = function.context().random().nextLong();
    give((process, at) -> process.start(environment.name(), event, context, seed, at, wallLimit));
  }

  /// Queues a step; the handler does one thing at a time.
  private void give(Step step) {
    waiting.add(step);
    next();
  }

  private void next() {
    if (turning || ended || waiting.isEmpty()) {
      return;
    }
    turning = true;
    var step = waiting.remove();
    long now = function.context().now().toEpochMilli();
    var worker = function.worker();
    var known = environment.process();
    function
        .context()
        .beside(
            () -> {
              var process = known.isPresent() ? known.get() : worker.process();
              return new Done(process, step.run(process, now));
            },
            this::turned,
            this::failed);
  }

  /// A turn and the process in which it ran.
  private record Done(HandlerProcess process, Turn turn) {}

  private void turned(Done result) {
    environment.opened(result.process());
    function.context().after(TURN, () -> act(result.turn()));
  }

  private void act(Turn turn) {
    turning = false;
    if (ended) {
      return;
    }
    for (var effect : turn.effects()) {
      act(effect);
    }
    if (turn.end().isPresent()) {
      end(turn.end().get());
    } else if (turn.initialized() && event.isPresent()) {
      initialized = Optional.of(function.context().now());
      handle(event.get());
    } else {
      next();
    }
  }

  private void act(Turn.Effect effect) {
    switch (effect) {
      case Turn.Log l -> log.write(l.line());
      case Turn.StartTimer t ->
          timers.put(
              t.id(),
              function
                  .context()
                  .after(
                      Duration.ofMillis(t.millis()),
                      () -> {
                        timers.remove(t.id());
                        give((p, now) -> p.timer(environment.name(), t.id(), now, wallLimit));
                      }));
      case Turn.ClearTimer c -> {
        var timer = timers.remove(c.id());
        if (timer != null) {
          timer.cancel();
        }
      }
      case Turn.Call c ->
          function
              .context()
              .call(
                  new Outgoing(
                      new Need.ResourceCaller(function.id()),
                      c.service(),
                      c.operation(),
                      c.input(),
                      false,
                      because),
                  result -> answered(c.id(), result));
    }
  }

  private void answered(long call, OperationResult result) {
    switch (result) {
      case OperationResult.Success s ->
          give((p, now) -> p.resume(environment.name(), call, true, s.output(), now, wallLimit));
      case OperationResult.Failure f -> {
        var error =
            Fields.EMPTY
                .with("code", f.code())
                .with("message", f.message())
                .with("status", f.status())
                .with("details", f.details())
                // No HTTP answer came at all: the SDK reports an error of the connection.
                .with("network", Value.of(f.code().equals("TimeoutError")));
        give((p, now) -> p.resume(environment.name(), call, false, error, now, wallLimit));
      }
    }
  }

  private void failed(Exception e) {
    turning = false;
    if (ended) {
      return;
    }
    if (e instanceof HandlerProcess.TookTooLong) {
      // The environment is gone; the invocation goes on to its timeout, as on AWS.
      return;
    }
    if (e instanceof HandlerProcess.Died) {
      crashed("signal: killed");
      return;
    }
    log.write("Diorama could not run the handler: " + e.getMessage());
    finish(error("Runtime.Unknown", String.valueOf(e.getMessage())), true, true, "Runtime.Unknown");
  }

  private void timedOut() {
    if (ended) {
      return;
    }
    var seconds = "%.2f".formatted(function.settings().timeout().toMillis() / 1000.0);
    var text = "Task timed out after " + seconds + " seconds";
    log.write(InvocationLog.time(function.context().now()) + " " + requestId + " " + text);
    finish(
        error("Sandbox.Timedout", "RequestId: " + requestId + " Error: " + text), true, true, text);
  }

  /// The words of Lambda for a runtime that ended:
  /// docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html
  private void crashed(String reason) {
    var text =
        "RequestId: "
            + requestId
            + " Error: "
            + (reason.isEmpty()
                ? "Runtime exited without providing a reason"
                : "Runtime exited with error: " + reason);
    log.write(text);
    log.write("Runtime.ExitError");
    finish(error("Runtime.ExitError", text), true, true, "Runtime.ExitError: " + reason);
  }

  private static String error(String type, String message) {
    return Json.write(Fields.EMPTY.with("errorType", type).with("errorMessage", message));
  }

  private void end(Turn.End end) {
    switch (end) {
      case Turn.Succeeded s -> {
        int bytes = s.json().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_RESPONSE_BYTES) {
          finish(
              error(
                  "Function.ResponseSizeTooLarge",
                  "Response payload size exceeded maximum allowed payload size ("
                      + MAX_RESPONSE_BYTES
                      + " bytes)."),
              true,
              false,
              "Function.ResponseSizeTooLarge");
        } else {
          finish(s.json(), false, false, "");
        }
      }
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
      case Turn.Exited x -> crashed(x.code() == 0 ? "" : "exit status " + x.code());
    }
  }

  private void finish(String payload, boolean functionError, boolean fatal, String summary) {
    ended = true;
    // Lambda freezes what is still going on and lets it go on in the next invocation; here timers
    // and answers that come after the end are dropped.
    timeout.cancel();
    timers.values().forEach(Cancellable::cancel);
    timers.clear();
    waiting.clear();
    var now = function.context().now();
    var total = Duration.between(started, now);
    var init = initialized.filter(i -> coldStart).map(i -> Duration.between(started, i));
    var duration = total.minus(init.orElse(Duration.ZERO));
    // Since August 2025 the INIT phase is billed too
    // (aws.amazon.com/blogs/compute/aws-lambda-standardizes-billing-for-init-phase).
    log.write("END RequestId: " + requestId);
    log.write(InvocationLog.report(requestId, duration, total, init, function.settings()));
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
                    total));
    log.flush();
    if (fatal || turning) {
      ExecutionEnvironments.destroy(environment);
    }
    function.ended(environment, !fatal && !turning);
    done.accept(new InvocationResult.Ran(payload, functionError, log.text()));
  }
}

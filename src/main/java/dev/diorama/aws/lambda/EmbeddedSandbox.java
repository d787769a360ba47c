package dev.diorama.aws.lambda;

import dev.diorama.aws.lambda.worker.HandlerProcess;
import dev.diorama.aws.lambda.worker.Turn;
import dev.diorama.catalog.Need;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeContext.Cancellable;
import dev.diorama.runtime.RuntimeContext.Outgoing;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// JavaScript in the worker process. The handler runs in turns beside the event loop.
///
/// In virtual time, the handler's own computing counts one millisecond for each turn, however long
/// it really took and whatever memory the function has, so that a virtual run is the same on every
/// machine; waiting for calls and timers counts what it takes. How much memory it used is told in
/// live time only, since that differs from machine to machine too.
final class EmbeddedSandbox implements Sandbox {
  /// What a turn of the handler counts in virtual time.
  private static final Duration TURN = Duration.ofMillis(1);

  /// No turn may run longer on the wall clock than this, whatever the function's timeout is.
  private static final Duration LONGEST_TURN = Duration.ofSeconds(10);

  /// Every turn may run this long on the wall clock, so that a busy machine changes nothing in a
  /// virtual run. In live time the function's timeout ends it sooner.
  private static final Duration SHORTEST_LIMIT = Duration.ofSeconds(3);

  private final FunctionRevision function;
  private final String name;
  private final HandlerCode code;
  private final Duration wallLimit;
  private final Deque<Step> waiting = new ArrayDeque<>();
  private final Map<Long, Cancellable> timers = new LinkedHashMap<>();
  private Optional<HandlerProcess> process = Optional.empty();
  private Optional<Listener> listener = Optional.empty();
  private boolean turning;
  private long peakMegabytes;
  private boolean closed;

  /// What is still on its way for a listener of before is recognized by its number.
  private long serving;

  /// Something to give to the handler, run beside the event loop.
  @FunctionalInterface
  private interface Step {
    CompletableFuture<Turn> run(HandlerProcess process, long now);
  }

  /// @param name its name towards the worker
  EmbeddedSandbox(FunctionRevision function, String name, HandlerCode code) {
    this.function = function;
    this.name = name;
    this.code = code;
    var limit = function.settings().timeout();
    this.wallLimit =
        limit.compareTo(LONGEST_TURN) > 0
            ? LONGEST_TURN
            : limit.compareTo(SHORTEST_LIMIT) < 0 ? SHORTEST_LIMIT : limit;
  }

  @Override
  public void initialize(Listener to) {
    serve(to);
    give((worker, now) -> {
      var limit = Invocation.INIT_LIMIT;
      var opened =
          worker.open(
              name,
              code.files(),
              code.variables(),
              function.settings().nodeVersion(),
              function.settings().storageMegabytes(),
              now,
              limit);
      // The worker does one after the other, so that it need not wait for our asking.
      var initialized = worker.init(name, function.settings().handler(), now, limit);
      return opened.thenCompose(o -> initialized);
    });
  }

  @Override
  public void invoke(String event, Supplier<Fields> handlerContext, Listener to) {
    serve(to);
    var context = handlerContext.get();
    long seed = function.context().random().nextLong();
    give((worker, now) -> worker.start(name, event, context, seed, now, wallLimit));
  }

  private void serve(Listener to) {
    listener = Optional.of(to);
  }

  /// Queues a step; the handler does one thing at a time.
  private void give(Step step) {
    waiting.add(step);
    next();
  }

  private void next() {
    if (turning || closed || listener.isEmpty() || waiting.isEmpty()) {
      return;
    }
    turning = true;
    var step = waiting.remove();
    long now = function.context().now().toEpochMilli();
    long served = serving;
    var known = process;
    function
        .context()
        .await(
            TURN,
            () -> known.map(w -> run(step, w, now)).orElseGet(() -> inNew(step, now)),
            done -> turned(done, served),
            e -> failed(e, served));
  }

  private static CompletableFuture<Done> run(Step step, HandlerProcess worker, long now) {
    return step.run(worker, now).thenApply(turn -> new Done(worker, turn));
  }

  /// Runs a step in a process that may have to be started, which takes a while.
  private CompletableFuture<Done> inNew(Step step, long now) {
    var started = new CompletableFuture<HandlerProcess>();
    Thread.ofVirtual()
        .name("lambda-worker-process")
        .start(() -> {
          try {
            started.complete(function.process());
          } catch (IOException e) {
            started.completeExceptionally(e);
          }
        });
    return started.thenCompose(worker -> run(step, worker, now));
  }

  /// A turn and the process in which it ran.
  private record Done(HandlerProcess process, Turn turn) {}

  private void turned(Done done, long served) {
    process = Optional.of(done.process());
    if (closed) {
      done.process().close(name);
      return;
    }
    turning = false;
    if (served == serving) {
      listener.ifPresent(to -> act(done.turn(), to));
    }
  }

  private void act(Turn turn, Listener to) {
    turn.memory().ifPresent(now -> peakMegabytes = Math.max(peakMegabytes, now));
    turn.effects().forEach(effect -> act(effect, to));
    if (turn.end().isPresent()) {
      to.ended(turn.end().get());
    } else if (turn.initialized()) {
      to.initialized();
    } else {
      next();
    }
  }

  private void act(Turn.Effect effect, Listener to) {
    switch (effect) {
      case Turn.Log l -> to.log(l.line());
      case Turn.StartTimer t ->
          timers.put(
              t.id(), function.context().after(Duration.ofMillis(t.millis()), () -> due(t.id())));
      case Turn.ClearTimer c -> {
        var timer = timers.remove(c.id());
        if (timer != null) {
          timer.cancel();
        }
      }
      case Turn.Call c -> {
        long served = serving;
        function
            .context()
            .call(
                new Outgoing(
                    new Need.ResourceCaller(function.id()),
                    c.service(),
                    c.operation(),
                    c.input(),
                    false,
                    to.because()),
                result -> {
                  if (served == serving) {
                    answered(c.id(), result);
                  }
                });
      }
    }
  }

  private void due(long timer) {
    timers.remove(timer);
    give((worker, now) -> worker.timer(name, timer, now, wallLimit));
  }

  private void answered(long call, OperationResult result) {
    switch (result) {
      case OperationResult.Success s ->
          give((worker, now) -> worker.resume(name, call, true, s.output(), now, wallLimit));
      case OperationResult.Failure f -> {
        var error =
            Fields.EMPTY
                .with("code", f.code())
                .with("message", f.message())
                .with("status", f.status())
                .with("details", f.details())
                // No HTTP answer came at all: the SDK reports an error of the connection.
                .with("network", Value.of(f.code().equals("TimeoutError")));
        give((worker, now) -> worker.resume(name, call, false, error, now, wallLimit));
      }
    }
  }

  private void failed(Exception e, long served) {
    turning = false;
    closed = true;
    if (served != serving || e instanceof HandlerProcess.TookTooLong) {
      // A turn that took too long is cancelled; its invocation goes on to its timeout, as on AWS.
      return;
    }
    if (e instanceof HandlerProcess.Died) {
      listener.ifPresent(to -> to.crashed(Invocation.KILLED));
    } else {
      listener.ifPresent(to -> to.broke(String.valueOf(e.getMessage())));
    }
  }

  /// Lambda freezes what is still going on and lets it go on in the next invocation; here timers
  /// and answers that come after the end are dropped.
  @Override
  public boolean settle() {
    serving++;
    listener = Optional.empty();
    timers.values().forEach(Cancellable::cancel);
    timers.clear();
    waiting.clear();
    return !turning && alive();
  }

  @Override
  public void close() {
    closed = true;
    settle();
    process.filter(HandlerProcess::isAlive).ifPresent(p -> p.close(name));
  }

  @Override
  public boolean alive() {
    return !closed && process.map(HandlerProcess::isAlive).orElse(true);
  }

  @Override
  public OptionalLong memoryUsed() {
    return peakMegabytes > 0 && function.context().live()
        ? OptionalLong.of(peakMegabytes)
        : OptionalLong.empty();
  }
}

package dev.diorama.runtime;

import dev.diorama.access.Access;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Need;
import dev.diorama.model.Architecture;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeContext.Outgoing;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/// A drawing that runs: the event loop, the gate, the services' engines and, in live time, the HTTP
/// endpoint. Thread-safe.
public final class RunningSystem implements AutoCloseable {
  private static final Logger LOGGER = System.getLogger(RunningSystem.class.getName());

  /// The URL of a run that does not listen. The port is the one that other AWS emulators use.
  private static final String NOWHERE = "http://127.0.0.1:4566";

  private final EventLog log = new EventLog();
  private final EventLoop loop;
  private final Optional<HttpEndpoint> endpoint;
  private final Run run;
  private final Recorder recorder;
  private final Dispatch dispatch = new Dispatch();
  private final Map<Long, CompletableFuture<?>> pending = new ConcurrentHashMap<>();
  private final AtomicLong tickets = new AtomicLong();
  private volatile boolean closed;

  private RunningSystem(
      Architecture drawing,
      Catalog catalog,
      RunOptions options,
      EventLoop loop,
      Optional<HttpEndpoint> endpoint) {
    this.endpoint = endpoint;
    this.loop = loop;
    this.recorder = new Recorder(log, loop);
    var access = new Access(drawing, catalog);
    var gate = new Gate(drawing, catalog, access, loop, recorder, dispatch);
    this.run =
        new Run(
            drawing,
            catalog,
            access,
            loop,
            recorder,
            gate,
            new CallerKeys(drawing, catalog, access),
            new HandlerFiles(options.folder()),
            new Randomness(options.seed()),
            endpoint.map(HttpEndpoint::url).orElse(NOWHERE));
  }

  /// Starts `drawing` on wall time. The loop has its own thread.
  ///
  /// @param emulators makes the service engines for the run's context
  /// @throws java.io.UncheckedIOException if the port cannot be opened
  public static RunningSystem live(
      Architecture drawing,
      Catalog catalog,
      Function<RuntimeContext, List<ServiceEmulator>> emulators,
      RunOptions options) {
    return live(drawing, catalog, emulators, options, InstantSource.system());
  }

  static RunningSystem live(
      Architecture drawing,
      Catalog catalog,
      Function<RuntimeContext, List<ServiceEmulator>> emulators,
      RunOptions options,
      InstantSource clock) {
    var loop = new LiveLoop(clock);
    var endpoint =
        options.port().isPresent()
            ? Optional.of(new HttpEndpoint(options.port().getAsInt()))
            : Optional.<HttpEndpoint>empty();
    try {
      var system = new RunningSystem(drawing, catalog, options, loop, endpoint);
      system.begin(emulators, options.seed());
      loop.start();
      endpoint.ifPresent(e -> {
        var edge = new HttpEdge(system.run, system.dispatch, clock);
        var sockets = new WebSocketEdge(system.run, system.dispatch, edge);
        e.serve(request -> system.pending(edge.handle(request)));
        e.serveWebSockets((request, peer) -> sockets.open(request, peer).map(system::pending));
      });
      return system;
    } catch (RuntimeException e) {
      endpoint.ifPresent(HttpEndpoint::close);
      throw e;
    }
  }

  /// Starts `drawing` on virtual time at 2026-01-01T00:00:00Z. Nothing happens until [#advance].
  public static RunningSystem virtual(
      Architecture drawing,
      Catalog catalog,
      Function<RuntimeContext, List<ServiceEmulator>> emulators,
      RunOptions options) {
    var system = new RunningSystem(drawing, catalog, options, new VirtualLoop(), Optional.empty());
    system.begin(emulators, options.seed());
    return system;
  }

  private void begin(Function<RuntimeContext, List<ServiceEmulator>> emulators, long seed) {
    dispatch.add(emulators.apply(run));
    loop.post(() -> {
      recorder.record(ofTheRun(), header -> new RuntimeEvent.RunStarted(header, seed));
      dispatch.all().forEach(ServiceEmulator::start);
    });
  }

  private static Because ofTheRun() {
    return new Because(InvocationId.RUN, OptionalLong.empty());
  }

  /// The events so far.
  public EventLog log() {
    return log;
  }

  /// Makes a call as `caller`, through the gate like any other: a new stimulus. Completes on the
  /// event loop with the answer; is cancelled if the run ends before.
  ///
  /// @param operation service prefix and operation, as `s3:PutObject`
  /// @param target the drawn resource to call; its name is filled into the input where the
  ///   operation needs it and the input has none
  /// @throws IllegalArgumentException if `operation` has no colon
  public CompletableFuture<OperationResult> submit(
      ResourceId caller, String operation, ResourceId target, Fields input) {
    return submit(new Need.ResourceCaller(caller), operation, target, input);
  }

  /// Makes a call as a drawn resource, or as an AWS service does for one, as API Gateway for an API
  /// that invokes a function; otherwise as [#submit(ResourceId, String, ResourceId, Fields)].
  public CompletableFuture<OperationResult> submit(
      Need.Caller caller, String operation, ResourceId target, Fields input) {
    int colon = operation.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("an operation is written service:Name: " + operation);
    }
    var service = operation.substring(0, colon);
    var name = operation.substring(colon + 1);
    var answer = pending(new CompletableFuture<OperationResult>());
    loop.post(() -> {
      try {
        submit(caller, service, name, target, input, answer);
      } catch (RuntimeException e) {
        answer.completeExceptionally(e);
      }
    });
    return answer;
  }

  /// Keeps an answer in mind, so that it is cancelled if the run ends before it comes.
  private <T> CompletableFuture<T> pending(CompletableFuture<T> answer) {
    long ticket = tickets.incrementAndGet();
    pending.put(ticket, answer);
    var _ = answer.whenComplete((result, error) -> pending.remove(ticket));
    if (closed) {
      answer.cancel(false);
    }
    return answer;
  }

  private void submit(
      Need.Caller caller,
      String service,
      String operation,
      ResourceId target,
      Fields input,
      CompletableFuture<OperationResult> answer) {
    var emulator = dispatch.service(service);
    var drawn = run.drawing().resource(target).isPresent();
    var filled =
        drawn && emulator.isPresent() ? emulator.get().inputFor(target, operation, input) : input;
    var call =
        new Outgoing(
            caller,
            service,
            operation,
            filled,
            caller instanceof Need.ServiceCaller,
            new Because(recorder.newInvocation(), OptionalLong.empty()));
    if (drawn) {
      run.gate().call(call, answer::complete);
    } else {
      run.gate()
          .fail(
              call,
              new Failure(
                  "ResourceNotFoundException", "'" + target + "' is not in the drawing.", 404),
              answer::complete);
    }
  }

  /// Virtual time only: runs everything that is due within `duration`, in order, and moves the time
  /// there. What a service engine's own task throws comes out here.
  ///
  /// @throws IllegalStateException on a live system, whose time passes by itself
  public void advance(Duration duration) {
    switch (loop) {
      case VirtualLoop v -> v.advance(duration);
      case LiveLoop l -> throw new IllegalStateException("wall time cannot be advanced");
    }
  }

  /// Records that a scenario's expectation was checked, before anything else is done on the loop.
  ///
  /// @param failure empty if it holds
  public void recordExpectation(int step, Optional<String> failure) {
    Runnable task =
        () ->
            recorder.record(
                ofTheRun(), header -> new RuntimeEvent.ExpectationChecked(header, step, failure));
    switch (loop) {
      case VirtualLoop v -> {
        loop.post(task);
        v.advance(Duration.ZERO);
      }
      case LiveLoop l -> loop.post(task);
    }
  }

  /// The base URL for AWS clients.
  public String endpointUrl() {
    return run.endpointUrl();
  }

  /// The keys with which `resource`'s calls are signed.
  public RuntimeContext.Credentials credentials(ResourceId resource) {
    return run.credentials(resource);
  }

  /// Stops everything: timers, handlers, worker processes, the endpoint. Calls that have no answer
  /// yet are cancelled. The last event is [RuntimeEvent.RunStopped].
  @Override
  public void close() {
    closed = true;
    loop.close(this::end);
    pending.values().forEach(answer -> answer.cancel(false));
    endpoint.ifPresent(HttpEndpoint::close);
  }

  private void end() {
    for (var emulator : dispatch.all()) {
      try {
        emulator.stop();
      } catch (RuntimeException e) {
        LOGGER.log(Level.ERROR, emulator.service() + " did not stop", e);
      }
    }
    recorder.record(ofTheRun(), RuntimeEvent.RunStopped::new);
  }
}

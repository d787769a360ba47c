package dev.diorama.runtime;

import dev.diorama.access.Access;
import dev.diorama.access.Verdict;
import dev.diorama.access.Verdict.Outcome;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Need;
import dev.diorama.model.Architecture;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ResourceId;
import dev.diorama.policy.DenialMessage;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.RuntimeContext.Outgoing;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The one way into a service. Every call passes, in this order: name → network path → endpoint
/// policy → identity and resource policies → service. What stops it is recorded with its whole
/// trace, and the caller gets what AWS would answer. Used from the event loop only.
final class Gate {
  /// After how long a caller gives up on packets that nobody answers. AWS's SDKs differ: boto3
  /// waits 60 seconds (`botocore.amazonaws.com/v1/documentation/api/latest/reference/config.html`),
  /// and the SDK for JavaScript has no limit of its own
  /// (`docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-smithy-node-http-handler/`). Ten
  /// seconds is our choice: longer than Lambda's default timeout of 3 seconds, so that a function
  /// with default settings hangs and times out as it does on AWS, and short enough to watch.
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private static final Logger LOGGER = System.getLogger(Gate.class.getName());

  private static final String TIMEOUT = "TimeoutError";

  /// Stands for a target that is not in the drawing and so has no policies.
  private static final ResourceId NOT_DRAWN = new ResourceId("(not drawn)");

  private final Architecture drawing;
  private final Catalog catalog;
  private final Access access;
  private final EventLoop loop;
  private final Recorder recorder;
  private final Dispatch dispatch;
  private final DrawnConnections connections;
  private final DrawnArns arns;

  /// What targets need to be set off; the drawing does not change.
  private final Map<ResourceId, List<Check>> activation = new HashMap<>();

  /// The names of operations with their services', each of which is in the log many times.
  private final Map<Operation, String> operations = new HashMap<>();

  /// So many are known by name; whoever calls may invent more.
  private static final int MAX_OPERATIONS = 1_000;

  private record Operation(String service, String name) {}

  Gate(
      Architecture drawing,
      Catalog catalog,
      Access access,
      EventLoop loop,
      Recorder recorder,
      Dispatch dispatch) {
    this.drawing = drawing;
    this.catalog = catalog;
    this.access = access;
    this.loop = loop;
    this.recorder = recorder;
    this.dispatch = dispatch;
    this.connections = new DrawnConnections(drawing, catalog);
    this.arns = new DrawnArns(drawing, catalog);
  }

  /// What the service says about a request before it is let in.
  private record Resolved(
      ServiceEmulator emulator,
      OperationRequest request,
      Optional<ResourceId> target,
      List<Authorization> authorizations,
      Need.Destination destination) {}

  /// A need, and the authorization from which it comes; empty for packets alone.
  private record Check(Need need, Optional<Authorization> authorization) {}

  /// Makes a call; `done` is called exactly once, in a later task of the loop.
  void call(Outgoing call, Consumer<OperationResult> done) {
    var emulator = dispatch.service(call.service());
    if (emulator.isEmpty()) {
      fail(
          call,
          new Failure(
              "UnknownOperationException",
              "Diorama does not run the service '" + call.service() + "'.",
              404),
          done);
      return;
    }
    Resolved resolved;
    try {
      resolved = resolve(call, emulator.get());
    } catch (RuntimeException e) {
      fail(call, defect(call, e), done);
      return;
    }
    var inFlight =
        new CallInFlight(
            loop,
            recorder,
            call,
            operation(call),
            resolved.target(),
            connection(call, resolved),
            done);
    endOnDefect(call, inFlight, List.of(), () -> judge(call, resolved, inFlight));
  }

  /// A call that cannot be made at all ends with `failure`.
  void fail(Outgoing call, Failure failure, Consumer<OperationResult> done) {
    new CallInFlight(
            loop, recorder, call, operation(call), Optional.empty(), Optional.empty(), done)
        .end(failure, List.of());
  }

  private String operation(Outgoing call) {
    var key = new Operation(call.service(), call.operation());
    var known = operations.get(key);
    if (known != null) {
      return known;
    }
    var name = call.service() + ":" + call.operation();
    if (operations.size() < MAX_OPERATIONS) {
      operations.put(key, name);
    }
    return name;
  }

  private Resolved resolve(Outgoing call, ServiceEmulator emulator) {
    var request =
        new OperationRequest(
            recorder.next(),
            call.because().invocation(),
            call.caller(),
            call.operation(),
            call.input());
    return new Resolved(
        emulator,
        request,
        emulator.target(request),
        emulator.authorizations(request),
        emulator.destination(request));
  }

  private Optional<ConnectionId> connection(Outgoing call, Resolved resolved) {
    return resolved
        .target()
        .flatMap(target ->
            connections.of(call.caller(), target, call.service(), resolved.authorizations()));
  }

  private void judge(Outgoing call, Resolved resolved, CallInFlight inFlight) {
    var checks = checks(call, resolved);
    var verdicts = new ArrayList<Verdict>(checks.size());
    for (var check : checks) {
      var verdict = access.of(check.need(), loop.now());
      verdicts.add(verdict);
      if (verdict.outcome() == Outcome.BLOCKED) {
        inFlight.endBlocked(verdict, timeout(resolved), CONNECT_TIMEOUT);
        return;
      }
      if (verdict.outcome() == Outcome.DENIED) {
        inFlight.endDenied(verdict, denied(resolved, check, verdict));
        return;
      }
      // UNKNOWN is let through and stays in the event as unknown, rather than becoming a guess.
    }
    loop.post(() -> handle(call, resolved, verdicts, inFlight));
  }

  /// What a call needs. A service that is not reached at its regional endpoint, as a database, has
  /// its packets checked on their own.
  private List<Check> checks(Outgoing call, Resolved resolved) {
    var checks = new ArrayList<Check>(4);
    var endpoint =
        !call.servicePlane() && resolved.destination() instanceof Need.ServiceEndpoint s
            ? Optional.of(s.service())
            : Optional.<String>empty();
    if (!call.servicePlane() && (endpoint.isEmpty() || resolved.authorizations().isEmpty())) {
      checks.add(
          new Check(new Need.Packet(call.caller(), resolved.destination()), Optional.empty()));
    }
    for (var authorization : resolved.authorizations()) {
      var target = arns.owner(authorization.resource()).or(resolved::target).orElse(NOT_DRAWN);
      checks.add(
          new Check(
              new Need.Call(
                  call.caller(),
                  authorization.action(),
                  authorization.resource(),
                  target,
                  authorization.context(),
                  endpoint,
                  authorization.decisive()),
              Optional.of(authorization)));
    }
    if (resolved.emulator().activates(resolved.request()) && resolved.target().isPresent()) {
      checks.addAll(activation.computeIfAbsent(resolved.target().get(), this::activationChecks));
    }
    return checks;
  }

  private List<Check> activationChecks(ResourceId target) {
    return drawing.resource(target).stream()
        .flatMap(r -> catalog.facets(r).activationNeeds(r, drawing, catalog).stream())
        .map(need -> new Check(need, authorization(need)))
        .toList();
  }

  private static Optional<Authorization> authorization(Need need) {
    return need instanceof Need.Call c
        ? Optional.of(new Authorization(c.action(), c.resource(), c.context(), c.decisive()))
        : Optional.empty();
  }

  private Failure denied(Resolved resolved, Check check, Verdict verdict) {
    var decision =
        verdict.denial().orElseThrow(() -> new IllegalStateException("denied without a decision"));
    var request =
        verdict.request().orElseThrow(() -> new IllegalStateException("denied without a request"));
    return resolved
        .emulator()
        .denied(
            resolved.request(),
            check.authorization().orElseThrow(),
            decision,
            DenialMessage.of(request, decision));
  }

  /// What the SDKs make of a connection that never opens. There is no HTTP answer on AWS; the
  /// status stands for "none came in time".
  private static Failure timeout(Resolved resolved) {
    var where =
        switch (resolved.destination()) {
          case Need.ServiceEndpoint s -> s.service();
          case Need.ResourceInterface r -> "port " + r.port();
          case Need.InternetHost h -> h.host() + ":" + h.port();
        };
    return new Failure(
        TIMEOUT,
        "connect ETIMEDOUT: no connection to "
            + where
            + " within "
            + CONNECT_TIMEOUT.toSeconds()
            + " s",
        504);
  }

  /// Whether a failure stands for packets that nobody answered.
  static boolean isTimeout(Failure failure) {
    return failure.code().equals(TIMEOUT);
  }

  private void handle(
      Outgoing call, Resolved resolved, List<Verdict> verdicts, CallInFlight inFlight) {
    endOnDefect(
        call,
        inFlight,
        verdicts,
        () ->
            resolved
                .emulator()
                .handle(resolved.request(), result -> inFlight.end(result, verdicts)));
  }

  /// Runs `step`; if it throws before the call has ended, that ends it.
  private static void endOnDefect(
      Outgoing call, CallInFlight inFlight, List<Verdict> verdicts, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      if (inFlight.hasEnded()) {
        throw e;
      }
      inFlight.end(defect(call, e), verdicts);
    }
  }

  /// A service engine threw: the caller gets AWS's general failure, and the log the stack trace.
  /// See `docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html`.
  private static Failure defect(Outgoing call, RuntimeException e) {
    LOGGER.log(Level.ERROR, call.service() + ":" + call.operation() + " failed", e);
    return new Failure(
        "InternalFailure",
        "The service engine failed on " + call.service() + ":" + call.operation() + ": " + e,
        500);
  }
}

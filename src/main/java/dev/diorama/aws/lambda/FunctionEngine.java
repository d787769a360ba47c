package dev.diorama.aws.lambda;

import dev.diorama.aws.lambda.ExecutionEnvironments.Environment;
import dev.diorama.aws.lambda.worker.HandlerProcess;
import dev.diorama.aws.lambda.worker.Turn;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.InvocationId;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// One function of a run: its environments, its concurrency and its log. Used from the event loop
/// only.
final class FunctionEngine {
  private final RuntimeContext context;
  private final HandlerWorker worker;
  private final String run;
  private final Resource resource;
  private final String arn;
  private final Optional<FunctionUrl> url;
  private final Concurrency concurrency;
  private final Zones zones;
  private final FunctionVersions versions;
  private final LogDelivery logDelivery;
  private final Counts counts;
  private int environments;

  FunctionEngine(
      RuntimeContext context,
      HandlerWorker worker,
      String run,
      Resource resource,
      Concurrency.Account account,
      Zones zones) {
    this.context = context;
    this.worker = worker;
    this.run = run + resource.logicalId();
    this.resource = resource;
    var settings = FunctionSettings.of(resource);
    this.arn = FunctionSettings.arnOf(settings.name(), context.drawing().environment());
    this.url = FunctionUrl.of(resource);
    this.concurrency = new Concurrency(account, settings.reserved(), settings.provisioned());
    this.zones = zones;
    this.logDelivery = new LogDelivery(context, this);
    this.counts = new Counts(context, resource.id());
    this.versions = new FunctionVersions(this);
  }

  /// Makes the provisioned environments
  /// (docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html). On AWS that takes a
  /// minute or two after they were asked for; a run begins when they stand.
  void start() {
    for (long i = 0; i < settings().provisioned(); i++) {
      provision();
    }
  }

  private void provision() {
    var revision = versions.latest();
    var zone = revision.environments().nextZone();
    if (zone.isEmpty() || cannotAct()) {
      return;
    }
    try {
      var environment = revision.make(zone.get(), true);
      environment.sandbox().initialize(new Preparation(revision.environments(), environment));
    } catch (UncheckedIOException e) {
      // The first invocation will say what is wrong with the code.
    }
  }

  /// The INIT phase of a provisioned environment, for which no invocation waits. What it logs is
  /// not kept; if it fails, the first invocation finds no environment and makes one.
  private final class Preparation implements Sandbox.Listener {
    private final ExecutionEnvironments environments;
    private final Environment environment;

    Preparation(ExecutionEnvironments environments, Environment environment) {
      this.environments = environments;
      this.environment = environment;
      environment.onAbort(() -> environments.destroy(environment));
    }

    @Override
    public void initialized() {
      environment.wasInitialized();
      environment.sandbox().settle();
      environments.release(environment);
      changed();
    }

    @Override
    public void log(String line) {}

    @Override
    public void ended(Turn.End end) {
      environments.destroy(environment);
    }

    @Override
    public void crashed(String reason) {
      environments.destroy(environment);
    }

    @Override
    public void broke(String message) {
      environments.destroy(environment);
    }

    @Override
    public Because because() {
      return OF_THE_RUN;
    }
  }

  private static final Because OF_THE_RUN = new Because(InvocationId.RUN, OptionalLong.empty());

  RuntimeContext context() {
    return context;
  }

  /// The process in which its JavaScript runs.
  HandlerProcess process() throws IOException {
    return worker.process(run);
  }

  /// Its name towards the worker processes.
  String workerName() {
    return run;
  }

  ResourceId id() {
    return resource.id();
  }

  Resource resource() {
    return resource;
  }

  /// The settings of the unpublished version, which those of the function itself go with.
  FunctionSettings settings() {
    return versions.latest().settings();
  }

  LogDelivery logDelivery() {
    return logDelivery;
  }

  String arn() {
    return arn;
  }

  /// Its URL, if it has one.
  Optional<FunctionUrl> url() {
    return url;
  }

  /// Its versions and aliases.
  FunctionVersions versions() {
    return versions;
  }

  /// Invokes the handler of the unpublished version. Answers once, later or at once.
  ///
  /// @param event as JSON text
  void invoke(String event, Because because, Consumer<InvocationResult> done) {
    invoke(FunctionVersion.LATEST, event, because, done);
  }

  /// Invokes the handler. Answers once, later or at once.
  ///
  /// @param event as JSON text
  void invoke(
      FunctionVersion version, String event, Because because, Consumer<InvocationResult> done) {
    if (cannotAct()) {
      done.accept(new InvocationResult.Refused(roleNotAssumable()));
      return;
    }
    if (!settings().recursive()
        && Lineage.rounds(context, because, id()) >= LambdaFigures.RECURSION_LIMIT) {
      done.accept(new InvocationResult.Refused(Lineage.stopped()));
      return;
    }
    var revision = versions.revision(version);
    var pool = revision.environments();
    boolean fresh = !pool.hasIdle();
    var zone = fresh ? pool.nextZone() : Optional.of("");
    if (zone.isEmpty()) {
      done.accept(new InvocationResult.Refused(serviceFailed()));
      return;
    }
    var throttled = concurrency.enter(context.now(), fresh);
    if (throttled.isPresent()) {
      counts.throttled();
      changed();
      done.accept(new InvocationResult.Refused(throttled(throttled.get())));
      return;
    }
    Environment environment;
    try {
      environment =
          pool.takeIdle().orElseGet(() -> revision.make(pool.nextZone().orElse(""), false));
    } catch (UncheckedIOException e) {
      concurrency.leave();
      done.accept(new InvocationResult.Refused(unreadable(e)));
      return;
    }
    counts.invoked();
    changed();
    Invocation.begin(this, revision, environment, version, event, because, done);
  }

  /// The number of a new environment.
  int nextEnvironment() {
    return ++environments;
  }

  /// The environments of a new revision.
  ExecutionEnvironments newEnvironments() {
    return new ExecutionEnvironments(context, zones, zones.of(resource));
  }

  /// Whether Lambda may not assume the role. The gate has judged that for calls from outside; what
  /// Lambda polled or queued comes without passing it, and is judged by the same verdict.
  private boolean cannotAct() {
    return context.access().inactive(id(), context.now()).isPresent();
  }

  /// An environment is free again, or gone.
  void ended(FunctionRevision revision, Environment environment, boolean reusable) {
    concurrency.leave();
    if (reusable) {
      revision.environments().release(environment);
    } else {
      revision.environments().destroy(environment);
    }
    changed();
  }

  /// An invocation has ended and costs this much.
  void billed(RuntimeEvent.Bill bill, boolean functionError) {
    counts.billed(bill.dollars(), functionError);
  }

  /// How many environments there are, or how many work, has changed.
  void changed() {
    counts.show(versions.environments(), concurrency.running());
  }

  /// How old the records of a stream were when the function got them
  /// (docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html, `IteratorAge`).
  void iteratorAge(Duration age) {
    counts.iteratorAge(age);
  }

  /// An Availability Zone has failed: its environments are gone.
  void zoneFailed(String zone) {
    versions.all().forEach(r -> r.environments().endIn(zone));
    changed();
  }

  /// Ends all environments, at the end of the run.
  void stop() {
    versions.all().forEach(r -> r.environments().endAll());
  }

  /// docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
  private static OperationResult.Failure throttled(Concurrency.Reason reason) {
    return new OperationResult.Failure(
        "TooManyRequestsException",
        "Rate Exceeded.",
        429,
        Fields.EMPTY.with("Reason", reason.text()).with("Type", "User"));
  }

  /// docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
  static OperationResult.Failure serviceFailed() {
    return new OperationResult.Failure(
        "ServiceException", "The Lambda service encountered an internal error.", 500);
  }

  private static OperationResult.Failure unreadable(UncheckedIOException e) {
    return new OperationResult.Failure(
        "ServiceException", "The function's code could not be read: " + e.getMessage(), 500);
  }

  /// On AWS a function cannot be created with such a role, and one whose role was changed later
  /// fails when it is invoked
  /// (docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html asks for the trust).
  static OperationResult.Failure roleNotAssumable() {
    return new OperationResult.Failure(
        "AccessDeniedException",
        "The role defined for the function cannot be assumed by Lambda.",
        403);
  }
}

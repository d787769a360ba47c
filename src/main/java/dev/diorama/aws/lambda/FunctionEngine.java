package dev.diorama.aws.lambda;

import dev.diorama.aws.lambda.ExecutionEnvironments.Environment;
import dev.diorama.aws.lambda.worker.HandlerProcess;
import dev.diorama.aws.lambda.worker.Turn;
import dev.diorama.catalog.Arns;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.InvocationId;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// One function of a run: its environments, its concurrency and its log. Used from the event loop
/// only.
final class FunctionEngine {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final RuntimeContext context;
  private final HandlerWorker worker;
  private final String run;
  private final Resource resource;
  private final FunctionSettings settings;
  private final String arn;
  private final Optional<FunctionUrl> url;
  private final Price price;
  private final Concurrency concurrency;
  private final ExecutionEnvironments environments;
  private final LogDelivery logDelivery;
  private final Counts counts;

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
    this.settings = FunctionSettings.of(resource);
    this.arn = FunctionSettings.arnOf(settings.name(), context.drawing().environment());
    this.url = FunctionUrl.of(resource);
    this.price = new Price(settings);
    this.concurrency = new Concurrency(account, settings.reserved(), settings.provisioned());
    this.environments = new ExecutionEnvironments(context, zones, zones.of(resource));
    this.logDelivery = new LogDelivery(context, this);
    this.counts = new Counts(context, resource.id());
  }

  /// Makes the provisioned environments
  /// (docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html). On AWS that takes a
  /// minute or two after they were asked for; a run begins when they stand.
  void start() {
    for (long i = 0; i < settings.provisioned(); i++) {
      provision();
    }
  }

  private void provision() {
    var zone = environments.nextZone();
    if (zone.isEmpty() || cannotAct()) {
      return;
    }
    try {
      var environment = make(zone.get(), true);
      environment.sandbox().initialize(new Preparation(environment));
    } catch (UncheckedIOException e) {
      // The first invocation will say what is wrong with the code.
    }
  }

  /// The INIT phase of a provisioned environment, for which no invocation waits. What it logs is
  /// not kept; if it fails, the first invocation finds no environment and makes one.
  private final class Preparation implements Sandbox.Listener {
    private final Environment environment;

    Preparation(Environment environment) {
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

  FunctionSettings settings() {
    return settings;
  }

  Price price() {
    return price;
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

  /// The version that a qualifier means: an alias, a version's number that an alias has, or
  /// `$LATEST`; empty if there is none
  /// (docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html). All versions run the drawn
  /// code.
  Optional<FunctionVersion> version(String qualifier) {
    if (qualifier.isEmpty() || qualifier.equals(FunctionVersion.LATEST_NUMBER)) {
      return Optional.of(new FunctionVersion(FunctionVersion.LATEST_NUMBER, qualifier));
    }
    for (var row : resource.properties().list("Aliases")) {
      if (row instanceof Fields alias) {
        var number = alias.text("FunctionVersion").orElse(FunctionVersion.LATEST_NUMBER);
        if (qualifier.equals(alias.text("Name").orElse("")) || qualifier.equals(number)) {
          return Optional.of(new FunctionVersion(number, qualifier));
        }
      }
    }
    return Optional.empty();
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
    if (!settings.recursive()
        && Lineage.rounds(context, because, id()) >= LambdaFigures.RECURSION_LIMIT) {
      done.accept(new InvocationResult.Refused(Lineage.stopped()));
      return;
    }
    boolean fresh = !environments.hasIdle();
    var zone = fresh ? environments.nextZone() : Optional.of("");
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
          environments.takeIdle().orElseGet(() -> make(environments.nextZone().orElse(""), false));
    } catch (UncheckedIOException e) {
      concurrency.leave();
      done.accept(new InvocationResult.Refused(unreadable(e)));
      return;
    }
    counts.invoked();
    changed();
    Invocation.begin(this, environment, version, event, because, done);
  }

  private Environment make(String zone, boolean provisioned) {
    int number = environments.nextNumber();
    var stream = newLogStream();
    var environment =
        new Environment(number, zone, stream, provisioned, sandbox(run + "#" + number, stream));
    environments.add(environment);
    return environment;
  }

  private Sandbox sandbox(String name, String logStream) {
    return settings
        .declared()
        .<Sandbox>map(d -> new DeclaredSandbox(context, d, settings.memoryMegabytes()))
        .orElseGet(() ->
            settings.installed()
                ? new InstalledSandbox(this, code(logStream))
                : new EmbeddedSandbox(this, name, code(logStream)));
  }

  /// Whether Lambda may not assume the role. The gate has judged that for calls from outside; what
  /// Lambda polled or queued comes without passing it, and is judged by the same verdict.
  private boolean cannotAct() {
    return context.access().inactive(id(), context.now()).isPresent();
  }

  /// An environment is free again, or gone.
  void ended(Environment environment, boolean reusable) {
    concurrency.leave();
    if (reusable) {
      environments.release(environment);
    } else {
      environments.destroy(environment);
    }
    changed();
  }

  /// An invocation has ended and costs this much.
  void billed(RuntimeEvent.Bill bill, boolean functionError) {
    counts.billed(bill.dollars(), functionError);
  }

  private void changed() {
    counts.show(environments.size(), concurrency.running());
  }

  /// How old the records of a stream were when the function got them
  /// (docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html, `IteratorAge`).
  void iteratorAge(Duration age) {
    counts.iteratorAge(age);
  }

  /// An Availability Zone has failed: its environments are gone.
  void zoneFailed(String zone) {
    environments.endIn(zone);
    changed();
  }

  /// Ends all environments, at the end of the run.
  void stop() {
    environments.endAll();
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

  private String newLogStream() {
    return DAY.format(context.now()) + "/[$LATEST]" + context.newUuid().replace("-", "");
  }

  /// The code and environment variables of a new environment
  /// (docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime).
  HandlerCode code(String logStream) {
    Map<String, String> files =
        FunctionSettings.inlineCode(resource)
            // CloudFormation writes inline source to index.js.
            .map(text -> Map.of("index.js", text))
            .or(() -> FunctionSettings.codeFolder(resource).map(context::files))
            .orElse(Map.of());
    var all = new LinkedHashMap<>(layers());
    all.putAll(files);
    var environment = context.drawing().environment();
    var keys = context.credentials(resource.id());
    var variables = new LinkedHashMap<String, String>();
    variables.put("AWS_REGION", environment.region());
    variables.put("AWS_DEFAULT_REGION", environment.region());
    variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + settings.runtime());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", settings.name());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Long.toString(settings.memoryMegabytes()));
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", settings.logGroup());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream);
    variables.put("AWS_ACCESS_KEY_ID", keys.accessKeyId());
    variables.put("AWS_SECRET_ACCESS_KEY", keys.secretAccessKey());
    variables.put("AWS_SESSION_TOKEN", keys.sessionToken());
    variables.put("AWS_ENDPOINT_URL", context.endpointUrl());
    variables.put("LAMBDA_TASK_ROOT", "/var/task");
    if (settings.installed()) {
      paths("python").ifPresent(p -> variables.put("PYTHONPATH", p));
      paths("nodejs/node_modules").ifPresent(p -> variables.put("NODE_PATH", p));
    }
    variables.put("TZ", ":UTC");
    variables.put("_HANDLER", settings.handler());
    if (Arns.resolve(settings.variables(), context.drawing(), context.catalog())
        instanceof Fields resolved) {
      resolved.values().forEach((name, value) -> variables.put(name, text(value)));
    }
    return new HandlerCode(all, variables);
  }

  /// The folders of this name in all layers, on this machine.
  private Optional<String> paths(String inside) {
    var found =
        settings.layers().stream()
            .flatMap(l -> context.folder(l).stream())
            .map(l -> l.resolve(inside).toString())
            .toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(String.join(":", found));
  }

  /// The modules of layers, where the code finds them: as if they stood in its own folder, while
  /// they stand below `/opt` on AWS (docs.aws.amazon.com/lambda/latest/dg/packaging-layers.html). A
  /// later layer wins.
  private Map<String, String> layers() {
    var files = new LinkedHashMap<String, String>();
    for (var layer : settings.layers()) {
      context
          .files(layer)
          .forEach((path, text) -> {
            if (path.startsWith("nodejs/node_modules/")) {
              files.put(path.substring("nodejs/".length()), text);
            }
          });
    }
    return files;
  }

  private static String text(Value value) {
    return switch (value) {
      case Value.Text t -> t.value();
      case Value.Numeric n -> n.value().toPlainString();
      case Value.Flag f -> Boolean.toString(f.value());
      default -> "";
    };
  }

  /// The handler's context object (docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html).
  Fields handlerContext(
      String requestId, String logStream, FunctionVersion version, Instant started) {
    return Fields.EMPTY
        .with("awsRequestId", requestId)
        .with("functionName", settings.name())
        .with("functionVersion", version.number())
        .with("invokedFunctionArn", version.arn(arn()))
        .with("memoryLimitInMB", Long.toString(settings.memoryMegabytes()))
        .with("logGroupName", settings.logGroup())
        .with("logStreamName", logStream)
        .with("deadline", started.plus(settings.timeout()).toEpochMilli());
  }
}

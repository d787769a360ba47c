package dev.diorama.aws.lambda;

import dev.diorama.access.Verdict;
import dev.diorama.catalog.Arns;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// One function of a run: its environments, its concurrency and its log. Used from the event loop
/// only.
final class FunctionEngine {
  /// The account's default concurrency
  /// (docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html) is 1,000 for all functions;
  /// here one function may have this many, since each needs memory of the worker.
  static final long MAX_ENVIRONMENTS = 100;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final RuntimeContext context;
  private final HandlerWorker worker;
  private final Resource resource;
  private final FunctionSettings settings;
  private final ExecutionEnvironments environments;
  private final LogDelivery logDelivery;
  private long running;
  private long invocations;
  private long errors;
  private long throttles;

  FunctionEngine(RuntimeContext context, HandlerWorker worker, String run, Resource resource) {
    this.context = context;
    this.worker = worker;
    this.resource = resource;
    this.settings = FunctionSettings.of(resource);
    this.environments = new ExecutionEnvironments(run + resource.logicalId());
    this.logDelivery = new LogDelivery(context, this);
  }

  RuntimeContext context() {
    return context;
  }

  HandlerWorker worker() {
    return worker;
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

  LogDelivery logDelivery() {
    return logDelivery;
  }

  String arn() {
    return FunctionSettings.arnOf(settings.name(), context.drawing().environment());
  }

  /// How many more invocations can run at once.
  long capacity() {
    return Math.min(settings.reserved().orElse(MAX_ENVIRONMENTS), MAX_ENVIRONMENTS) - running;
  }

  /// Invokes the handler. Answers once, later.
  ///
  /// @param event as JSON text
  void invoke(String event, Because because, Consumer<InvocationResult> done) {
    if (capacity() <= 0) {
      throttles++;
      changed(because);
      done.accept(new InvocationResult.Refused(throttled()));
      return;
    }
    var activation = resourceNeedsDenied();
    if (activation) {
      done.accept(new InvocationResult.Refused(roleNotAssumable()));
      return;
    }
    var idle = environments.takeIdle();
    var environment = idle.orElseGet(() -> environments.make(newLogStream()));
    Optional<HandlerCode> code;
    try {
      code = idle.isEmpty() ? Optional.of(code(environment.logStream())) : Optional.empty();
    } catch (UncheckedIOException e) {
      done.accept(new InvocationResult.Refused(unreadable(e)));
      return;
    }
    running++;
    invocations++;
    changed(because);
    Invocation.begin(
        this,
        environment,
        code,
        context.newUuid(),
        event,
        because,
        ran -> {
          if (ran.functionError()) {
            errors++;
          }
          changed(because);
          done.accept(ran);
        });
  }

  private boolean resourceNeedsDenied() {
    return context
        .catalog()
        .facets(resource)
        .activationNeeds(resource, context.drawing(), context.catalog())
        .stream()
        .map(context.access()::of)
        .anyMatch(v -> v.outcome() == Verdict.Outcome.DENIED);
  }

  /// An environment is free again, or gone.
  void ended(ExecutionEnvironments.Environment environment, boolean reusable) {
    running--;
    if (reusable) {
      environments.release(environment);
    }
  }

  private void changed(Because because) {
    SequencedMap<String, Long> counts = new LinkedHashMap<>();
    counts.put("invocations", invocations);
    counts.put("errors", errors);
    if (throttles > 0) {
      counts.put("throttles", throttles);
    }
    context.changed(because, resource.id(), counts);
  }

  /// docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
  private OperationResult.Failure throttled() {
    return new OperationResult.Failure(
        "TooManyRequestsException",
        "Rate Exceeded.",
        429,
        Fields.EMPTY
            .with(
                "Reason",
                settings.reserved().isPresent()
                    ? "ReservedFunctionConcurrentInvocationLimitExceeded"
                    : "ConcurrentInvocationLimitExceeded")
            .with("Type", "User"));
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
    variables.put("TZ", ":UTC");
    variables.put("_HANDLER", settings.handler());
    if (Arns.resolve(settings.variables(), context.drawing(), context.catalog())
        instanceof Fields resolved) {
      resolved.values().forEach((name, value) -> variables.put(name, text(value)));
    }
    return new HandlerCode(files, variables);
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
  Fields handlerContext(String requestId, String logStream, Instant started) {
    return Fields.EMPTY
        .with("awsRequestId", requestId)
        .with("functionName", settings.name())
        .with("functionVersion", "$LATEST")
        .with("invokedFunctionArn", arn())
        .with("memoryLimitInMB", Long.toString(settings.memoryMegabytes()))
        .with("logGroupName", settings.logGroup())
        .with("logStreamName", logStream)
        .with("deadline", started.plus(settings.timeout()).toEpochMilli());
  }
}

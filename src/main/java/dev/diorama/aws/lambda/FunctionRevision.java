package dev.diorama.aws.lambda;

import dev.diorama.aws.lambda.ExecutionEnvironments.Environment;
import dev.diorama.aws.lambda.worker.HandlerProcess;
import dev.diorama.catalog.Arns;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeContext;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What one version of a function is: its configuration, its code and the environments that run it
/// (docs.aws.amazon.com/lambda/latest/dg/configuration-versions.html). The unpublished version is a
/// new revision whenever it is updated; a published one never changes. Used from the event loop
/// only.
final class FunctionRevision {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final FunctionEngine function;
  private final String number;
  private final Resource resource;
  private final Optional<Map<String, String>> frozen;
  private final FunctionSettings settings;
  private final Price price;
  private final ExecutionEnvironments environments;

  /// @param number `$LATEST` or a published version's number
  /// @param resource the function with this version's configuration
  /// @param frozen the code by relative path; empty if it is what the drawing says at the time
  FunctionRevision(
      FunctionEngine function,
      String number,
      Resource resource,
      Optional<Map<String, String>> frozen,
      ExecutionEnvironments environments) {
    this.function = function;
    this.number = number;
    this.resource = resource;
    this.frozen = frozen.map(Map::copyOf);
    this.settings = FunctionSettings.of(resource);
    this.price = new Price(settings);
    this.environments = environments;
  }

  RuntimeContext context() {
    return function.context();
  }

  /// The process in which its JavaScript runs.
  HandlerProcess process() throws IOException {
    return function.process();
  }

  ResourceId id() {
    return function.id();
  }

  String number() {
    return number;
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

  ExecutionEnvironments environments() {
    return environments;
  }

  /// The ARN of a published version, and the function's own ARN of the unpublished one.
  String arn() {
    return number.equals(FunctionVersion.LATEST_NUMBER)
        ? function.arn()
        : function.arn() + ":" + number;
  }

  /// Makes an environment, at work.
  ///
  /// @throws java.io.UncheckedIOException if the code cannot be read
  Environment make(String zone, boolean provisioned) {
    int count = function.nextEnvironment();
    var stream = newLogStream();
    var environment =
        new Environment(
            count, zone, stream, provisioned, sandbox(function.workerName() + "#" + count, stream));
    environments.add(environment);
    return environment;
  }

  private Sandbox sandbox(String name, String logStream) {
    return settings
        .declared()
        .<Sandbox>map(d -> new DeclaredSandbox(context(), d, settings.memoryMegabytes()))
        .orElseGet(() ->
            settings.installed()
                ? new InstalledSandbox(this, code(logStream))
                : new EmbeddedSandbox(this, name, code(logStream)));
  }

  private String newLogStream() {
    return DAY.format(context().now()) + "/[" + number + "]" + context().newUuid().replace("-", "");
  }

  /// The code that it was given in the run; empty if it has what is drawn.
  Optional<Map<String, String>> frozen() {
    return frozen;
  }

  /// The code's text by path relative to its folder.
  Map<String, String> files() {
    return frozen.orElseGet(() ->
        FunctionSettings.inlineCode(resource)
            // CloudFormation writes inline source to index.js.
            .map(text -> Map.of("index.js", text))
            .or(() -> FunctionSettings.codeFolder(resource).map(context()::files))
            .orElse(Map.of()));
  }

  /// The code and environment variables of a new environment
  /// (docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime).
  private HandlerCode code(String logStream) {
    var all = new LinkedHashMap<>(layers());
    all.putAll(files());
    var environment = context().drawing().environment();
    var keys = context().credentials(resource.id());
    var variables = new LinkedHashMap<String, String>();
    variables.put("AWS_REGION", environment.region());
    variables.put("AWS_DEFAULT_REGION", environment.region());
    variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_" + settings.runtime());
    variables.put("AWS_LAMBDA_FUNCTION_NAME", settings.name());
    variables.put("AWS_LAMBDA_FUNCTION_VERSION", number);
    variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Long.toString(settings.memoryMegabytes()));
    variables.put("AWS_LAMBDA_LOG_GROUP_NAME", settings.logGroup());
    variables.put("AWS_LAMBDA_LOG_STREAM_NAME", logStream);
    variables.put("AWS_ACCESS_KEY_ID", keys.accessKeyId());
    variables.put("AWS_SECRET_ACCESS_KEY", keys.secretAccessKey());
    variables.put("AWS_SESSION_TOKEN", keys.sessionToken());
    variables.put("AWS_ENDPOINT_URL", context().endpointUrl());
    variables.put("LAMBDA_TASK_ROOT", "/var/task");
    if (settings.installed()) {
      paths("python").ifPresent(p -> variables.put("PYTHONPATH", p));
      paths("nodejs/node_modules").ifPresent(p -> variables.put("NODE_PATH", p));
    }
    variables.put("TZ", ":UTC");
    variables.put("_HANDLER", settings.handler());
    if (Arns.resolve(settings.variables(), context().drawing(), context().catalog())
        instanceof Fields resolved) {
      // AWS refuses names of its own in a function's variables.
      resolved.values().forEach((name, value) -> variables.putIfAbsent(name, text(value)));
    }
    return new HandlerCode(all, variables);
  }

  /// The folders of this name in all layers, on this machine.
  private Optional<String> paths(String inside) {
    var found =
        settings.layers().stream()
            .flatMap(l -> context().folder(l).stream())
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
      context()
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

  /// The handler's context object (docs.aws.amazon.com/lambda/latest/dg/nodejs-context().html).
  Fields handlerContext(
      String requestId, String logStream, FunctionVersion version, Instant started) {
    return Fields.EMPTY
        .with("awsRequestId", requestId)
        .with("functionName", settings.name())
        .with("functionVersion", version.number())
        .with("invokedFunctionArn", version.arn(function.arn()))
        .with("memoryLimitInMB", Long.toString(settings.memoryMegabytes()))
        .with("logGroupName", settings.logGroup())
        .with("logStreamName", logStream)
        .with("deadline", started.plus(settings.timeout()).toEpochMilli());
  }
}

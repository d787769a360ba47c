package dev.diorama.aws.lambda;

import dev.diorama.model.Environment;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A drawn function's properties with AWS's defaults
/// (docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html).
///
/// @param runtime the runtime's identifier, as `nodejs24.x`
/// @param arm whether it runs on arm64
/// @param storageMegabytes of `/tmp`
/// @param reserved the reserved concurrency; empty: not limited
/// @param provisioned the provisioned concurrency; 0: none
/// @param layers folders beside the document
/// @param recursive whether it may go on calling itself
/// @param installed whether a runtime of this machine runs it: every one but Node.js, and that only
///   if the property `Diorama.Runtime` says so
/// @param declared what it does instead of running code; empty: it runs code
record FunctionSettings(
    String name,
    String runtime,
    String handler,
    boolean arm,
    Duration timeout,
    long memoryMegabytes,
    long storageMegabytes,
    OptionalLong reserved,
    long provisioned,
    Fields variables,
    List<String> layers,
    String logGroup,
    AsynchronousSettings asynchronous,
    boolean recursive,
    boolean installed,
    Optional<DeclaredBehaviour> declared) {

  static final long DEFAULT_TIMEOUT = LambdaFigures.DEFAULT_TIMEOUT.toSeconds();
  static final long MAX_TIMEOUT = LambdaFigures.MAX_TIMEOUT.toSeconds();
  static final long DEFAULT_MEMORY = LambdaFigures.DEFAULT_MEMORY;

  /// CloudFormation has no default; the newest runtime is what the console offers
  /// (docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html).
  static final String DEFAULT_RUNTIME = "nodejs24.x";

  static final String DEFAULT_HANDLER = "index.handler";

  /// The settings of a drawn function.
  static FunctionSettings of(Resource function) {
    var p = function.properties();
    var name = nameOf(function);
    var reserved = p.number("ReservedConcurrentExecutions");
    return new FunctionSettings(
        name,
        p.text("Runtime").orElse(DEFAULT_RUNTIME),
        p.text("Handler").filter(h -> !h.isBlank()).orElse(DEFAULT_HANDLER),
        p.texts("Architectures").contains("arm64"),
        Duration.ofSeconds(Math.max(1, timeoutOf(function))),
        Math.max(1, p.number("MemorySize").orElse(DEFAULT_MEMORY)),
        p.fields("EphemeralStorage").number("Size").orElse(LambdaFigures.MIN_STORAGE),
        reserved.isPresent() ? OptionalLong.of(reserved.get()) : OptionalLong.empty(),
        p.fields("ProvisionedConcurrencyConfig")
            .number("ProvisionedConcurrentExecutions")
            .orElse(0L),
        p.fields("Environment").fields("Variables"),
        p.texts("Layers"),
        p.fields("LoggingConfig").text("LogGroup").orElse("/aws/lambda/" + name),
        AsynchronousSettings.of(p),
        p.text("RecursiveLoop").filter("Allow"::equals).isPresent(),
        !p.text("Runtime").orElse(DEFAULT_RUNTIME).startsWith("nodejs")
            || p.fields("Diorama").text("Runtime").filter("installed"::equals).isPresent(),
        DeclaredBehaviour.of(p));
  }

  /// The function's name: as set, or the logical id (CloudFormation adds the stack's name and
  /// random letters, which a drawing does not have).
  static String nameOf(Resource function) {
    return function
        .properties()
        .text("FunctionName")
        .filter(n -> !n.isBlank())
        .orElse(function.logicalId());
  }

  /// The timeout in seconds, as drawn.
  static long timeoutOf(Resource function) {
    return function.properties().number("Timeout").orElse(DEFAULT_TIMEOUT);
  }

  /// The ARN of a function without a qualifier.
  static String arnOf(String name, Environment environment) {
    return "arn:%s:lambda:%s:%s:function:%s"
        .formatted(environment.partition(), environment.region(), environment.accountId(), name);
  }

  /// Whether the worker process runs its code.
  boolean embedded() {
    return declared.isEmpty() && !installed;
  }

  /// The inline source, if the code stands in the drawing.
  static Optional<String> inlineCode(Resource function) {
    return PropertyPath.of("Code", "ZipFile").in(function.properties()).flatMap(Value::asText);
  }

  /// The folder beside the document in which the code stands.
  static Optional<String> codeFolder(Resource function) {
    return function.properties().text("CodeUri").filter(f -> !f.isBlank());
  }

  /// The version that Node.js calls itself; the patch level is not modelled.
  String nodeVersion() {
    var digits = runtime.replaceFirst("^nodejs(\\d+).*$", "$1");
    return "v" + (digits.matches("\\d+") ? digits : "24") + ".0.0";
  }
}

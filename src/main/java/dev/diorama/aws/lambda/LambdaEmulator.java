package dev.diorama.aws.lambda;

import dev.diorama.catalog.Need;
import dev.diorama.catalog.OperationActions;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.policy.Decision;
import dev.diorama.runtime.Authorization;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.runtime.wire.WireProtocol;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;

/// Lambda's engine: the drawn functions of one run, their handlers in a worker process, and the
/// pollers of their event source mappings.
final class LambdaEmulator implements ServiceEmulator {
  /// Ends all execution environments in the zone `ZoneName` and makes none there.
  static final String FAIL_ZONE = "FailAvailabilityZone";

  /// Lets environments be made in the zone `ZoneName` again.
  static final String RESTORE_ZONE = "RestoreAvailabilityZone";

  private static final Set<String> OF_A_FUNCTION =
      Set.of("Invoke", "GetFunction", "GetFunctionConfiguration");

  private final RuntimeContext context;
  private final HandlerWorker worker;
  private final String run;
  private final SequencedMap<String, FunctionEngine> functions = new LinkedHashMap<>();
  private final Invocations invocations;
  private final Concurrency.Account account =
      new Concurrency.Account(LambdaFigures.ACCOUNT_CONCURRENCY);
  private final Zones zones;
  private final ReadOperations reads;
  private final FunctionUrls urls;

  LambdaEmulator(RuntimeContext context, HandlerWorker worker) {
    this.context = context;
    this.worker = worker;
    this.run = worker.newRun();
    this.invocations = new Invocations(context);
    this.zones = new Zones(context.drawing());
    this.reads = new ReadOperations(context);
    this.urls = new FunctionUrls(context);
    // A process takes a while to start: it may begin before anything else of the run.
    worker.warm(
        run,
        Math.toIntExact(
            context.drawing().ofType(FunctionType.NAME).stream()
                .map(FunctionSettings::of)
                .filter(FunctionSettings::embedded)
                .count()));
  }

  @Override
  public String service() {
    return "lambda";
  }

  @Override
  public void start() {
    for (var resource : context.drawing().ofType(FunctionType.NAME)) {
      var engine = new FunctionEngine(context, worker, run, resource, account, zones);
      functions.putIfAbsent(engine.settings().name(), engine);
    }
    functions.values().forEach(FunctionEngine::start);
    EventSourceMappings.start(context, functions.values());
  }

  /// The function that a name, a partial or a whole ARN means, with or without a qualifier
  /// (docs.aws.amazon.com/lambda/latest/api/API_Invoke.html#API_Invoke_RequestSyntax).
  private static String nameIn(String functionName) {
    var name = functionName;
    int at = name.indexOf("function:");
    if (at >= 0) {
      name = name.substring(at + "function:".length());
    }
    int qualifier = name.indexOf(':');
    return qualifier >= 0 ? name.substring(0, qualifier) : name;
  }

  private static String nameIn(OperationRequest request) {
    return nameIn(request.input().text("FunctionName").orElse(""));
  }

  /// The alias or version in the request; empty if there is none.
  private static String qualifierIn(OperationRequest request) {
    var name = request.input().text("FunctionName").orElse("");
    int at = name.indexOf("function:");
    var last = at >= 0 ? name.substring(at + "function:".length()) : name;
    int colon = last.indexOf(':');
    return colon >= 0 ? last.substring(colon + 1) : request.input().text("Qualifier").orElse("");
  }

  private static OperationResult.Failure notFound(String arn) {
    return new OperationResult.Failure(
        "ResourceNotFoundException",
        "Function not found: " + arn,
        404,
        Fields.EMPTY.with("Type", "User"));
  }

  private Optional<FunctionEngine> function(OperationRequest request) {
    return isUrl(request)
        ? request.input().text("UrlId").flatMap(this::behindUrl)
        : Optional.ofNullable(functions.get(nameIn(request)));
  }

  private static boolean isUrl(OperationRequest request) {
    return request.operation().equals(FunctionUrlProtocol.OPERATION);
  }

  private Optional<FunctionEngine> behindUrl(String id) {
    return functions.values().stream()
        .filter(f -> f.url().filter(u -> u.id().equals(id)).isPresent())
        .findFirst();
  }

  @Override
  public Optional<ResourceId> target(OperationRequest request) {
    return function(request).map(FunctionEngine::id);
  }

  @Override
  public Need.Destination destination(OperationRequest request) {
    return isUrl(request)
        ? new Need.ServiceEndpoint(FunctionUrl.ENDPOINT)
        : ServiceEmulator.super.destination(request);
  }

  @Override
  public Fields inputFor(ResourceId target, String operation, Fields input) {
    if (operation.equals(FunctionUrlProtocol.OPERATION)) {
      return input.get("UrlId").isPresent()
          ? input
          : functions.values().stream()
              .filter(f -> f.id().equals(target))
              .flatMap(f -> f.url().stream())
              .findFirst()
              .map(u -> input.with("UrlId", u.id()))
              .orElse(input);
    }
    return ofAccount(operation)
            || ReadOperations.ofMappings(operation)
            || input.get("FunctionName").isPresent()
        ? input
        : functions.values().stream()
            .filter(f -> f.id().equals(target))
            .findFirst()
            .map(f -> input.with("FunctionName", f.settings().name()))
            .orElse(input);
  }

  /// docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html
  @Override
  public List<Authorization> authorizations(OperationRequest request) {
    if (isUrl(request)) {
      return function(request).stream()
          .flatMap(f -> f.url().stream().flatMap(u -> u.authorizations(f.arn()).stream()))
          .toList();
    }
    var keys = reads.mappingKeys(request.operation(), request.input());
    var resource = resource(request);
    if (resource.isEmpty()) {
      return List.of();
    }
    var actions = OperationActions.of("lambda", request.operation());
    return actions.size() == 1
        ? List.of(new Authorization(actions.getFirst(), resource.get(), keys))
        : actions.stream().map(action -> new Authorization(action, resource.get(), keys)).toList();
  }

  /// What an operation is authorized on; empty for one that Diorama does not run. A version or
  /// alias is a resource of its own
  /// (docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html).
  private Optional<String> resource(OperationRequest request) {
    if (ofAccount(request.operation())) {
      return Optional.of("*");
    }
    if (ReadOperations.ofMappings(request.operation())) {
      return Optional.of(reads.mappingArn(request.operation(), request.input()));
    }
    if (!ofFunction(request.operation())) {
      return Optional.empty();
    }
    var arn =
        function(request)
            .map(FunctionEngine::arn)
            .orElseGet(
                () -> FunctionSettings.arnOf(nameIn(request), context.drawing().environment()));
    var qualifier = request.operation().equals("Invoke") ? qualifierIn(request) : "";
    return Optional.of(qualifier.isEmpty() ? arn : arn + ":" + qualifier);
  }

  private static boolean ofAccount(String operation) {
    return operation.equals("ListFunctions") || operation.equals(SettingsOperations.ACCOUNT);
  }

  private static boolean ofFunction(String operation) {
    return OF_A_FUNCTION.contains(operation)
        || SettingsOperations.ofFunction(operation)
        || ReadOperations.ofFunction(operation)
        || VersionOperations.has(operation);
  }

  @Override
  public boolean activates(OperationRequest request) {
    return request.operation().equals("Invoke") || isUrl(request);
  }

  @Override
  public OperationResult.Failure denied(
      OperationRequest request, Authorization authorization, Decision decision, String sentence) {
    if (isUrl(request)) {
      return authorization.action().equals("sts:AssumeRole")
          ? FunctionUrls.badGateway()
          : FunctionUrls.forbidden();
    }
    return authorization.action().equals("sts:AssumeRole")
        ? FunctionEngine.roleNotAssumable()
        : ServiceEmulator.super.denied(request, authorization, decision, sentence);
  }

  @Override
  public void handle(OperationRequest request, Consumer<OperationResult> reply) {
    if (request.operation().equals("ListFunctions")) {
      reply.accept(
          ReadOperations.page(
              "Functions",
              functions.values().stream().map(FunctionDescriptions::configuration),
              request.input()));
      return;
    }
    if (request.operation().equals(SettingsOperations.ACCOUNT)) {
      reply.accept(SettingsOperations.account(functions.values()));
      return;
    }
    if (request.operation().equals(FAIL_ZONE) || request.operation().equals(RESTORE_ZONE)) {
      zone(request, reply);
      return;
    }
    if (ReadOperations.ofMappings(request.operation())) {
      reply.accept(reads.answer(request.operation(), request.input(), nameIn(request)));
      return;
    }
    if (isUrl(request)) {
      var behind = function(request);
      behind
          .flatMap(FunctionEngine::url)
          .ifPresentOrElse(
              url -> urls.handle(behind.orElseThrow(), url, request, reply),
              () -> reply.accept(FunctionUrls.forbidden()));
      return;
    }
    if (!ofFunction(request.operation())) {
      reply.accept(
          new OperationResult.Failure(
              "UnknownOperationException",
              "Diorama does not run lambda:" + request.operation() + ".",
              404));
      return;
    }
    var function = function(request);
    if (function.isEmpty()) {
      var arn = FunctionSettings.arnOf(nameIn(request), context.drawing().environment());
      reply.accept(notFound(arn));
      return;
    }
    switch (request.operation()) {
      case "Invoke" -> {
        var qualifier = qualifierIn(request);
        var version = function.get().versions().find(qualifier);
        if (version.isPresent()) {
          invocations.invoke(function.get(), version.get(), request, reply);
        } else {
          reply.accept(notFound(function.get().arn() + ":" + qualifier));
        }
      }
      case "GetFunction", "GetFunctionConfiguration" ->
          reply.accept(describe(request, function.get()));
      default -> reply.accept(other(request, function.get()));
    }
  }

  private OperationResult other(OperationRequest request, FunctionEngine function) {
    var operation = request.operation();
    return SettingsOperations.ofFunction(operation)
        ? SettingsOperations.answer(operation, request.input(), function)
        : VersionOperations.has(operation)
            ? VersionOperations.answer(operation, request.input(), function)
            : reads.answer(operation, request.input(), function);
  }

  private static OperationResult describe(OperationRequest request, FunctionEngine function) {
    var qualifier = qualifierIn(request);
    var revision = function.versions().find(qualifier).map(v -> function.versions().revision(v));
    if (revision.isEmpty()) {
      return notFound(function.arn() + ":" + qualifier);
    }
    return new OperationResult.Success(
        request.operation().equals("GetFunction")
            ? FunctionDescriptions.function(function, revision.get())
            : FunctionDescriptions.configuration(function, revision.get()));
  }

  /// Diorama's own faults, for scenarios: not operations of AWS, and nobody needs a permission.
  private void zone(OperationRequest request, Consumer<OperationResult> reply) {
    var zone = request.input().text("ZoneName").orElse("");
    if (!zones.knows(zone)) {
      reply.accept(
          new OperationResult.Failure(
              "InvalidParameterValueException",
              "ZoneName must be one of " + String.join(", ", zones.all()) + ".",
              400));
      return;
    }
    if (request.operation().equals(FAIL_ZONE)) {
      zones.fail(zone);
      functions.values().forEach(f -> f.zoneFailed(zone));
    } else {
      zones.restore(zone);
    }
    reply.accept(new OperationResult.Success(Fields.EMPTY));
  }

  @Override
  public List<WireProtocol> protocols() {
    return List.of(new FunctionUrlProtocol(), new LambdaRestProtocol());
  }

  @Override
  public void stop() {
    functions.values().forEach(FunctionEngine::stop);
    worker.end(run);
  }
}

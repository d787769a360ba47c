package dev.diorama.aws.lambda;

import dev.diorama.catalog.Arns;
import dev.diorama.json.Json;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;

/// The operations that tell how a function is set up, each from the drawing: its policy, its
/// limits, how its asynchronous events are treated
/// (docs.aws.amazon.com/lambda/latest/api/API_Operations.html). None of them changes anything.
final class SettingsOperations {
  /// The operation that asks about the account and no function.
  static final String ACCOUNT = "GetAccountSettings";

  private static final Set<String> OF_A_FUNCTION =
      Set.of(
          "GetFunctionConcurrency",
          "GetFunctionEventInvokeConfig",
          "GetFunctionRecursionConfig",
          "GetPolicy",
          "GetProvisionedConcurrencyConfig",
          "GetRuntimeManagementConfig",
          "ListFunctionEventInvokeConfigs",
          "ListFunctionUrlConfigs",
          "ListProvisionedConcurrencyConfigs",
          "ListTags");

  private SettingsOperations() {}

  /// Whether an operation is one of these and asks about one function.
  static boolean ofFunction(String operation) {
    return OF_A_FUNCTION.contains(operation);
  }

  /// docs.aws.amazon.com/lambda/latest/api/API_GetAccountSettings.html. How large all code is
  /// nobody packs here, and is left out.
  static OperationResult account(Collection<FunctionEngine> functions) {
    long reserved = functions.stream().mapToLong(f -> f.settings().reserved().orElse(0)).sum();
    return success(
        Fields.EMPTY
            .with(
                "AccountLimit",
                Fields.EMPTY
                    .with("CodeSizeUnzipped", LambdaFigures.CODE_UNZIPPED)
                    .with("CodeSizeZipped", LambdaFigures.CODE_ZIPPED)
                    .with("ConcurrentExecutions", LambdaFigures.ACCOUNT_CONCURRENCY)
                    .with("TotalCodeSize", LambdaFigures.CODE_TOTAL)
                    .with(
                        "UnreservedConcurrentExecutions",
                        Math.max(0, LambdaFigures.ACCOUNT_CONCURRENCY - reserved)))
            .with("AccountUsage", Fields.EMPTY.with("FunctionCount", functions.size())));
  }

  /// The answer to a question about a function.
  static OperationResult answer(String operation, Fields input, FunctionEngine function) {
    var settings = function.settings();
    return switch (operation) {
      case "GetPolicy" -> policy(function);
      case "ListTags" -> success(Fields.EMPTY.with("Tags", Fields.EMPTY));
      case "GetFunctionConcurrency" ->
          success(
              settings.reserved().isPresent()
                  ? Fields.EMPTY.with(
                      "ReservedConcurrentExecutions", settings.reserved().getAsLong())
                  : Fields.EMPTY);
      case "GetFunctionRecursionConfig" ->
          success(Fields.EMPTY.with("RecursiveLoop", settings.recursive() ? "Allow" : "Terminate"));
      // docs.aws.amazon.com/lambda/latest/dg/runtimes-update.html: automatically, unless changed.
      case "GetRuntimeManagementConfig" ->
          success(Fields.EMPTY.with("FunctionArn", function.arn()).with("UpdateRuntimeOn", "Auto"));
      case "ListFunctionUrlConfigs" ->
          ReadOperations.page(
              "FunctionUrlConfigs",
              function.url().stream()
                  .map(u -> u.describe(function.arn(), function.context().drawing().environment())),
              input);
      case "GetFunctionEventInvokeConfig" ->
          hasEventConfig(function)
              ? success(eventConfig(function))
              : ReadOperations.notFound(
                  "The function " + function.arn() + " doesn't have an EventInvokeConfig");
      case "ListFunctionEventInvokeConfigs" ->
          ReadOperations.page(
              "FunctionEventInvokeConfigs",
              hasEventConfig(function) ? Stream.of(eventConfig(function)) : Stream.of(),
              input);
      case "GetProvisionedConcurrencyConfig" ->
          settings.provisioned() > 0
              ? success(provisioned(function))
              : new OperationResult.Failure(
                  "ProvisionedConcurrencyConfigNotFoundException",
                  "No Provisioned Concurrency Config found for this function",
                  404,
                  Fields.EMPTY.with("Type", "User"));
      default ->
          ReadOperations.page(
              "ProvisionedConcurrencyConfigs",
              settings.provisioned() > 0 ? Stream.of(provisioned(function)) : Stream.of(),
              input);
    };
  }

  /// docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html: the policy as JSON text.
  private static OperationResult policy(FunctionEngine function) {
    var context = function.context();
    return context
        .catalog()
        .facets(function.resource())
        .resourcePolicies(function.resource(), context.drawing())
        .stream()
        .findFirst()
        .<OperationResult>map(p ->
            success(
                Fields.EMPTY.with(
                    "Policy",
                    Json.write(Arns.resolve(p.document(), context.drawing(), context.catalog())))))
        .orElseGet(() -> ReadOperations.notFound("The resource you requested does not exist."));
  }

  private static boolean hasEventConfig(FunctionEngine function) {
    return !function.resource().properties().fields("EventInvokeConfig").isEmpty();
  }

  private static Fields eventConfig(FunctionEngine function) {
    var settings = function.settings().asynchronous();
    return Fields.EMPTY
        .with("FunctionArn", function.arn() + ":" + FunctionVersion.LATEST_NUMBER)
        .with("MaximumRetryAttempts", settings.retries())
        .with("MaximumEventAgeInSeconds", settings.maximumAge().toSeconds());
  }

  /// They stand from the beginning of a run.
  private static Fields provisioned(FunctionEngine function) {
    long count = function.settings().provisioned();
    return Fields.EMPTY
        .with("FunctionArn", function.arn())
        .with("RequestedProvisionedConcurrentExecutions", count)
        .with("AllocatedProvisionedConcurrentExecutions", count)
        .with("AvailableProvisionedConcurrentExecutions", count)
        .with("Status", "READY");
  }

  private static OperationResult success(Fields output) {
    return new OperationResult.Success(output);
  }
}

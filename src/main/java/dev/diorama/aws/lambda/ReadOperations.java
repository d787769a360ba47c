package dev.diorama.aws.lambda;

import dev.diorama.model.Connection;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// The operations that tell what is drawn around a function: its aliases and versions, and the
/// event source mappings (docs.aws.amazon.com/lambda/latest/api/API_Operations.html). All fit on
/// one page.
final class ReadOperations {
  private static final Set<String> OF_A_FUNCTION =
      Set.of("ListAliases", "GetAlias", "ListVersionsByFunction");
  private static final Set<String> OF_MAPPINGS =
      Set.of("ListEventSourceMappings", "GetEventSourceMapping");

  private final RuntimeContext context;

  ReadOperations(RuntimeContext context) {
    this.context = context;
  }

  /// Whether an operation asks about one function.
  static boolean ofFunction(String operation) {
    return OF_A_FUNCTION.contains(operation);
  }

  /// Whether an operation asks about event source mappings.
  static boolean ofMappings(String operation) {
    return OF_MAPPINGS.contains(operation);
  }

  /// What an operation on mappings is authorized on
  /// (docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html).
  String mappingArn(String operation, Fields input) {
    var environment = context.drawing().environment();
    return operation.equals("GetEventSourceMapping")
        ? "arn:%s:lambda:%s:%s:event-source-mapping:%s"
            .formatted(
                environment.partition(),
                environment.region(),
                environment.accountId(),
                input.text("UUID").orElse(""))
        : "*";
  }

  /// The condition keys of an operation on mappings: whose mapping is asked about
  /// (docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html).
  Map<String, List<String>> mappingKeys(String operation, Fields input) {
    return operation.equals("GetEventSourceMapping")
        ? mappings()
            .filter(m -> m.text("UUID").equals(input.text("UUID")))
            .findFirst()
            .flatMap(m -> m.text("FunctionArn"))
            .map(function -> Map.of("lambda:FunctionArn", List.of(function)))
            .orElse(Map.of())
        : Map.of();
  }

  /// The answer to a question about a function.
  OperationResult answer(String operation, Fields input, FunctionEngine function) {
    return switch (operation) {
      case "GetAlias" -> {
        var name = input.text("Name").orElse("");
        yield aliases(function)
            .filter(a -> a.text("Name").filter(name::equals).isPresent())
            .findFirst()
            .<OperationResult>map(OperationResult.Success::new)
            .orElseGet(() -> notFound("Cannot find alias arn: " + function.arn() + ":" + name));
      }
      case "ListAliases" -> page("Aliases", aliases(function));
      default ->
          page(
              "Versions",
              Stream.concat(
                  Stream.of(FunctionDescriptions.configuration(function)),
                  aliases(function)
                      .flatMap(a -> a.text("FunctionVersion").stream())
                      .filter(v -> !v.equals(FunctionVersion.LATEST_NUMBER))
                      .distinct()
                      .map(v ->
                          FunctionDescriptions.configuration(function)
                              .with("Version", v)
                              .with("FunctionArn", function.arn() + ":" + v))));
    };
  }

  private static Stream<Fields> aliases(FunctionEngine function) {
    return fields(function.resource().properties().list("Aliases"))
        .map(row -> {
          var name = row.text("Name").orElse("");
          return Fields.EMPTY
              .with("AliasArn", function.arn() + ":" + name)
              .with("Name", name)
              .with(
                  "FunctionVersion",
                  row.text("FunctionVersion").orElse(FunctionVersion.LATEST_NUMBER))
              .with("Description", "");
        });
  }

  private static Stream<Fields> fields(List<Value> values) {
    return values.stream().flatMap(v -> v instanceof Fields f ? Stream.of(f) : Stream.empty());
  }

  /// The answer to a question about event source mappings.
  ///
  /// @param name the function's name in the request; empty for all
  OperationResult answer(String operation, Fields input, String name) {
    var all = mappings();
    if (operation.equals("GetEventSourceMapping")) {
      return all.filter(m -> m.text("UUID").equals(input.text("UUID")))
          .findFirst()
          .<OperationResult>map(OperationResult.Success::new)
          .orElseGet(() -> notFound("The resource you requested does not exist."));
    }
    return page(
        "EventSourceMappings",
        all.filter(m ->
            (name.isEmpty()
                    || m.text("FunctionArn").filter(a -> a.endsWith(":" + name)).isPresent())
                && (input.text("EventSourceArn").isEmpty()
                    || m.text("EventSourceArn").equals(input.text("EventSourceArn")))));
  }

  private Stream<Fields> mappings() {
    return context.drawing().connections().values().stream().flatMap(c -> mapping(c).stream());
  }

  /// docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html. The id is made
  /// from the connection's, so that it is the same in every run.
  private Optional<Fields> mapping(Connection connection) {
    var drawing = context.drawing();
    var source = drawing.resource(connection.source());
    var target = drawing.resource(connection.target());
    if (!connection.type().equals(LambdaConnections.MAPPING)
        || source.isEmpty()
        || target.isEmpty()) {
      return Optional.empty();
    }
    var arn =
        context.catalog().facets(source.get()).eventSourceArn(source.get(), drawing.environment());
    if (arn.isEmpty()) {
      return Optional.empty();
    }
    boolean stream = LambdaConnections.serviceOf(arn.get()).equals("dynamodb");
    var p = connection.properties();
    var result =
        Fields.EMPTY
            .with(
                "UUID",
                UUID.nameUUIDFromBytes(connection.id().value().getBytes(StandardCharsets.UTF_8))
                    .toString())
            .with("EventSourceArn", arn.get())
            .with(
                "FunctionArn",
                FunctionSettings.arnOf(
                    FunctionSettings.of(target.get()).name(), drawing.environment()))
            .with("State", EventSourceMappings.enabled(connection) ? "Enabled" : "Disabled")
            .with(
                "BatchSize",
                p.number("BatchSize")
                    .orElse(stream ? LambdaFigures.STREAM_BATCH : LambdaFigures.QUEUE_BATCH))
            .with(
                "MaximumBatchingWindowInSeconds",
                p.number("MaximumBatchingWindowInSeconds").orElse(0L));
    return Optional.of(
        stream
            ? result.with("StartingPosition", p.text("StartingPosition").orElse("TRIM_HORIZON"))
            : result);
  }

  private static OperationResult page(String member, Stream<Fields> items) {
    return new OperationResult.Success(
        Fields.EMPTY.with(member, new Value.Items(items.<Value>map(f -> f).toList())));
  }

  private static OperationResult notFound(String message) {
    return new OperationResult.Failure(
        "ResourceNotFoundException", message, 404, Fields.EMPTY.with("Type", "User"));
  }
}

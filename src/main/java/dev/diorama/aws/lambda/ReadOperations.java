package dev.diorama.aws.lambda;

import dev.diorama.model.Connection;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The operations that tell what is drawn around a function: its aliases and versions, and the
/// event source mappings (docs.aws.amazon.com/lambda/latest/api/API_Operations.html).
final class ReadOperations {
  private static final Set<String> OF_A_FUNCTION =
      Set.of("ListAliases", "GetAlias", "ListVersionsByFunction", "GetFunctionUrlConfig");
  private static final Set<String> OF_MAPPINGS =
      Set.of("ListEventSourceMappings", "GetEventSourceMapping");

  /// However many are asked for
  /// (docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html#API_ListFunctions_RequestSyntax).
  private static final int LARGEST_PAGE = 50;

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
    var versions = function.versions();
    return switch (operation) {
      case "GetAlias" -> {
        var name = input.text("Name").orElse("");
        yield versions
            .alias(name)
            .<OperationResult>map(a -> new OperationResult.Success(a.describe(function.arn())))
            .orElseGet(() -> noAlias(function, name));
      }
      case "GetFunctionUrlConfig" ->
          function
              .url()
              .<OperationResult>map(u ->
                  new OperationResult.Success(
                      u.describe(function.arn(), context.drawing().environment())))
              .orElseGet(() -> notFound("The resource you requested does not exist."));
      case "ListAliases" ->
          page("Aliases", versions.aliases().stream().map(a -> a.describe(function.arn())), input);
      default ->
          page(
              "Versions",
              Stream.concat(Stream.of(versions.latest()), versions.published().stream())
                  .map(r -> FunctionDescriptions.configuration(function, r)),
              input);
    };
  }

  /// docs.aws.amazon.com/lambda/latest/api/API_GetAlias.html
  static OperationResult.Failure noAlias(FunctionEngine function, String name) {
    return notFound("Cannot find alias arn: " + function.arn() + ":" + name);
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
                    || m.text("EventSourceArn").equals(input.text("EventSourceArn")))),
        input);
  }

  private Stream<Fields> mappings() {
    return context.drawing().connections().values().stream().flatMap(c -> mapping(c).stream());
  }

  /// docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html.
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
            .with("UUID", EventSourceMappings.id(connection))
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

  /// A page of a list: as many items as `MaxItems` says, from `Marker` on, with the marker of the
  /// next page (docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html). Here the marker is
  /// the number of the first item.
  static OperationResult page(String member, Stream<Fields> items, Fields input) {
    var all = items.<Value>map(f -> f).toList();
    int from = Math.min(all.size(), number(input, "Marker", 0));
    int to = Math.min(all.size(), from + Math.max(1, number(input, "MaxItems", LARGEST_PAGE)));
    var page = Fields.EMPTY.with(member, new Value.Items(all.subList(from, to)));
    return new OperationResult.Success(
        to < all.size() ? page.with("NextMarker", Integer.toString(to)) : page);
  }

  private static int number(Fields input, String member, int otherwise) {
    return input
        .text(member)
        .filter(t -> t.matches("\\d{1,6}"))
        .map(Integer::parseInt)
        .or(() -> input.number(member).map(n -> Math.clamp(n, 0, 999_999)))
        .map(n -> Math.min(n, member.equals("MaxItems") ? LARGEST_PAGE : n))
        .orElse(otherwise);
  }

  static OperationResult.Failure notFound(String message) {
    return new OperationResult.Failure(
        "ResourceNotFoundException", message, 404, Fields.EMPTY.with("Type", "User"));
  }
}

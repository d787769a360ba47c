package dev.diorama.aws.lambda;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.ConnectionType.End;
import dev.diorama.catalog.Need;
import dev.diorama.catalog.PropertyKind;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceTypeName;
import dev.diorama.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The arrows at functions: who invokes them, and which queues and streams Lambda polls for them.
final class LambdaConnections {
  static final ConnectionTypeName INVOKE = new ConnectionTypeName("lambda:Invoke");
  static final ConnectionTypeName MAPPING = new ConnectionTypeName("lambda:EventSourceMapping");

  static final ConnectionTypeName INVOKE_URL = new ConnectionTypeName("lambda:InvokeFunctionUrl");
  static final ConnectionTypeName DESTINATION = new ConnectionTypeName("lambda:Destination");
  static final String BUCKET = "AWS::S3::Bucket";
  static final String ON_SUCCESS = "OnSuccess";
  static final String ON_FAILURE = "OnFailure";
  static final String DEAD_LETTER_QUEUE = "DeadLetterQueue";

  private static final String DESTINATION_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-eventinvokeconfig-destinationconfig.html";
  private static final String INVOKE_PAGE =
      "https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html";
  private static final String URL_PAGE =
      "https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html";
  private static final String ACTIONS_PAGE =
      "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslambda.html";
  private static final String MAPPING_PAGE =
      "https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html";

  /// docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions
  private static final List<String> QUEUE_ACTIONS =
      List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");

  /// docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html
  private static final List<String> STREAM_ACTIONS =
      List.of(
          "dynamodb:DescribeStream",
          "dynamodb:GetRecords",
          "dynamodb:GetShardIterator",
          "dynamodb:ListStreams");

  private LambdaConnections() {}

  static List<ConnectionType> types() {
    return List.of(
        new ConnectionType(
            INVOKE,
            "lambda",
            End.capability(Capability.CALLER),
            End.capability(Capability.INVOCABLE),
            false,
            List.of(
                PropertySpec.withDefault(
                    "Actions",
                    new PropertyKind.Texts(Optional.of("lambda:[A-Za-z]+")),
                    Value.texts(List.of("lambda:InvokeFunction")),
                    ACTIONS_PAGE),
                PropertySpec.optional(
                    "Qualifier",
                    new PropertyKind.Text(Optional.of("[a-zA-Z0-9-_]{1,128}")),
                    INVOKE_PAGE)),
            LambdaConnections::invokeNeeds,
            INVOKE_PAGE),
        new ConnectionType(
            INVOKE_URL,
            "lambda",
            End.capability(Capability.CALLER),
            End.type(FunctionType.NAME.value()),
            false,
            List.of(
                PropertySpec.withDefault(
                    "Method",
                    new PropertyKind.Choice(
                        List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")),
                    Value.of("GET"),
                    URL_PAGE),
                PropertySpec.withDefault(
                    "Path", new PropertyKind.Text(Optional.of("/.*")), Value.of("/"), URL_PAGE)),
            LambdaConnections::urlNeeds,
            URL_PAGE),
        new ConnectionType(
            DESTINATION,
            "lambda",
            End.type(FunctionType.NAME.value()),
            new End(
                Set.of(new ResourceTypeName(BUCKET)), Set.of(Capability.NOTIFICATION_DESTINATION)),
            true,
            List.of(
                PropertySpec.withDefault(
                    "Condition",
                    new PropertyKind.Choice(List.of(ON_FAILURE, ON_SUCCESS, DEAD_LETTER_QUEUE)),
                    Value.of(ON_FAILURE),
                    DESTINATION_PAGE)),
            LambdaConnections::destinationNeeds,
            DESTINATION_PAGE),
        new ConnectionType(
            MAPPING,
            "lambda",
            End.capability(Capability.EVENT_SOURCE),
            End.type(FunctionType.NAME.value()),
            true,
            List.of(
                PropertySpec.optional(
                    "BatchSize",
                    new PropertyKind.Whole(1, LambdaFigures.MAX_BATCH, ""),
                    MAPPING_PAGE),
                PropertySpec.withDefault(
                    "MaximumBatchingWindowInSeconds",
                    new PropertyKind.Whole(0, LambdaFigures.MAX_WINDOW.toSeconds(), "s"),
                    Value.of(0),
                    MAPPING_PAGE),
                PropertySpec.withDefault(
                    "StartingPosition",
                    new PropertyKind.Choice(List.of("TRIM_HORIZON", "LATEST")),
                    Value.of("TRIM_HORIZON"),
                    MAPPING_PAGE),
                PropertySpec.optional(
                    "FunctionResponseTypes",
                    new PropertyKind.Texts(Optional.of("ReportBatchItemFailures")),
                    MAPPING_PAGE),
                PropertySpec.optional(
                    "MaximumRetryAttempts", new PropertyKind.Whole(-1, 10_000, ""), MAPPING_PAGE),
                PropertySpec.optional(
                    "BisectBatchOnFunctionError", new PropertyKind.Bool(), MAPPING_PAGE),
                PropertySpec.optional(
                    "MaximumRecordAgeInSeconds",
                    new PropertyKind.Whole(-1, 604_800, "s"),
                    MAPPING_PAGE),
                PropertySpec.optional(
                    "ParallelizationFactor",
                    new PropertyKind.Whole(1, LambdaFigures.MAX_PARALLELIZATION, ""),
                    MAPPING_PAGE),
                PropertySpec.optional(
                    "DestinationConfig.OnFailure.Destination",
                    new PropertyKind.Reference(Set.of("AWS::SQS::Queue", BUCKET)),
                    MAPPING_PAGE),
                PropertySpec.optional(
                    "ScalingConfig.MaximumConcurrency",
                    new PropertyKind.Whole(
                        LambdaFigures.MIN_MAPPING_CONCURRENCY,
                        LambdaFigures.MAX_MAPPING_CONCURRENCY,
                        ""),
                    MAPPING_PAGE),
                PropertySpec.optional(
                    "FilterCriteria.Filters",
                    new PropertyKind.Table(
                        List.of(
                            PropertySpec.required(
                                "Pattern", new PropertyKind.Text(Optional.empty()), MAPPING_PAGE))),
                    MAPPING_PAGE),
                PropertySpec.withDefault(
                    "Enabled", new PropertyKind.Bool(), Value.of(true), MAPPING_PAGE)),
            LambdaConnections::mappingNeeds,
            MAPPING_PAGE));
  }

  private static List<Need> invokeNeeds(
      Connection connection,
      Resource source,
      Resource target,
      Architecture drawing,
      Catalog catalog) {
    var set = connection.properties().texts("Actions");
    var actions = set.isEmpty() ? List.of("lambda:InvokeFunction") : set;
    var qualifier = connection.properties().text("Qualifier").map(q -> ":" + q).orElse("");
    return catalog.facets(target).arn(target, drawing.environment()).stream()
        .map(arn -> arn + qualifier)
        .flatMap(arn ->
            actions.stream()
                .<Need>map(action ->
                    new Need.Call(
                        new Need.ResourceCaller(source.id()),
                        action,
                        arn,
                        target.id(),
                        Map.of(),
                        Optional.of("lambda"))))
        .toList();
  }

  /// Who calls a function URL must reach it and be allowed. A function without a URL has none that
  /// could be called, and says so when it runs.
  private static List<Need> urlNeeds(
      Connection connection,
      Resource source,
      Resource target,
      Architecture drawing,
      Catalog catalog) {
    var arn = FunctionSettings.arnOf(FunctionSettings.nameOf(target), drawing.environment());
    return FunctionUrl.of(target).stream()
        .flatMap(url -> url.authorizations(arn).stream())
        .<Need>map(a ->
            new Need.Call(
                new Need.ResourceCaller(source.id()),
                a.action(),
                a.resource(),
                target.id(),
                a.context(),
                Optional.of(FunctionUrl.ENDPOINT),
                a.decisive()))
        .toList();
  }

  /// Lambda sends as the function's role, from its own network
  /// (docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html).
  private static List<Need> destinationNeeds(
      Connection connection,
      Resource source,
      Resource target,
      Architecture drawing,
      Catalog catalog) {
    var condition = connection.properties().text("Condition").orElse(ON_FAILURE);
    if (RecordDelivery.isBucket(target) && !condition.equals(ON_FAILURE)) {
      // A bucket takes failures only, and is no dead-letter queue.
      return List.of();
    }
    return RecordDelivery.needs(
        source,
        target,
        catalog.facets(target).arn(target, drawing.environment()),
        RecordDelivery.asynchronousPrefix(source));
  }

  /// Lambda polls as the function's role, from its own network, and tells the mapping's on-failure
  /// destination as the same role
  /// (docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html).
  private static List<Need> mappingNeeds(
      Connection connection,
      Resource source,
      Resource target,
      Architecture drawing,
      Catalog catalog) {
    var arn = catalog.facets(source).eventSourceArn(source, drawing.environment());
    return Stream.concat(
            arn.stream()
                .flatMap(a ->
                    actionsFor(a).stream()
                        .map(action ->
                            need(
                                target,
                                action,
                                action.equals("dynamodb:ListStreams") ? "*" : a,
                                source))),
            arn.stream()
                .filter(a -> serviceOf(a).equals("dynamodb"))
                .flatMap(a -> failureDestination(connection, drawing).stream())
                .flatMap(to ->
                    RecordDelivery.needs(
                        target,
                        to,
                        catalog.facets(to).arn(to, drawing.environment()),
                        "aws/lambda/" + EventSourceMappings.id(connection))
                        .stream()))
        .toList();
  }

  private static Need need(Resource function, String action, String arn, Resource on) {
    return new Need.Call(
        new Need.ResourceCaller(function.id()), action, arn, on.id(), Map.of(), Optional.empty());
  }

  /// The queue or bucket that a stream's mapping tells about what it gave up.
  static Optional<Resource> failureDestination(Connection mapping, Architecture drawing) {
    return PropertyPath.of("DestinationConfig", "OnFailure", "Destination")
        .in(mapping.properties())
        .flatMap(References::target)
        .flatMap(drawing::byLogicalId);
  }

  /// The service of an ARN, as `sqs`.
  static String serviceOf(String arn) {
    var parts = arn.split(":", -1);
    return parts.length > 2 ? parts[2] : "";
  }

  private static List<String> actionsFor(String sourceArn) {
    return switch (serviceOf(sourceArn)) {
      case "sqs" -> QUEUE_ACTIONS;
      case "dynamodb" -> STREAM_ACTIONS;
      default -> List.of();
    };
  }
}

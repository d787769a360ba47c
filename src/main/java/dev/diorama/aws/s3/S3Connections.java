package dev.diorama.aws.s3;

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
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The arrows at buckets: who reads, writes and lists, and whom a bucket notifies.
final class S3Connections {
  static final ConnectionTypeName READ = new ConnectionTypeName("s3:Read");
  static final ConnectionTypeName WRITE = new ConnectionTypeName("s3:Write");
  static final ConnectionTypeName LIST = new ConnectionTypeName("s3:List");
  static final ConnectionTypeName NOTIFICATION = new ConnectionTypeName("s3:Notification");
  static final List<String> DEFAULT_EVENTS = List.of("s3:ObjectCreated:*");

  private static final String ACTIONS_PAGE =
      "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html";
  private static final String PREFIX_PAGE =
      "https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-prefixes.html";
  private static final String NOTIFICATION_PAGE =
      "https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html";
  private static final String EVENTS_PAGE =
      "https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html";
  private static final String FILTER_PAGE =
      "https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html";

  private S3Connections() {}

  static List<ConnectionType> types() {
    return List.of(
        access(READ, "s3:GetObject"),
        access(WRITE, "s3:PutObject"),
        access(LIST, "s3:ListBucket"),
        new ConnectionType(
            NOTIFICATION,
            "s3",
            End.type(BucketType.NAME.value()),
            End.capability(Capability.NOTIFICATION_DESTINATION),
            true,
            List.of(
                PropertySpec.withDefault(
                    "Events",
                    new PropertyKind.Texts(
                        Optional.of("s3:(ObjectCreated|ObjectRemoved):(\\*|[A-Za-z]+)")),
                    Value.texts(DEFAULT_EVENTS),
                    EVENTS_PAGE),
                PropertySpec.optional(
                    "Prefix", new PropertyKind.Text(Optional.empty()), FILTER_PAGE),
                PropertySpec.optional(
                    "Suffix", new PropertyKind.Text(Optional.empty()), FILTER_PAGE)),
            S3Connections::notificationNeeds,
            NOTIFICATION_PAGE));
  }

  private static ConnectionType access(ConnectionTypeName name, String defaultAction) {
    return new ConnectionType(
        name,
        "s3",
        End.capability(Capability.CALLER),
        End.type(BucketType.NAME.value()),
        false,
        List.of(
            PropertySpec.withDefault(
                "Actions",
                new PropertyKind.Texts(Optional.of("s3:[A-Za-z]+")),
                Value.texts(List.of(defaultAction)),
                ACTIONS_PAGE),
            PropertySpec.optional("Prefix", new PropertyKind.Text(Optional.empty()), PREFIX_PAGE)),
        S3Connections::accessNeeds,
        ACTIONS_PAGE);
  }

  /// The actions of a connection at a bucket: as set, or its type's default.
  static List<String> actions(Connection connection) {
    var set = connection.properties().texts("Actions");
    if (!set.isEmpty()) {
      return set;
    }
    return connection.type().equals(READ)
        ? List.of("s3:GetObject")
        : connection.type().equals(WRITE)
            ? List.of("s3:PutObject")
            : connection.type().equals(LIST) ? List.of("s3:ListBucket") : List.of();
  }

  /// The keys that the connection means begin with this; empty: any key.
  static String prefix(Connection connection) {
    return connection.properties().text("Prefix").orElse("");
  }

  private static List<Need> accessNeeds(
      Connection connection,
      Resource source,
      Resource target,
      Architecture drawing,
      Catalog catalog) {
    var arn = catalog.facets(target).arn(target, drawing.environment());
    var caller = new Need.ResourceCaller(source.id());
    return arn.stream()
        .flatMap(bucket ->
            actions(connection).stream()
                .<Need>map(action ->
                    isObjectAction(action)
                        ? new Need.Call(
                            caller,
                            action,
                            bucket + "/" + prefix(connection) + "*",
                            target.id(),
                            Map.of(),
                            Optional.of("s3"))
                        : new Need.Call(
                            caller,
                            action,
                            bucket,
                            target.id(),
                            listContext(action, connection),
                            Optional.of("s3"))))
        .toList();
  }

  private static Map<String, List<String>> listContext(String action, Connection connection) {
    return action.equals("s3:ListBucket") && !prefix(connection).isEmpty()
        ? Map.of("s3:prefix", List.of(prefix(connection)))
        : Map.of();
  }

  /// Whether the action is authorized on objects rather than on the bucket; the resource types of
  /// the Service Authorization Reference follow the actions' names.
  static boolean isObjectAction(String action) {
    return !action.contains("Bucket")
        && (action.contains("Object") || action.contains("MultipartUpload"));
  }

  private static List<Need> notificationNeeds(
      Connection connection,
      Resource source,
      Resource target,
      Architecture drawing,
      Catalog catalog) {
    var bucket = catalog.facets(source).arn(source, drawing.environment());
    var destination = catalog.facets(target).arn(target, drawing.environment());
    return bucket.stream()
        .flatMap(b ->
            destination.stream()
                .flatMap(d ->
                    notificationAction(d)
                        .<Need>map(action ->
                            new Need.Call(
                                new Need.ServiceCaller(source.id(), "s3.amazonaws.com", b),
                                action,
                                d,
                                target.id(),
                                Map.of(),
                                Optional.empty()))
                        .stream()))
        .toList();
  }

  /// What S3 does at a destination with this ARN; empty for a service that it cannot notify here.
  static Optional<String> notificationAction(String destinationArn) {
    return switch (Stream.of(destinationArn.split(":", -1)).skip(2).findFirst().orElse("")) {
      case "lambda" -> Optional.of("lambda:InvokeFunction");
      case "sqs" -> Optional.of("sqs:SendMessage");
      default -> Optional.empty();
    };
  }
}

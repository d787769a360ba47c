package dev.diorama.aws.s3;

import dev.diorama.catalog.Need;
import dev.diorama.json.Json;
import dev.diorama.model.Connection;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.policy.Principal;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeContext.Outgoing;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// Tells destinations about objects that were created or removed, along `s3:Notification`
/// connections. The event is the documented one, version 2.1:
/// `docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html`.
///
/// A refused delivery is lost, and the event log shows it. (AWS would have refused the notification
/// configuration itself.)
final class BucketNotifications {
  private final RuntimeContext context;
  private int sequence;

  BucketNotifications(RuntimeContext context) {
    this.context = context;
  }

  /// Reports that `eventName` (as `ObjectCreated:Put`) happened to `key`.
  ///
  /// @param object the object created; empty for one removed
  void send(
      OperationRequest request,
      Bucket bucket,
      String eventName,
      String key,
      Optional<StoredObject> object) {
    sequence++;
    for (var connection : context.drawing().from(bucket.id())) {
      if (connection.type().equals(S3Connections.NOTIFICATION)
          && wants(connection, eventName, key)) {
        var event = event(request, bucket, connection, eventName, key, object);
        context
            .drawing()
            .resource(connection.target())
            .ifPresent(target -> deliver(request, bucket, target, event));
      }
    }
  }

  private void deliver(OperationRequest request, Bucket bucket, Resource target, Fields event) {
    var environment = context.drawing().environment();
    var facets = context.catalog().facets(target);
    var arn = facets.arn(target, environment).orElse("");
    var payload = Json.write(event);
    S3Connections.notificationAction(arn)
        .ifPresent(action -> {
          boolean function = action.startsWith("lambda:");
          var input =
              function
                  ? Fields.EMPTY
                      .with("FunctionName", arn)
                      .with("InvocationType", "Event")
                      .with("Payload", Value.of(payload.getBytes(StandardCharsets.UTF_8)))
                  : Fields.EMPTY
                      .with("QueueUrl", facets.ref(target, environment))
                      .with("MessageBody", payload);
          context.call(
              new Outgoing(
                  new Need.ServiceCaller(bucket.id(), "s3.amazonaws.com", bucket.arn()),
                  function ? "lambda" : "sqs",
                  function ? "Invoke" : "SendMessage",
                  input,
                  true,
                  Because.of(request)),
              result -> {});
        });
  }

  /// Whether the connection's events and key filters accept this.
  /// `docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-filtering.html`
  static boolean wants(Connection connection, String eventName, String key) {
    var set = connection.properties().texts("Events");
    var events = set.isEmpty() ? S3Connections.DEFAULT_EVENTS : set;
    var name = "s3:" + eventName;
    boolean named =
        events.stream()
            .anyMatch(e ->
                e.equals(name)
                    || (e.endsWith(":*") && name.startsWith(e.substring(0, e.length() - 1))));
    // Filters with special characters are written percent-encoded, so both forms count.
    var prefix = connection.properties().text("Prefix").orElse("");
    var suffix = connection.properties().text("Suffix").orElse("");
    return named
        && (key.startsWith(prefix) || encoded(key).startsWith(prefix))
        && (key.endsWith(suffix) || encoded(key).endsWith(suffix));
  }

  private Fields event(
      OperationRequest request,
      Bucket bucket,
      Connection connection,
      String eventName,
      String key,
      Optional<StoredObject> object) {
    var environment = context.drawing().environment();
    var described = Fields.EMPTY.with("key", encoded(key));
    if (object.isPresent()) {
      described =
          described
              .with("size", object.get().content().length())
              .with("eTag", object.get().etag().replace("\"", ""));
    }
    var s3 =
        Fields.EMPTY
            .with("s3SchemaVersion", "1.0")
            .with("configurationId", connection.id().value())
            .with(
                "bucket",
                Fields.EMPTY
                    .with("name", bucket.name())
                    .with(
                        "ownerIdentity",
                        Fields.EMPTY.with("principalId", "A" + environment.accountId()))
                    .with("arn", bucket.arn()))
            .with("object", described.with("sequencer", sequencer()));
    var event =
        Fields.EMPTY
            .with("eventVersion", "2.1")
            .with("eventSource", "aws:s3")
            .with("awsRegion", environment.region())
            .with("eventTime", S3Dates.iso(context.now()))
            .with("eventName", eventName)
            .with("userIdentity", Fields.EMPTY.with("principalId", principalId(request.caller())))
            .with("requestParameters", Fields.EMPTY.with("sourceIPAddress", "127.0.0.1"))
            .with("responseElements", responseElements())
            .with("s3", s3);
    return Fields.EMPTY.with("Records", Value.list(event));
  }

  private Fields responseElements() {
    var id = new byte[8];
    var id2 = new byte[48];
    context.random().nextBytes(id);
    context.random().nextBytes(id2);
    return Fields.EMPTY
        .with("x-amz-request-id", HexFormat.of().withUpperCase().formatHex(id))
        .with("x-amz-id-2", Base64.getEncoder().encodeToString(id2));
  }

  /// Grows with each event, so that later events on a key compare greater.
  private String sequencer() {
    return String.format(Locale.ROOT, "%012X%06X", context.now().toEpochMilli(), sequence);
  }

  private String principalId(Need.Caller caller) {
    return switch (context.access().principal(caller)) {
      case Principal.RoleSession s -> "AWS:" + s.roleId() + ":" + s.sessionName();
      case Principal.User u -> "AWS:" + u.userId();
      case Principal.Root r -> r.accountId();
      case Principal.FederatedUser f -> "AWS:" + f.arn();
      case Principal.Federated f -> f.provider();
      case Principal.Service s -> s.name();
      case Principal.CanonicalUser c -> c.id();
      case Principal.Anonymous a -> "Anonymous";
    };
  }

  /// Keys in events are encoded as form fields are: a space becomes `+`; slashes stay.
  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
  }
}

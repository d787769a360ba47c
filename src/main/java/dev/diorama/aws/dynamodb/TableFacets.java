package dev.diorama.aws.dynamodb;

import dev.diorama.aws.dynamodb.item.AttributeValues;
import dev.diorama.catalog.AttachedPolicy;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.Facets;
import dev.diorama.catalog.ManualCall;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.Environment;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// What a table's properties say. ARN form:
/// `docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html`.
final class TableFacets implements Facets {
  /// The date in the stream's ARN: every run begins with tables made at this instant.
  static final String STREAM_LABEL = "2026-01-01T00:00:00.000";

  private static final PropertyPath POLICY = PropertyPath.of("ResourcePolicy", "PolicyDocument");

  static Optional<String> viewType(Resource table) {
    return table.properties().fields("StreamSpecification").text("StreamViewType");
  }

  /// The attribute that holds when an item expires, if time to live is enabled.
  static Optional<String> expiryAttribute(Resource table) {
    var specification = table.properties().fields("TimeToLiveSpecification");
    return specification.text("AttributeName").filter(name -> specification.flag("Enabled"));
  }

  static String name(Resource table) {
    return table.properties().text("TableName").orElse(table.logicalId());
  }

  static String tableArn(String tableName, Environment environment) {
    return "arn:"
        + environment.partition()
        + ":dynamodb:"
        + environment.region()
        + ":"
        + environment.accountId()
        + ":table/"
        + tableName;
  }

  @Override
  public List<ManualCall> manualCalls(Resource resource, Architecture drawing, Catalog catalog) {
    var keys =
        KeySchema.of(resource.properties()).attributes().stream()
            .map(a -> "Key." + a.name() + "." + a.type())
            .toList();
    return List.of(
        ManualCall.of("dynamodb:Scan", Message.of("call.dynamodb:Scan"), Fields.EMPTY),
        new ManualCall(
            "dynamodb:GetItem",
            Message.of("call.dynamodb:GetItem"),
            Fields.EMPTY,
            keys,
            Optional.empty()));
  }

  /// A new item in the table's stream, written as the stream of a run writes it.
  @Override
  public Optional<Fields> sampleEvent(
      Connection connection, Architecture drawing, Catalog catalog) {
    if (catalog.type(connection.type()).filter(ConnectionType::trigger).isEmpty()) {
      return Optional.empty();
    }
    return drawing
        .resource(connection.source())
        .flatMap(table ->
            eventSourceArn(table, drawing.environment())
                .map(arn -> sample(table, arn, drawing.environment().region())));
  }

  private static Fields sample(Resource table, String streamArn, String region) {
    var keys = KeySchema.of(table.properties());
    var item = Fields.EMPTY;
    for (var key : keys.attributes()) {
      item =
          item.with(
              key.name(), Fields.EMPTY.with(key.type(), key.type().equals("B") ? "MQ==" : "1"));
    }
    var stream = new TableStream(streamArn, viewType(table).orElse("NEW_IMAGE"), region);
    stream.append(
        keys,
        Optional.empty(),
        Optional.of(
            AttributeValues.readItem(item.with("message", Fields.EMPTY.with("S", "Hello")))),
        false,
        Instant.parse("2026-01-01T00:00:00Z"),
        "c4ca4238a0b923820dcc509a6f75849b");
    return Fields.EMPTY.with(
        "Records",
        new Value.Items(
            stream.read(0, 1).stream()
                .<Value>map(r -> r instanceof Fields f ? f.with("eventSourceARN", streamArn) : r)
                .toList()));
  }

  @Override
  public String physicalId(Resource resource, Environment environment) {
    return name(resource);
  }

  @Override
  public Optional<String> arn(Resource resource, Environment environment) {
    return Optional.of(tableArn(name(resource), environment));
  }

  /// A stream's label is the moment at which it was made, so a policy that is written before names
  /// it by a star
  /// (`docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamDescription.html`).
  @Override
  public String policyArn(Resource resource, String arn) {
    int stream = arn.indexOf("/stream/");
    return stream < 0 ? arn : arn.substring(0, stream) + "/stream/*";
  }

  @Override
  public Optional<String> eventSourceArn(Resource resource, Environment environment) {
    return viewType(resource)
        .map(v -> tableArn(name(resource), environment) + "/stream/" + STREAM_LABEL);
  }

  /// The table's own policy, if it has one:
  /// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html`.
  @Override
  public List<AttachedPolicy> resourcePolicies(Resource resource, Architecture drawing) {
    return POLICY
        .in(resource.properties())
        .map(document ->
            List.of(
                new AttachedPolicy(
                    "ResourcePolicy",
                    AttachedPolicy.Kind.RESOURCE,
                    resource.id(),
                    POLICY,
                    document)))
        .orElse(List.of());
  }

  @Override
  public SequencedMap<String, String> highlights(Resource resource) {
    var result = new LinkedHashMap<String, String>();
    var keys = KeySchema.of(resource.properties());
    result.put(
        "KeySchema",
        keys.attributes().stream()
            .map(a -> a.name() + " (" + a.type() + ")")
            .collect(Collectors.joining(", ")));
    viewType(resource).ifPresent(v -> result.put("StreamViewType", v));
    return result;
  }
}

package dev.diorama.aws.dynamodb;

import dev.diorama.aws.dynamodb.item.RequestFailure;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.runtime.RuntimeContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The operations of DynamoDB Streams. See
/// `docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB_Streams.html`.
final class StreamOperations {
  private static final int MAX_RECORDS = 1000;

  /// How long a shard iterator can be used, from the page of `GetShardIterator`.
  private static final Duration ITERATOR_LIFE = Duration.ofMinutes(15);

  private static final List<String> ITERATOR_TYPES =
      List.of("AFTER_SEQUENCE_NUMBER", "LATEST", "AT_SEQUENCE_NUMBER", "TRIM_HORIZON");

  private final RuntimeContext context;
  private final Tables tables;
  private final Instant created;

  StreamOperations(RuntimeContext context, Tables tables) {
    this.context = context;
    this.tables = tables;
    this.created = context.now();
  }

  /// A table and its stream.
  private record Found(Table table, TableStream stream) {}

  /// What stands in a shard iterator, which is opaque to its users.
  private record Iterator(String streamArn, long position, long issuedAt) {
    String text() {
      return streamArn + "|" + position + "|" + issuedAt;
    }

    static Optional<Iterator> read(String text) {
      var parts = text.split("\\|", -1);
      return parts.length == 3 && parts[1].matches("[0-9]{1,18}") && parts[2].matches("[0-9]{1,18}")
          ? Optional.of(new Iterator(parts[0], Long.parseLong(parts[1]), Long.parseLong(parts[2])))
          : Optional.empty();
    }
  }

  /// The stream's ARN in a shard iterator.
  static Optional<String> streamOf(String iterator) {
    return Iterator.read(iterator).map(Iterator::streamArn);
  }

  Fields list(Fields input) {
    var wanted = input.text("TableName").map(Tables::name);
    var streams = new ArrayList<Value>();
    for (var table : tables.all()) {
      var stream = table.stream();
      if (stream.isPresent() && wanted.map(table.name()::equals).orElse(true)) {
        streams.add(
            Fields.EMPTY
                .with("StreamArn", stream.get().arn())
                .with("TableName", table.name())
                .with("StreamLabel", stream.get().label()));
      }
    }
    return Fields.EMPTY.with("Streams", new Items(streams));
  }

  Fields describe(Fields input) {
    var found = found(input);
    var keys = new ArrayList<Value>();
    for (var key : found.table().keys().attributes()) {
      keys.add(
          Fields.EMPTY
              .with("AttributeName", key.name())
              .with("KeyType", key.equals(found.table().keys().partition()) ? "HASH" : "RANGE"));
    }
    var stream = found.stream();
    var shard =
        Fields.EMPTY
            .with("ShardId", stream.shardId())
            .with(
                "SequenceNumberRange",
                Fields.EMPTY.with("StartingSequenceNumber", TableStream.sequenceNumber(0)));
    boolean past = input.text("ExclusiveStartShardId").filter(stream.shardId()::equals).isPresent();
    return Fields.EMPTY.with(
        "StreamDescription",
        Fields.EMPTY
            .with("StreamArn", stream.arn())
            .with("StreamLabel", stream.label())
            .with("StreamStatus", "ENABLED")
            .with("StreamViewType", stream.viewType())
            .with("CreationRequestDateTime", created.getEpochSecond())
            .with("TableName", found.table().name())
            .with("KeySchema", new Items(keys))
            .with("Shards", past ? Items.EMPTY : Value.list(shard)));
  }

  private Found found(Fields input) {
    var arn = input.text("StreamArn").orElseThrow(() -> Checks.missing("streamArn"));
    return found(arn);
  }

  private Found found(String arn) {
    return tables
        .findByStream(arn)
        .flatMap(t -> t.stream().map(s -> new Found(t, s)))
        .orElseThrow(() ->
            RequestFailure.of(
                "ResourceNotFoundException",
                "Requested resource not found: Stream: " + arn + " not found"));
  }

  Fields iterator(Fields input) {
    var stream = found(input).stream();
    var shard = input.text("ShardId").orElseThrow(() -> Checks.missing("shardId"));
    if (!shard.equals(stream.shardId())) {
      throw RequestFailure.of(
          "ResourceNotFoundException",
          "Requested resource not found: Shard: " + shard + " does not exist");
    }
    if (input.text("ShardIteratorType").isEmpty()) {
      throw Checks.missing("shardIteratorType");
    }
    var type = Checks.option(input, "ShardIteratorType", "", ITERATOR_TYPES);
    long position =
        switch (type) {
          case "TRIM_HORIZON" -> stream.begin(context.now());
          case "LATEST" -> stream.end();
          case "AT_SEQUENCE_NUMBER" -> position(stream, input);
          default -> position(stream, input) + 1;
        };
    return Fields.EMPTY.with("ShardIterator", iterator(stream, position));
  }

  private long position(TableStream stream, Fields input) {
    var position =
        input
            .text("SequenceNumber")
            .flatMap(TableStream::position)
            .orElseThrow(() -> RequestFailure.validation("Invalid SequenceNumber"));
    if (position < stream.begin(context.now())) {
      throw trimmed();
    }
    return position;
  }

  private static RequestFailure trimmed() {
    return RequestFailure.of(
        "TrimmedDataAccessException",
        "The operation attempted to read past the oldest stream record in a shard.");
  }

  private String iterator(TableStream stream, long position) {
    return new Iterator(stream.arn(), position, context.now().toEpochMilli()).text();
  }

  Fields records(Fields input) {
    var text = input.text("ShardIterator").orElseThrow(() -> Checks.missing("shardIterator"));
    var iterator =
        Iterator.read(text).orElseThrow(() -> RequestFailure.validation("Invalid ShardIterator"));
    var stream = found(iterator.streamArn()).stream();
    if (Instant.ofEpochMilli(iterator.issuedAt()).plus(ITERATOR_LIFE).isBefore(context.now())) {
      throw RequestFailure.of("ExpiredIteratorException", "Iterator expired");
    }
    if (iterator.position() < stream.begin(context.now())) {
      throw trimmed();
    }
    long limit = input.number("Limit").orElse((long) MAX_RECORDS);
    if (limit < 1 || limit > MAX_RECORDS) {
      throw RequestFailure.validation(
          "1 validation error detected: Value '"
              + limit
              + "' at 'limit' failed to satisfy constraint: Member must have value "
              + (limit < 1 ? "greater than or equal to 1" : "less than or equal to 1000"));
    }
    var records = stream.read(iterator.position(), (int) limit);
    return Fields.EMPTY
        .with("Records", new Items(records))
        .with("NextShardIterator", iterator(stream, iterator.position() + records.size()));
  }
}

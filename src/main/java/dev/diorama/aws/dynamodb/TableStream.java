package dev.diorama.aws.dynamodb;

import dev.diorama.aws.dynamodb.item.AttributeValue.M;
import dev.diorama.aws.dynamodb.item.AttributeValues;
import dev.diorama.aws.dynamodb.item.ItemSize;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A table's stream: one shard with the changes of the last 24 hours. See
/// `docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html`.
final class TableStream {
  private static final Duration RETENTION = Duration.ofHours(24);

  /// Sequence numbers are texts of 21 to 40 digits:
  /// `docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_StreamRecord.html`.
  private static final BigDecimal FIRST_NUMBER = new BigDecimal("100000000000000000000");

  private static final Fields SERVICE =
      Fields.EMPTY.with("type", "Service").with("principalId", "dynamodb.amazonaws.com");

  private final String arn;
  private final String viewType;
  private final String region;
  private final List<Entry> entries = new ArrayList<>();
  private long trimmed;

  /// A record and when it was written.
  private record Entry(Instant at, Fields record) {}

  TableStream(String arn, String viewType, String region) {
    this.arn = arn;
    this.viewType = viewType;
    this.region = region;
  }

  String arn() {
    return arn;
  }

  String viewType() {
    return viewType;
  }

  /// The date at the end of the stream's ARN.
  String label() {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /// The only shard's id.
  String shardId() {
    return "shardId-00000001767225600000-00000001";
  }

  /// Writes a change. What changes nothing leaves no record.
  ///
  /// @param expired whether the service did it because the item's time to live was over; see
  ///   `docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html`
  void append(
      KeySchema keys,
      Optional<M> before,
      Optional<M> after,
      boolean expired,
      Instant now,
      String eventId) {
    if (before.equals(after)) {
      return;
    }
    trim(now);
    var item = after.or(() -> before).orElse(M.EMPTY);
    var key = keys.project(item);
    var change =
        Fields.EMPTY
            .with("ApproximateCreationDateTime", now.getEpochSecond())
            .with("Keys", AttributeValues.writeItem(key));
    long size = ItemSize.of(key);
    if (after.isPresent() && viewType.startsWith("NEW")) {
      change = change.with("NewImage", AttributeValues.writeItem(after.get()));
      size += ItemSize.of(after.get());
    }
    if (before.isPresent() && viewType.contains("OLD_IMAGE")) {
      change = change.with("OldImage", AttributeValues.writeItem(before.get()));
      size += ItemSize.of(before.get());
    }
    change =
        change
            .with("SequenceNumber", sequenceNumber(end()))
            .with("SizeBytes", size)
            .with("StreamViewType", viewType);
    var record =
        Fields.EMPTY
            .with("eventID", eventId)
            .with("eventName", before.isEmpty() ? "INSERT" : after.isEmpty() ? "REMOVE" : "MODIFY")
            .with("eventVersion", "1.1")
            .with("eventSource", "aws:dynamodb")
            .with("awsRegion", region)
            .with("dynamodb", change);
    entries.add(new Entry(now, expired ? record.with("userIdentity", SERVICE) : record));
  }

  private void trim(Instant now) {
    while (!entries.isEmpty() && entries.getFirst().at().isBefore(now.minus(RETENTION))) {
      entries.removeFirst();
      trimmed++;
    }
  }

  /// The position of the oldest record that is kept.
  long begin(Instant now) {
    trim(now);
    return trimmed;
  }

  /// The position after the newest record.
  long end() {
    return trimmed + entries.size();
  }

  /// The sequence number of the record at `position`.
  static String sequenceNumber(long position) {
    return FIRST_NUMBER.add(BigDecimal.valueOf(position * 100)).toPlainString();
  }

  /// The position of the record with this sequence number, if it has that form.
  static Optional<Long> position(String sequenceNumber) {
    if (!sequenceNumber.matches("[0-9]{21,40}")) {
      return Optional.empty();
    }
    var offset = new BigDecimal(sequenceNumber).subtract(FIRST_NUMBER);
    return offset.signum() < 0 || offset.precision() > 18
        ? Optional.empty()
        : Optional.of((offset.longValueExact() + 99) / 100);
  }

  /// Up to `limit` records from `position` on.
  List<Value> read(long position, int limit) {
    int from = (int) Math.min(entries.size(), Math.max(0, position - trimmed));
    int to = Math.min(entries.size(), from + limit);
    return entries.subList(from, to).stream().<Value>map(Entry::record).toList();
  }
}

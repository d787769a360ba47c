package dev.diorama.aws.logs;

import dev.diorama.model.ResourceId;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// A log group of one run, drawn or made on demand.
final class LogGroup {
  private final Optional<ResourceId> drawn;
  private final String name;
  private final String arn;
  private final Instant created;
  private final Optional<Duration> retention;
  private final NavigableMap<String, LogStream> streams = new TreeMap<>();
  private long count;

  private static final int DIGITS = 56;

  /// So many digits at the end are counted as a number; those before are the same for all events of
  /// a millisecond.
  private static final int TAIL_DIGITS = 18;

  private static final long TAIL_LIMIT = 1_000_000_000_000_000_000L;

  private long idsOf = -1;
  private String idHead = "";
  private long idTail;

  /// One stream of the group, its events in order of their timestamps.
  static final class LogStream {
    final String name;
    final Instant created;
    final List<LogEvent> events = new ArrayList<>();
    OptionalLong lastIngestion = OptionalLong.empty();
    long bytes;

    LogStream(String name, Instant created) {
      this.name = name;
      this.created = created;
    }
  }

  LogGroup(
      Optional<ResourceId> drawn,
      String name,
      String arn,
      Instant created,
      Optional<Duration> retention) {
    this.drawn = drawn;
    this.name = name;
    this.arn = arn;
    this.created = created;
    this.retention = retention;
  }

  /// The resource on the canvas; empty for a group that came into being by a call.
  Optional<ResourceId> drawn() {
    return drawn;
  }

  String name() {
    return name;
  }

  /// Without the trailing `:*`.
  String arn() {
    return arn;
  }

  Instant created() {
    return created;
  }

  Optional<Duration> retention() {
    return retention;
  }

  NavigableMap<String, LogStream> streams() {
    return streams;
  }

  LogStream stream(String streamName) throws LogsException {
    var stream = streams.get(streamName);
    if (stream == null) {
      throw LogsException.noSuchStream();
    }
    return stream;
  }

  /// Adds an event behind those that are not later.
  void add(LogStream stream, long timestamp, long now, String message, long size) {
    count++;
    var event = new LogEvent(id(timestamp), stream.name, timestamp, now, message);
    int at = stream.events.size();
    while (at > 0 && stream.events.get(at - 1).timestamp() > timestamp) {
      at--;
    }
    stream.events.add(at, event);
    stream.bytes += size;
    stream.lastIngestion = OptionalLong.of(now);
  }

  /// The time, 120 bits to the left, and the event's number: in 56 decimal digits, so that ids sort
  /// as texts.
  private String id(long timestamp) {
    if (timestamp < 0) {
      return slowId(timestamp);
    }
    if (timestamp != idsOf) {
      idsOf = timestamp;
      var digits = BigInteger.valueOf(timestamp).shiftLeft(120).toString();
      var padded = "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
      idHead = padded.substring(0, padded.length() - TAIL_DIGITS);
      idTail = Long.parseLong(padded.substring(padded.length() - TAIL_DIGITS));
    }
    long tail = idTail + count;
    if (tail >= TAIL_LIMIT) {
      return slowId(timestamp);
    }
    var digits = Long.toString(tail);
    return idHead + "0".repeat(TAIL_DIGITS - digits.length()) + digits;
  }

  private String slowId(long timestamp) {
    var number = BigInteger.valueOf(timestamp).shiftLeft(120).add(BigInteger.valueOf(count));
    return String.format(Locale.ROOT, "%0" + DIGITS + "d", number);
  }

  /// Removes what the retention period is over for.
  void expire(Instant now) {
    if (retention.isPresent()) {
      long limit = now.minus(retention.get()).toEpochMilli();
      streams.values().forEach(s -> expire(s.events, limit));
    }
  }

  /// The events are in order of their timestamps, so that the ones that go are the first.
  private static void expire(List<LogEvent> events, long limit) {
    int gone = 0;
    while (gone < events.size() && events.get(gone).timestamp() < limit) {
      gone++;
    }
    if (gone > 0) {
      events.subList(0, gone).clear();
    }
  }

  long events() {
    return streams.values().stream().mapToLong(s -> s.events.size()).sum();
  }

  long bytes() {
    return streams.values().stream().mapToLong(s -> s.bytes).sum();
  }

  /// The events of these streams in order of time, then of arrival.
  List<LogEvent> events(List<LogStream> from) {
    return from.stream()
        .flatMap(s -> s.events.stream())
        .sorted(Comparator.comparing(LogEvent::id))
        .toList();
  }
}

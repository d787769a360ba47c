package dev.diorama.aws.lambda;

import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeContext.Because;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Reads one shard of a stream in order. A batch that fails is given again, with a growing pause,
/// until it succeeds, the mapping's `MaximumRetryAttempts` are used up, or its records are too old:
/// older than `MaximumRecordAgeInSeconds`, or than a stream keeps records
/// (docs.aws.amazon.com/lambda/latest/dg/services-ddb-errors.html). What is given up is told to the
/// mapping's on-failure destination.
///
/// With a parallelization factor a batch is split by the items' keys, and the parts are worked on
/// at once; the next batch waits for all of them, where Lambda lets each part go on by itself.
final class ShardReader {
  /// docs.aws.amazon.com/lambda/latest/dg/with-ddb.html: Lambda polls four times a second. An idle
  /// stream is polled once a second here, so that the event log stays readable.
  private static final Duration BUSY = Duration.ofMillis(250);

  private static final Duration IDLE = Duration.ofSeconds(1);

  private final StreamPoller poller;
  private final String shard;
  private final long batchSize;
  private final Duration window;
  private final long maximumRetries;
  private final boolean bisects;
  private final boolean reportsFailures;
  private final int parallel;
  private final Duration maximumAge;
  private final FilterCriteria filters;
  private final Backoff denied = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
  private final Backoff idle = new Backoff(BUSY, IDLE);
  private Optional<String> iterator = Optional.empty();
  private Optional<String> lastRead = Optional.empty();
  private boolean trimmed;
  private final List<Fields> collected = new ArrayList<>();
  private Optional<Instant> windowEnd = Optional.empty();

  ShardReader(StreamPoller poller, String shard) {
    this.poller = poller;
    this.shard = shard;
    var p = poller.properties();
    this.batchSize = Math.max(1, p.number("BatchSize").orElse(LambdaFigures.STREAM_BATCH));
    this.window = Duration.ofSeconds(p.number("MaximumBatchingWindowInSeconds").orElse(0L));
    long retries = p.number("MaximumRetryAttempts").orElse(-1L);
    this.maximumRetries = retries < 0 ? Long.MAX_VALUE : retries;
    this.parallel = Math.toIntExact(p.number("ParallelizationFactor").orElse(1L));
    long age = p.number("MaximumRecordAgeInSeconds").orElse(-1L);
    this.maximumAge = age < 0 ? LambdaFigures.STREAM_RETENTION : Duration.ofSeconds(age);
    this.filters = FilterCriteria.of(p);
    this.bisects = p.flag("BisectBatchOnFunctionError");
    this.reportsFailures = p.texts("FunctionResponseTypes").contains("ReportBatchItemFailures");
  }

  /// Takes up reading behind the last record that was read; at the mapping's starting position if
  /// there was none. An iterator lives for 15 minutes
  /// (docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html),
  /// and a batch may be tried for longer.
  void start() {
    var shardPosition = Fields.EMPTY.with("StreamArn", poller.streamArn()).with("ShardId", shard);
    poller.call(
        "GetShardIterator",
        lastRead
            .filter(n -> !trimmed)
            .map(n ->
                shardPosition
                    .with("ShardIteratorType", "AFTER_SEQUENCE_NUMBER")
                    .with("SequenceNumber", n))
            .orElseGet(() -> shardPosition.with("ShardIteratorType", firstPosition())),
        result -> {
          switch (result) {
            case OperationResult.Failure f -> {
              trimmed = f.code().equals("TrimmedDataAccessException");
              later(denied.pause(), this::start);
            }
            case OperationResult.Success s -> {
              iterator = s.output().text("ShardIterator");
              read();
            }
          }
        });
  }

  /// What the stream has dropped while a batch was tried is lost; reading goes on with the oldest
  /// record that is left.
  private String firstPosition() {
    return trimmed
        ? "TRIM_HORIZON"
        : poller.properties().text("StartingPosition").orElse("TRIM_HORIZON");
  }

  private void later(Duration pause, Runnable task) {
    poller.context().after(pause, task);
  }

  private void read() {
    if (iterator.isEmpty()) {
      // A closed shard has no more to give.
      return;
    }
    poller.call(
        "GetRecords",
        Fields.EMPTY
            .with("ShardIterator", iterator.get())
            .with("Limit", Math.min(1000, batchSize - collected.size())),
        result -> {
          switch (result) {
            case OperationResult.Failure f -> {
              trimmed = f.code().equals("TrimmedDataAccessException");
              later(denied.pause(), this::start);
            }
            case OperationResult.Success s -> {
              denied.reset();
              trimmed = false;
              received(s.output());
            }
          }
        });
  }

  private void received(Fields output) {
    iterator = output.text("NextShardIterator");
    output
        .list("Records")
        .forEach(r -> {
          if (r instanceof Fields record) {
            lastRead = StreamPoller.sequenceNumber(record).or(() -> lastRead);
            if (filters.matches(record)) {
              collected.add(record);
            }
          }
        });
    var now = poller.context().now();
    if (collected.isEmpty()) {
      later(idle.pause(), this::read);
      return;
    }
    idle.reset();
    if (windowEnd.isEmpty()) {
      windowEnd = Optional.of(now.plus(window));
    }
    if (collected.size() >= batchSize || !now.isBefore(windowEnd.get())) {
      var batch = List.copyOf(collected);
      collected.clear();
      windowEnd = Optional.empty();
      start(batch, now);
    } else {
      later(BUSY, this::read);
    }
  }

  private void next() {
    later(BUSY, this::read);
  }

  /// Begins the parts of a batch; the last one to end lets reading go on.
  private void start(List<Fields> batch, Instant now) {
    poller.function().iteratorAge(Duration.between(poller.created(batch.getFirst(), now), now));
    var parts = new TreeMap<Integer, List<Fields>>();
    for (var record : batch) {
      int lane = Math.floorMod(record.fields("dynamodb").fields("Keys").hashCode(), parallel);
      parts.computeIfAbsent(parallel == 1 ? 0 : lane, l -> new ArrayList<>()).add(record);
    }
    var left = new int[] {parts.size()};
    for (var part : parts.values()) {
      var work = new Work(now, poller.because());
      invoke(
          List.copyOf(part),
          0,
          work,
          () -> {
            left[0]--;
            if (left[0] == 0) {
              next();
            }
          });
    }
  }

  /// What belongs to one part of a batch until it is done with.
  private static final class Work {
    final Instant first;
    final Because because;
    final Backoff retries = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    Work(Instant first, Because because) {
      this.first = first;
      this.because = because;
    }
  }

  /// Gives records to the function until it is done with them, then goes on.
  private void invoke(List<Fields> batch, long attempts, Work work, Runnable then) {
    var now = poller.context().now();
    var oldest = poller.created(batch.getFirst(), work.first);
    if (Duration.between(oldest, now).compareTo(maximumAge) > 0) {
      poller.gaveUp(shard, batch, "RecordAgeExceeded", attempts, work.because);
      then.run();
      return;
    }
    poller
        .function()
        .invoke(
            poller.event(batch),
            work.because,
            result -> {
              var rest = rest(batch, result);
              if (rest.isEmpty()) {
                then.run();
                return;
              }
              boolean throttled = result instanceof InvocationResult.Refused;
              if (!throttled && attempts >= maximumRetries) {
                poller.gaveUp(shard, rest, "RetryAttemptsExhausted", attempts + 1, work.because);
                then.run();
                return;
              }
              long next = throttled ? attempts : attempts + 1;
              later(work.retries.pause(), () -> again(rest, next, work, then));
            });
  }

  private void again(List<Fields> rest, long attempts, Work work, Runnable then) {
    if (bisects && rest.size() > 1) {
      int half = rest.size() / 2;
      // A split does not count as a retry
      // (docs.aws.amazon.com/lambda/latest/dg/services-ddb-errors.html).
      long before = Math.max(0, attempts - 1);
      invoke(
          rest.subList(0, half),
          before,
          work,
          () -> invoke(rest.subList(half, rest.size()), before, work, then));
    } else {
      invoke(rest, attempts, work, then);
    }
  }

  /// The records that must be given again: all of a failed batch, or those from the lowest reported
  /// sequence number on.
  private List<Fields> rest(List<Fields> batch, InvocationResult result) {
    if (!(result instanceof InvocationResult.Ran ran) || ran.functionError()) {
      return batch;
    }
    if (!reportsFailures) {
      return List.of();
    }
    var numbers = new LinkedHashSet<String>();
    batch.forEach(r -> StreamPoller.sequenceNumber(r).ifPresent(numbers::add));
    var failed = BatchFailures.of(ran.payload(), numbers);
    for (int i = 0; i < batch.size(); i++) {
      if (StreamPoller.sequenceNumber(batch.get(i)).filter(failed::contains).isPresent()) {
        return batch.subList(i, batch.size());
      }
    }
    return List.of();
  }
}

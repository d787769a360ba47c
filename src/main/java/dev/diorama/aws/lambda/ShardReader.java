package dev.diorama.aws.lambda;

import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// Reads one shard of a stream in order. A batch that fails is given again, with a growing pause,
/// until it succeeds, the mapping's `MaximumRetryAttempts` are used up, or it has been tried for 24
/// hours, after which its records have expired from the stream
/// (docs.aws.amazon.com/lambda/latest/dg/services-ddb-errors.html). Records that are given up are
/// dropped: on-failure destinations are not modelled.
final class ShardReader {
  /// docs.aws.amazon.com/lambda/latest/dg/with-ddb.html: Lambda polls four times a second. An idle
  /// stream is polled once a second here, so that the event log stays readable.
  private static final Duration BUSY = Duration.ofMillis(250);

  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration EXPIRY = Duration.ofHours(24);
  private static final long DEFAULT_BATCH_SIZE = 100;

  private final StreamPoller poller;
  private final String shard;
  private final long batchSize;
  private final Duration window;
  private final long maximumRetries;
  private final boolean bisects;
  private final boolean reportsFailures;
  private final Backoff retries = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
  private final Backoff denied = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
  private final Backoff idle = new Backoff(BUSY, IDLE);
  private Optional<String> iterator = Optional.empty();
  private final List<Fields> collected = new ArrayList<>();
  private Optional<Instant> windowEnd = Optional.empty();

  ShardReader(StreamPoller poller, String shard) {
    this.poller = poller;
    this.shard = shard;
    var p = poller.properties();
    this.batchSize = Math.max(1, p.number("BatchSize").orElse(DEFAULT_BATCH_SIZE));
    this.window = Duration.ofSeconds(p.number("MaximumBatchingWindowInSeconds").orElse(0L));
    long retries = p.number("MaximumRetryAttempts").orElse(-1L);
    this.maximumRetries = retries < 0 ? Long.MAX_VALUE : retries;
    this.bisects = p.flag("BisectBatchOnFunctionError");
    this.reportsFailures = p.texts("FunctionResponseTypes").contains("ReportBatchItemFailures");
  }

  void start() {
    var position = poller.properties().text("StartingPosition").orElse("TRIM_HORIZON");
    poller.call(
        "GetShardIterator",
        Fields.EMPTY
            .with("StreamArn", poller.streamArn())
            .with("ShardId", shard)
            .with("ShardIteratorType", position),
        result -> {
          switch (result) {
            case OperationResult.Failure f -> later(denied.pause(), this::start);
            case OperationResult.Success s -> {
              iterator = s.output().text("ShardIterator");
              read();
            }
          }
        });
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
            case OperationResult.Failure f -> later(denied.pause(), this::start);
            case OperationResult.Success s -> {
              denied.reset();
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
            collected.add(record);
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
      retries.reset();
      invoke(batch, 0, now, this::next);
    } else {
      later(BUSY, this::read);
    }
  }

  private void next() {
    later(BUSY, this::read);
  }

  /// Gives a batch to the function until it is done with, then goes on.
  private void invoke(List<Fields> batch, long attempts, Instant first, Runnable then) {
    poller
        .function()
        .invoke(
            poller.event(batch),
            StreamPoller.because(),
            result -> {
              var rest = rest(batch, result);
              if (rest.isEmpty()) {
                then.run();
                return;
              }
              boolean throttled = result instanceof InvocationResult.Refused;
              var expired = first.plus(EXPIRY).isBefore(poller.context().now());
              if (expired || (!throttled && attempts >= maximumRetries)) {
                then.run();
                return;
              }
              long next = throttled ? attempts : attempts + 1;
              later(retries.pause(), () -> again(rest, next, first, then));
            });
  }

  private void again(List<Fields> rest, long attempts, Instant first, Runnable then) {
    if (bisects && rest.size() > 1) {
      int half = rest.size() / 2;
      invoke(
          rest.subList(0, half),
          attempts,
          first,
          () -> invoke(rest.subList(half, rest.size()), attempts, first, then));
    } else {
      invoke(rest, attempts, first, then);
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

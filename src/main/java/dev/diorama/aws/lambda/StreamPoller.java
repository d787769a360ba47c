package dev.diorama.aws.lambda;

import dev.diorama.catalog.Need;
import dev.diorama.json.Json;
import dev.diorama.model.Connection;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.InvocationId;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeContext.Outgoing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Polls a table's stream for a function (docs.aws.amazon.com/lambda/latest/dg/with-ddb.html):
/// describes the stream, reads each shard from the mapping's starting position on, and gives the
/// records to the function in order, one batch at a time for each shard.
final class StreamPoller {
  private static final Because OF_THE_RUN = new Because(InvocationId.RUN, OptionalLong.empty());

  private final RuntimeContext context;
  private final FunctionEngine function;
  private final Connection connection;
  private final String streamArn;
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

  StreamPoller(
      RuntimeContext context, FunctionEngine function, Connection connection, String streamArn) {
    this.context = context;
    this.function = function;
    this.connection = connection;
    this.streamArn = streamArn;
  }

  void start() {
    context.after(Duration.ZERO, this::list);
  }

  /// A mapping works only if the role may also list streams
  /// (docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html).
  private void list() {
    call(
        "ListStreams",
        Fields.EMPTY.with("TableName", tableName()),
        result -> {
          if (result instanceof OperationResult.Success) {
            backoff.reset();
            describe();
          } else {
            context.after(backoff.pause(), this::list);
          }
        });
  }

  RuntimeContext context() {
    return context;
  }

  FunctionEngine function() {
    return function;
  }

  Fields properties() {
    return connection.properties();
  }

  String streamArn() {
    return streamArn;
  }

  /// The name between `table/` and `/stream/` in the stream's ARN.
  private String tableName() {
    var parts = streamArn.split("/", -1);
    return parts.length > 1 ? parts[1] : streamArn;
  }

  private void describe() {
    call(
        "DescribeStream",
        Fields.EMPTY.with("StreamArn", streamArn),
        result -> {
          switch (result) {
            case OperationResult.Failure f -> context.after(backoff.pause(), this::describe);
            case OperationResult.Success s ->
                s.output().fields("StreamDescription").list("Shards").stream()
                    .flatMap(v ->
                        v instanceof Fields f ? f.text("ShardId").stream() : Stream.<String>empty())
                    .forEach(shard -> new ShardReader(this, shard).start());
          }
        });
  }

  /// Calls DynamoDB Streams as the function's role, from Lambda's own network.
  void call(String operation, Fields input, Consumer<OperationResult> done) {
    context.call(
        new Outgoing(
            new Need.ResourceCaller(function.id()), "dynamodb", operation, input, true, OF_THE_RUN),
        done);
  }

  /// Why a batch is worked on: a stream's records do not say what wrote them.
  Because because() {
    return new Because(context.newInvocation(), OptionalLong.empty());
  }

  /// When a record was written; `unknown` if it does not say.
  Instant created(Fields record, Instant unknown) {
    return record
        .fields("dynamodb")
        .number("ApproximateCreationDateTime")
        .map(Instant::ofEpochSecond)
        .orElse(unknown);
  }

  /// Tells the mapping's on-failure destination about records that were given up
  /// (docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html): where they are, and in a
  /// bucket what is in them too.
  ///
  /// @param condition `RetryAttemptsExhausted` or `RecordAgeExceeded`
  void gaveUp(
      String shard, List<Fields> records, String condition, long invocations, Because because) {
    var target = LambdaConnections.failureDestination(connection, context.drawing());
    if (target.isEmpty()) {
      return;
    }
    var now = context.now();
    var first = records.getFirst();
    var last = records.getLast();
    var report =
        Fields.EMPTY
            .with(
                "requestContext",
                Fields.EMPTY
                    .with("requestId", context.newUuid())
                    .with("functionArn", function.arn())
                    .with("condition", condition)
                    .with("approximateInvokeCount", invocations))
            .with("version", "1.0")
            .with("timestamp", InvocationLog.time(now))
            .with(
                "DDBStreamBatchInfo",
                Fields.EMPTY
                    .with("shardId", shard)
                    .with("startSequenceNumber", sequenceNumber(first).orElse(""))
                    .with("endSequenceNumber", sequenceNumber(last).orElse(""))
                    .with(
                        "approximateArrivalOfFirstRecord", InvocationLog.time(created(first, now)))
                    .with("approximateArrivalOfLastRecord", InvocationLog.time(created(last, now)))
                    .with("batchSize", records.size())
                    .with("streamArn", streamArn));
    RecordDelivery.send(
        context,
        function.id(),
        target.get(),
        // A bucket gets the records themselves too.
        RecordDelivery.isBucket(target.get()) ? report.with("payload", event(records)) : report,
        Fields.EMPTY,
        "aws/lambda/" + EventSourceMappings.id(connection) + "/" + shard,
        because);
  }

  /// The event for these records
  /// (docs.aws.amazon.com/lambda/latest/dg/with-ddb.html#events-sample-dynamodb).
  String event(List<Fields> records) {
    return Json.write(
        Fields.EMPTY.with(
            "Records",
            new Value.Items(
                records.stream().<Value>map(r -> r.with("eventSourceARN", streamArn)).toList())));
  }

  /// A record's sequence number.
  static Optional<String> sequenceNumber(Fields record) {
    return record.fields("dynamodb").text("SequenceNumber");
  }
}

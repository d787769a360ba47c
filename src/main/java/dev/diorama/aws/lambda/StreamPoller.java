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
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Polls a table's stream for a function (docs.aws.amazon.com/lambda/latest/dg/with-ddb.html):
/// describes the stream, reads each shard from the mapping's starting position on, and gives the
/// records to the function in order, one batch at a time for each shard.
final class StreamPoller {
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
            new Need.ResourceCaller(function.id()), "dynamodb", operation, input, true, because()),
        done);
  }

  static Because because() {
    return new Because(InvocationId.RUN, OptionalLong.empty());
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

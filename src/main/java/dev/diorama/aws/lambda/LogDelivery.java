package dev.diorama.aws.lambda;

import dev.diorama.catalog.Need;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeContext.Outgoing;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes a function's log lines to CloudWatch Logs, as the function's role and from Lambda's own
/// network (docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-permissions.html). A
/// role that may not write loses the lines; the function runs all the same.
final class LogDelivery {
  private final RuntimeContext context;
  private final FunctionEngine function;
  private final Map<String, Stream> streams = new LinkedHashMap<>();

  /// A line and when it was written.
  record Line(Instant at, String text) {}

  /// What waits to be sent to a stream, and how far the stream is.
  private static final class Stream {
    final Deque<Batch> waiting = new ArrayDeque<>();
    boolean made;
    boolean refused;
    boolean busy;
  }

  private record Batch(List<Line> lines, Because because) {}

  LogDelivery(RuntimeContext context, FunctionEngine function) {
    this.context = context;
    this.function = function;
  }

  /// Whether a stream takes lines, as far as is known.
  boolean takes(String name) {
    var stream = streams.get(name);
    return stream == null || !stream.refused;
  }

  /// Sends lines to a stream, after those before.
  void deliver(String name, List<Line> lines, Because because) {
    var stream = streams.computeIfAbsent(name, n -> new Stream());
    if (stream.refused) {
      return;
    }
    stream.waiting.add(new Batch(lines, because));
    next(name, stream);
  }

  private void next(String name, Stream stream) {
    if (stream.busy || stream.refused || stream.waiting.isEmpty()) {
      return;
    }
    stream.busy = true;
    if (stream.made) {
      put(name, stream);
    } else {
      makeStream(name, stream, true);
    }
  }

  /// The group comes first only if it is missing, so that a drawn group costs no call.
  private void makeStream(String name, Stream stream, boolean mayMakeGroup) {
    var because = stream.waiting.getFirst().because();
    call(
        "CreateLogStream",
        group().with("logStreamName", name),
        because,
        result -> {
          switch (result) {
            case OperationResult.Success s -> {
              stream.made = true;
              put(name, stream);
            }
            case OperationResult.Failure f -> {
              if (f.code().equals("ResourceAlreadyExistsException")) {
                stream.made = true;
                put(name, stream);
              } else if (f.code().equals("ResourceNotFoundException") && mayMakeGroup) {
                makeGroup(name, stream, because);
              } else {
                refuse(stream);
              }
            }
          }
        });
  }

  private void makeGroup(String name, Stream stream, Because because) {
    call(
        "CreateLogGroup",
        group(),
        because,
        result -> {
          if (result instanceof OperationResult.Failure f
              && !f.code().equals("ResourceAlreadyExistsException")) {
            refuse(stream);
          } else {
            makeStream(name, stream, false);
          }
        });
  }

  private void put(String name, Stream stream) {
    var batch = stream.waiting.remove();
    var events =
        batch.lines().stream()
            .<Value>map(l ->
                Fields.EMPTY.with("timestamp", l.at().toEpochMilli()).with("message", l.text()))
            .toList();
    call(
        "PutLogEvents",
        group().with("logStreamName", name).with("logEvents", new Value.Items(events)),
        batch.because(),
        result -> {
          if (result instanceof OperationResult.Failure) {
            refuse(stream);
          } else {
            stream.busy = false;
            next(name, stream);
          }
        });
  }

  /// Lambda would go on trying; one denial says it all.
  private static void refuse(Stream stream) {
    stream.refused = true;
    stream.busy = false;
    stream.waiting.clear();
  }

  private Fields group() {
    return Fields.EMPTY.with("logGroupName", function.settings().logGroup());
  }

  private void call(
      String operation,
      Fields input,
      Because because,
      java.util.function.Consumer<OperationResult> done) {
    context.call(
        new Outgoing(
            new Need.ResourceCaller(function.id()), "logs", operation, input, true, because),
        done);
  }
}

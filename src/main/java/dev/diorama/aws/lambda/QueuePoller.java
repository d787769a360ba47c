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
import dev.diorama.runtime.RuntimeContext.Cancellable;
import dev.diorama.runtime.RuntimeContext.Outgoing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Polls a queue for a function (docs.aws.amazon.com/lambda/latest/dg/with-sqs.html): long polls as
/// the function's role from Lambda's own network, invokes the function with what it received, and
/// deletes what the function did not report as failed. Messages of a failed or throttled batch come
/// back when their visibility timeout ends.
///
/// Where Lambda has several pollers, one long poll waits at a time here, which costs fewer events;
/// how many batches are worked on at once grows as
/// docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html says.
final class QueuePoller {
  ///
  /// docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html
  private static final long LONG_POLL_SECONDS = 20;

  /// One `ReceiveMessage` gives ten at most.
  private static final long MAX_RECEIVED = 10;

  private final RuntimeContext context;
  private final FunctionEngine function;
  private final String queueArn;
  private final String queueUrl;
  private final long batchSize;
  private final Duration window;
  private final boolean reportsFailures;
  private final FilterCriteria filters;
  private final PollerScaling scaling;
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
  private final Backoff throttled = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));
  private final List<Fields> collected = new ArrayList<>();
  private Cancellable windowEnd = () -> {};
  private boolean collecting;
  private boolean polling;
  private boolean resting;
  private int working;

  QueuePoller(
      RuntimeContext context,
      FunctionEngine function,
      Connection connection,
      String queueArn,
      String queueUrl) {
    this.context = context;
    this.function = function;
    this.queueArn = queueArn;
    this.queueUrl = queueUrl;
    var p = connection.properties();
    this.batchSize = Math.max(1, p.number("BatchSize").orElse(LambdaFigures.QUEUE_BATCH));
    this.window = Duration.ofSeconds(p.number("MaximumBatchingWindowInSeconds").orElse(0L));
    this.reportsFailures = p.texts("FunctionResponseTypes").contains("ReportBatchItemFailures");
    this.filters = FilterCriteria.of(p);
    this.scaling = new PollerScaling(p.fields("ScalingConfig").number("MaximumConcurrency"));
  }

  void start() {
    context.after(Duration.ZERO, this::inspect);
  }

  /// A mapping works only if the role may also read the queue's attributes
  /// (docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html#events-sqs-permissions).
  private void inspect() {
    call(
        "GetQueueAttributes",
        Fields.EMPTY.with("QueueUrl", queueUrl).with("AttributeNames", Value.texts(List.of("All"))),
        of(InvocationId.RUN),
        result -> {
          if (result instanceof OperationResult.Success) {
            backoff.reset();
            poll();
          } else {
            context.after(backoff.pause(), this::inspect);
          }
        });
  }

  private static Because of(InvocationId invocation) {
    return new Because(invocation, OptionalLong.empty());
  }

  private void poll() {
    if (polling || resting || working >= scaling.limit(context.now())) {
      // The end of what goes on now polls again.
      return;
    }
    polling = true;
    call(
        "ReceiveMessage",
        Fields.EMPTY
            .with("QueueUrl", queueUrl)
            .with("MaxNumberOfMessages", Math.min(MAX_RECEIVED, batchSize - collected.size()))
            .with(
                "WaitTimeSeconds",
                collected.isEmpty()
                    ? LONG_POLL_SECONDS
                    : Math.min(LONG_POLL_SECONDS, window.toSeconds()))
            .with("MessageSystemAttributeNames", Value.texts(List.of("All", QueueEvents.TRACE)))
            .with("MessageAttributeNames", Value.texts(List.of("All"))),
        of(InvocationId.RUN),
        this::received);
  }

  private void received(OperationResult result) {
    polling = false;
    switch (result) {
      case OperationResult.Failure f -> context.after(backoff.pause(), this::poll);
      case OperationResult.Success s -> {
        backoff.reset();
        var messages =
            s.output().list("Messages").stream()
                .flatMap(m -> m instanceof Fields f ? Stream.of(f) : Stream.<Fields>empty())
                .toList();
        scaling.received(context.now(), messages.size());
        keep(messages);
        collect();
      }
    }
  }

  /// Lambda deletes the messages that its filters leave out
  /// (docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html).
  private void keep(List<Fields> messages) {
    var left = new ArrayList<Fields>();
    for (var message : messages) {
      (filters.matches(record(message)) ? collected : left).add(message);
    }
    if (!left.isEmpty()) {
      delete(left);
    }
  }

  private Fields record(Fields message) {
    return QueueEvents.record(message, queueArn, context.drawing().environment().region());
  }

  /// Waits for a full batch or the end of the batching window
  /// (docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html#invocation-eventsourcemapping-batching).
  private void collect() {
    if (collected.isEmpty()) {
      context.after(Duration.ZERO, this::poll);
    } else if (collected.size() >= batchSize || window.isZero()) {
      invoke();
    } else {
      if (!collecting) {
        collecting = true;
        windowEnd = context.after(window, this::invoke);
      }
      context.after(Duration.ZERO, this::poll);
    }
  }

  private void invoke() {
    windowEnd.cancel();
    collecting = false;
    if (collected.isEmpty()) {
      return;
    }
    var batch = List.copyOf(collected);
    collected.clear();
    working++;
    var event =
        Fields.EMPTY.with(
            "Records", new Value.Items(batch.stream().<Value>map(this::record).toList()));
    // A batch belongs to what sent its first message.
    var because =
        QueueEvents.because(batch.getFirst()).orElseGet(() -> of(context.newInvocation()));
    function.invoke(Json.write(event), because, result -> done(batch, result));
    context.after(Duration.ZERO, this::poll);
  }

  private void done(List<Fields> batch, InvocationResult result) {
    working--;
    if (result instanceof InvocationResult.Refused) {
      // Its messages come back when their visibility timeout ends, and have been received once
      // more: with a dead-letter queue they may end there without the function ever seeing them.
      scaling.throttled();
      rest();
      return;
    }
    throttled.reset();
    var failed = failed(batch, result);
    var deleted =
        batch.stream().filter(m -> !failed.contains(m.text("MessageId").orElse(""))).toList();
    if (!deleted.isEmpty()) {
      delete(deleted);
    }
    context.after(Duration.ZERO, this::poll);
  }

  /// Lambda slows down after a throttle; how much is not documented.
  private void rest() {
    if (!resting) {
      resting = true;
      context.after(
          throttled.pause(),
          () -> {
            resting = false;
            poll();
          });
    }
  }

  /// Which messages stay in the queue
  /// (docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html).
  private Set<String> failed(List<Fields> batch, InvocationResult result) {
    var all = new HashSet<String>();
    batch.forEach(m -> all.add(m.text("MessageId").orElse("")));
    if (!(result instanceof InvocationResult.Ran ran) || ran.functionError()) {
      return all;
    }
    return reportsFailures ? BatchFailures.of(ran.payload(), all) : Set.of();
  }

  private void delete(List<Fields> messages) {
    var entries = new ArrayList<Value>();
    for (var message : messages) {
      entries.add(
          Fields.EMPTY
              .with("Id", "m" + entries.size())
              .with("ReceiptHandle", message.text("ReceiptHandle").orElse("")));
    }
    for (int from = 0; from < entries.size(); from += (int) MAX_RECEIVED) {
      int to = (int) Math.min(entries.size(), from + MAX_RECEIVED);
      call(
          "DeleteMessageBatch",
          Fields.EMPTY
              .with("QueueUrl", queueUrl)
              .with("Entries", new Value.Items(entries.subList(from, to))),
          of(InvocationId.RUN),
          result -> {});
    }
  }

  private void call(
      String operation, Fields input, Because because, Consumer<OperationResult> done) {
    context.call(
        new Outgoing(
            new Need.ResourceCaller(function.id()), "sqs", operation, input, true, because),
        done);
  }
}

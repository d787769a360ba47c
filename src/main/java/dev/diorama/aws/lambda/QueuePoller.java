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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/// Polls a queue for a function (docs.aws.amazon.com/lambda/latest/dg/with-sqs.html): long polls as
/// the function's role from Lambda's own network, invokes the function with what it received, and
/// deletes what the function did not report as failed. Messages of a failed batch come back when
/// their visibility timeout ends.
///
/// Lambda begins with five pollers and adds more; here one long poll waits at a time, and up to
/// five batches are worked on at once.
final class QueuePoller {
  ///
  /// docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html
  private static final long LONG_POLL_SECONDS = 20;

  private static final Duration FULL = Duration.ofSeconds(1);
  private static final int MAX_BATCHES = 5;
  private static final long DEFAULT_BATCH_SIZE = 10;

  /// One `ReceiveMessage` gives ten at most.
  private static final long MAX_RECEIVED = 10;

  private final RuntimeContext context;
  private final FunctionEngine function;
  private final String queueArn;
  private final String queueUrl;
  private final long batchSize;
  private final Duration window;
  private final boolean reportsFailures;
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
  private final List<Fields> collected = new ArrayList<>();
  private boolean collecting;
  private boolean polling;
  private boolean awaiting;
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
    this.batchSize = Math.max(1, p.number("BatchSize").orElse(DEFAULT_BATCH_SIZE));
    this.window = Duration.ofSeconds(p.number("MaximumBatchingWindowInSeconds").orElse(0L));
    this.reportsFailures = p.texts("FunctionResponseTypes").contains("ReportBatchItemFailures");
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
        because(),
        result -> {
          if (result instanceof OperationResult.Success) {
            backoff.reset();
            poll();
          } else {
            context.after(backoff.pause(), this::inspect);
          }
        });
  }

  private void poll() {
    if (polling || working >= MAX_BATCHES) {
      // The end of what goes on now polls again.
      return;
    }
    if (function.capacity() <= 0) {
      awaitCapacity();
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
            .with("MessageSystemAttributeNames", Value.texts(List.of("All")))
            .with("MessageAttributeNames", Value.texts(List.of("All"))),
        because(),
        this::received);
  }

  /// Others use all of the function's concurrency: messages wait in the queue rather than being
  /// received in vain.
  private void awaitCapacity() {
    if (!awaiting) {
      awaiting = true;
      context.after(
          FULL,
          () -> {
            awaiting = false;
            poll();
          });
    }
  }

  private static Because because() {
    return new Because(InvocationId.RUN, OptionalLong.empty());
  }

  private void received(OperationResult result) {
    polling = false;
    switch (result) {
      case OperationResult.Failure f -> context.after(backoff.pause(), this::poll);
      case OperationResult.Success s -> {
        backoff.reset();
        s.output()
            .list("Messages")
            .forEach(m -> {
              if (m instanceof Fields message) {
                collected.add(message);
              }
            });
        collect();
      }
    }
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
        context.after(window, this::invoke);
      }
      context.after(Duration.ZERO, this::poll);
    }
  }

  private void invoke() {
    collecting = false;
    if (collected.isEmpty()) {
      return;
    }
    var batch = List.copyOf(collected);
    collected.clear();
    working++;
    var event =
        Fields.EMPTY.with(
            "Records",
            new Value.Items(
                batch.stream()
                    .<Value>map(m ->
                        QueueEvents.record(m, queueArn, context.drawing().environment().region()))
                    .toList()));
    function.invoke(Json.write(event), because(), result -> done(batch, result));
    context.after(Duration.ZERO, this::poll);
  }

  private void done(List<Fields> batch, InvocationResult result) {
    working--;
    var failed = failed(batch, result);
    var deleted =
        batch.stream().filter(m -> !failed.contains(m.text("MessageId").orElse(""))).toList();
    if (!deleted.isEmpty()) {
      delete(deleted);
    }
    context.after(Duration.ZERO, this::poll);
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
          because(),
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

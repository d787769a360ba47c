package dev.diorama.aws.sqs;

import dev.diorama.catalog.OperationActions;
import dev.diorama.json.Json;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.policy.Decision;
import dev.diorama.runtime.Authorization;
import dev.diorama.runtime.OperationRequest;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.ServiceEmulator;
import dev.diorama.runtime.wire.WireProtocol;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// SQS's engine: the drawn queues of one run.
final class SqsEmulator implements ServiceEmulator {
  private static final long MAX_BATCH_SIZE = 1_048_576;
  private static final long MAX_LISTED = 1_000;

  private final RuntimeContext context;
  private final Queues queues = new Queues();
  private final SendMessages sender;

  SqsEmulator(RuntimeContext context) {
    this.context = context;
    this.sender = new SendMessages(context);
  }

  @Override
  public String service() {
    return "sqs";
  }

  @Override
  public void start() {
    queues.start(context);
  }

  @Override
  public Optional<ResourceId> target(OperationRequest request) {
    return queues.find(request.input()).map(Queue::id);
  }

  @Override
  public Fields inputFor(ResourceId target, String operation, Fields input) {
    var queue = queues.of(target);
    if (queue.isEmpty() || operation.equals("ListQueues")) {
      return input;
    }
    return operation.equals("GetQueueUrl")
        ? input.get("QueueName").isPresent()
            ? input
            : input.with("QueueName", queue.get().settings().name())
        : input.get("QueueUrl").isPresent() ? input : input.with("QueueUrl", url(queue.get()));
  }

  private String url(Queue queue) {
    return url(queue.settings().name());
  }

  private String url(String name) {
    return context.endpointUrl() + "/" + context.drawing().environment().accountId() + "/" + name;
  }

  /// The batch operations have no actions of their own:
  /// `docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-api-permissions-reference.html`.
  @Override
  public List<Authorization> authorizations(OperationRequest request) {
    if (request.operation().equals("ListQueues")) {
      var environment = context.drawing().environment();
      return List.of(
          new Authorization(
              "sqs:ListQueues",
              "arn:"
                  + environment.partition()
                  + ":sqs:"
                  + environment.region()
                  + ":"
                  + environment.accountId()
                  + ":*",
              Map.of()));
    }
    return queues.find(request.input()).stream()
        .flatMap(q ->
            OperationActions.of(service(), request.operation()).stream()
                .map(action -> new Authorization(action, q.settings().arn(), Map.of())))
        .toList();
  }

  @Override
  public void handle(OperationRequest request, Consumer<OperationResult> reply) {
    try {
      if (request.operation().equals("ReceiveMessage")) {
        ReceiveMessages.receive(
            request,
            queues.required(request.input()),
            output -> reply.accept(new OperationResult.Success(output)));
        return;
      }
      reply.accept(new OperationResult.Success(run(request)));
    } catch (SqsException e) {
      reply.accept(e.failure());
    }
  }

  private Fields run(OperationRequest request) throws SqsException {
    var input = request.input();
    return switch (request.operation()) {
      case "SendMessage" -> sender.send(request, queues.required(input), input);
      case "SendMessageBatch" -> sendBatch(request, queues.required(input));
      case "DeleteMessage" -> delete(request, queues.required(input), input);
      case "DeleteMessageBatch" -> {
        var queue = queues.required(input);
        yield BatchEntries.run(input.list("Entries"), entry -> delete(request, queue, entry));
      }
      case "ChangeMessageVisibility" -> changeVisibility(request, queues.required(input), input);
      case "ChangeMessageVisibilityBatch" -> {
        var queue = queues.required(input);
        yield BatchEntries.run(
            input.list("Entries"), entry -> changeVisibility(request, queue, entry));
      }
      case "GetQueueAttributes" -> attributes(queues.required(input), input);
      case "GetQueueUrl" -> Fields.EMPTY.with("QueueUrl", url(queues.required(input)));
      case "ListQueues" -> list(input);
      case "ListDeadLetterSourceQueues" -> sources(queues.required(input));
      case "PurgeQueue" -> {
        queues.required(input).purge(Because.of(request));
        yield Fields.EMPTY;
      }
      case "CreateQueue", "DeleteQueue", "SetQueueAttributes" ->
          throw new SqsException(
              "UnsupportedOperation",
              request.operation()
                  + " is not available: in Diorama, queues are made, changed and deleted by drawing"
                  + " them");
      default ->
          throw new SqsException(
              "UnsupportedOperation",
              "Diorama does not run the operation " + request.operation() + " of Amazon SQS");
    };
  }

  private Fields sendBatch(OperationRequest request, Queue queue) throws SqsException {
    var entries = request.input().list("Entries");
    long size =
        entries.stream().mapToLong(e -> e instanceof Fields f ? SendMessages.size(f) : 0).sum();
    if (size > MAX_BATCH_SIZE) {
      throw new SqsException(
          "BatchRequestTooLong",
          "Batch requests cannot be longer than "
              + MAX_BATCH_SIZE
              + " bytes. You have sent "
              + size
              + " bytes.");
    }
    BatchEntries.check(entries);
    SendMessages.checkFifoEntries(queue, entries);
    return BatchEntries.run(entries, entry -> sender.sendEntry(request, queue, entry));
  }

  private static String handle(Fields input) throws SqsException {
    var handle = input.text("ReceiptHandle").orElse("");
    if (handle.isEmpty()) {
      throw SqsException.missing("ReceiptHandle");
    }
    return handle;
  }

  private static Fields delete(OperationRequest request, Queue queue, Fields input)
      throws SqsException {
    queue.delete(handle(input), Because.of(request));
    return Fields.EMPTY;
  }

  private static Fields changeVisibility(OperationRequest request, Queue queue, Fields input)
      throws SqsException {
    var handle = handle(input);
    var seconds = input.number("VisibilityTimeout");
    if (seconds.isEmpty()) {
      throw SqsException.missing("VisibilityTimeout");
    }
    if (seconds.get() < 0 || seconds.get() > 43_200) {
      throw SqsException.invalid(
          seconds.get(), "VisibilityTimeout", "Must be between 0 and 43200, if provided.");
    }
    queue.changeVisibility(handle, Duration.ofSeconds(seconds.get()), Because.of(request));
    return Fields.EMPTY;
  }

  /// Without `MaxResults` there is one page:
  /// `docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html`.
  private Fields list(Fields input) throws SqsException {
    var prefix = input.text("QueueNamePrefix").orElse("");
    long most = input.number("MaxResults").orElse(MAX_LISTED);
    if (most < 1 || most > MAX_LISTED) {
      throw SqsException.invalid(most, "MaxResults", "Must be >= 1 and <= 1000, if provided.");
    }
    var after = input.text("NextToken").orElse("");
    var names =
        queues.all().stream()
            .map(q -> q.settings().name())
            .filter(name -> name.startsWith(prefix) && name.compareTo(after) > 0)
            .sorted()
            .toList();
    var shown = names.subList(0, (int) Math.min(most, names.size()));
    var urls = shown.stream().map(this::url).toList();
    var output = urls.isEmpty() ? Fields.EMPTY : Fields.EMPTY.with("QueueUrls", Value.texts(urls));
    return shown.size() < names.size() && input.get("MaxResults").isPresent()
        ? output.with("NextToken", shown.getLast())
        : output;
  }

  private Fields sources(Queue deadLetterQueue) {
    return Fields.EMPTY.with(
        "queueUrls",
        Value.texts(
            queues.all().stream()
                .filter(q -> q.deadLetters().filter(d -> d.queue() == deadLetterQueue).isPresent())
                .map(this::url)
                .sorted()
                .toList()));
  }

  private static Fields attributes(Queue queue, Fields input) throws SqsException {
    var all = all(queue);
    var asked = input.texts("AttributeNames");
    var result = Fields.EMPTY;
    for (var name : asked) {
      if (!name.equals("All") && !QueueAttributeNames.KNOWN.contains(name)) {
        throw new SqsException("InvalidAttributeName", "Unknown Attribute " + name + ".");
      }
    }
    for (var entry : all.values().entrySet()) {
      if (asked.contains("All") || asked.contains(entry.getKey())) {
        result = result.with(entry.getKey(), entry.getValue());
      }
    }
    return result.isEmpty() ? Fields.EMPTY : Fields.EMPTY.with("Attributes", result);
  }

  private static Fields all(Queue queue) {
    var settings = queue.settings();
    var counts = queue.counts();
    var created = Long.toString(queue.created().getEpochSecond());
    var all =
        Fields.EMPTY
            .with("QueueArn", settings.arn())
            .with("ApproximateNumberOfMessages", count(counts, "available"))
            .with("ApproximateNumberOfMessagesNotVisible", count(counts, "inFlight"))
            .with("ApproximateNumberOfMessagesDelayed", count(counts, "delayed"))
            .with("CreatedTimestamp", created)
            .with("LastModifiedTimestamp", created)
            .with("VisibilityTimeout", seconds(settings.visibilityTimeout()))
            .with("MaximumMessageSize", Long.toString(settings.maximumMessageSize()))
            .with("MessageRetentionPeriod", seconds(settings.retention()))
            .with("DelaySeconds", seconds(settings.delay()))
            .with("ReceiveMessageWaitTimeSeconds", seconds(settings.receiveWait()))
            .with("SqsManagedSseEnabled", "true");
    if (settings.policy().isPresent()) {
      all = all.with("Policy", settings.policy().get());
    }
    var redrive = queue.deadLetters();
    if (redrive.isPresent()) {
      all =
          all.with(
              "RedrivePolicy",
              Json.write(
                  Fields.EMPTY
                      .with("deadLetterTargetArn", redrive.get().queue().settings().arn())
                      .with("maxReceiveCount", redrive.get().maxReceiveCount())));
    }
    return settings.fifo()
        ? all.with("FifoQueue", "true")
            .with(
                "ContentBasedDeduplication", Boolean.toString(settings.contentBasedDeduplication()))
            .with("DeduplicationScope", "queue")
            .with("FifoThroughputLimit", "perQueue")
        : all;
  }

  private static String count(Map<String, Long> counts, String name) {
    return Long.toString(counts.getOrDefault(name, 0L));
  }

  private static String seconds(Duration duration) {
    return Long.toString(duration.toSeconds());
  }

  /// SQS writes the action in lower case, whichever form of policy does not allow it: as
  /// `github.com/aws/serverless-application-model/issues/3633` and
  /// `github.com/microsoft/aspire/pull/3333` show.
  @Override
  public OperationResult.Failure denied(
      OperationRequest request, Authorization authorization, Decision decision, String sentence) {
    return new OperationResult.Failure(
        "AccessDenied",
        sentence.replace(authorization.action(), authorization.action().toLowerCase(Locale.ROOT)),
        403);
  }

  @Override
  public List<WireProtocol> protocols() {
    return SqsProtocols.all();
  }
}

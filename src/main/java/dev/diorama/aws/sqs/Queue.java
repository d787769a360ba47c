package dev.diorama.aws.sqs;

import dev.diorama.model.ResourceId;
import dev.diorama.runtime.RuntimeContext;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeContext.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// A drawn queue and its messages in one run.
///
/// Messages come out in the order in which they went in, for a standard queue too (AWS promises
/// only its best effort). The state follows the run's time: a timer stands at the next instant at
/// which a message appears or expires.
final class Queue {
  private final RuntimeContext context;
  private final ResourceId id;
  private final QueueSettings settings;
  private final Instant created;
  private final List<QueuedMessage> messages = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private final Deduplication deduplication = new Deduplication();
  private Optional<DeadLetters> deadLetters = Optional.empty();
  private Optional<Cancellable> timer = Optional.empty();
  private Optional<Instant> purgedAt = Optional.empty();
  private SequencedMap<String, Long> reported = new LinkedHashMap<>();
  private long sequence;

  /// Where messages go that were received too often.
  record DeadLetters(Queue queue, long maxReceiveCount) {}

  /// A receive call that waits for messages.
  private record Waiting(
      int maximum,
      Duration visibility,
      Because because,
      Consumer<List<QueuedMessage>> reply,
      Cancellable deadline) {}

  Queue(RuntimeContext context, ResourceId id, QueueSettings settings) {
    this.context = context;
    this.id = id;
    this.settings = settings;
    this.created = context.now();
  }

  ResourceId id() {
    return id;
  }

  QueueSettings settings() {
    return settings;
  }

  Instant created() {
    return created;
  }

  Optional<DeadLetters> deadLetters() {
    return deadLetters;
  }

  /// Whether messages that are given up here come to `other` at last, by any number of dead-letter
  /// queues; a queue leads to itself.
  boolean leadsTo(Queue other) {
    return this == other || deadLetters.filter(d -> d.queue().leadsTo(other)).isPresent();
  }

  void redriveTo(DeadLetters target) {
    deadLetters = Optional.of(target);
  }

  /// A FIFO queue's next sequence number: 20 digits, growing.
  String nextSequenceNumber() {
    sequence++;
    return "1" + String.format(Locale.ROOT, "%019d", sequence);
  }

  Deduplication deduplication() {
    return deduplication;
  }

  void add(QueuedMessage message) {
    messages.add(message);
    settle(message.because);
  }

  /// Receives up to `maximum` messages, now or within `wait`; empty if none came.
  void receive(
      int maximum,
      Duration visibility,
      Duration wait,
      Because because,
      Consumer<List<QueuedMessage>> reply) {
    expire();
    var taken = take(maximum, visibility, because);
    if (!taken.isEmpty() || wait.isZero()) {
      reply.accept(taken);
      settle(because);
      return;
    }
    // The deadline must know its own entry, which holds the deadline.
    var self = new ArrayList<Waiting>();
    var deadline =
        context.after(
            wait,
            () -> {
              if (waiting.removeAll(self)) {
                reply.accept(List.of());
              }
            });
    var entry = new Waiting(maximum, visibility, because, reply, deadline);
    self.add(entry);
    waiting.add(entry);
    settle(because);
  }

  private List<QueuedMessage> take(int maximum, Duration visibility, Because because) {
    var now = context.now();
    var taken = new ArrayList<QueuedMessage>();
    // What comes before a hidden message of its group may be received, what comes after it may not.
    var closedGroups = new HashSet<String>();
    for (var message : inOrder()) {
      if (taken.size() == maximum) {
        break;
      }
      if (settings.fifo() && message.groupId.filter(closedGroups::contains).isPresent()) {
        continue;
      }
      if (!message.isVisible(now)) {
        if (settings.fifo()) {
          message.groupId.ifPresent(closedGroups::add);
        }
        continue;
      }
      if (deadLetters.filter(d -> message.receiveCount >= d.maxReceiveCount()).isPresent()) {
        messages.remove(message);
        message.because = because;
        deadLetters.get().queue().acceptDead(message, settings.arn());
        continue;
      }
      message.received = true;
      message.receiveCount++;
      message.because = because;
      message.visibleAt = now.plus(visibility);
      message.firstReceivedAt = message.firstReceivedAt.or(() -> Optional.of(now));
      message.receiptHandle =
          Optional.of(new ReceiptHandle(context.newUuid(), settings.name(), message.id).encoded());
      taken.add(message);
    }
    return taken;
  }

  /// The messages in the order in which they are looked at. A FIFO queue gives as many of one group
  /// as it can before it turns to the next one:
  /// `docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html`.
  private List<QueuedMessage> inOrder() {
    if (!settings.fifo()) {
      return List.copyOf(messages);
    }
    var groups = new LinkedHashMap<Optional<String>, List<QueuedMessage>>();
    messages.forEach(m -> groups.computeIfAbsent(m.groupId, g -> new ArrayList<>()).add(m));
    return groups.values().stream().flatMap(List::stream).toList();
  }

  /// A standard queue's message goes on to age from when it was sent; in a FIFO queue its retention
  /// period begins anew:
  /// `docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html`.
  private void acceptDead(QueuedMessage message, String sourceArn) {
    message.received = false;
    message.visibleAt = context.now();
    if (settings.fifo()) {
      message.enqueuedAt = context.now();
    }
    message.receiptHandle = Optional.empty();
    message.deadLetterSourceArn = Optional.of(sourceArn);
    add(message);
  }

  /// Deletes the message of this receipt. A receipt that a later one replaced deletes nothing, and
  /// neither does one whose message is gone; both are answered as success.
  void delete(String handle, Because because) throws SqsException {
    ReceiptHandle.decode(handle, settings.name());
    var message = received(handle);
    if (message.isPresent()) {
      if (settings.fifo() && !message.get().isInFlight(context.now())) {
        throw SqsException.invalid(handle, "ReceiptHandle", "The receipt handle has expired.");
      }
      messages.remove(message.get());
      settle(because);
    }
  }

  /// Hides the message of this receipt for `timeout` from now on, also when its visibility timeout
  /// is over, as long as nobody else received it. The API reference lists `MessageNotInflight` for
  /// a message that is gone
  /// (`docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html`),
  /// but the service answers `InvalidParameterValue` (`github.com/aws/aws-sdk-net/issues/1927`).
  void changeVisibility(String handle, Duration timeout, Because because) throws SqsException {
    ReceiptHandle.decode(handle, settings.name());
    var message = received(handle).filter(m -> !settings.fifo() || m.isInFlight(context.now()));
    if (message.isEmpty()) {
      throw SqsException.invalid(
          handle,
          "ReceiptHandle",
          "Message does not exist or is not available for visibility timeout change.");
    }
    message.get().visibleAt = context.now().plus(timeout);
    message.get().because = because;
    settle(because);
  }

  private Optional<QueuedMessage> received(String handle) {
    return messages.stream()
        .filter(m -> m.receiptHandle.filter(handle::equals).isPresent())
        .findFirst();
  }

  /// Removes all messages; at most once a minute.
  void purge(Because because) throws SqsException {
    var now = context.now();
    if (purgedAt.filter(p -> p.plusSeconds(60).isAfter(now)).isPresent()) {
      throw new SqsException(
          "PurgeQueueInProgress",
          "Only one PurgeQueue operation on " + settings.name() + " is allowed every 60 seconds.",
          403);
    }
    purgedAt = Optional.of(now);
    messages.clear();
    deduplication.clear();
    settle(because);
  }

  SequencedMap<String, Long> counts() {
    return survey().counts();
  }

  /// Serves who waits, tells the counts if they changed, and sets the timer.
  private void settle(Because because) {
    expire();
    for (var entry : List.copyOf(waiting)) {
      if (messages.stream().noneMatch(m -> m.isVisible(context.now()))) {
        break;
      }
      var taken = take(entry.maximum(), entry.visibility(), entry.because());
      if (!taken.isEmpty() && waiting.remove(entry)) {
        entry.deadline().cancel();
        entry.reply().accept(taken);
      }
    }
    var survey = survey();
    if (!survey.counts().equals(reported)) {
      reported = survey.counts();
      context.changed(because, id, reported);
    }
    timer.ifPresent(Cancellable::cancel);
    timer =
        survey
            .next()
            .map(due ->
                context.after(
                    Duration.between(context.now(), due.at()), () -> settle(due.because())));
  }

  private void expire() {
    var now = context.now();
    messages.removeIf(m -> !m.enqueuedAt.plus(settings.retention()).isAfter(now));
  }

  private record Due(Instant at, Because because) {}

  /// What stands in the queue, and when that changes by itself.
  private record Survey(SequencedMap<String, Long> counts, Optional<Due> next) {}

  /// One pass, since it follows every call: a burst of messages must not cost the square of them
  /// dearly.
  private Survey survey() {
    var now = context.now();
    long available = 0;
    long inFlight = 0;
    var next = Optional.<Due>empty();
    for (var message : messages) {
      boolean visible = message.isVisible(now);
      if (visible) {
        available++;
      } else if (message.received) {
        inFlight++;
      }
      var expiry = message.enqueuedAt.plus(settings.retention());
      var at = visible || expiry.isBefore(message.visibleAt) ? expiry : message.visibleAt;
      if (next.isEmpty() || at.isBefore(next.get().at())) {
        next = Optional.of(new Due(at, message.because));
      }
    }
    var counts = new LinkedHashMap<String, Long>();
    counts.put("available", available);
    counts.put("inFlight", inFlight);
    counts.put("delayed", messages.size() - available - inFlight);
    return new Survey(counts, next);
  }
}

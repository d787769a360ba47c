package dev.diorama.aws.sqs;

import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Fix;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleContext;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Severity;
import dev.diorama.rule.Subject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A FIFO queue's name ends in `.fifo`, and no other queue's name does; SQS refuses to create the
/// queue else. Names that are computed at deployment are not judged.
final class FifoQueueNameWithoutSuffix implements Rule {
  private static final RuleInfo INFO =
      new RuleInfo(
          new RuleId("FifoQueueNameWithoutSuffix"),
          Severity.ERROR,
          "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html");
  private static final String KEY = "rule.FifoQueueNameWithoutSuffix.";
  private static final String SUFFIX = ".fifo";

  /// The longest name, with its suffix.
  private static final int MAX_NAME = 80;

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Stream<Finding> check(RuleContext context) {
    return context.drawing().ofType(QueueType.NAME).stream()
        .flatMap(queue ->
            queue
                .properties()
                .text("QueueName")
                .filter(n -> !n.isBlank() && !n.contains("${"))
                .filter(n -> n.endsWith(SUFFIX) != QueueType.isFifo(queue))
                .map(n -> finding(queue, n))
                .stream());
  }

  private static Finding finding(Resource queue, String name) {
    boolean isFifo = QueueType.isFifo(queue);
    return new Finding(
        INFO.id(),
        INFO.severity(),
        new Subject.OfResource(queue.id()),
        PropertyPath.of("QueueName"),
        Message.of(KEY + (isFifo ? "message" : "message.standard"), queue.logicalId(), name),
        List.of(isFifo ? withSuffix(queue, name) : asFifo(queue)));
  }

  private static Fix withSuffix(Resource queue, String name) {
    var longest = Math.min(name.length(), MAX_NAME - SUFFIX.length());
    return fix(
        queue, "QueueName", Value.of(name.substring(0, longest).replace(".", "-") + SUFFIX), "fix");
  }

  private static Fix asFifo(Resource queue) {
    return fix(queue, "FifoQueue", Value.of(true), "fix.fifo");
  }

  private static Fix fix(Resource queue, String property, Value value, String key) {
    var label = Message.of(KEY + key, queue.logicalId(), value.asText().orElse(""));
    return new Fix(
        label,
        Transaction.of(
            label,
            new Edit.SetProperty(queue.id(), PropertyPath.of(property), Optional.of(value))));
  }
}

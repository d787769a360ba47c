package dev.diorama.aws.sqs;

import dev.diorama.catalog.Arns;
import dev.diorama.json.Json;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeContext;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The drawn queues of one run, by name. Queues are made by drawing them, not by a call.
final class Queues {
  private final Map<String, Queue> byName = new LinkedHashMap<>();

  /// Makes a queue for each that is drawn and joins them to their dead-letter queues; of two with
  /// one name the first counts.
  void start(RuntimeContext context) {
    var drawing = context.drawing();
    for (var resource : drawing.ofType(QueueType.NAME)) {
      var policy =
          resource
              .properties()
              .get("Policy")
              .map(p -> Arns.resolve(p, drawing, context.catalog()))
              .map(p -> p instanceof Value.Text t ? t.value() : Json.write(p));
      var arn = QueueType.type().facets().arn(resource, drawing.environment()).orElseThrow();
      var queue = new Queue(context, resource.id(), QueueSettings.of(resource, arn, policy));
      byName.putIfAbsent(queue.settings().name(), queue);
    }
    for (var connection : drawing.connections().values()) {
      if (connection.type().equals(SqsConnections.REDRIVE)) {
        var source = of(connection.source());
        var target = of(connection.target());
        // What AWS does with dead-letter queues in a circle its pages do not say; a message would
        // go round for ever, so the arrow that closes the circle counts for nothing.
        // A FIFO queue's dead-letter queue is a FIFO queue, and a standard queue's a standard one;
        // AWS refuses any other, so there is none then.
        if (source.isPresent()
            && target.isPresent()
            && !target.get().leadsTo(source.get())
            && source.get().settings().fifo() == target.get().settings().fifo()) {
          long count =
              connection
                  .properties()
                  .number("maxReceiveCount")
                  .orElse(SqsConnections.DEFAULT_MAX_RECEIVE_COUNT);
          source.get().redriveTo(new Queue.DeadLetters(target.get(), count));
        }
      }
    }
  }

  Collection<Queue> all() {
    return byName.values();
  }

  Optional<Queue> of(ResourceId id) {
    return byName.values().stream().filter(q -> q.id().equals(id)).findFirst();
  }

  /// The queue that an input names: by the last segment of its URL, or by its name.
  Optional<Queue> find(Fields input) {
    return input
        .text("QueueUrl")
        .map(url -> url.substring(url.lastIndexOf('/') + 1))
        .or(() -> input.text("QueueName"))
        .flatMap(name -> Optional.ofNullable(byName.get(name)));
  }

  Queue required(Fields input) throws SqsException {
    var found = find(input);
    if (found.isPresent()) {
      return found.get();
    }
    if (input.text("QueueUrl").isEmpty() && input.text("QueueName").isEmpty()) {
      throw SqsException.missing("QueueUrl");
    }
    throw SqsException.noSuchQueue();
  }
}

package dev.diorama.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.aws.Sketch;
import dev.diorama.aws.Stage;
import dev.diorama.model.Value.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Random use of a queue against a model of what AWS promises.
class QueueInvariantsTest {
  private static final long VISIBILITY = 10;

  private final Map<String, Long> hiddenUntil = new HashMap<>();
  private final Map<String, String> handles = new HashMap<>();
  private final Set<String> present = new HashSet<>();
  private long now;

  @Test
  void noMessageIsLostOrSeenWhileItIsHidden() {
    long seed = new Random().nextLong();
    System.out.println("noMessageIsLostOrSeenWhileItIsHidden seed " + seed);
    var random = new Random(seed);
    try (var stage =
        Sketch.of(new SqsService())
            .caller("Alice", "sqs:*")
            .add("Orders", "AWS::SQS::Queue", "{'VisibilityTimeout': " + VISIBILITY + "}")
            .run()) {
      for (int step = 0; step < 400; step++) {
        switch (random.nextInt(5)) {
          case 0, 1 -> send(stage, random.nextInt(4) * 5L);
          case 2 -> receive(stage, 1 + random.nextInt(10));
          case 3 -> delete(stage, random);
          default -> {
            long seconds = random.nextInt(12);
            stage.advance(Duration.ofSeconds(seconds));
            now += seconds;
          }
        }
        long visible =
            present.stream()
                .filter(id -> hiddenUntil.getOrDefault(id, Long.MAX_VALUE) <= now)
                .count();
        var counts = stage.counts("Orders");
        assertThat(counts.getOrDefault("available", 0L)).as("seed %d", seed).isEqualTo(visible);
        assertThat(counts.values().stream().mapToLong(n -> n).sum())
            .as("seed %d", seed)
            .isEqualTo(present.size());
      }
      stage.advance(Duration.ofSeconds(60));
      now += 60;
      int before = present.size();
      var drained = new HashSet<String>();
      for (int i = 0; i <= before / 10; i++) {
        drained.addAll(receive(stage, 10));
      }
      assertThat(drained).as("seed %d", seed).isEqualTo(present);
    }
  }

  private void send(Stage stage, long delay) {
    var id =
        stage
            .good(
                "Alice",
                "sqs:SendMessage",
                "Orders",
                Fields.EMPTY.with("MessageBody", "x").with("DelaySeconds", delay))
            .text("MessageId")
            .orElseThrow();
    present.add(id);
    hiddenUntil.put(id, now + delay);
  }

  private Set<String> receive(Stage stage, int maximum) {
    var ids = new HashSet<String>();
    var input = Fields.EMPTY.with("MaxNumberOfMessages", maximum);
    for (var value : stage.good("Alice", "sqs:ReceiveMessage", "Orders", input).list("Messages")) {
      var message = (Fields) value;
      var id = message.text("MessageId").orElseThrow();
      assertThat(present).contains(id);
      assertThat(hiddenUntil.get(id)).isLessThanOrEqualTo(now);
      assertThat(ids.add(id)).isTrue();
      hiddenUntil.put(id, now + VISIBILITY);
      handles.put(id, message.text("ReceiptHandle").orElseThrow());
    }
    return ids;
  }

  private void delete(Stage stage, Random random) {
    if (handles.isEmpty()) {
      return;
    }
    var ids = new ArrayList<>(handles.keySet());
    ids.sort(null);
    var id = ids.get(random.nextInt(ids.size()));
    var handle = handles.getOrDefault(id, "");
    handles.remove(id);
    stage.good("Alice", "sqs:DeleteMessage", "Orders", Fields.EMPTY.with("ReceiptHandle", handle));
    present.remove(id);
  }
}

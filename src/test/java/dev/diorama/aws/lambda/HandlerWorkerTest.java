package dev.diorama.aws.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.aws.lambda.worker.HandlerProcess;
import dev.diorama.model.Value.Fields;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Which functions share a process, and what the end of one process does to the others.
class HandlerWorkerTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Test
  void aProcessThatDiesTakesNoOtherFunctionWithIt() throws Exception {
    var worker = new HandlerWorker();
    var run = worker.newRun();
    var bomb = worker.process(run + "Bomb");
    try (var other = worker.process(run + "Other")) {
      assertThat(bomb.pid()).isNotEqualTo(other.pid());
      var code = Map.of("index.mjs", "export const handler = async (e) => e.n + 1;");
      other.open(run + "Other#1", code, Map.of(), "v24.0.0", 0, LIMIT).get();
      other.init(run + "Other#1", "index.handler", 0, LIMIT).get();
      bomb.close();
      ProcessHandle.of(bomb.pid()).ifPresent(p -> p.onExit().join());
      var turn = other.start(run + "Other#1", "{\"n\":1}", Fields.EMPTY, 0, 0, LIMIT).get();
      assertThat(turn.end().orElseThrow()).asString().contains("2");
      try (var replaced = worker.process(run + "Bomb")) {
        assertThat(replaced.pid()).isNotEqualTo(bomb.pid());
        assertThat(worker.process(run + "Other")).isSameAs(other);
      }
    }
  }

  @Test
  @Timeout(60)
  void thereAreFewProcessesAndInTheEndOnlyOneStays() throws Exception {
    var worker = new HandlerWorker(Duration.ofMillis(1));
    var run = worker.newRun();
    var processes = new HashSet<HandlerProcess>();
    for (int i = 0; i < 2 * HandlerWorker.PROCESSES; i++) {
      processes.add(worker.process(run + "F" + i));
    }
    assertThat(processes).hasSize(HandlerWorker.PROCESSES);
    var first = worker.process(run + "F0");
    worker.end(run);
    for (var process : processes) {
      // The operating system may know of the end a moment before Java's Process does.
      while (process != first && process.isAlive()) {
        Thread.sleep(1);
      }
    }
    try (first) {
      assertThat(worker.process(worker.newRun() + "Next")).isSameAs(first);
    }
  }
}

package dev.diorama.aws.lambda.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.model.Value.Fields;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/// When a turn has taken too long, and what its giver learns.
class RunningTurnTest {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  @Test
  void processorTimeCountsAndNotTheWalls() {
    var turn = new RunningTurn("e", LIMIT);
    long now = System.nanoTime();
    assertThat(turn.tookTooLong(Duration.ofMillis(2_999), now)).isFalse();
    assertThat(turn.tookTooLong(LIMIT, now)).isTrue();
  }

  @Test
  void oneThatNeitherWorksNorEndsIsCancelledInTheEnd() {
    var turn = new RunningTurn("e", LIMIT);
    int looks = 1;
    while (!turn.tookTooLong(Duration.ZERO, System.nanoTime())) {
      looks++;
    }
    assertThat(looks).isEqualTo(20);
  }

  @Test
  void nobodyLooksAtOneThatHasNoLimitOrHasEnded() {
    long late = System.nanoTime() + Duration.ofHours(1).toNanos();
    assertThat(new RunningTurn("e", LIMIT).isDue(late)).isTrue();
    assertThat(new RunningTurn("e", Duration.ZERO).isDue(late)).isFalse();
    var ended = new RunningTurn("e", LIMIT);
    ended.ended(Fields.EMPTY);
    assertThat(ended.isDue(late)).isFalse();
  }

  @Test
  void aCancelledTurnFailsWhateverTheWorkerAnswers() throws Exception {
    var turn = new RunningTurn("e", LIMIT);
    turn.cancel();
    turn.ended(Fields.EMPTY.with("result", "1"));
    assertThat(turn.result()).isNotDone();
    assertThat(turn.awaitEnd(Duration.ZERO)).isTrue();
    assertThatThrownBy(() -> turn.result().get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(HandlerProcess.TookTooLong.class);
  }

  @Test
  void theEndOfTheProcessFailsATurn() {
    var turn = new RunningTurn("e", LIMIT);
    turn.died();
    assertThatThrownBy(() -> turn.result().get()).hasCauseInstanceOf(HandlerProcess.Died.class);
  }
}

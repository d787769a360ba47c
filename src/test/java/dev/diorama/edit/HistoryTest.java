package dev.diorama.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistoryTest {
  @Test
  void undoGoesBackAndRedoGoesForwardAgain() {
    var history = History.<String, String>startingAt("a").then("b", "to b").then("c", "to c");
    assertThat(history.undo().state()).isEqualTo("b");
    assertThat(history.undo().undo().state()).isEqualTo("a");
    assertThat(history.undo().undo().redo().state()).isEqualTo("b");
    assertThat(history.undo().redoLabel()).isEqualTo(Optional.of("to c"));
    assertThat(history.undoLabel()).isEqualTo(Optional.of("to c"));
  }

  @Test
  void aNewStepForgetsWhatWasUndone() {
    var history = History.<String, String>startingAt("a").then("b", "b").undo().then("c", "c");
    assertThat(history.redoLabel()).isEmpty();
    assertThat(history.undo().state()).isEqualTo("a");
  }

  @Test
  void undoAtTheBeginningAndRedoAtTheEndChangeNothing() {
    var history = History.<String, String>startingAt("a");
    assertThat(history.undo()).isSameAs(history);
    assertThat(history.redo()).isSameAs(history);
  }

  @Test
  void anyWalkThroughTheHistoryAgreesWithAListOfStates() {
    long seed = new Random().nextLong();
    var random = new Random(seed);
    var history = History.<Integer, Integer>startingAt(0);
    var states = new ArrayList<Integer>();
    states.add(0);
    int at = 0;
    for (int i = 1; i < 2000; i++) {
      switch (random.nextInt(3)) {
        case 0 -> {
          while (states.size() > at + 1) {
            states.removeLast();
          }
          states.add(i);
          at++;
          history = history.then(i, i);
        }
        case 1 -> {
          at = Math.max(0, at - 1);
          history = history.undo();
        }
        default -> {
          at = Math.min(states.size() - 1, at + 1);
          history = history.redo();
        }
      }
      assertThat(history.state()).as("seed %d, step %d", seed, i).isEqualTo(states.get(at));
    }
  }
}

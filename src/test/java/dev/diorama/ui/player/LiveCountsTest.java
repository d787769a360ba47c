package dev.diorama.ui.player;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.ResourceId;
import dev.diorama.runtime.InvocationId;
import dev.diorama.runtime.RuntimeEvent.Header;
import dev.diorama.runtime.RuntimeEvent.InvocationEnded;
import dev.diorama.runtime.RuntimeEvent.InvocationStarted;
import dev.diorama.runtime.RuntimeEvent.ResourceChanged;
import dev.diorama.ui.canvas.LiveState.Environment;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LiveCountsTest {
  private static final ResourceId SAVE = new ResourceId("Save");
  private static final Header HEADER =
      new Header(1, Instant.EPOCH, new InvocationId(1), OptionalLong.empty());
  private final LiveCounts counts = new LiveCounts(id -> Optional.empty());

  private void started(String request, String environment, boolean cold) {
    counts.show(new InvocationStarted(HEADER, SAVE, request, cold, environment, "us-east-1a"));
  }

  private void ended(String request) {
    counts.show(
        new InvocationEnded(HEADER, SAVE, request, Optional.empty(), Duration.ZERO, Duration.ZERO));
  }

  private void standing(long environments) {
    counts.show(
        new ResourceChanged(
            HEADER, SAVE, new LinkedHashMap<>(Map.of("environments", environments))));
  }

  @Test
  void anEnvironmentIsBusyFromItsStartAndWaitsAfterItsEnd() {
    started("r1", "e1", true);
    assertThat(counts.state().environments().get(SAVE))
        .containsExactly(new Environment(true, true));
    ended("r1");
    assertThat(counts.state().environments().get(SAVE))
        .containsExactly(new Environment(false, true));
    started("r2", "e1", false);
    assertThat(counts.state().environments().get(SAVE))
        .containsExactly(new Environment(true, false));
  }

  @Test
  void theCountTellsWhichHaveGoneAndThatMoreStandThanWereSeen() {
    started("r1", "e1", true);
    started("r2", "e2", true);
    ended("r1");
    standing(1);
    assertThat(counts.state().environments().get(SAVE))
        .containsExactly(new Environment(true, true));
    standing(2);
    assertThat(counts.state().environments().get(SAVE))
        .containsExactly(new Environment(true, true), new Environment(false, false));
    ended("r2");
    standing(0);
    assertThat(counts.state().environments()).doesNotContainKey(SAVE);
  }
}

package dev.diorama.ui.player;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.RuntimeEvent.CallStarted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PlaybackTest {
  private final List<RuntimeEvent> shown = new ArrayList<>();

  private Playback playback(boolean live) {
    return new Playback(live, call -> 1.0, shown::add);
  }

  private List<Long> sequences() {
    return shown.stream().map(e -> e.header().sequence()).toList();
  }

  private static void playOut(Playback playback) {
    for (int frame = 0; frame < 100_000 && playback.isActive(); frame++) {
      playback.advance(0.016);
    }
  }

  @Test
  void anEventBeginsOnlyWhenTheDotOfItsCauseHasArrived() {
    var playback = playback(false);
    playback.offer(Events.upload(false).all());
    assertThat(sequences()).containsExactly(1L);
    playback.advance(0.99);
    assertThat(sequences()).containsExactly(1L);
    playback.advance(0.02);
    assertThat(sequences()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(playback.travels())
        .extracting(Travel::kind)
        .containsExactly(Travel.Kind.ANSWER, Travel.Kind.CALL);
  }

  @Test
  void anInvocationEndsOnlyWhenItsLastAnswerHasCome() {
    var playback = playback(false);
    playback.offer(Events.upload(false).all());
    for (int i = 0; i < 10_000 && playback.isActive(); i++) {
      playback.advance(0.016);
      boolean ended = shown.stream().anyMatch(RuntimeEvent.InvocationEnded.class::isInstance);
      boolean answering =
          playback.travels().stream()
              .anyMatch(t -> t.call().operation().equals("dynamodb:PutItem"));
      assertThat(ended && answering).isFalse();
    }
    assertThat(shown).hasSize(10);
  }

  @Test
  void everythingIsShownInTheOrderOfTheLog() {
    var playback = playback(false);
    var log = Events.upload(true).all();
    playback.offer(log);
    playOut(playback);
    assertThat(shown).isEqualTo(log);
    assertThat(playback.travels()).isEmpty();
  }

  @Test
  void aRefusalStaysLongEnoughToBeRead() {
    var playback = playback(false);
    var log = new Events();
    log.denied(log.call("A", "B", "s3:GetObject", 0));
    playback.offer(log.all());
    playback.advance(1.01);
    playback.advance(2);
    assertThat(playback.travels()).extracting(Travel::kind).containsExactly(Travel.Kind.DENIED);
    playback.advance(0.3);
    assertThat(playback.travels()).isEmpty();
  }

  @Test
  void aCallOfUnknownFateGoesNoFurtherThanHalfTheWay() {
    var playback = playback(true);
    var log = new Events();
    long call = log.call("A", "B", "s3:GetObject", 0);
    playback.offer(log.all());
    playback.advance(5);
    assertThat(playback.travels()).extracting(Travel::progress).containsExactly(0.5);
    assertThat(playback.isActive()).isFalse();
    log.blocked(call, "Wall");
    playback.offer(log.all().subList(1, 2));
    assertThat(playback.isActive()).isTrue();
    assertThat(playback.travels())
        .extracting(Travel::kind)
        .containsExactly(Travel.Kind.BLOCKED_CALL);
    playback.advance(0.6);
    assertThat(playback.travels()).extracting(Travel::kind).containsExactly(Travel.Kind.BLOCKED);
  }

  @Test
  void callsThatSetOutTogetherTravelTogether() {
    var playback = playback(false);
    var log = new Events();
    long start = log.invoked("F", 0);
    long a = log.call("F", "A", "s3:GetObject", start);
    long b = log.call("F", "B", "s3:GetObject", start);
    log.succeeded(a);
    log.succeeded(b);
    playback.offer(log.all());
    assertThat(playback.travels()).hasSize(2);
  }

  @Test
  void aCallAfterAnAnswerWaitsForTheAnswer() {
    var playback = playback(false);
    var log = new Events();
    long start = log.invoked("F", 0);
    log.succeeded(log.call("F", "A", "s3:GetObject", start));
    log.call("F", "B", "s3:GetObject", start);
    playback.offer(log.all());
    playback.advance(1.1);
    assertThat(sequences()).containsExactly(1L, 2L, 3L);
    playback.advance(0.7);
    assertThat(sequences()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void nothingHappensWhilePaused() {
    var playback = playback(false);
    playback.setPaused(true);
    playback.offer(Events.upload(false).all());
    playback.advance(10);
    assertThat(shown).isEmpty();
    assertThat(playback.isActive()).isFalse();
    playback.setPaused(false);
    assertThat(shown).hasSize(1);
  }

  @Test
  void aStepShowsExactlyTheNextEvent() {
    var playback = playback(false);
    playback.setPaused(true);
    playback.offer(Events.upload(false).all());
    for (int i = 1; i <= 10; i++) {
      playback.step();
      assertThat(shown).hasSize(i);
      playback.advance(0.1);
      assertThat(shown).hasSize(i);
    }
    playback.step();
    assertThat(shown).hasSize(10);
    playOut(playback);
    assertThat(playback.travels()).isEmpty();
  }

  @Test
  void theDotOfAStepMovesToItsEndAndNoFurtherEventBegins() {
    var playback = playback(false);
    playback.setPaused(true);
    playback.offer(Events.upload(false).all());
    playback.step();
    playback.advance(0.5);
    assertThat(playback.travels()).extracting(Travel::progress).containsExactly(0.5);
    playback.advance(5);
    assertThat(playback.travels()).isEmpty();
    assertThat(playback.isActive()).isFalse();
    assertThat(shown).hasSize(1);
  }

  @Test
  void speedScalesTime() {
    var playback = playback(false);
    playback.setSpeed(4);
    playback.offer(Events.upload(false).all());
    playback.advance(0.2);
    assertThat(playback.travels()).extracting(Travel::progress).containsExactly(0.8);
  }

  @Test
  void instantShowsEverythingWithoutDots() {
    var playback = playback(false);
    playback.setInstant(true);
    playback.offer(Events.upload(false).all());
    assertThat(shown).hasSize(10);
    assertThat(playback.travels()).isEmpty();
    assertThat(playback.isActive()).isFalse();
  }

  @Test
  void whenTooMuchComesTheOldestIsShownAtOnceAndCounted() {
    var playback = playback(true);
    var log = new Events();
    for (int i = 0; i < 1000; i++) {
      log.invocation(i + 1).succeeded(log.call("A" + i, "B" + i, "s3:GetObject", 0));
    }
    playback.offer(log.all());
    assertThat(playback.skipped()).isEqualTo(2000 - Playback.MOST_WAITING_LIVE);
    assertThat(playback.travels()).hasSizeLessThanOrEqualTo(Playback.MOST_DOTS);
    playOut(playback);
    assertThat(shown).isEqualTo(log.all());
  }

  @Test
  void aCallWithoutADotIsShownAtOnce() {
    var playback = new Playback(false, call -> 0.0, shown::add);
    playback.offer(Events.upload(false).all());
    assertThat(shown).hasSize(10);
  }

  @Test
  void randomLogsAreAlwaysShownWholeInOrderAndWithCausesBeforeEffects() {
    for (long seed = 1; seed <= 60; seed++) {
      var random = new Random(seed);
      var log = randomLog(random);
      shown.clear();
      var playback = playback(random.nextBoolean());
      int offered = 0;
      var arrived = new HashSet<Long>();
      for (int frame = 0;
          frame < 200_000 && (offered < log.size() || playback.isActive());
          frame++) {
        int more = Math.min(log.size() - offered, random.nextInt(4));
        playback.offer(log.subList(offered, offered + more));
        offered += more;
        playback.advance(random.nextDouble() * 0.3);
        var travelling =
            playback.travels().stream().map(t -> t.event().header().sequence()).toList();
        for (var event : shown) {
          if (!travelling.contains(event.header().sequence())) {
            arrived.add(event.header().sequence());
          }
        }
        for (var event : shown) {
          var cause = event.header().cause();
          if (cause.isPresent()) {
            assertThat(arrived).as("seed %d", seed).contains(cause.getAsLong());
          }
        }
      }
      assertThat(shown).as("seed %d", seed).isEqualTo(log);
      assertThat(playback.travels()).as("seed %d", seed).isEmpty();
    }
  }

  private static List<RuntimeEvent> randomLog(Random random) {
    var log = new Events();
    var open = new ArrayList<Long>();
    for (int i = 0; i < 60; i++) {
      log.invocation(1 + random.nextInt(4));
      if (open.isEmpty() || random.nextBoolean()) {
        long cause =
            log.all().isEmpty() || random.nextInt(3) == 0
                ? 0
                : random.nextInt(log.all().size()) + 1;
        boolean blocked = cause != 0 && log.all().get((int) cause - 1) instanceof CallStarted;
        open.add(
            log.call(
                "N" + random.nextInt(5),
                "M" + random.nextInt(5),
                "s3:GetObject",
                blocked ? 0 : cause));
      } else {
        long call = open.remove(random.nextInt(open.size()));
        switch (random.nextInt(3)) {
          case 0 -> log.succeeded(call);
          case 1 -> log.denied(call);
          default -> log.blocked(call, "N1");
        }
      }
    }
    open.forEach(log::succeeded);
    return log.all();
  }
}

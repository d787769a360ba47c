package dev.diorama.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class EventLoopTest {

  @Test
  void aHundredThousandTasksRunInOrderOfInstantThenOfAddition() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var loop = new VirtualLoop();
    record Ran(Instant at, int number) {}
    var ran = new ArrayList<Ran>();
    for (int i = 0; i < 100_000; i++) {
      int number = i;
      loop.after(
          Duration.ofMillis(random.nextInt(1_000)), () -> ran.add(new Ran(loop.now(), number)));
    }
    loop.advance(Duration.ofSeconds(1));
    assertThat(ran).as("seed %d", seed).hasSize(100_000);
    for (int i = 1; i < ran.size(); i++) {
      var before = ran.get(i - 1);
      var after = ran.get(i);
      assertThat(
              before.at().isBefore(after.at())
                  || (before.at().equals(after.at()) && before.number() < after.number()))
          .as("seed %d, tasks %d and %d", seed, before.number(), after.number())
          .isTrue();
    }
  }

  @Test
  void virtualTimeStandsWhereTheNextTaskIsAndEndsWhereItWasAdvancedTo() {
    var loop = new VirtualLoop();
    var times = new ArrayList<Instant>();
    loop.after(
        Duration.ofMinutes(15),
        () -> loop.after(Duration.ofSeconds(1), () -> times.add(loop.now())));
    loop.advance(Duration.ofHours(1));
    assertThat(times).containsExactly(VirtualLoop.START.plusSeconds(901));
    assertThat(loop.now()).isEqualTo(VirtualLoop.START.plusSeconds(3600));
  }

  @Test
  void aCancelledTaskDoesNotRun() {
    var loop = new VirtualLoop();
    var ran = new ArrayList<String>();
    var task = loop.after(Duration.ofSeconds(1), () -> ran.add("cancelled"));
    loop.after(Duration.ofSeconds(1), () -> ran.add("kept"));
    task.cancel();
    task.cancel();
    loop.advance(Duration.ofSeconds(2));
    assertThat(ran).containsExactly("kept");
  }

  @Test
  void virtualTimeWaitsForWorkBesideTheLoop() {
    var loop = new VirtualLoop();
    var order = new ArrayList<String>();
    loop.beside(() -> "work", order::add, e -> order.add("failed"));
    loop.post(() -> order.add("after"));
    loop.beside(
        () -> {
          throw new IllegalStateException("no");
        },
        result -> order.add("done"),
        e -> order.add(e.getMessage()));
    loop.advance(Duration.ZERO);
    assertThat(order).containsExactly("work", "after", "no");
  }

  @Test
  void whatATaskThrowsReachesWhoAdvancesTheTime() {
    var loop = new VirtualLoop();
    var ran = new ArrayList<String>();
    loop.post(() -> {
      throw new IllegalStateException("a defect");
    });
    loop.post(() -> ran.add("next"));
    assertThatThrownBy(() -> loop.advance(Duration.ZERO)).hasMessage("a defect");
    loop.advance(Duration.ZERO);
    assertThat(ran).containsExactly("next");
  }

  @Test
  void closingAVirtualLoopInterruptsTheWorkForWhichItWaits() throws Exception {
    var loop = new VirtualLoop();
    var started = new CountDownLatch(1);
    var interrupted = new CompletableFuture<Boolean>();
    var answered = new ArrayList<String>();
    loop.beside(
        () -> {
          started.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.complete(true);
          }
          return "late";
        },
        answered::add,
        e -> answered.add("failed"));
    var advancing = Thread.ofPlatform().start(() -> loop.advance(Duration.ofHours(1)));
    started.await();
    var ended = new ArrayList<String>();
    loop.close(() -> ended.add("once"));
    loop.close(() -> ended.add("twice"));
    advancing.join();
    assertThat(interrupted.get()).isTrue();
    assertThat(ended).containsExactly("once");
    assertThat(answered).isEmpty();
  }

  @Test
  void aLiveLoopRunsTasksFromManyThreadsOneAtATime() throws Exception {
    var loop = new LiveLoop(InstantSource.system());
    loop.start();
    var ran = new ArrayList<Integer>();
    var all = new CountDownLatch(4_000);
    var threads = new ArrayList<Thread>();
    for (int t = 0; t < 4; t++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < 1_000; i++) {
                  loop.post(() -> {
                    ran.add(1);
                    all.countDown();
                  });
                }
              }));
    }
    for (var thread : threads) {
      thread.join();
    }
    all.await();
    var ended = new CompletableFuture<List<Integer>>();
    loop.close(() -> ended.complete(ran));
    assertThat(ended.get()).hasSize(4_000);
  }

  @Test
  void aLiveLoopClosesWhileWorkRunsBesideIt() throws Exception {
    var loop = new LiveLoop(InstantSource.system());
    loop.start();
    var started = new CountDownLatch(1);
    var interrupted = new CompletableFuture<Boolean>();
    loop.beside(
        () -> {
          started.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.complete(true);
          }
          return "late";
        },
        result -> {
          throw new AssertionError("answered after the end");
        },
        e -> {
          throw new AssertionError("answered after the end");
        });
    started.await();
    loop.close(() -> {});
    assertThat(interrupted.get()).isTrue();
  }

  @Test
  void aLiveLoopMayBeClosedByATaskOfItsOwn() throws Exception {
    var loop = new LiveLoop(InstantSource.system());
    var ended = new CompletableFuture<String>();
    loop.post(() -> loop.close(() -> ended.complete("ended")));
    loop.start();
    assertThat(ended.get()).isEqualTo("ended");
  }
}

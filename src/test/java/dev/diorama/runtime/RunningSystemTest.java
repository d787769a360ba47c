package dev.diorama.runtime;

import static dev.diorama.runtime.TestDrawing.ALICE;
import static dev.diorama.runtime.TestDrawing.OTHER_BOX;
import static dev.diorama.runtime.TestDrawing.SHUT_IN;
import static dev.diorama.runtime.TestDrawing.THE_BOX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RuntimeEvent.CallBlocked;
import dev.diorama.runtime.RuntimeEvent.CallDenied;
import dev.diorama.runtime.RuntimeEvent.CallFailed;
import dev.diorama.runtime.RuntimeEvent.CallStarted;
import dev.diorama.runtime.RuntimeEvent.CallSucceeded;
import dev.diorama.runtime.RuntimeEvent.RunStarted;
import dev.diorama.runtime.RuntimeEvent.RunStopped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningSystemTest {
  private static final RunOptions OPTIONS =
      new RunOptions(42, OptionalInt.empty(), Optional.empty());

  private static RunningSystem start() {
    return RunningSystem.virtual(
        TestDrawing.drawing(),
        TestDrawing.catalog(),
        context -> List.of(new BoxService(context)),
        OPTIONS);
  }

  private static OperationResult call(
      RunningSystem system, ResourceId caller, String operation, ResourceId target) {
    var answer = system.submit(caller, operation, target, Fields.EMPTY.with("Thing", "ball"));
    system.advance(Duration.ofMinutes(1));
    return answer.join();
  }

  private static <E extends RuntimeEvent> E only(RunningSystem system, Class<E> type) {
    var found = system.log().from(0).stream().filter(type::isInstance).map(type::cast).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  @Test
  void anAllowedCallReachesTheServiceAlongItsArrow() {
    try (var system = start()) {
      assertThat(call(system, ALICE, "box:Put", THE_BOX)).isEqualTo(new Success(Fields.EMPTY));
      var started = only(system, CallStarted.class);
      assertThat(started.connection()).contains(TestDrawing.ARROW);
      assertThat(started.target()).contains(THE_BOX);
      assertThat(started.input().text("Box")).contains("Box");
      assertThat(started.header().invocation()).isEqualTo(new InvocationId(1));
      assertThat(started.header().cause()).isEmpty();
      var ended = only(system, CallSucceeded.class);
      assertThat(ended.call()).isEqualTo(started.header().sequence());
      assertThat(ended.header().cause()).isEqualTo(OptionalLong.of(ended.call()));
      assertThat(ended.verdicts()).singleElement().matches(v -> v.works());
    }
  }

  @Test
  void aCallWithoutPermissionIsDeniedInAwssWords() {
    try (var system = start()) {
      var failure = (Failure) call(system, ALICE, "box:Put", OTHER_BOX);
      assertThat(failure.code()).isEqualTo("AccessDeniedException");
      assertThat(failure.message())
          .contains("is not authorized to perform: box:Put on resource: ")
          .contains("no identity-based policy allows the box:Put action");
      var denied = only(system, CallDenied.class);
      assertThat(denied.failure()).isEqualTo(failure);
      assertThat(denied.verdict().denial()).isPresent();
    }
  }

  @Test
  void aBlockedCallIsAnsweredOnlyWhenTheCallerGivesUp() {
    try (var system = start()) {
      var answer = system.submit(SHUT_IN, "box:Put", THE_BOX, Fields.EMPTY);
      system.advance(Gate.CONNECT_TIMEOUT.minusMillis(1));
      assertThat(answer).isNotDone();
      assertThat(only(system, CallBlocked.class).verdict().network()).isPresent();
      system.advance(Duration.ofMillis(1));
      assertThat(answer.join())
          .isInstanceOfSatisfying(
              Failure.class, f -> assertThat(f.code()).isEqualTo("TimeoutError"));
    }
  }

  @Test
  void packetsOfACallThatEverybodyMayMakeAreBlockedToo() {
    try (var system = start()) {
      assertThat(call(system, SHUT_IN, "box:Knock", THE_BOX)).isInstanceOf(Failure.class);
      only(system, CallBlocked.class);
      assertThat(call(system, ALICE, "box:Knock", THE_BOX)).isInstanceOf(Success.class);
    }
  }

  @Test
  void aServicesOwnErrorIsAFailedCall() {
    try (var system = start()) {
      var failure = new Failure("BoxEmpty", "The box is empty.", 400);
      assertThat(call(system, ALICE, "box:Get", THE_BOX)).isEqualTo(failure);
      assertThat(only(system, CallFailed.class).failure()).isEqualTo(failure);
    }
  }

  @Test
  void aServiceThatThrowsAnswersAnInternalFailure() {
    try (var system = start()) {
      assertThat(call(system, ALICE, "box:Crash", THE_BOX))
          .isInstanceOfSatisfying(
              Failure.class, f -> assertThat(f.code()).isEqualTo("InternalFailure"));
    }
  }

  @Test
  void anUnknownServiceAndAnUnknownTargetAreSaidToBeUnknown() {
    try (var system = start()) {
      assertThat(call(system, ALICE, "sns:Publish", THE_BOX))
          .isInstanceOfSatisfying(
              Failure.class, f -> assertThat(f.message()).contains("does not run").contains("sns"));
      assertThat(call(system, ALICE, "box:Put", new ResourceId("gone")))
          .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.message()).contains("gone"));
    }
  }

  @Test
  void workBesideTheLoopAnswersOnIt() {
    try (var system = start()) {
      assertThat(call(system, ALICE, "box:Work", THE_BOX))
          .isEqualTo(new Success(Fields.EMPTY.with("Thing", "BALL")));
    }
  }

  @Test
  void twoRunsWithOneSeedGiveTheSameTraceByteForByte() {
    assertThat(trace()).isEqualTo(trace()).startsWith("{\"sequence\":1,").contains("CallDenied");
  }

  private static String trace() {
    var system = start();
    try (system) {
      var _ = system.submit(ALICE, "box:Knock", THE_BOX, Fields.EMPTY);
      var _ =
          system.submit(
              ALICE, "box:Put", THE_BOX, Fields.EMPTY.with("Thing", Value.of(new byte[] {1, 2})));
      var _ = system.submit(ALICE, "box:Put", OTHER_BOX, Fields.EMPTY);
      var _ = system.submit(SHUT_IN, "box:Put", THE_BOX, Fields.EMPTY);
      var _ = system.submit(ALICE, "box:Wait", THE_BOX, Fields.EMPTY.with("Seconds", 900));
      system.advance(Duration.ofMinutes(20));
      var _ = system.submit(ALICE, "box:Get", THE_BOX, Fields.EMPTY);
      system.advance(Duration.ofMinutes(1));
      system.recordExpectation(0, Optional.of("expected something else"));
    }
    return EventJson.lines(system.log().from(0));
  }

  @Test
  void sequenceNumbersHaveNoGapsFromStartToStop() {
    var system = start();
    try (system) {
      call(system, ALICE, "box:Put", THE_BOX);
    }
    var events = system.log().from(0);
    assertThat(events.getFirst()).isEqualTo(new RunStarted(events.getFirst().header(), 42));
    assertThat(events.getLast()).isInstanceOf(RunStopped.class);
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).header().sequence()).isEqualTo(i + 1);
    }
  }

  @Test
  void closingStopsTheServicesOnceAndCancelsWhatHasNoAnswer() {
    var services = new ArrayList<BoxService>();
    var system =
        RunningSystem.virtual(
            TestDrawing.drawing(),
            TestDrawing.catalog(),
            context -> {
              services.add(new BoxService(context));
              return List.copyOf(services);
            },
            OPTIONS);
    var answer = system.submit(ALICE, "box:Put", THE_BOX, Fields.EMPTY);
    system.close();
    system.close();
    assertThat(answer).isCancelled();
    assertThat(services.getFirst().isStopped()).isTrue();
    assertThat(system.submit(ALICE, "box:Put", THE_BOX, Fields.EMPTY)).isCancelled();
    assertThat(system.log().from(0)).singleElement().isInstanceOf(RunStopped.class);
  }

  @Test
  void keysHaveTheFormOfAwssAndAreTheSameInEveryRun() {
    try (var one = start();
        var two = start()) {
      var session = one.credentials(ALICE);
      assertThat(session).isEqualTo(two.credentials(ALICE));
      assertThat(session.accessKeyId()).matches("ASIA[A-Z2-7]{16}");
      assertThat(session.secretAccessKey()).hasSize(40);
      assertThat(session.sessionToken()).isNotEmpty();
      var user = one.credentials(TestDrawing.STRANGER);
      assertThat(user.accessKeyId()).matches("AKIA[A-Z2-7]{16}");
      assertThat(user.sessionToken()).isEmpty();
    }
  }

  @Test
  void filesAreReadBelowTheDocumentsFolderOnly(@TempDir Path temp) throws Exception {
    var home = Files.createDirectories(temp.resolve("home"));
    Files.createDirectories(home.resolve("code/lib"));
    Files.writeString(home.resolve("code/index.js"), "exports.handler = 1;");
    Files.writeString(home.resolve("code/lib/a.js"), "// あ");
    Files.write(home.resolve("code/picture.png"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    Files.writeString(temp.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(home.resolve("code/link.txt"), temp.resolve("secret.txt"));
    Files.createSymbolicLink(home.resolve("out"), temp);
    var files = new HandlerFiles(Optional.of(home));
    assertThat(files.below("code"))
        .containsOnlyKeys("index.js", "lib/a.js")
        .containsEntry("lib/a.js", "// あ");
    assertThat(files.below("../")).isEmpty();
    assertThat(files.below(temp.toString())).isEmpty();
    assertThat(files.below("out")).isEmpty();
    assertThat(files.below("nowhere")).isEmpty();
    assertThat(files.below("a\0b")).isEmpty();
    assertThat(new HandlerFiles(Optional.empty()).below("code")).isEmpty();
  }
}

package dev.diorama.runtime;

import static dev.diorama.runtime.TestDrawing.ALICE;
import static dev.diorama.runtime.TestDrawing.OTHER_BOX;
import static dev.diorama.runtime.TestDrawing.SHUT_IN;
import static dev.diorama.runtime.TestDrawing.THE_BOX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RuntimeEvent.Header;
import dev.diorama.runtime.RuntimeEvent.InvocationEnded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class EventJsonTest {

  private static Fields ending(ResourceId caller, ResourceId target) {
    try (var system =
        RunningSystem.virtual(
            TestDrawing.drawing(),
            TestDrawing.catalog(),
            context -> List.of(new BoxService(context)),
            new RunOptions(1, OptionalInt.empty(), Optional.empty()))) {
      var _ = system.submit(caller, "box:Put", target, Fields.EMPTY);
      system.advance(Duration.ZERO);
      return EventJson.of(system.log().from(0).getLast());
    }
  }

  private static Fields first(Fields fields, String list) {
    return (Fields) fields.list(list).getFirst();
  }

  @Test
  void aSuccessSaysWhichStatementAllowedIt() {
    var json = ending(ALICE, THE_BOX);
    assertThat(json.values().keySet())
        .containsExactly(
            "sequence", "at", "invocation", "cause", "event", "call", "output", "verdicts");
    assertThat(json.text("event")).contains("CallSucceeded");
    var verdict = first(json, "verdicts");
    assertThat(verdict.text("outcome")).contains("WORKS");
    assertThat(verdict.fields("network").text("disposition")).contains("REACHABLE");
    var statement = first(verdict.fields("authorization"), "statements");
    assertThat(statement.text("policy")).contains("Inline");
    assertThat(statement.text("sid")).contains("Boxes");
    assertThat(statement.flag("matched")).isTrue();
    assertThat(statement.list("elements")).isNotEmpty();
  }

  @Test
  void aDenialSaysWhatDidNotMatch() {
    var json = ending(ALICE, OTHER_BOX);
    assertThat(json.text("event")).contains("CallDenied");
    var decision = json.fields("verdict").fields("authorization");
    assertThat(decision.text("decision")).contains("ImplicitlyDenied");
    assertThat(decision.text("blockedBy")).contains("IDENTITY");
    assertThat(first(decision, "statements").flag("matched")).isFalse();
  }

  @Test
  void aBlockedCallSaysWhatStopsThePackets() {
    var json = ending(SHUT_IN, THE_BOX);
    assertThat(json.text("event")).contains("CallBlocked");
    var path = first(json.fields("verdict").fields("network"), "paths");
    var blocker = first(path, "blockers");
    assertThat(blocker.text("code")).isPresent();
    assertThat(blocker.fields("explanation").text("key")).isPresent();
    assertThat(blocker.text("source").orElseThrow()).contains("docs.aws.amazon.com");
  }

  @Test
  void timesAreInMilliseconds() {
    var header =
        new Header(
            3, Instant.parse("2026-01-01T00:00:01Z"), new InvocationId(2), OptionalLong.of(1));
    var event =
        new InvocationEnded(
            header,
            new ResourceId("f"),
            "id",
            Optional.of("Error: no"),
            Duration.ofMillis(1_234),
            Duration.ofSeconds(2));
    assertThat(EventJson.line(event))
        .isEqualTo(
            "{\"sequence\":3,\"at\":\"2026-01-01T00:00:01.000Z\",\"invocation\":2,\"cause\":1,"
                + "\"event\":\"InvocationEnded\",\"function\":\"f\",\"requestId\":\"id\","
                + "\"error\":\"Error: no\",\"durationMs\":1234,\"billedMs\":2000}");
  }

  @Test
  void binaryInputIsBase64() {
    var header =
        new Header(
            1, Instant.parse("2026-01-01T00:00:00Z"), InvocationId.RUN, OptionalLong.empty());
    var event =
        new RuntimeEvent.CallStarted(
            header,
            ALICE,
            Optional.empty(),
            Optional.empty(),
            "box:Put",
            Fields.EMPTY.with("Thing", Value.of(new byte[] {1, 2})));
    assertThat(EventJson.line(event)).contains("\"input\":{\"Thing\":\"AQI=\"}");
  }
}

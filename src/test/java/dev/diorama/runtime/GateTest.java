package dev.diorama.runtime;

import static dev.diorama.runtime.TestDrawing.ALICE;
import static dev.diorama.runtime.TestDrawing.OTHER_BOX;
import static dev.diorama.runtime.TestDrawing.SHUT_IN;
import static dev.diorama.runtime.TestDrawing.THE_BOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.catalog.Need;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.ConnectionTypeName;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RuntimeContext.Because;
import dev.diorama.runtime.RuntimeContext.Outgoing;
import dev.diorama.runtime.RuntimeEvent.CallSucceeded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final Because BECAUSE = new Because(InvocationId.RUN, OptionalLong.empty());

  private static Outgoing outgoing(ResourceId caller, boolean servicePlane) {
    return new Outgoing(
        new Need.ResourceCaller(caller),
        BoxService.PREFIX,
        "Put",
        Fields.EMPTY.with("Box", "Box"),
        servicePlane,
        BECAUSE);
  }

  @Test
  void theServicePlaneNeedsPermissionButNoRoute() {
    var contexts = new ArrayList<RuntimeContext>();
    try (var system =
        RunningSystem.virtual(
            TestDrawing.drawing(),
            TestDrawing.catalog(),
            context -> {
              contexts.add(context);
              return List.of(new BoxService(context));
            },
            new RunOptions(1, OptionalInt.empty(), Optional.empty()))) {
      var answers = new ArrayList<OperationResult>();
      contexts.getFirst().call(outgoing(SHUT_IN, true), answers::add);
      assertThat(answers).as("nobody is answered inside the call").isEmpty();
      system.advance(Duration.ZERO);
      assertThat(answers).containsExactly(new Success(Fields.EMPTY));
      assertThat(system.log().from(0))
          .filteredOn(CallSucceeded.class::isInstance)
          .singleElement()
          .isInstanceOfSatisfying(
              CallSucceeded.class, e -> assertThat(e.verdicts().getFirst().network()).isEmpty());
    }
  }

  @Test
  void aServiceThatAnswersTwiceIsFoundOut() {
    var log = new EventLog();
    var loop = new VirtualLoop();
    var answers = new ArrayList<OperationResult>();
    var call =
        new CallInFlight(
            loop,
            new Recorder(log, loop),
            outgoing(ALICE, false),
            "svc:Op",
            Optional.empty(),
            Optional.empty(),
            answers::add);
    call.end(new Success(Fields.EMPTY), List.of());
    assertThatThrownBy(() -> call.end(new Success(Fields.EMPTY), List.of()))
        .isInstanceOf(IllegalStateException.class);
    loop.advance(Duration.ZERO);
    assertThat(answers).hasSize(1);
    assertThat(log.size()).isEqualTo(2);
  }

  @Test
  void aCallGoesAlongTheArrowThatNeedsItsActionInEitherDirection() {
    var other = new ConnectionId("other");
    var drawing =
        TestDrawing.drawing()
            .without(TestDrawing.ARROW)
            .with(
                new Connection(
                    other, new ConnectionTypeName("unknown:Type"), ALICE, THE_BOX, Fields.EMPTY))
            .with(
                new Connection(
                    TestDrawing.ARROW,
                    new ConnectionTypeName("box:Put"),
                    ALICE,
                    THE_BOX,
                    Fields.EMPTY));
    var connections = new DrawnConnections(drawing, TestDrawing.catalog());
    var put = List.of(new Authorization("Box:put", "*", Map.of()));
    assertThat(connections.of(new Need.ResourceCaller(ALICE), THE_BOX, "box", put))
        .contains(TestDrawing.ARROW);
    assertThat(connections.of(new Need.ResourceCaller(THE_BOX), ALICE, "box", put))
        .contains(TestDrawing.ARROW);
    assertThat(connections.of(new Need.ResourceCaller(ALICE), THE_BOX, "box", List.of()))
        .contains(TestDrawing.ARROW);
    assertThat(connections.of(new Need.ResourceCaller(ALICE), THE_BOX, "elsewhere", List.of()))
        .contains(other);
    assertThat(connections.of(new Need.ResourceCaller(ALICE), OTHER_BOX, "box", put)).isEmpty();
  }

  @Test
  void whatLiesInsideAResourceBelongsToIt() {
    var arns = new DrawnArns(TestDrawing.drawing(), TestDrawing.catalog());
    var box = "arn:aws:box:us-east-1:123456789012:box/Box";
    assertThat(arns.owner(box)).contains(THE_BOX);
    assertThat(arns.owner(box + "/thing")).contains(THE_BOX);
    assertThat(arns.owner(box + "Other")).isEmpty();
    assertThat(arns.owner("*")).isEmpty();
  }
}

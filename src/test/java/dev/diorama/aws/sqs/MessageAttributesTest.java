package dev.diorama.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.aws.Sketch;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Digests that a published implementation of AWS's algorithm gives
/// (`npmjs.com/package/aws-md5-of-message-attributes`).
class MessageAttributesTest {
  private static final Fields TEXT =
      Sketch.json("{'attribName1': {'DataType': 'String', 'StringValue': 'attribValue 1'}}");
  private static final Fields NUMBER =
      Sketch.json(
          "{'customNumberTypeAttrib': {'DataType': 'Number.float', 'StringValue':"
              + " '4563442423554324324264524243.32543234'}}");
  private static final Fields BINARY =
      Fields.EMPTY.with(
          "binaryAttribute",
          Fields.EMPTY
              .with("DataType", "Binary")
              .with(
                  "BinaryValue", Value.of("Hello binary world!".getBytes(StandardCharsets.UTF_8))));

  @Test
  void digestsAreAwss() {
    assertThat(MessageAttributes.digest(TEXT)).isEqualTo("19e27d4e946b072f3f58da80d94fd778");
    assertThat(MessageAttributes.digest(NUMBER)).isEqualTo("9fe1b90bbd9965bdf77bac517c7d2495");
    assertThat(MessageAttributes.digest(BINARY)).isEqualTo("31a92b15d92f8db860eda32aceb656c3");
  }

  @Test
  void theOrderOfAttributesDoesNotMatter() {
    var all = Fields.EMPTY;
    for (var part : new Fields[] {NUMBER, BINARY, TEXT}) {
      for (var entry : part.values().entrySet()) {
        all = all.with(entry.getKey(), entry.getValue());
      }
    }
    assertThat(MessageAttributes.digest(all)).isEqualTo("c932db14a896c663f83c260297d594ff");
  }

  @Test
  void receiversGetWhatTheyName() {
    var all = Sketch.json("{'a.x': {}, 'a.y': {}, 'b': {}}");
    assertThat(MessageAttributes.selected(all, List.of("a.*")).values().keySet())
        .containsExactly("a.x", "a.y");
    assertThat(MessageAttributes.selected(all, List.of("All"))).isEqualTo(all);
    assertThat(MessageAttributes.selected(all, List.of())).isEqualTo(Fields.EMPTY);
  }

  /// `docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html`
  @Test
  void aNumberMustBeOne() throws SqsException {
    for (var number : List.of("7", "-1.5", "+1e10", ".5")) {
      MessageAttributes.check(
          Sketch.json("{'n': {'DataType': 'Number.int', 'StringValue': '" + number + "'}}"));
    }
    assertThatThrownBy(() ->
            MessageAttributes.check(
                Sketch.json("{'n': {'DataType': 'Number', 'StringValue': 'seven'}}")))
        .isInstanceOf(SqsException.class)
        .hasMessageContaining("Can't cast the value of message (user) attribute 'n' to a number.");
  }
}

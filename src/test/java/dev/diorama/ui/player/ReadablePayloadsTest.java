package dev.diorama.ui.player;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadablePayloadsTest {
  private static Value shown(Value member) {
    return ReadablePayloads.in(Fields.EMPTY.with("Member", member)).get("Member").orElseThrow();
  }

  @Test
  void anEventIsShownAsTheJsonThatItIs() {
    assertThat(shown(Value.utf8("{\"key\": \"猫.png\"}")))
        .isEqualTo(Fields.EMPTY.with("key", Value.of("猫.png")));
    assertThat(shown(Value.utf8("[1]"))).isEqualTo(new Items(List.of(Value.of(1))));
  }

  @Test
  void textIsShownAsText() {
    assertThat(shown(Value.utf8("hello\n"))).isEqualTo(Value.of("hello\n"));
    assertThat(shown(Value.utf8("{ not JSON"))).isEqualTo(Value.of("{ not JSON"));
    assertThat(shown(new Items(List.of(Value.utf8("a")))))
        .isEqualTo(new Items(List.of(Value.of("a"))));
  }

  @Test
  void bytesThatNobodyCanReadStayBytes() {
    var picture = Value.of(new byte[] {(byte) 0x89, 'P', 'N', 'G'});
    var control = Value.of(new byte[] {'a', 0, 'b'});
    var large = Value.of(new byte[(64 << 10) + 1]);
    assertThat(List.of(shown(picture), shown(control), shown(large)))
        .containsExactly(picture, control, large);
  }
}

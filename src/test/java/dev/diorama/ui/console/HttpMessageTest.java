package dev.diorama.ui.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpMessageTest {

  @Test
  void pathAndQueryArePartedAndEncodedAsAUrlNeedsIt() {
    var message = new HttpMessage("GET", "/notes/食 1%20?q=a b&x=1", List.of(), "");
    assertThat(message.input())
        .isEqualTo(
            Fields.EMPTY
                .with("Method", "GET")
                .with("Path", "/notes/%E9%A3%9F%201%20")
                .with("Query", "q=a%20b&x=1")
                .with("Headers", Fields.EMPTY));
  }

  @Test
  void aHeaderThatIsGivenTwiceHasTwoValues() {
    var message =
        new HttpMessage("GET", "/", List.of(Map.entry("A", "1"), Map.entry("A", "2")), "");
    assertThat(message.input().fields("Headers").texts("A")).containsExactly("1", "2");
  }

  @Test
  void curlGetsWordsThatAShellLeavesAlone() {
    var message =
        new HttpMessage(
            "POST", "/a b", List.of(Map.entry("X", "it's")), "{\"text\": \"it's $HOME\"}");
    assertThat(message.curl("http://127.0.0.1:4566/base"))
        .isEqualTo(
            "curl -i -X POST 'http://127.0.0.1:4566/base/a%20b' -H 'X: it'\\''s'"
                + " --data-binary '{\"text\": \"it'\\''s $HOME\"}'");
  }

  @Test
  void jsonIsShownOnSeveralLinesAndAllElseAsItIs() {
    assertThat(HttpMessage.readable(Value.of("{\"a\":1}"))).contains("\n");
    assertThat(HttpMessage.readable(Value.of("{no json"))).isEqualTo("{no json");
    assertThat(
            HttpMessage.readable(
                Value.of("plain".getBytes(java.nio.charset.StandardCharsets.UTF_8))))
        .isEqualTo("plain");
  }
}

package dev.diorama.ui.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {

  private static Properties read(String name) throws Exception {
    var properties = new Properties();
    try (var in =
        new InputStreamReader(
            Objects.requireNonNull(MessagesTest.class.getResourceAsStream(name)),
            StandardCharsets.UTF_8)) {
      properties.load(in);
    }
    return properties;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/dev/diorama/ui/canvas/messages",
        "/dev/diorama/ui/player/messages",
        "/dev/diorama/ui/console/messages"
      })
  void bothLanguagesHaveTheSameKeysAndArguments(String bundle) throws Exception {
    var english = read(bundle + ".properties");
    var japanese = read(bundle + "_ja.properties");
    assertThat(japanese.stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(english.stringPropertyNames());
    for (var key : english.stringPropertyNames()) {
      for (int i = 0; i < 5; i++) {
        var argument = "{" + i + "}";
        assertThat(japanese.getProperty(key).contains(argument))
            .as(key)
            .isEqualTo(english.getProperty(key).contains(argument));
      }
    }
  }
}

package dev.diorama.ui.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.Console;
import dev.diorama.ui.OnFx;
import dev.diorama.ui.WindowTest;
import org.junit.jupiter.api.Test;

@WindowTest
class MessagePanelTest {

  private static MessagePanel panel(Benches run) throws Exception {
    var api = run.resource("ChatApi");
    var panel =
        OnFx.call(() ->
            new MessagePanel(
                run.bench(),
                api,
                (Console.Messages) run.bench().console(api).orElseThrow(),
                Benches.TEXTS));
    run.feed(panel);
    return panel;
  }

  private static MessagePanel another(Benches run) {
    var api = run.resource("ChatApi");
    return new MessagePanel(
        run.bench(), api, (Console.Messages) run.bench().console(api).orElseThrow(), Benches.TEXTS);
  }

  @Test
  void whatIsSentAndWhatComesBackIsListed() throws Exception {
    try (var run = Benches.of("websocket-chat")) {
      var panel = panel(run);
      OnFx.run(() -> {
        panel.query().setText("token=alice-ticket");
        panel.connect();
      });
      Benches.until(() -> panel.shown().contains("NOTE #1 Alice Connected"));
      OnFx.run(() -> {
        panel.body().show("{\"action\":\"send\",\"text\":\"Hello\"}");
        panel.send();
      });
      Benches.until(() -> panel.shown().stream().anyMatch(l -> l.startsWith("RECEIVED")));
      OnFx.run(() -> {
        assertThat(panel.shown()).anyMatch(l -> l.startsWith("SENT #1 Alice"));
        assertThat(panel.shown().getLast()).contains("\"from\"").contains("Hello");
        var again = another(run);
        again.restore(panel.keep());
        again.take(run.bench().system().log().from(0));
        assertThat(again.shown()).isEqualTo(panel.shown());
        panel.disconnect();
      });
      Benches.until(() -> panel.shown().contains("NOTE #1 Alice Disconnected"));
    }
  }

  @Test
  void aRefusedHandshakeIsToldWithItsStatus() throws Exception {
    try (var run = Benches.of("websocket-chat")) {
      var panel = panel(run);
      OnFx.run(() -> {
        panel.query().setText("token=mallory-nothing");
        panel.connect();
      });
      Benches.until(() -> panel.note().startsWith("403"));
      assertThat(panel.shown()).isEmpty();
    }
  }
}

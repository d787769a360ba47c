package dev.diorama.ui.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.Console;
import dev.diorama.model.ResourceId;
import dev.diorama.runtime.RuntimeEvent.CallStarted;
import dev.diorama.ui.OnFx;
import dev.diorama.ui.WindowTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

@WindowTest
class RequestPanelTest {

  private static RequestPanel panel(Benches run, List<String> copied) throws Exception {
    var api = run.resource("NotesApi");
    return OnFx.call(() ->
        new RequestPanel(
            run.bench(),
            api,
            (Console.Requests) run.bench().console(api).orElseThrow(),
            Benches.TEXTS,
            copied::add));
  }

  private static void send(RequestPanel panel, String method, String path, String body)
      throws Exception {
    int before = OnFx.call(() -> panel.history().size());
    OnFx.run(() -> {
      panel.method().setValue(method);
      panel.path().setText(path);
      panel.body().show(body);
      panel.send();
    });
    Benches.until(
        () -> panel.history().size() == before + 1 && panel.answer().statusText().contains("ms"));
  }

  @Test
  void aRequestGoesThroughTheRunAsTheDrawnClientAndItsAnswerIsShown() throws Exception {
    try (var run = Benches.of("rest-notes")) {
      var panel = panel(run, new ArrayList<>());
      send(panel, "PUT", "/notes/1", "{\"text\": \"Milk\"}");
      OnFx.run(() -> {
        assertThat(panel.answer().statusText()).startsWith("20");
        assertThat(panel.history().size()).isEqualTo(1);
      });
      assertThat(run.bench().system().log().from(0))
          .filteredOn(CallStarted.class::isInstance)
          .first()
          .extracting(e -> ((CallStarted) e).caller())
          .isEqualTo(new ResourceId("reader"));
    }
  }

  @Test
  void aPathWithoutRouteIsRefusedInAwsWords() throws Exception {
    try (var run = Benches.of("rest-notes")) {
      var panel = panel(run, new ArrayList<>());
      send(panel, "GET", "/nowhere", "");
      OnFx.run(() -> {
        assertThat(panel.answer().statusText()).startsWith("403");
        assertThat(panel.answer().noteText()).isEqualTo("Missing Authentication Token");
      });
    }
  }

  @Test
  void anAnswerThatTheApiKeepsHasARingUntilItsTimeIsOver() throws Exception {
    try (var run = Benches.of("cached-api")) {
      var api =
          run.bench().targets().stream()
              .filter(r -> run.bench().console(r).orElseThrow() instanceof Console.Requests)
              .findFirst()
              .orElseThrow();
      var panel =
          OnFx.call(() ->
              new RequestPanel(
                  run.bench(),
                  api,
                  (Console.Requests) run.bench().console(api).orElseThrow(),
                  Benches.TEXTS,
                  t -> {}));
      run.feed(panel);
      OnFx.run(panel::send);
      Benches.until(
          () -> !panel.cache().keys().isEmpty() && panel.answer().statusText().contains("ms"));
      OnFx.run(() -> {
        assertThat(panel.answer().noteText()).isEqualTo("API cache: miss");
        panel.cache().take(List.of(), Instant.now().plusSeconds(3601));
        assertThat(panel.cache().keys()).isEmpty();
      });
    }
  }

  @Test
  void whatWasTypedAndReceivedIsThereInAnotherLanguage() throws Exception {
    try (var run = Benches.of("rest-notes")) {
      var panel = panel(run, new ArrayList<>());
      send(panel, "PUT", "/notes/1", "{\"text\": \"Milk\"}");
      OnFx.run(() -> {
        panel.path().setText("/notes/2");
        var view = new ConsoleView(Benches.TEXTS, t -> {});
        var japanese =
            new ConsoleView(
                Benches.STUDIO.texts(Locale.JAPANESE, "dev.diorama.ui.console.messages"), t -> {});
        var api = run.resource("NotesApi").id();
        view.show(Optional.of(run.bench()));
        view.select(api);
        view.panel().orElseThrow().restore(panel.keep());
        japanese.show(Optional.of(run.bench()));
        japanese.restore(view.keep());
        var again = (RequestPanel) japanese.panel().orElseThrow();
        assertThat(again.path().getText()).isEqualTo("/notes/2");
        assertThat(again.method().getValue()).isEqualTo("PUT");
        assertThat(again.body().text()).contains("Milk");
        assertThat(again.history().size()).isEqualTo(1);
        assertThat(again.answer().statusText()).startsWith("20").contains("ミリ秒");
      });
    }
  }

  @Test
  void theFirstRouteOfTheDrawingIsThere() throws Exception {
    try (var run = Benches.of("rest-notes")) {
      var panel = panel(run, new ArrayList<>());
      OnFx.run(() -> {
        assertThat(panel.method().getValue()).isEqualTo("PUT");
        assertThat(panel.path().getText()).isEqualTo("/notes/1");
      });
    }
  }
}

package dev.diorama.ui.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Console;
import dev.diorama.json.Json;
import dev.diorama.model.Value.Fields;
import dev.diorama.ui.OnFx;
import dev.diorama.ui.WindowTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WindowTest
class InvokePanelTest {

  private static InvokePanel panel(Benches run, String function) throws Exception {
    var resource = run.resource(function);
    var panel =
        OnFx.call(() ->
            new InvokePanel(
                run.bench(),
                resource,
                (Console.Invocations) run.bench().console(resource).orElseThrow(),
                Benches.TEXTS));
    run.feed(panel);
    return panel;
  }

  @Test
  void anInvocationShowsItsResultItsLogAndWhatItTookAndCost() throws Exception {
    try (var run = Benches.of("rest-notes")) {
      var panel = panel(run, "SaveNote");
      OnFx.run(panel::invoke);
      Benches.until(
          () -> !panel.result().payloadText().isEmpty() && panel.result().factCount() >= 4);
      OnFx.run(() -> {
        assertThat(panel.result().payloadText()).startsWith("{");
        assertThat(panel.result().logText()).contains("REPORT RequestId");
      });
    }
  }

  @Test
  void whatIsNoJsonIsNotSent() throws Exception {
    try (var run = Benches.of("rest-notes")) {
      var panel = panel(run, "SaveNote");
      int before = run.bench().system().log().size();
      OnFx.run(() -> {
        panel.event().show("{\"a\": ");
        panel.invoke();
        assertThat(panel.result().node().isVisible()).isFalse();
      });
      assertThat(run.bench().system().log().from(before))
          .noneMatch(e -> e instanceof dev.diorama.runtime.RuntimeEvent.CallStarted);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cached-api",
        "order-queue",
        "photo-catalog",
        "rest-notes",
        "table-stream",
        "websocket-chat"
      })
  void everyTriggerInTheDrawingHasAnEventWithItsOwnNames(String sample) throws Exception {
    try (var run = Benches.of(sample)) {
      var drawing = run.bench().drawing();
      var catalog = run.bench().catalog();
      for (var connection : drawing.connections().values()) {
        var source = drawing.resource(connection.source()).orElseThrow();
        var target = drawing.resource(connection.target()).orElseThrow();
        // What an authorizer is asked is no event of the drawing's data, and has no sample yet.
        if (connection.type().value().endsWith(":Authorizer")
            || !catalog.has(target, Capability.INVOCABLE)
            || catalog.type(connection.type()).filter(t -> t.trigger()).isEmpty()) {
          continue;
        }
        var event =
            catalog
                .facets(source)
                .sampleEvent(connection, drawing, catalog)
                .or(() -> catalog.facets(target).sampleEvent(connection, drawing, catalog));
        assertThat(event).as(connection.id().value()).isPresent();
        var text = Json.write(event.orElseThrow());
        assertThat(Json.read(text)).isInstanceOf(Fields.class);
        var names =
            List.of(
                catalog.facets(source).physicalId(source, drawing.environment()),
                catalog
                    .facets(source)
                    .eventSourceArn(source, drawing.environment())
                    .orElse("none"));
        assertThat(names.stream().anyMatch(text::contains)).as(text).isTrue();
      }
    }
  }
}

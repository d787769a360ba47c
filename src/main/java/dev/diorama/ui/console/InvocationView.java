package dev.diorama.ui.console;

import dev.diorama.catalog.Texts;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Message;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.RuntimeEvent.InvocationEnded;
import dev.diorama.ui.inspector.Highlight;
import dev.diorama.ui.inspector.SourceArea;
import dev.diorama.ui.theme.Glyph;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/// What came of an invocation: result or error with its stack, what it took and cost, and the end
/// of its log.
final class InvocationView {
  private final Texts texts;
  private final Label status = new Label();
  private final Label note = new Label();
  private final FlowPane facts = new FlowPane(12, 4);
  private final Label logHeading;
  private final SourceArea payload;
  private final TextArea log = new TextArea();
  private final VBox root;

  InvocationView(Texts texts) {
    this.texts = texts;
    var forms = new FormParts(texts);
    payload = new SourceArea(texts.text("console.result"), Highlight.JSON, 240);
    payload.area().setEditable(false);
    status.getStyleClass().add("console-status");
    status.setWrapText(true);
    note.getStyleClass().addAll("small");
    note.setWrapText(true);
    log.setEditable(false);
    log.getStyleClass().addAll("mono", "console-read");
    logHeading = forms.heading("console.logTail");
    logHeading.setLabelFor(log);
    log.setAccessibleText(texts.text("console.logTail"));
    root =
        new VBox(
            forms.section("console.result"), status, note, facts, payload.node(), logHeading, log);
    root.getStyleClass().add("console-answer");
    for (var node : new Node[] {root, status, note, facts, payload.node(), logHeading, log}) {
      node.managedProperty().bind(node.visibleProperty());
    }
    root.setVisible(false);
  }

  VBox node() {
    return root;
  }

  void waiting() {
    say(Message.of("console.waiting"));
    facts.getChildren().clear();
  }

  /// Says something instead of a result.
  void say(Message what) {
    only(false);
    status.setVisible(false);
    note.setVisible(true);
    note.setText(texts.text(what));
  }

  private void only(boolean result) {
    root.setVisible(true);
    status.setVisible(true);
    note.setVisible(false);
    facts.setVisible(result);
    payload.node().setVisible(result);
    logHeading.setVisible(result);
    log.setVisible(result);
  }

  private void status(boolean good, String text) {
    status.getStyleClass().removeAll("success-text", "error-text");
    status.getStyleClass().add(good ? "success-text" : "error-text");
    status.setGraphic((good ? Glyph.OK : Glyph.CLOSE).node(14));
    status.setText(text);
  }

  /// Shows that it was refused.
  void show(Failure failure) {
    only(false);
    status(
        false, texts.text(Message.of("console.invoke.refused", failure.status(), failure.code())));
    note.setVisible(true);
    note.setText(failure.message());
  }

  /// Shows what an invocation answered.
  void show(Fields output) {
    only(true);
    var text = output.get("Payload").map(HttpMessage::readable).orElse("");
    var error = output.text("FunctionError");
    if (error.isPresent()) {
      var told = error(text);
      status(
          false,
          told.flatMap(t -> t.text("errorType"))
              .map(type ->
                  texts.text(
                      Message.of(
                          "console.invoke.error",
                          type,
                          told.flatMap(t -> t.text("errorMessage")).orElse(""))))
              .orElse(error.get()));
    } else {
      status(true, texts.text("console.invoke.succeeded"));
    }
    payload.show(text);
    var tail =
        output
            .text("LogResult")
            .map(t -> new String(Base64.getDecoder().decode(t), StandardCharsets.UTF_8).strip())
            .filter(t -> !t.isEmpty())
            .orElse(texts.text("console.none"));
    log.setText(tail);
    log.setPrefRowCount(Math.clamp(tail.lines().count() + 1, 2, 12));
    log.setScrollTop(0);
  }

  private static Optional<Fields> error(String payload) {
    try {
      Value read = Json.read(payload);
      return read instanceof Fields f ? Optional.of(f) : Optional.empty();
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  /// Shows what it took and cost, as its `REPORT` line says.
  void facts(InvocationEnded ended) {
    facts.getChildren().clear();
    fact(
        "console.fact.duration", texts.text(Message.of("console.ms", ended.duration().toMillis())));
    fact("console.fact.billed", texts.text(Message.of("console.ms", ended.billed().toMillis())));
    ended
        .bill()
        .ifPresent(bill -> {
          fact(
              "console.fact.memory",
              bill.memoryUsed().isPresent()
                  ? texts.text(
                      Message.of(
                          "console.mbOf", bill.memoryUsed().getAsLong(), bill.memoryMegabytes()))
                  : texts.text(Message.of("console.mb", bill.memoryMegabytes())));
          bill.init()
              .ifPresent(init ->
                  fact("console.fact.init", texts.text(Message.of("console.ms", init.toMillis()))));
          fact("console.fact.cost", CostMeter.dollars(bill.dollars()));
        });
  }

  private void fact(String key, String value) {
    var name = new Label(texts.text(key));
    name.getStyleClass().addAll("muted", "small");
    var label = new Label(value);
    label.getStyleClass().addAll("strong", "small");
    facts.getChildren().add(new VBox(name, label));
  }

  /// The status line's text.
  String statusText() {
    return status.getText();
  }

  /// The result's text.
  String payloadText() {
    return payload.text();
  }

  /// The log's text.
  String logText() {
    return log.getText();
  }

  /// How many facts there are.
  int factCount() {
    return facts.getChildren().size();
  }
}

package dev.diorama.ui.console;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.ui.inspector.Highlight;
import dev.diorama.ui.inspector.SourceArea;
import dev.diorama.ui.theme.Glyph;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.VBox;

/// The answer to an HTTP request: status, time, headers, body.
final class AnswerView {
  /// Longer bodies are cut here, so that a large answer does not stop the window.
  private static final int MOST_CHARACTERS = 50_000;

  private final Texts texts;
  private final Label status = new Label();
  private final Label note = new Label();
  private final TextArea headers = new TextArea();
  private final SourceArea body;
  private final VBox parts;
  private final VBox root;

  AnswerView(Texts texts) {
    this.texts = texts;
    var forms = new FormParts(texts);
    body = new SourceArea(texts.text("console.answer.body"), Highlight.JSON, 320);
    body.area().setEditable(false);
    status.getStyleClass().add("console-status");
    status.setWrapText(true);
    note.getStyleClass().addAll("muted", "small");
    note.setWrapText(true);
    headers.setEditable(false);
    headers.getStyleClass().addAll("mono", "console-read");
    headers.setAccessibleText(texts.text("console.headers"));
    parts =
        new VBox(
            forms.heading("console.headers"),
            headers,
            forms.heading("console.answer.body"),
            body.node());
    parts.getStyleClass().add("property");
    root = new VBox(forms.section("console.answer"), status, note, parts);
    root.getStyleClass().add("console-answer");
    for (var node : new javafx.scene.Node[] {status, note, parts, root}) {
      node.managedProperty().bind(node.visibleProperty());
    }
    root.setVisible(false);
  }

  VBox node() {
    return root;
  }

  /// The HTTP status of an answer; 0 if there was none.
  static int status(OperationResult result) {
    return switch (result) {
      case Success s -> s.output().number("StatusCode").map(Long::intValue).orElse(200);
      case Failure f -> f.status();
    };
  }

  /// Something is on its way.
  void waiting() {
    say(Message.of("console.waiting"));
  }

  /// Says something instead of an answer.
  void say(Message what) {
    root.setVisible(true);
    parts.setVisible(false);
    status.setVisible(false);
    note.setVisible(true);
    note.setText(texts.text(what));
  }

  /// Shows an answer.
  void show(OperationResult result, long millis) {
    root.setVisible(true);
    int code = status(result);
    boolean good = code >= 200 && code < 400;
    status.setVisible(true);
    status.getStyleClass().removeAll("success-text", "error-text");
    status.getStyleClass().add(good ? "success-text" : "error-text");
    status.setGraphic((good ? Glyph.OK : Glyph.CLOSE).node(14));
    switch (result) {
      case Success s -> {
        status.setText(texts.text(Message.of("console.answer.status", code, millis)));
        note.setVisible(s.output().get("Cache").isPresent());
        note.setText(texts.text(Message.of("console.cache", s.output().text("Cache").orElse(""))));
        parts.setVisible(true);
        showHeaders(s.output().fields("Headers"));
        body.show(cut(HttpMessage.readable(s.output().get("Body").orElse(Value.of("")))));
      }
      case Failure f -> {
        status.setText(
            code > 0
                ? texts.text(Message.of("console.answer.failure", code, f.code(), millis))
                : texts.text(Message.of("console.answer.none", f.code(), millis)));
        note.setVisible(true);
        note.setText(f.message());
        parts.setVisible(false);
      }
    }
  }

  private String cut(String text) {
    return text.length() <= MOST_CHARACTERS
        ? text
        : text.substring(0, MOST_CHARACTERS)
            + "\n"
            + texts.text(Message.of("console.cut", text.length() - MOST_CHARACTERS));
  }

  private void showHeaders(Fields fields) {
    List<String> lines = new ArrayList<>();
    fields
        .values()
        .keySet()
        .forEach(name -> fields.texts(name).forEach(v -> lines.add(name + ": " + v)));
    headers.setText(lines.isEmpty() ? texts.text("console.none") : String.join("\n", lines));
    headers.setPrefRowCount(Math.clamp(lines.size(), 1, 6));
  }

  /// The status line's text.
  String statusText() {
    return status.getText();
  }

  /// The body's text.
  String bodyText() {
    return body.text();
  }

  /// What is said beside the status.
  String noteText() {
    return note.getText();
  }
}

package dev.diorama.ui.console;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.ui.theme.Controls;
import dev.diorama.ui.theme.Glyph;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The requests that were sent, newest first; each can be brought back or sent again.
final class RequestHistory {
  private static final int MOST = 20;

  private final Texts texts;
  private final Consumer<HttpMessage> fill;
  private final Consumer<HttpMessage> resend;
  private final VBox list = new VBox(2);
  private final List<Entry> entries = new ArrayList<>();
  private final VBox root;

  /// A request with the place of its answer.
  static final class Entry {
    private final HttpMessage message;
    private final Label outcome;
    private int status;
    private long millis;

    private Entry(HttpMessage message, Label outcome) {
      this.message = message;
      this.outcome = outcome;
    }
  }

  RequestHistory(Texts texts, Consumer<HttpMessage> fill, Consumer<HttpMessage> resend) {
    this.texts = texts;
    this.fill = fill;
    this.resend = resend;
    root = new VBox(4, new FormParts(texts).section("console.history"), list);
    root.setVisible(false);
    root.managedProperty().bind(root.visibleProperty());
  }

  VBox node() {
    return root;
  }

  /// How many are kept.
  int size() {
    return list.getChildren().size();
  }

  /// What is kept, newest first.
  List<Draft.Sent> sent() {
    return entries.stream().map(e -> new Draft.Sent(e.message, e.status, e.millis)).toList();
  }

  /// Takes a request that is sent now.
  Entry add(HttpMessage message) {
    var title = message.method() + " " + message.path();
    var back = new Button(title);
    back.getStyleClass().addAll("console-past", "mono");
    back.setMaxWidth(Double.MAX_VALUE);
    back.setMinWidth(0);
    back.setTooltip(Controls.tooltip(texts.text(Message.of("console.history.back", title))));
    back.setOnAction(e -> fill.accept(message));
    HBox.setHgrow(back, Priority.ALWAYS);
    var outcome = new Label("…");
    outcome.getStyleClass().addAll("small", "muted");
    outcome.setMinWidth(Region.USE_PREF_SIZE);
    var again =
        Controls.iconButton(
            Glyph.RESTART,
            texts.text(Message.of("console.history.again", title)),
            () -> resend.accept(message));
    var row = new HBox(back, outcome, again);
    row.getStyleClass().add("row-editor");
    list.getChildren().addFirst(row);
    if (list.getChildren().size() > MOST) {
      list.getChildren().removeLast();
      entries.removeLast();
    }
    root.setVisible(true);
    var entry = new Entry(message, outcome);
    entries.addFirst(entry);
    return entry;
  }

  /// Shows how a request was answered.
  ///
  /// @param status 0 if it was not
  void answered(Entry entry, int status, long millis) {
    entry.status = status;
    entry.millis = millis;
    entry.outcome.setText(
        status > 0
            ? texts.text(Message.of("console.answer.status", status, millis))
            : texts.text("console.history.unanswered"));
    entry.outcome.getStyleClass().remove("muted");
    entry
        .outcome
        .getStyleClass()
        .add(status >= 200 && status < 400 ? "success-text" : "error-text");
  }
}

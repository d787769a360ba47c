package dev.diorama.ui.console;

import dev.diorama.catalog.Console;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.RuntimeEvent.CallStarted;
import dev.diorama.ui.inspector.Highlight;
import dev.diorama.ui.inspector.SourceArea;
import dev.diorama.ui.theme.Glyph;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// Opens connections to a WebSocket API that runs, as a drawn client, sends messages, and shows
/// what goes both ways. The messages shown are events of the run.
final class MessagePanel implements ConsolePanel {
  private static final int MOST_LINES = 1000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  private final Bench bench;
  private final Resource api;
  private final Console.Messages console;
  private final Texts texts;
  private final ComboBox<Sender> caller;
  private final TextField query = new TextField();
  private final ComboBox<Open> connections = new ComboBox<>();
  private final Button disconnect;
  private final Button send;
  private final SourceArea body;
  private final Label note = new Label();
  private final ObservableList<Line> lines = FXCollections.observableArrayList();
  private final ListView<Line> list = new ListView<>(lines);
  private final List<Open> all = new ArrayList<>();
  private final List<CallStarted> unclaimed = new ArrayList<>();
  private final VBox root = new VBox();

  /// A connection that this panel has opened.
  record Open(int number, String id, Sender client) {
    String name() {
      return "#" + number + " " + client.name();
    }
  }

  /// How a line stands in the list.
  enum Kind {
    SENT(Glyph.UP),
    RECEIVED(Glyph.DOWN),
    NOTE(Glyph.LINK),
    ERROR(Glyph.CLOSE);

    private final Glyph glyph;

    Kind(Glyph glyph) {
      this.glyph = glyph;
    }
  }

  /// A line of the list.
  ///
  /// @param text what was sent or received; for a note the key of its words
  record Line(Instant at, Kind kind, String who, String text) {}

  private String words(Line line) {
    return line.kind() == Kind.NOTE ? texts.text(line.text()) : line.text();
  }

  MessagePanel(Bench bench, Resource api, Console.Messages console, Texts texts) {
    this.bench = bench;
    this.api = api;
    this.console = console;
    this.texts = texts;
    var parts = new FormParts(texts);
    caller = FormParts.choice(bench.callers(api.id()), Sender::name);
    body = new SourceArea(texts.text("console.message"), Highlight.JSON, 160);
    query.setPromptText(texts.text("console.query.example"));
    query.getStyleClass().add("mono");
    root.getStyleClass().add("console-form");
    send = parts.main("console.send", root, this::send);
    var connect = parts.small("console.connect", Glyph.LINK, this::connect);
    disconnect = parts.small("console.disconnect", Glyph.CLOSE, this::disconnect);
    connections.setConverter(new OpenText());
    connections.setPromptText(texts.text("console.notConnected"));
    connections.setMaxWidth(Double.MAX_VALUE);
    connections.setAccessibleText(texts.text("console.connection"));
    HBox.setHgrow(connections, Priority.ALWAYS);
    connections.valueProperty().subscribe(v -> update());
    note.getStyleClass().addAll("small", "error-text");
    note.setWrapText(true);
    note.managedProperty().bind(note.textProperty().isNotEmpty());
    list.setCellFactory(l -> new LineCell());
    list.setAccessibleText(texts.text("console.messages"));
    list.getStyleClass().add("console-lines");
    list.setPrefHeight(220);
    var empty = new Label(texts.text("console.messages.none"));
    empty.getStyleClass().add("empty-state");
    empty.setWrapText(true);
    list.setPlaceholder(empty);
    var chosen = new HBox(connections, disconnect);
    chosen.getStyleClass().add("row-editor");
    if (caller.getItems().size() > 1) {
      root.getChildren().add(parts.named("console.caller", caller));
    }
    HBox.setHgrow(query, Priority.ALWAYS);
    var opening = new HBox(query, connect);
    opening.getStyleClass().add("row-editor");
    query.setAccessibleText(texts.text("console.query"));
    query.setOnAction(e -> connect());
    root.getChildren()
        .addAll(
            parts.heading("console.connection"),
            opening,
            chosen,
            note,
            parts.heading("console.messages"),
            list,
            parts.heading("console.message"),
            body.node(),
            send);
    update();
  }

  private final class OpenText extends StringConverter<Open> {
    @Override
    public String toString(Open open) {
      return open == null ? texts.text("console.notConnected") : open.name();
    }

    @Override
    public Open fromString(String text) {
      return connections.getValue();
    }
  }

  private void update() {
    boolean none = connections.getValue() == null;
    disconnect.setDisable(none);
    send.setDisable(none);
    connections.setDisable(connections.getItems().isEmpty());
  }

  private Optional<Open> chosen() {
    return Optional.ofNullable(connections.getValue());
  }

  /// Opens a further connection.
  void connect() {
    var from = Optional.ofNullable(caller.getValue());
    if (from.isEmpty()) {
      note.setText(texts.text("console.noClient"));
      return;
    }
    var typed = query.getText().strip();
    var input =
        typed.isEmpty()
            ? Fields.EMPTY
            : Fields.EMPTY.with("Query", HttpMessage.encoded(typed.replaceFirst("^\\?", "")));
    call(from.get(), console.connect(), input, s -> opened(from.get(), s));
  }

  private void opened(Sender client, Success answer) {
    var open = new Open(all.size() + 1, answer.output().text("ConnectionId").orElse(""), client);
    all.add(open);
    connections.getItems().add(open);
    connections.setValue(open);
    add(new Line(Instant.now(), Kind.NOTE, open.name(), "console.opened"));
    // A message may have come before the answer to the handshake.
    var early = List.copyOf(unclaimed);
    unclaimed.clear();
    early.forEach(this::take);
  }

  /// Ends the chosen connection.
  void disconnect() {
    chosen()
        .ifPresent(open -> call(open.client(), console.disconnect(), id(open), s -> closed(open)));
  }

  private void closed(Open open) {
    if (connections.getItems().remove(open)) {
      add(new Line(Instant.now(), Kind.NOTE, open.name(), "console.closed"));
      connections.getSelectionModel().selectLast();
      update();
    }
  }

  /// Sends what is written over the chosen connection.
  void send() {
    chosen()
        .ifPresent(open ->
            call(open.client(), console.send(), id(open).with("Body", body.text()), s -> {}));
  }

  private static Fields id(Open open) {
    return Fields.EMPTY.with("ConnectionId", open.id());
  }

  private void call(Sender from, String operation, Fields input, Consumer<Success> then) {
    note.setText("");
    var _ =
        bench
            .call(from, operation, api, input)
            .whenComplete((result, error) ->
                Platform.runLater(
                    () -> Optional.ofNullable(result).ifPresent(r -> answered(r, input, then))));
  }

  private void answered(OperationResult result, Fields input, Consumer<Success> then) {
    switch (result) {
      case Success s -> then.accept(s);
      case Failure f -> {
        note.setText(texts.text(Message.of("console.refused", f.status(), f.code(), f.message())));
        // 410 and 413: the other end has no such connection any more.
        if (f.status() == 410 || f.status() == 413) {
          of(input).ifPresent(this::closed);
        }
      }
    }
  }

  private Optional<Open> of(Fields input) {
    var id = input.text("ConnectionId").orElse("");
    return all.stream().filter(o -> o.id().equals(id)).findFirst();
  }

  @Override
  public Draft keep() {
    return new Draft.OfMessages(
        caller.getSelectionModel().getSelectedIndex(),
        query.getText(),
        body.text(),
        List.copyOf(all),
        List.copyOf(connections.getItems()),
        connections.getSelectionModel().getSelectedIndex(),
        lines.stream().filter(l -> l.kind() == Kind.NOTE).toList());
  }

  @Override
  public void restore(Draft draft) {
    if (draft instanceof Draft.OfMessages d) {
      caller.getSelectionModel().select(d.caller());
      query.setText(d.query());
      body.show(d.message());
      all.addAll(d.all());
      connections.getItems().addAll(d.open());
      connections.getSelectionModel().select(d.chosen());
      d.notes().forEach(this::add);
      update();
    }
  }

  @Override
  public void take(List<RuntimeEvent> events) {
    for (var event : events) {
      if (event instanceof CallStarted call && isMessage(call)) {
        take(call);
      }
    }
  }

  private boolean isMessage(CallStarted call) {
    return (call.operation().equals(console.deliver()) && call.caller().equals(api.id()))
        || (call.operation().equals(console.send())
            && call.target().filter(api.id()::equals).isPresent());
  }

  private void take(CallStarted call) {
    var open = of(call.input());
    boolean sent = call.operation().equals(console.send());
    if (open.isEmpty()) {
      if (unclaimed.size() < MOST_LINES && !sent) {
        unclaimed.add(call);
      }
      return;
    }
    var text = call.input().get(sent ? "Body" : "Message").orElse(Value.of(""));
    add(
        new Line(
            call.header().at(),
            sent ? Kind.SENT : Kind.RECEIVED,
            open.get().name(),
            text instanceof Value.Blob b
                ? texts.text(Message.of("console.binary", b.length()))
                : HttpMessage.readable(text)));
  }

  private void add(Line line) {
    // The log may tell again what was before a note that was kept.
    int at = lines.size();
    while (at > 0 && lines.get(at - 1).at().isAfter(line.at())) {
      at--;
    }
    lines.add(at, line);
    if (lines.size() > MOST_LINES) {
      lines.removeFirst();
    }
    list.scrollTo(lines.size() - 1);
  }

  /// The lines as they read.
  List<String> shown() {
    return lines.stream().map(l -> l.kind() + " " + l.who() + " " + words(l)).toList();
  }

  /// Where the handshake's query is typed.
  TextField query() {
    return query;
  }

  /// What went wrong, if anything.
  String note() {
    return note.getText();
  }

  /// Where messages are written.
  SourceArea body() {
    return body;
  }

  private final class LineCell extends FormParts.TextCell<Line> {
    LineCell() {
      // A line is as wide as the list, and as high as its text then needs.
      prefWidthProperty().bind(list.widthProperty().subtract(28));
      setWrapText(true);
    }

    @Override
    void show(Line line) {
      setText(TIME.format(line.at()) + "  " + line.who() + "\n" + words(line));
      setGraphic(line.kind().glyph.node(14));
      setAccessibleText(
          texts.text("console.line." + line.kind().name().toLowerCase(java.util.Locale.ROOT))
              + " "
              + getText());
    }
  }

  @Override
  public Region node() {
    return root;
  }
}

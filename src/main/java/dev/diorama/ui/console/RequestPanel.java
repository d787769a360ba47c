package dev.diorama.ui.console;

import dev.diorama.catalog.Console;
import dev.diorama.catalog.Facets;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.ui.inspector.Highlight;
import dev.diorama.ui.inspector.SourceArea;
import dev.diorama.ui.theme.Glyph;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Sends HTTP requests to an API that runs, as a drawn client, and shows the answers.
final class RequestPanel implements ConsolePanel {
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");
  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

  private final Bench bench;
  private final Resource api;
  private final String operation;
  private final ComboBox<Sender> caller;
  private final ComboBox<Facets.Route> route = new ComboBox<>();
  private final ComboBox<String> method = new ComboBox<>();
  private final TextField path = new TextField("/");
  private final HeaderRows headers;
  private final SourceArea body;
  private final Button send;
  private final AnswerView answer;
  private final RequestHistory history;
  private final CacheRings cache;
  private final VBox root = new VBox();
  private Optional<Draft.Answer> answered = Optional.empty();

  /// @param copy takes a text to the clipboard
  RequestPanel(
      Bench bench, Resource api, Console.Requests console, Texts texts, Consumer<String> copy) {
    this.bench = bench;
    this.api = api;
    this.operation = console.operation();
    var parts = new FormParts(texts);
    caller = FormParts.choice(bench.callers(api.id()), Sender::name);
    headers = new HeaderRows(texts);
    body = new SourceArea(texts.text("console.body"), Highlight.JSON, 220);
    answer = new AnswerView(texts);
    cache = new CacheRings(texts, api.id(), operation);
    history = new RequestHistory(texts, this::fill, this::resend);
    method.getItems().setAll(METHODS);
    method.setValue("GET");
    method.setAccessibleText(texts.text("console.method"));
    method.setMinWidth(Region.USE_PREF_SIZE);
    path.setAccessibleText(texts.text("console.path"));
    path.getStyleClass().add("mono");
    path.setOnAction(e -> send());
    HBox.setHgrow(path, Priority.ALWAYS);
    var line = new HBox(method, path);
    line.getStyleClass().addAll("row-editor", "property");
    root.getStyleClass().add("console-form");
    send = parts.main("console.send", root, this::send);
    var add = parts.small("console.header.add", Glyph.ADD, headers::addEmpty);
    var curl = parts.small("console.curl", Glyph.COPY, () -> copy.accept(curl()));
    var actions = new HBox(send, curl);
    actions.getStyleClass().add("console-actions");
    if (caller.getItems().size() > 1) {
      root.getChildren().add(parts.named("console.caller", caller));
    }
    var routes =
        bench.catalog().facets(api).routes(api, bench.drawing(), bench.catalog()).stream()
            .distinct()
            .toList();
    route.getItems().setAll(routes);
    route.setConverter(new RouteText());
    route.valueProperty().subscribe(chosen -> Optional.ofNullable(chosen).ifPresent(this::choose));
    if (!routes.isEmpty()) {
      root.getChildren().add(parts.named("console.route", route));
    }
    var headings = new HBox(parts.heading("console.headers"), add);
    headings.getStyleClass().add("console-heading");
    root.getChildren()
        .addAll(
            line,
            headings,
            headers.node(),
            parts.heading("console.body"),
            body.node(),
            actions,
            answer.node(),
            cache.node(),
            history.node());
    if (!routes.isEmpty()) {
      route.setValue(routes.getFirst());
    }
  }

  private static final class RouteText extends javafx.util.StringConverter<Facets.Route> {
    @Override
    public String toString(Facets.Route route) {
      return route == null ? "" : route.method() + " " + route.path();
    }

    @Override
    public Facets.Route fromString(String text) {
      return new Facets.Route("GET", text);
    }
  }

  /// Begins a request for a route; parameters in its path get a value to begin with.
  private void choose(Facets.Route chosen) {
    method.setValue(METHODS.contains(chosen.method()) ? chosen.method() : "GET");
    path.setText(chosen.path().startsWith("/") ? chosen.path().replaceAll("\\{[^/}]*}", "1") : "/");
    boolean hasBody = WITH_BODY.contains(method.getValue());
    if (hasBody && headers.headers().isEmpty()) {
      headers.show(List.of(Map.entry("Content-Type", "application/json")));
    }
    if (hasBody && body.text().isBlank()) {
      body.show("{\n  \n}");
    } else if (!hasBody) {
      body.show("");
      headers.show(
          headers.headers().stream()
              .filter(h -> !h.getKey().equalsIgnoreCase("Content-Type"))
              .toList());
    }
  }

  private HttpMessage message() {
    var typed = path.getText().strip();
    return new HttpMessage(
        method.getValue(),
        typed.startsWith("/") ? typed : "/" + typed,
        headers.headers(),
        body.text().isBlank() ? "" : body.text());
  }

  private String curl() {
    var base = bench.catalog().facets(api).urlPath(api).orElse("");
    return message().curl(bench.system().endpointUrl() + base);
  }

  private void fill(HttpMessage message) {
    method.setValue(message.method());
    path.setText(message.path());
    headers.show(message.headers());
    body.show(message.body());
  }

  private void resend(HttpMessage message) {
    fill(message);
    send();
  }

  /// Sends what is written.
  void send() {
    var from = Optional.ofNullable(caller.getValue());
    if (from.isEmpty()) {
      answer.say(Message.of("console.noClient"));
      return;
    }
    if (send.isDisabled()) {
      return;
    }
    var message = message();
    var entry = history.add(message);
    send.setDisable(true);
    answer.waiting();
    long begin = System.nanoTime();
    var _ =
        bench
            .call(from.get(), operation, api, message.input())
            .whenComplete((result, error) -> {
              long millis = (System.nanoTime() - begin) / 1_000_000;
              Platform.runLater(() -> answered(entry, Optional.ofNullable(result), millis));
            });
  }

  private void answered(RequestHistory.Entry entry, Optional<OperationResult> result, long millis) {
    send.setDisable(false);
    result.ifPresentOrElse(
        r -> {
          answered = Optional.of(new Draft.Answer(r, millis));
          answer.show(r, millis);
          history.answered(entry, AnswerView.status(r), millis);
        },
        () -> answer.say(Message.of("console.ended")));
  }

  @Override
  public Draft keep() {
    return new Draft.OfRequest(
        caller.getSelectionModel().getSelectedIndex(),
        route.getSelectionModel().getSelectedIndex(),
        message(),
        history.sent(),
        answered);
  }

  @Override
  public void restore(Draft draft) {
    if (draft instanceof Draft.OfRequest d) {
      caller.getSelectionModel().select(d.caller());
      route.getSelectionModel().select(d.route());
      fill(d.message());
      d.sent()
          .reversed()
          .forEach(s -> history.answered(history.add(s.message()), s.status(), s.millis()));
      answered = d.answer();
      answered.ifPresent(a -> answer.show(a.result(), a.millis()));
    }
  }

  @Override
  public void take(List<RuntimeEvent> events) {
    cache.take(events, Instant.now());
  }

  /// What the API keeps.
  CacheRings cache() {
    return cache;
  }

  @Override
  public Region node() {
    return root;
  }

  /// Where the method is chosen.
  ComboBox<String> method() {
    return method;
  }

  /// Where the path is typed.
  TextField path() {
    return path;
  }

  /// Where the body is typed.
  SourceArea body() {
    return body;
  }

  /// What came back.
  AnswerView answer() {
    return answer;
  }

  /// What was sent.
  RequestHistory history() {
    return history;
  }
}

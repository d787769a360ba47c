package dev.diorama.ui.console;

import dev.diorama.catalog.Console;
import dev.diorama.catalog.Texts;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.OperationResult.Failure;
import dev.diorama.runtime.OperationResult.Success;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.RuntimeEvent.CallStarted;
import dev.diorama.runtime.RuntimeEvent.InvocationEnded;
import dev.diorama.ui.inspector.Highlight;
import dev.diorama.ui.inspector.SourceArea;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// Invokes a function that runs with an event that the person writes, beginning from what the
/// drawing's triggers send, and shows result, log and cost.
final class InvokePanel implements ConsolePanel {
  private final Bench bench;
  private final Resource function;
  private final String operation;
  private final Texts texts;
  private final ComboBox<Sender> caller;
  private final ComboBox<Template> template = new ComboBox<>();
  private final SourceArea event;
  private final Label problem = new Label();
  private final Button invoke;
  private final InvocationView result;
  private final VBox root = new VBox();
  private Optional<Fields> asked = Optional.empty();
  private Optional<OperationResult> answer = Optional.empty();
  private Optional<CallStarted> call = Optional.empty();

  /// An event to begin from.
  ///
  /// @param name as people read it
  /// @param sender who brings such events, if a service calls the function with them
  record Template(String name, Value event, Optional<Sender> sender) {}

  InvokePanel(Bench bench, Resource function, Console.Invocations console, Texts texts) {
    this.bench = bench;
    this.function = function;
    this.operation = console.operation();
    this.texts = texts;
    var parts = new FormParts(texts);
    caller = FormParts.choice(bench.callers(function.id()), Sender::name);
    event = new SourceArea(texts.text("console.event"), Highlight.JSON, 300);
    result = new InvocationView(texts);
    problem.getStyleClass().add("property-error");
    problem.setWrapText(true);
    problem.managedProperty().bind(problem.textProperty().isNotEmpty());
    root.getStyleClass().add("console-form");
    invoke = parts.main("console.invoke", root, this::invoke);
    template.getItems().setAll(templates());
    template.getItems().stream()
        .flatMap(t -> t.sender().stream())
        .distinct()
        .forEach(caller.getItems()::add);
    template.setConverter(new TemplateText());
    template.valueProperty().subscribe(t -> Optional.ofNullable(t).ifPresent(this::choose));
    event.area().textProperty().addListener((o, before, now) -> check());
    if (caller.getItems().size() > 1) {
      root.getChildren().add(parts.named("console.caller", caller));
    }
    root.getChildren()
        .addAll(
            parts.named("console.template", template),
            parts.heading("console.event"),
            event.node(),
            problem,
            invoke,
            result.node());
    template.getSelectionModel().selectFirst();
  }

  private void choose(Template chosen) {
    event.show(Json.writePretty(chosen.event()));
    chosen
        .sender()
        .ifPresentOrElse(
            caller::setValue,
            () -> bench.callers(function.id()).stream().findFirst().ifPresent(caller::setValue));
  }

  /// What the drawing's triggers send, then the empty event.
  private List<Template> templates() {
    var templates = new ArrayList<Template>();
    for (var connection : bench.drawing().to(function.id())) {
      var source = bench.drawing().resource(connection.source());
      source
          .flatMap(s ->
              bench.catalog().facets(s).sampleEvent(connection, bench.drawing(), bench.catalog()))
          .or(() ->
              bench
                  .catalog()
                  .facets(function)
                  .sampleEvent(connection, bench.drawing(), bench.catalog()))
          .ifPresent(sample ->
              templates.add(
                  new Template(
                      texts.text(
                          Message.of(
                              "console.template.of",
                              source.orElseThrow().logicalId(),
                              connection
                                  .properties()
                                  .text("RouteKey")
                                  .orElse(texts.text("connection." + connection.type().value())))),
                      sample,
                      bench.trigger(connection))));
    }
    templates.add(
        new Template(texts.text("console.template.empty"), Fields.EMPTY, Optional.empty()));
    return templates;
  }

  private final class TemplateText extends StringConverter<Template> {
    @Override
    public String toString(Template item) {
      return item == null ? "" : item.name();
    }

    @Override
    public Template fromString(String text) {
      return template.getValue();
    }
  }

  private boolean check() {
    try {
      var _ = Json.read(event.text());
      event.markError(0, 0);
      problem.setText("");
      return true;
    } catch (JsonException e) {
      event.markError(e.line(), e.column());
      problem.setText(
          texts.text(
              Message.of(
                  "console.event.invalid", e.line(), e.column(), String.valueOf(e.getMessage()))));
      return false;
    }
  }

  /// Invokes with the event that is written.
  void invoke() {
    var from = Optional.ofNullable(caller.getValue());
    if (from.isEmpty()) {
      result.say(Message.of("console.noClient"));
      return;
    }
    if (!check() || invoke.isDisabled()) {
      return;
    }
    var input = Fields.EMPTY.with("Payload", event.text()).with("LogType", "Tail");
    asked = Optional.of(input);
    call = Optional.empty();
    invoke.setDisable(true);
    result.waiting();
    var _ =
        bench
            .call(from.get(), operation, function, input)
            .whenComplete(
                (given, error) -> Platform.runLater(() -> answered(Optional.ofNullable(given))));
  }

  private void answered(Optional<OperationResult> given) {
    invoke.setDisable(false);
    answer = given;
    given.ifPresentOrElse(
        a -> {
          switch (a) {
            case Success s -> result.show(s.output());
            case Failure f -> result.show(f);
          }
        },
        () -> result.say(Message.of("console.ended")));
  }

  @Override
  public Draft keep() {
    return new Draft.OfInvocation(
        caller.getSelectionModel().getSelectedIndex(),
        template.getSelectionModel().getSelectedIndex(),
        event.text(),
        asked,
        answer);
  }

  @Override
  public void restore(Draft draft) {
    if (draft instanceof Draft.OfInvocation d) {
      template.getSelectionModel().select(d.template());
      caller.getSelectionModel().select(d.caller());
      event.show(d.event());
      asked = d.asked();
      if (d.answer().isPresent()) {
        answered(d.answer());
      }
    }
  }

  /// The bill is an event of the run.
  @Override
  public void take(List<RuntimeEvent> events) {
    for (var e : events) {
      if (e instanceof CallStarted started && call.isEmpty() && isOurs(started)) {
        call = Optional.of(started);
      } else if (e instanceof InvocationEnded ended
          && ended.function().equals(function.id())
          && call.filter(c -> c.header().invocation().equals(ended.header().invocation()))
              .isPresent()) {
        result.facts(ended);
      }
    }
  }

  private boolean isOurs(CallStarted started) {
    return started.operation().equals(operation)
        && started.target().filter(function.id()::equals).isPresent()
        && asked.flatMap(a -> a.text("Payload")).equals(started.input().text("Payload"));
  }

  @Override
  public Region node() {
    return root;
  }

  /// The events to begin from.
  List<Template> offered() {
    return List.copyOf(template.getItems());
  }

  /// Where the event is written.
  SourceArea event() {
    return event;
  }

  /// What came of it.
  InvocationView result() {
    return result;
  }
}

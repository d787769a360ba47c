package dev.diorama.ui.inspector;

import dev.diorama.catalog.Texts;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.model.Message;
import dev.diorama.model.Value;
import dev.diorama.ui.theme.Controls;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// JSON with highlighting. A syntax error is underlined where it stands and named below; only valid
/// JSON is handed over, when the user leaves the area. An empty text removes the property.
final class JsonEditor implements Editor {
  private final SourceArea area;
  private final Label error = Controls.text("", "property-error");
  private final VBox root;
  private final Texts texts;
  private final Consumer<Optional<Value>> commit;
  private String shown = "";

  JsonEditor(String name, Texts texts, Consumer<Optional<Value>> commit) {
    this.texts = texts;
    this.commit = commit;
    area = new SourceArea(name, Highlight.JSON, 320);
    error.managedProperty().bind(error.visibleProperty());
    error.setVisible(false);
    root = new VBox(3, area.node(), error);
    area.area().textProperty().addListener((o, before, now) -> check(now));
    area.area()
        .focusedProperty()
        .subscribe(focused -> {
          if (!focused) {
            commit();
          }
        });
  }

  private Optional<JsonException> check(String text) {
    Optional<JsonException> problem = Optional.empty();
    if (!text.isBlank()) {
      try {
        Json.read(text);
      } catch (JsonException e) {
        problem = Optional.of(e);
      }
    }
    area.markError(
        problem.map(JsonException::line).orElse(0), problem.map(JsonException::column).orElse(0));
    error.setVisible(problem.isPresent());
    error.setText(
        problem
            .map(e ->
                texts.text(
                    Message.of(
                        "ui.inspector.json", e.line(), e.column(), String.valueOf(e.getMessage()))))
            .orElse(""));
    return problem;
  }

  @Override
  public Region node() {
    return root;
  }

  @Override
  public void show(Optional<Value> value) {
    var text = value.map(Json::writePretty).orElse("");
    boolean typing = area.area().isFocused() && !area.text().equals(shown);
    if (!typing && !text.equals(shown)) {
      area.show(text);
    }
    shown = text;
  }

  @Override
  public void commit() {
    var text = area.text();
    if (text.equals(shown) || check(text).isPresent()) {
      return;
    }
    Optional<Value> value = Optional.empty();
    try {
      value = text.isBlank() ? Optional.empty() : Optional.of(Json.read(text));
    } catch (JsonException e) {
      return;
    }
    shown = value.map(Json::writePretty).orElse("");
    area.show(shown);
    commit.accept(value);
  }
}

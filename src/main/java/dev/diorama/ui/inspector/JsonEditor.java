package dev.diorama.ui.inspector;

import dev.diorama.catalog.Texts;
import dev.diorama.json.Json;
import dev.diorama.json.JsonException;
import dev.diorama.json.JsonPosition;
import dev.diorama.model.Message;
import dev.diorama.model.Value;
import dev.diorama.ui.theme.Controls;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// JSON with highlighting. A syntax error, or what is wrong in a policy document, is underlined
/// where it stands and named below; only valid JSON is handed over, when the user leaves the area.
/// An empty text removes the property.
final class JsonEditor implements Editor {
  private final SourceArea area;
  private final Label error = Controls.text("", "property-error");
  private final VBox root;
  private final Texts texts;
  private final Consumer<Optional<Value>> commit;
  private String shown = "";

  /// What is wrong, and where.
  ///
  /// @param syntax whether the text is no JSON
  private record Problem(JsonPosition at, Message message, boolean syntax) {
    static Problem of(String key, JsonPosition at, Object what, boolean syntax) {
      return new Problem(at, Message.of(key, at.line(), at.column(), what), syntax);
    }
  }

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

  /// Marks what is wrong in `text`.
  ///
  /// @return whether it is JSON
  private boolean check(String text) {
    var problem = problem(text);
    area.markError(
        problem.map(p -> p.at().line()).orElse(0), problem.map(p -> p.at().column()).orElse(0));
    error.setVisible(problem.isPresent());
    error.setText(problem.map(p -> texts.text(p.message())).orElse(""));
    return problem.filter(Problem::syntax).isEmpty();
  }

  private static Optional<Problem> problem(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      return PolicyLint.first(Json.read(text))
          .map(d -> {
            var at = JsonPosition.of(text, d.at()).orElse(new JsonPosition(1, 1));
            return Problem.of("ui.inspector.policy", at, d.message(), false);
          });
    } catch (JsonException e) {
      var at = new JsonPosition(e.line(), e.column());
      return Optional.of(Problem.of("ui.inspector.json", at, String.valueOf(e.getMessage()), true));
    }
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
    if (text.equals(shown) || !check(text)) {
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

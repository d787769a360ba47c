package dev.diorama.ui.inspector;

import dev.diorama.model.Value;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.layout.Region;

/// Source code with highlighting, handed over when the user leaves the area.
final class CodeEditor implements Editor {
  private final SourceArea area;
  private final Consumer<Optional<Value>> commit;
  private String shown = "";

  CodeEditor(String name, String language, Consumer<Optional<Value>> commit) {
    this.commit = commit;
    area = new SourceArea(name, Highlight.of(language), 420);
    area.area()
        .focusedProperty()
        .subscribe(focused -> {
          if (!focused) {
            commit();
          }
        });
  }

  @Override
  public Region node() {
    return area.node();
  }

  @Override
  public void show(Optional<Value> value) {
    var text = value.flatMap(Value::asText).orElse("");
    boolean typing = area.area().isFocused() && !area.text().equals(shown);
    shown = text;
    if (!typing) {
      area.show(text);
    }
  }

  @Override
  public void commit() {
    var text = area.text();
    if (!text.equals(shown)) {
      shown = text;
      commit.accept(text.isEmpty() ? Optional.empty() : Optional.of(Value.of(text)));
    }
  }
}

package dev.diorama.ui.inspector;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.ui.theme.Controls;
import dev.diorama.ui.theme.Glyph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Names with texts, one pair a line. A value that is no text, as a reference, is shown as JSON and
/// kept unless it is typed over.
final class TextMapEditor implements Editor {
  private final VBox rows = new VBox(4);
  private final VBox root = new VBox(4);
  private final String name;
  private final Texts texts;
  private final Consumer<Optional<Value>> commit;
  private final List<TypedText> fields = new ArrayList<>();
  private Fields shown = Fields.EMPTY;
  private boolean adding;

  TextMapEditor(String name, Texts texts, Consumer<Optional<Value>> commit) {
    this.name = name;
    this.texts = texts;
    this.commit = commit;
    var add = new Button(texts.text("ui.inspector.add"), Glyph.ADD.node(12));
    add.getStyleClass().add("add-button");
    add.setAccessibleText(name + ": " + add.getText());
    add.setOnAction(e -> {
      adding = true;
      build();
      fields.get(fields.size() - 2).field().requestFocus();
    });
    root.getChildren().addAll(rows, add);
  }

  @Override
  public Region node() {
    return root;
  }

  @Override
  public void show(Optional<Value> value) {
    var now = value.map(v -> v instanceof Fields f ? f : Fields.EMPTY).orElse(Fields.EMPTY);
    // Equality of fields ignores their order, but the rows show it.
    if (!List.copyOf(now.values().entrySet()).equals(List.copyOf(shown.values().entrySet()))) {
      shown = now;
      adding = false;
      build();
    }
  }

  private void build() {
    rows.getChildren().clear();
    fields.clear();
    shown.values().forEach((key, value) -> row(key, Editors.brief(value)));
    if (adding) {
      row("", "");
    }
  }

  private void row(String key, String value) {
    var names = new ArrayList<>(shown.values().keySet());
    names.remove(key);
    var valueField =
        new TypedText(
            texts.text(Message.of("ui.inspector.valueOf", key.isEmpty() ? name : key)),
            t -> Optional.empty(),
            t -> {
              if (!key.isEmpty()) {
                hand(shown.with(key, t));
              }
            });
    var keyField =
        new TypedText(
            texts.text(Message.of("ui.inspector.nameIn", name)),
            t ->
                names.contains(t)
                    ? Optional.of(texts.text("ui.inspector.nameTaken"))
                    : Optional.empty(),
            t -> rename(key, t, valueField.field().getText()));
    keyField.field().setPromptText(texts.text("ui.inspector.name"));
    valueField.field().setPromptText(texts.text("ui.inspector.value"));
    keyField.show(key);
    valueField.show(value);
    fields.add(keyField);
    fields.add(valueField);
    var remove =
        Controls.iconButton(
            Glyph.CLOSE,
            texts.text(Message.of("ui.inspector.removeNamed", key)),
            () -> {
              adding = false;
              hand(shown.without(key));
              build();
            });
    HBox.setHgrow(keyField.node(), Priority.ALWAYS);
    HBox.setHgrow(valueField.node(), Priority.ALWAYS);
    keyField.node().setPrefWidth(100);
    valueField.node().setPrefWidth(120);
    var row = new HBox(keyField.node(), valueField.node(), remove);
    row.getStyleClass().add("row-editor");
    row.setAlignment(Pos.TOP_LEFT);
    rows.getChildren().add(row);
  }

  private void rename(String from, String to, String typed) {
    if (to.isEmpty()) {
      hand(shown.without(from));
      return;
    }
    var result = new LinkedHashMap<String, Value>();
    shown.values().forEach((k, v) -> result.put(k.equals(from) ? to : k, v));
    result.putIfAbsent(to, Value.of(typed));
    hand(new Fields(result));
    build();
    // A name was just given to a new row: its value is what comes next.
    if (from.isEmpty()) {
      fields.getLast().field().requestFocus();
    }
  }

  private void hand(Fields next) {
    shown = next;
    adding = false;
    commit.accept(next.isEmpty() ? Optional.empty() : Optional.of(next));
  }

  @Override
  public void commit() {
    List.copyOf(fields).forEach(TypedText::commit);
  }
}

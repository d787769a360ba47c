package dev.diorama.ui.inspector;

import dev.diorama.catalog.PropertySpec;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Value;
import dev.diorama.rule.TextForm;
import dev.diorama.ui.theme.Controls;
import dev.diorama.ui.theme.Glyph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A list of texts, one line each. Where the property is absent the default is shown, and becomes
/// the value with the first change.
final class TextsEditor implements Editor {
  private final VBox rows = new VBox(4);
  private final VBox root = new VBox(4);
  private final String name;
  private final PropertyPath path;
  private final Optional<Pattern> pattern;
  private final List<String> defaults;
  private final Texts texts;
  private final Consumer<Optional<Value>> commit;
  private final List<TypedText> fields = new ArrayList<>();
  private List<String> shown = List.of();
  private boolean adding;

  TextsEditor(
      String name,
      Optional<String> pattern,
      PropertySpec spec,
      Texts texts,
      Consumer<Optional<Value>> commit) {
    this.name = name;
    this.path = spec.path();
    this.pattern = pattern.map(Pattern::compile);
    this.defaults = spec.defaultValue().map(TextsEditor::texts).orElse(List.of());
    this.texts = texts;
    this.commit = commit;
    var add = new Button(texts.text("ui.inspector.add"), Glyph.ADD.node(12));
    add.getStyleClass().add("add-button");
    add.setAccessibleText(name + ": " + add.getText());
    add.setOnAction(e -> {
      adding = true;
      build();
      fields.getLast().field().requestFocus();
    });
    root.getChildren().addAll(rows, add);
  }

  private static List<String> texts(Value value) {
    return value instanceof Value.Items i
        ? i.values().stream().flatMap(v -> v.asText().stream()).toList()
        : List.of();
  }

  @Override
  public Region node() {
    return root;
  }

  @Override
  public void show(Optional<Value> value) {
    var now = value.map(TextsEditor::texts).orElse(defaults);
    if (!now.equals(shown) || rows.getChildren().isEmpty()) {
      shown = now;
      adding = false;
      build();
    }
  }

  private void build() {
    rows.getChildren().clear();
    fields.clear();
    for (int i = 0; i < shown.size(); i++) {
      row(i, shown.get(i));
    }
    if (adding) {
      row(shown.size(), "");
    }
  }

  private void row(int index, String text) {
    var field =
        new TypedText(
            name + " " + (index + 1),
            t ->
                pattern
                    .filter(
                        p -> !t.isEmpty() && !TextEditor.isVariable(t) && !p.matcher(t).matches())
                    .map(p -> texts.text(TextForm.of(p.pattern(), path))),
            t -> {
              var next = new ArrayList<>(shown);
              if (index < next.size()) {
                next.set(index, t);
              } else {
                next.add(t);
              }
              hand(next);
            });
    field.show(text);
    fields.add(field);
    var remove =
        Controls.iconButton(
            Glyph.CLOSE,
            texts.text(Message.of("ui.inspector.removeRow", index + 1)),
            () -> {
              var next = new ArrayList<>(shown);
              if (index < next.size()) {
                next.remove(index);
              }
              hand(next);
            });
    HBox.setHgrow(field.node(), Priority.ALWAYS);
    var row = new HBox(field.node(), remove);
    row.getStyleClass().add("row-editor");
    row.setAlignment(Pos.TOP_LEFT);
    rows.getChildren().add(row);
  }

  private void hand(List<String> next) {
    var clean = next.stream().filter(t -> !t.isEmpty()).toList();
    shown = clean;
    adding = false;
    if (clean.size() != fields.size()) {
      build();
    }
    commit.accept(Optional.of(Value.texts(clean)));
  }

  @Override
  public void commit() {
    List.copyOf(fields).forEach(TypedText::commit);
  }
}

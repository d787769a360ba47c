package dev.diorama.ui.console;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.ui.theme.Controls;
import dev.diorama.ui.theme.Glyph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The headers of a request as a table that can be edited.
final class HeaderRows {
  private final Texts texts;
  private final List<Row> rows = new ArrayList<>();
  private final VBox list = new VBox(4);

  private record Row(TextField name, TextField value, HBox node) {}

  HeaderRows(Texts texts) {
    this.texts = texts;
    list.managedProperty().bind(javafx.beans.binding.Bindings.isNotEmpty(list.getChildren()));
  }

  VBox node() {
    return list;
  }

  /// The headers that have a name.
  List<Map.Entry<String, String>> headers() {
    return rows.stream()
        .filter(r -> !r.name().getText().isBlank())
        .map(r -> Map.entry(r.name().getText().strip(), r.value().getText().strip()))
        .toList();
  }

  /// Shows these headers.
  void show(List<Map.Entry<String, String>> headers) {
    rows.clear();
    list.getChildren().clear();
    headers.forEach(h -> add(h.getKey(), h.getValue()));
  }

  /// Adds an empty row and goes there.
  void addEmpty() {
    add("", "").name().requestFocus();
  }

  private Row add(String name, String value) {
    var nameField = field(name, "console.header.name");
    var valueField = field(value, "console.header.value");
    nameField.setPrefWidth(116);
    nameField.setMinWidth(80);
    HBox.setHgrow(valueField, Priority.ALWAYS);
    var node = new HBox(nameField, valueField);
    var row = new Row(nameField, valueField, node);
    var remove =
        Controls.iconButton(
            Glyph.CLOSE,
            texts.text(Message.of("console.header.remove", rows.size() + 1)),
            () -> {
              rows.remove(row);
              list.getChildren().remove(node);
            });
    node.getChildren().add(remove);
    node.getStyleClass().add("row-editor");
    rows.add(row);
    list.getChildren().add(node);
    return row;
  }

  private TextField field(String text, String key) {
    var field = new TextField(text);
    field.setPromptText(texts.text(key));
    field.setAccessibleText(texts.text(key));
    field.getStyleClass().add("mono");
    return field;
  }
}

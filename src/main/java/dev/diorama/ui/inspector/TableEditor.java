package dev.diorama.ui.inspector;

import dev.diorama.catalog.PropertySpec;
import dev.diorama.model.Message;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.model.Value.Items;
import dev.diorama.ui.theme.Controls;
import dev.diorama.ui.theme.Glyph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// A list of objects with the same properties: a framed row for each, with an editor for each of
/// its properties.
final class TableEditor implements Editor {
  private final VBox rows = new VBox(6);
  private final VBox root = new VBox(6);
  private final String name;
  private final List<PropertySpec> columns;
  private final EditorContext context;
  private final Consumer<Optional<Value>> commit;
  private final List<List<Editor>> editors = new ArrayList<>();
  private List<Fields> shown = List.of();

  TableEditor(
      String name,
      List<PropertySpec> columns,
      EditorContext context,
      Consumer<Optional<Value>> commit) {
    this.name = name;
    this.columns = columns;
    this.context = context;
    this.commit = commit;
    var add = new Button(context.texts().text("ui.inspector.addRow"), Glyph.ADD.node(12));
    add.getStyleClass().add("add-button");
    add.setAccessibleText(name + ": " + add.getText());
    add.setOnAction(e -> addRow());
    root.getChildren().addAll(rows, add);
  }

  private void addRow() {
    var row = Fields.EMPTY;
    for (var column : columns) {
      if (column.defaultValue().isPresent()) {
        row = column.path().set(row, column.defaultValue());
      }
    }
    var next = new ArrayList<>(shown);
    next.add(row);
    shown = List.copyOf(next);
    build();
    hand();
  }

  @Override
  public Region node() {
    return root;
  }

  @Override
  public void show(Optional<Value> value) {
    var now =
        value
            .map(v -> v instanceof Items i ? i.values() : List.<Value>of())
            .orElse(List.of())
            .stream()
            .map(v -> v instanceof Fields f ? f : Fields.EMPTY)
            .toList();
    boolean sameRows = now.size() == shown.size();
    shown = now;
    if (!sameRows) {
      build();
      return;
    }
    for (int i = 0; i < now.size(); i++) {
      for (int c = 0; c < columns.size(); c++) {
        var editor = editors.get(i).get(c);
        editor.show(columns.get(c).path().in(now.get(i)));
        editor.node().getParent().setVisible(editor.useful());
      }
    }
  }

  private void build() {
    rows.getChildren().clear();
    editors.clear();
    for (int i = 0; i < shown.size(); i++) {
      row(i);
    }
  }

  private void row(int index) {
    var texts = context.texts();
    var number = new Label(Integer.toString(index + 1));
    number.getStyleClass().addAll("muted", "small");
    number.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(number, Priority.ALWAYS);
    var remove =
        Controls.iconButton(
            Glyph.REMOVE,
            texts.text(Message.of("ui.inspector.removeRow", index + 1)),
            () -> {
              var next = new ArrayList<>(shown);
              next.remove(index);
              shown = List.copyOf(next);
              build();
              hand();
            });
    var head = new HBox(number, remove);
    head.setAlignment(Pos.CENTER_LEFT);
    var box = new VBox(head);
    box.getStyleClass().add("table-row");
    var row = new ArrayList<Editor>();
    for (var column : columns) {
      var columnName = column.path().toString();
      var editor =
          Editors.of(
              column,
              name + " " + (index + 1) + " " + columnName,
              column.path().in(shown.get(index)),
              context,
              v -> set(index, column, v));
      row.add(editor);
      var label = new Label(columnName);
      label.getStyleClass().add("property-label");
      if (column.required()) {
        var star = new Label("*");
        star.getStyleClass().add("property-required");
        star.setAccessibleText(texts.text("ui.inspector.required"));
        box.getChildren().add(new VBox(2, new HBox(3, label, star), editor.node()));
      } else {
        var cell = new VBox(2, label, editor.node());
        // A row has many fields; what cannot be filled in would hide the others.
        cell.managedProperty().bind(cell.visibleProperty());
        cell.setVisible(editor.useful());
        box.getChildren().add(cell);
      }
    }
    editors.add(row);
    rows.getChildren().add(box);
  }

  private void set(int index, PropertySpec column, Optional<Value> value) {
    if (index < shown.size()) {
      var next = new ArrayList<>(shown);
      next.set(index, column.path().set(next.get(index), value));
      shown = List.copyOf(next);
      hand();
    }
  }

  private void hand() {
    commit.accept(shown.isEmpty() ? Optional.empty() : Optional.of(new Items(List.copyOf(shown))));
  }

  @Override
  public void commit() {
    List.copyOf(editors).forEach(row -> row.forEach(Editor::commit));
  }
}

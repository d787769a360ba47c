package dev.diorama.ui.inspector;

import atlantafx.base.controls.CustomTextField;
import dev.diorama.ui.theme.Controls;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;

/// A text field that is finished with Enter or by leaving it, and taken back with Escape. An
/// invalid text is not handed over; a line below says what is wrong.
final class TypedText {
  private final CustomTextField field = new CustomTextField();
  private final Label error = Controls.text("", "property-error");
  private final VBox root = new VBox(3, field, error);
  private final Function<String, Optional<String>> problem;
  private final Consumer<String> done;
  private String shown = "";

  /// A field.
  ///
  /// @param name its accessible name
  /// @param problem what is wrong with a text; empty if it is valid
  /// @param done gets each finished, valid text that differs from the one shown before
  TypedText(String name, Function<String, Optional<String>> problem, Consumer<String> done) {
    this.problem = problem;
    this.done = done;
    field.setAccessibleText(name);
    error.managedProperty().bind(error.visibleProperty());
    error.setVisible(false);
    field.textProperty().subscribe(this::validate);
    field
        .focusedProperty()
        .subscribe(focused -> {
          if (!focused) {
            commit();
          }
        });
    field.setOnAction(e -> commit());
    field.setOnKeyPressed(e -> {
      if (e.getCode() == KeyCode.ESCAPE && !field.getText().equals(shown)) {
        field.setText(shown);
        e.consume();
      }
    });
  }

  VBox node() {
    return root;
  }

  CustomTextField field() {
    return field;
  }

  /// Shows `text`, unless the user is typing.
  void show(String text) {
    boolean typing = field.isFocused() && !field.getText().equals(shown);
    shown = text;
    if (!typing && !field.getText().equals(text)) {
      field.setText(text);
    }
    validate();
  }

  private void validate() {
    var wrong = problem.apply(field.getText());
    error.setText(wrong.orElse(""));
    error.setVisible(wrong.isPresent());
    field.getStyleClass().remove("invalid");
    if (wrong.isPresent()) {
      field.getStyleClass().add("invalid");
    }
    field.setAccessibleHelp(wrong.orElse(""));
  }

  /// Hands over the text, if it is new and valid.
  void commit() {
    var text = field.getText();
    if (!text.equals(shown) && problem.apply(text).isEmpty()) {
      shown = text;
      done.accept(text);
    }
  }
}

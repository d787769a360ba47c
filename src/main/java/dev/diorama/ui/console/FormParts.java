package dev.diorama.ui.console;

import dev.diorama.catalog.Texts;
import dev.diorama.ui.theme.Glyph;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// The pieces of which the forms consist.
final class FormParts {
  private static final KeyCombination SEND =
      new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);

  private final Texts texts;

  FormParts(Texts texts) {
    this.texts = texts;
  }

  /// A control under its name.
  VBox named(String key, Region control) {
    var label = new Label(texts.text(key));
    label.getStyleClass().add("property-label");
    label.setLabelFor(control);
    control.setMaxWidth(Double.MAX_VALUE);
    control.setAccessibleText(texts.text(key));
    var box = new VBox(label, control);
    box.getStyleClass().add("property");
    return box;
  }

  /// The name of what stands below.
  Label heading(String key) {
    var label = new Label(texts.text(key));
    label.getStyleClass().add("property-label");
    return label;
  }

  /// The heading of a part of its own.
  Label section(String key) {
    var label = new Label(texts.text(key));
    label.getStyleClass().add("section-title");
    return label;
  }

  /// The button that does what the form is for; Ctrl+Enter anywhere in `form` does it too.
  Button main(String key, Node form, Runnable action) {
    var button = new Button(texts.text(key), Glyph.RUN.node(12));
    button.getStyleClass().addAll("accent", "console-send");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(e -> action.run());
    form.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (SEND.match(e) && !button.isDisabled()) {
            e.consume();
            action.run();
          }
        });
    return button;
  }

  /// A small button beside others.
  Button small(String key, Glyph glyph, Runnable action) {
    var button = new Button(texts.text(key), glyph.node(12));
    button.getStyleClass().add("small-button");
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(e -> action.run());
    return button;
  }

  /// A choice between things that have a name; the first is chosen.
  static <T> ComboBox<T> choice(List<T> items, Function<T, String> name) {
    var box = new ComboBox<T>();
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(T item) {
            return item == null ? "" : name.apply(item);
          }

          @Override
          public T fromString(String text) {
            return box.getValue();
          }
        });
    box.getItems().setAll(items);
    box.getSelectionModel().selectFirst();
    return box;
  }

  /// A cell that shows a text.
  abstract static class TextCell<T> extends ListCell<T> {
    abstract void show(T item);

    @Override
    protected final void updateItem(T item, boolean empty) {
      super.updateItem(item, empty);
      setText("");
      setGraphic(null);
      if (!empty && item != null) {
        show(item);
      }
    }
  }
}

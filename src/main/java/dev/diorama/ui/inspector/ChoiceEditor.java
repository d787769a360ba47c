package dev.diorama.ui.inspector;

import dev.diorama.catalog.PropertyKind;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.model.Value;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;

/// One of several texts. An optional property can also be left open.
final class ChoiceEditor implements Editor {
  private final ComboBox<String> box = new ComboBox<>();
  private final PropertyKind.Choice kind;
  private final boolean required;
  private boolean showing;

  ChoiceEditor(
      String name,
      PropertyKind.Choice kind,
      PropertySpec spec,
      Texts texts,
      Consumer<Optional<Value>> commit) {
    this.kind = kind;
    this.required = spec.required();
    var open =
        spec.defaultValue()
            .map(d -> texts.text(Message.of("ui.inspector.default", Editors.brief(d))))
            .orElse(texts.text("ui.inspector.notSet"));
    box.setMaxWidth(Double.MAX_VALUE);
    box.setAccessibleText(name);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(String option) {
            // JavaFX asks with null before anything is chosen.
            return option == null || option.isEmpty() ? open : option;
          }

          @Override
          public String fromString(String text) {
            return text;
          }
        });
    box.setOnAction(e -> {
      if (!showing) {
        var chosen = Optional.ofNullable(box.getValue()).filter(v -> !v.isEmpty());
        commit.accept(chosen.map(Value::of));
      }
    });
  }

  @Override
  public Region node() {
    return box;
  }

  @Override
  public void show(Optional<Value> value) {
    showing = true;
    var text = value.flatMap(Value::asText).orElse("");
    var options = new ArrayList<String>();
    if (!required || text.isEmpty()) {
      options.add("");
    }
    options.addAll(kind.options());
    if (!options.contains(text)) {
      options.add(text);
    }
    if (!options.equals(box.getItems())) {
      box.getItems().setAll(options);
    }
    box.setValue(text);
    showing = false;
  }
}

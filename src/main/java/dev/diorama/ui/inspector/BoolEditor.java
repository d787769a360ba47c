package dev.diorama.ui.inspector;

import dev.diorama.catalog.PropertySpec;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Value;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.Region;

/// A check box. Where the property is absent it shows the default.
final class BoolEditor implements Editor {
  private final CheckBox box = new CheckBox();
  private final boolean defaultValue;
  private final Texts texts;

  BoolEditor(String name, PropertySpec spec, Texts texts, Consumer<Optional<Value>> commit) {
    this.texts = texts;
    this.defaultValue = spec.defaultValue().map(v -> v.equals(Value.of(true))).orElse(false);
    box.setAccessibleText(name);
    box.setOnAction(e -> {
      label();
      commit.accept(Optional.of(Value.of(box.isSelected())));
    });
  }

  private void label() {
    box.setText(texts.text(box.isSelected() ? "ui.inspector.true" : "ui.inspector.false"));
  }

  @Override
  public Region node() {
    return box;
  }

  @Override
  public void show(Optional<Value> value) {
    box.setSelected(value.map(v -> v.equals(Value.of(true))).orElse(defaultValue));
    label();
  }
}

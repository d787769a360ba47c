package dev.diorama.ui.inspector;

import dev.diorama.catalog.PropertySpec;
import dev.diorama.model.Message;
import dev.diorama.model.References;
import dev.diorama.model.Resource;
import dev.diorama.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;

/// One drawn resource of certain types, or none.
final class ReferenceEditor implements Editor {
  private final ComboBox<String> box = new ComboBox<>();
  private final Set<String> types;
  private final EditorContext context;
  private final boolean required;
  private boolean showing;

  ReferenceEditor(
      String name,
      Set<String> types,
      PropertySpec spec,
      EditorContext context,
      Consumer<Optional<Value>> commit) {
    this.types = types;
    this.context = context;
    this.required = spec.required();
    box.setMaxWidth(Double.MAX_VALUE);
    box.setAccessibleText(name);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(String logicalId) {
            return label(logicalId);
          }

          @Override
          public String fromString(String text) {
            return text;
          }
        });
    // What is drawn may have changed since the list was filled.
    box.setOnShowing(e -> fill(Optional.ofNullable(box.getValue()).orElse("")));
    box.setOnAction(e -> {
      if (!showing) {
        var chosen = Optional.ofNullable(box.getValue()).filter(v -> !v.isEmpty());
        commit.accept(chosen.map(References::to));
      }
    });
  }

  private String label(String logicalId) {
    var texts = context.texts();
    if (logicalId == null || logicalId.isEmpty()) {
      return texts.text(
          box.getItems().size() > 1 ? "ui.inspector.notSet" : "ui.inspector.nothingDrawn");
    }
    return context.drawing().get().byLogicalId(logicalId).isPresent()
        ? logicalId
        : texts.text(Message.of("ui.inspector.notDrawn", logicalId));
  }

  /// The logical ids of the drawn resources of these types, in document order.
  static List<String> drawn(Set<String> types, EditorContext context) {
    return context.drawing().get().resources().values().stream()
        .filter(r -> types.contains(r.type().value()))
        .map(Resource::logicalId)
        .toList();
  }

  private void fill(String logicalId) {
    showing = true;
    var options = new ArrayList<String>();
    if (!required || logicalId.isEmpty()) {
      options.add("");
    }
    options.addAll(drawn(types, context));
    if (!options.contains(logicalId)) {
      options.add(logicalId);
    }
    if (!options.equals(box.getItems())) {
      box.getItems().setAll(options);
    }
    box.setValue(logicalId);
    showing = false;
  }

  @Override
  public boolean useful() {
    boolean set = !Optional.ofNullable(box.getValue()).orElse("").isEmpty();
    return required || set || !drawn(types, context).isEmpty();
  }

  @Override
  public Region node() {
    return box;
  }

  @Override
  public void show(Optional<Value> value) {
    fill(value.flatMap(References::target).orElse(""));
  }
}

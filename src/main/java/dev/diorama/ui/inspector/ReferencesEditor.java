package dev.diorama.ui.inspector;

import dev.diorama.model.Message;
import dev.diorama.model.References;
import dev.diorama.model.Value;
import dev.diorama.model.Value.Items;
import dev.diorama.ui.theme.Controls;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Several drawn resources of certain types: a check box for each that is drawn.
final class ReferencesEditor implements Editor {
  private final VBox root = new VBox();
  private final String name;
  private final Set<String> types;
  private final EditorContext context;
  private final Consumer<Optional<Value>> commit;
  private List<String> chosen = List.of();
  private List<String> offered = List.of();

  ReferencesEditor(
      String name, Set<String> types, EditorContext context, Consumer<Optional<Value>> commit) {
    this.name = name;
    this.types = types;
    this.context = context;
    this.commit = commit;
    root.getStyleClass().add("check-list");
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
            .flatMap(v -> References.target(v).stream())
            .toList();
    var all = new LinkedHashSet<>(ReferenceEditor.drawn(types, context));
    all.addAll(now);
    var options = List.copyOf(all);
    if (now.equals(chosen) && options.equals(offered) && !root.getChildren().isEmpty()) {
      return;
    }
    chosen = now;
    offered = options;
    root.getChildren().clear();
    if (options.isEmpty()) {
      root.getChildren()
          .add(Controls.text(context.texts().text("ui.inspector.nothingDrawn"), "property-note"));
    }
    for (var logicalId : options) {
      root.getChildren().add(box(logicalId));
    }
  }

  private CheckBox box(String logicalId) {
    boolean drawn = context.drawing().get().byLogicalId(logicalId).isPresent();
    var box =
        new CheckBox(
            drawn
                ? logicalId
                : context.texts().text(Message.of("ui.inspector.notDrawn", logicalId)));
    box.setSelected(chosen.contains(logicalId));
    box.setAccessibleText(name + ": " + box.getText());
    box.setOnAction(e -> {
      var next = new ArrayList<>(chosen);
      next.remove(logicalId);
      if (box.isSelected()) {
        next.add(logicalId);
      }
      chosen = List.copyOf(next);
      commit.accept(
          next.isEmpty()
              ? Optional.empty()
              : Optional.of(new Items(next.stream().<Value>map(References::to).toList())));
    });
    return box;
  }
}

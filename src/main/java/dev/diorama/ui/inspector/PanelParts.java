package dev.diorama.ui.inspector;

import dev.diorama.catalog.PropertySpec;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath.Name;
import dev.diorama.model.Value.Fields;
import dev.diorama.ui.theme.Controls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Pieces that the panels share.
final class PanelParts {
  private PanelParts() {}

  /// A head of icon, title and a line below it.
  static Node head(Optional<Node> icon, String title, String below) {
    var name = new Label(title);
    name.getStyleClass().add("inspector-type");
    name.setMinWidth(0);
    var line = new Label(below);
    line.getStyleClass().addAll("muted", "small");
    line.setMinWidth(0);
    var labels = new VBox(name, line);
    labels.setAlignment(Pos.CENTER_LEFT);
    labels.setMinWidth(0);
    HBox.setHgrow(labels, Priority.ALWAYS);
    var head = new HBox(labels);
    icon.ifPresent(i -> head.getChildren().addFirst(i));
    head.getStyleClass().add("inspector-head");
    return head;
  }

  /// A labelled field.
  static VBox labelled(String label, Node... nodes) {
    var name = new Label(label);
    name.getStyleClass().add("property-label");
    var box = new VBox(name);
    box.getChildren().addAll(nodes);
    box.getStyleClass().add("property");
    return box;
  }

  /// The rows with a line that names the properties which no specification covers: they are kept.
  static List<Node> withOthers(
      List<PropertyRow> rows, List<PropertySpec> specs, Fields properties, EditorContext context) {
    var nodes = new ArrayList<Node>();
    var group = "";
    VBox box = new VBox();
    for (var row : rows) {
      var own = PropertyRow.group(row.spec());
      if (own.isEmpty()) {
        nodes.add(row.node());
      } else {
        if (!own.equals(group)) {
          var title = new Label(own);
          title.getStyleClass().add("property-label");
          box = new VBox(title);
          box.getStyleClass().add("property-group");
          nodes.add(box);
        }
        box.getChildren().add(row.node());
      }
      group = own;
    }
    Set<String> known =
        specs.stream()
            .map(s ->
                s.path().segments().isEmpty()
                    ? ""
                    : s.path().segments().getFirst() instanceof Name n ? n.name() : "")
            .collect(Collectors.toSet());
    var others =
        properties.values().keySet().stream().filter(name -> !known.contains(name)).toList();
    if (!others.isEmpty()) {
      nodes.add(
          Controls.text(
              context.texts().text(Message.of("ui.inspector.others", String.join(", ", others))),
              "property-note"));
    }
    return nodes;
  }
}

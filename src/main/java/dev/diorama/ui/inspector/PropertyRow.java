package dev.diorama.ui.inspector;

import dev.diorama.catalog.PropertyKind;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Value;
import dev.diorama.ui.theme.Controls;
import dev.diorama.ui.theme.Glyph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One property in the inspector: label, help, editor, range and default.
final class PropertyRow {
  private final PropertySpec spec;
  private final EditorContext context;
  private final Consumer<Optional<Value>> commit;
  private final VBox root = new VBox();
  private final VBox place = new VBox();
  private boolean fits;
  private Editor editor;

  /// @param typeName the resource or connection type, for the key of the help text
  /// @param group the beginning of the path that a heading above already shows; may be empty
  PropertyRow(
      PropertySpec spec,
      String typeName,
      String group,
      Optional<Value> value,
      EditorContext context,
      Consumer<String> openLink,
      Consumer<Optional<Value>> commit) {
    this.spec = spec;
    this.context = context;
    this.commit = commit;
    root.getStyleClass().add("property");
    root.setId("property-" + spec.path());
    root.getChildren().addAll(head(typeName, group, openLink), place);
    note().ifPresent(n -> root.getChildren().add(Controls.text(n, "property-note")));
    fits = Editors.fits(spec.kind(), value);
    editor = Editors.of(spec, spec.path().toString(), value, context, commit);
    place.getChildren().setAll(editor.node());
  }

  private HBox head(String typeName, String group, Consumer<String> openLink) {
    var texts = context.texts();
    var parts = new ArrayList<Node>();
    var label =
        new Label(spec.path().toString().substring(group.isEmpty() ? 0 : group.length() + 1));
    label.getStyleClass().add("property-label");
    label.setMinWidth(0);
    parts.add(label);
    if (spec.required()) {
      var star = new Label("*");
      star.getStyleClass().add("property-required");
      star.setTooltip(Controls.tooltip(texts.text("ui.inspector.required")));
      parts.add(star);
    }
    var help =
        List.of("property." + typeName + "." + spec.path(), "property." + spec.path()).stream()
            .filter(texts::has)
            .findFirst()
            .map(texts::text);
    help.ifPresent(h -> label.setTooltip(Controls.tooltip(h)));
    var link = new Button();
    Controls.asIcon(
        link,
        Glyph.HELP,
        texts.text(Message.of("ui.inspector.documentation", spec.path().toString())));
    link.setGraphic(Glyph.HELP.node(12));
    link.getStyleClass().add("help-button");
    link.setFocusTraversable(false);
    link.setTooltip(
        Controls.tooltip(
            help.map(h -> h + "\n\n").orElse("") + texts.text("ui.source") + ": " + spec.source()));
    link.setOnAction(e -> new PropertyHelp(spec, help, texts, openLink).show(link));
    parts.add(link);
    var head = new HBox(3, parts.toArray(Node[]::new));
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private Optional<String> note() {
    var texts = context.texts();
    var notes = new ArrayList<String>();
    if (spec.kind() instanceof PropertyKind.Whole w) {
      notes.add(
          w.min()
              + (w.max() == Long.MAX_VALUE ? " …" : " – " + w.max())
              + (w.unit().isEmpty() ? "" : " " + w.unit()));
    }
    if (!(spec.kind() instanceof PropertyKind.Bool)
        && !(spec.kind() instanceof PropertyKind.Code)) {
      spec.defaultValue()
          .map(Editors::brief)
          .filter(d -> !d.isEmpty() && d.length() <= 60)
          .ifPresent(d -> notes.add(texts.text(Message.of("ui.inspector.default", d))));
    }
    return notes.isEmpty() ? Optional.empty() : Optional.of(String.join(" · ", notes));
  }

  Region node() {
    return root;
  }

  /// The first name of a path of several, under which properties stand together.
  static String group(PropertySpec spec) {
    return spec.path().segments().size() > 1
            && spec.path().segments().getFirst() instanceof PropertyPath.Name n
        ? n.name()
        : "";
  }

  PropertySpec spec() {
    return spec;
  }

  void show(Optional<Value> value) {
    if (Editors.fits(spec.kind(), value) == fits) {
      editor.show(value);
    } else {
      fits = !fits;
      editor = Editors.of(spec, spec.path().toString(), value, context, commit);
      place.getChildren().setAll(editor.node());
    }
  }

  void commit() {
    editor.commit();
  }
}

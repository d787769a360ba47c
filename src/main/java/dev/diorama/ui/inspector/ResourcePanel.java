package dev.diorama.ui.inspector;

import dev.diorama.catalog.PropertySpec;
import dev.diorama.catalog.ResourceType;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value;
import dev.diorama.ui.theme.Controls;
import dev.diorama.ui.theme.Glyph;
import dev.diorama.ui.theme.TypeLook;
import dev.diorama.workspace.OpenDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/// A resource: logical id, ARN and properties.
final class ResourcePanel implements SubjectPanel {
  /// Logical ids are alphanumeric
  /// (`docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html`).
  private static final Pattern LOGICAL_ID = Pattern.compile("[A-Za-z0-9]+");

  private final ResourceId id;
  private final OpenDocument document;
  private final EditorContext context;
  private final Optional<ResourceType> type;
  private final Resource first;
  private final TypedText logicalId;
  private final Label arn = new Label();
  private final HBox arnRow;
  private final List<PropertyRow> rows = new ArrayList<>();
  private final String iconShown;

  ResourcePanel(
      ResourceId id, OpenDocument document, EditorContext context, Consumer<String> openLink) {
    this.id = id;
    this.document = document;
    this.context = context;
    this.first = document.document().architecture().resource(id).orElseThrow();
    this.type = document.studio().catalog().type(first.type());
    this.iconShown = look().icon();
    logicalId =
        new TypedText(context.texts().text("ui.inspector.logicalId"), this::problem, this::rename);
    logicalId.field().setId("logical-id");
    arn.getStyleClass().add("arn");
    arn.setMinWidth(0);
    HBox.setHgrow(arn, Priority.ALWAYS);
    arn.setMaxWidth(Double.MAX_VALUE);
    var copy =
        Controls.iconButton(Glyph.COPY, context.texts().text("ui.inspector.copyArn"), this::copy);
    arnRow = new HBox(4, arn, copy);
    arnRow.setAlignment(Pos.CENTER_LEFT);
    for (var spec : type.map(ResourceType::properties).orElse(List.of())) {
      rows.add(
          new PropertyRow(
              spec,
              first.type().value(),
              PropertyRow.group(spec),
              spec.path().in(first.properties()),
              context,
              openLink,
              v -> set(spec, v)));
    }
    refresh();
  }

  private TypeLook look() {
    var now = document.document().architecture().resource(id).orElse(first);
    return type.map(t -> TypeLook.of(t, now.properties(), context.texts()))
        .orElse(new TypeLook("resource-unknown", first.type().value()));
  }

  private void set(PropertySpec spec, Optional<Value> value) {
    var name = document.document().architecture().resource(id).map(Resource::logicalId);
    document.apply(
        Transaction.of(
            Message.of("ui.edit.property", spec.path(), name.orElse("")),
            new Edit.SetProperty(id, spec.path(), value)));
  }

  private Optional<String> problem(String text) {
    if (!LOGICAL_ID.matcher(text).matches()) {
      return Optional.of(context.texts().text("ui.inspector.logicalIdForm"));
    }
    return document
        .document()
        .architecture()
        .byLogicalId(text)
        .filter(r -> !r.id().equals(id))
        .map(r -> context.texts().text("ui.inspector.logicalIdTaken"));
  }

  private void rename(String newId) {
    document.apply(Transaction.of(Message.of("ui.edit.rename", newId), new Edit.Rename(id, newId)));
  }

  private void copy() {
    var content = new ClipboardContent();
    content.putString(arn.getText());
    Clipboard.getSystemClipboard().setContent(content);
  }

  @Override
  public Node head() {
    var look = look();
    return PanelParts.head(
        Optional.of(context.icons().icon(look.icon(), 32)), look.name(), first.type().value());
  }

  @Override
  public List<Node> top() {
    return List.of(
        PanelParts.labelled(
            context.texts().text("ui.inspector.logicalId"), logicalId.node(), arnRow));
  }

  @Override
  public List<Node> rows() {
    if (type.isEmpty()) {
      return List.of(Controls.text(context.texts().text("ui.inspector.unknownType"), "muted"));
    }
    return PanelParts.withOthers(rows, type.get().properties(), first.properties(), context);
  }

  @Override
  public boolean refresh() {
    var drawing = document.document().architecture();
    var now = drawing.resource(id);
    if (now.isEmpty() || !look().icon().equals(iconShown)) {
      return false;
    }
    logicalId.show(now.get().logicalId());
    var arnNow = document.studio().catalog().arn(drawing, id);
    arn.setText(arnNow.orElse(""));
    arn.setTooltip(Controls.tooltip(arn.getText()));
    arnRow.setVisible(arnNow.isPresent());
    arnRow.setManaged(arnNow.isPresent());
    rows.forEach(r -> r.show(r.spec().path().in(now.get().properties())));
    return true;
  }

  @Override
  public void commit() {
    logicalId.commit();
    rows.forEach(PropertyRow::commit);
  }
}

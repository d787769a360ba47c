package dev.diorama.ui.inspector;

import dev.diorama.catalog.ConnectionType;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Connection;
import dev.diorama.model.ConnectionId;
import dev.diorama.model.Message;
import dev.diorama.model.Value;
import dev.diorama.rule.Subject;
import dev.diorama.ui.findings.Subjects;
import dev.diorama.ui.theme.Controls;
import dev.diorama.ui.theme.Glyph;
import dev.diorama.workspace.OpenDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;

/// A connection: its ends and properties.
final class ConnectionPanel implements SubjectPanel {
  private final ConnectionId id;
  private final OpenDocument document;
  private final EditorContext context;
  private final Consumer<String> openLink;
  private final Optional<ConnectionType> type;
  private final Connection first;
  private final String nameShown;
  private final List<PropertyRow> rows = new ArrayList<>();

  ConnectionPanel(
      ConnectionId id, OpenDocument document, EditorContext context, Consumer<String> openLink) {
    this.id = id;
    this.document = document;
    this.context = context;
    this.openLink = openLink;
    this.first = document.document().architecture().connection(id).orElseThrow();
    this.type = document.studio().catalog().type(first.type());
    this.nameShown = name();
    for (var spec : type.map(ConnectionType::properties).orElse(List.of())) {
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
  }

  private String name() {
    return Subjects.name(new Subject.OfConnection(id), document.document().architecture());
  }

  private void set(PropertySpec spec, Optional<Value> value) {
    document.apply(
        Transaction.of(
            Message.of("ui.edit.property", spec.path(), name()),
            new Edit.SetConnectionProperty(id, spec.path(), value)));
  }

  @Override
  public Node head() {
    var key = "connection." + first.type();
    return PanelParts.head(
        Optional.of(Glyph.ARROW.node(20)),
        context.texts().text(context.texts().has(key) ? key : "ui.inspector.connection"),
        nameShown);
  }

  @Override
  public List<Node> top() {
    if (type.isEmpty()) {
      return List.of(Controls.text(context.texts().text("ui.inspector.unknownType"), "muted"));
    }
    var link = new Hyperlink(first.type().value(), Glyph.LINK.node(12));
    link.getStyleClass().add("small");
    link.setTooltip(Controls.tooltip(type.get().source()));
    link.setAccessibleText(
        context.texts().text(Message.of("ui.inspector.documentation", first.type().value())));
    link.setOnAction(e -> {
      openLink.accept(type.get().source());
      link.setVisited(false);
    });
    return List.of(link);
  }

  @Override
  public List<Node> rows() {
    return PanelParts.withOthers(
        rows, type.map(ConnectionType::properties).orElse(List.of()), first.properties(), context);
  }

  @Override
  public boolean refresh() {
    var now = document.document().architecture().connection(id);
    if (now.isEmpty() || !name().equals(nameShown)) {
      return false;
    }
    rows.forEach(r -> r.show(r.spec().path().in(now.get().properties())));
    return true;
  }

  @Override
  public void commit() {
    rows.forEach(PropertyRow::commit);
  }
}

package dev.diorama.ui.inspector;

import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Environment;
import dev.diorama.model.Message;
import dev.diorama.ui.theme.Controls;
import dev.diorama.workspace.OpenDocument;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.scene.Node;

/// The drawing itself, shown while nothing is selected: account and region.
final class DrawingPanel implements SubjectPanel {
  /// As `us-east-1` or `us-gov-west-1`
  /// (`docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html`).
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]{1,2}");

  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

  private final OpenDocument document;
  private final EditorContext context;
  private final TypedText account;
  private final TypedText region;

  DrawingPanel(OpenDocument document, EditorContext context) {
    this.document = document;
    this.context = context;
    account =
        new TypedText(
            context.texts().text("ui.inspector.account"),
            t -> problem(ACCOUNT, t, "ui.inspector.accountForm"),
            t -> set(new Environment(environment().partition(), t, environment().region())));
    region =
        new TypedText(
            context.texts().text("ui.inspector.region"),
            t -> problem(REGION, t, "ui.inspector.regionForm"),
            t -> set(new Environment(environment().partition(), environment().accountId(), t)));
    refresh();
  }

  private Environment environment() {
    return document.document().architecture().environment();
  }

  private Optional<String> problem(Pattern form, String text, String key) {
    return form.matcher(text).matches() ? Optional.empty() : Optional.of(context.texts().text(key));
  }

  private void set(Environment environment) {
    document.apply(
        Transaction.of(Message.of("ui.edit.environment"), new Edit.SetEnvironment(environment)));
  }

  @Override
  public Node head() {
    var drawing = document.document().architecture();
    return PanelParts.head(
        Optional.of(context.icons().icon("diorama", 32)),
        context.texts().text("ui.inspector.drawing"),
        context
            .texts()
            .text(
                Message.of(
                    "ui.inspector.size",
                    drawing.resources().size(),
                    drawing.connections().size())));
  }

  @Override
  public List<Node> top() {
    return List.of(
        Controls.text(context.texts().text("ui.inspector.empty"), "muted"),
        PanelParts.labelled(context.texts().text("ui.inspector.account"), account.node()),
        PanelParts.labelled(context.texts().text("ui.inspector.region"), region.node()));
  }

  @Override
  public List<Node> rows() {
    return List.of();
  }

  @Override
  public boolean refresh() {
    account.show(environment().accountId());
    region.show(environment().region());
    return true;
  }

  @Override
  public void commit() {
    account.commit();
    region.commit();
  }
}

package dev.diorama.ui.inspector;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Rule;
import dev.diorama.rule.RuleId;
import dev.diorama.rule.RuleInfo;
import dev.diorama.rule.Subject;
import dev.diorama.ui.findings.FindingActions;
import dev.diorama.ui.findings.FindingCard;
import dev.diorama.ui.findings.Subjects;
import dev.diorama.ui.theme.Controls;
import dev.diorama.ui.theme.Icons;
import dev.diorama.workspace.OpenDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Shows and edits what is selected: a resource, a connection, or with nothing selected the
/// drawing's account and region. Its editors come from the catalogue.
public final class Inspector {
  private final OpenDocument document;
  private final Texts texts;
  private final Icons icons;
  private final FindingActions actions;
  private final EditorContext context;
  private final Map<RuleId, String> sources;
  private final BorderPane root = new BorderPane();
  private final VBox body = new VBox();
  private final VBox verdictPlace = new VBox();
  private final VBox findingsPlace = new VBox(6);
  private final VBox privilegePlace = new VBox();
  private Optional<PrivilegeView> privilege = Optional.empty();
  private final ScrollPane scroll = new ScrollPane(body);
  private List<Subject> selection = List.of();
  private Optional<SubjectPanel> panel = Optional.empty();
  private Optional<Object> verdictShown = Optional.empty();
  private List<Finding> findingsShown = List.of();

  /// An inspector of `document`. Call [#refresh] after each change and each check.
  public Inspector(OpenDocument document, Texts texts, Icons icons, FindingActions actions) {
    this.document = document;
    this.texts = texts;
    this.icons = icons;
    this.actions = actions;
    this.context = new EditorContext(() -> document.document().architecture(), texts, icons);
    this.sources =
        document.studio().rules().stream()
            .map(Rule::info)
            .collect(Collectors.toMap(RuleInfo::id, RuleInfo::source, (a, b) -> a));
    body.getStyleClass().add("inspector-body");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("inspector-scroll");
    root.getStyleClass().add("side");
    root.setId("inspector");
    root.setMinWidth(220);
    rebuild();
  }

  /// The node that shows the inspector.
  public Region node() {
    return root;
  }

  /// Shows other subjects. What was typed for the ones before is handed over first.
  public void show(List<Subject> newSelection) {
    if (!selection.equals(newSelection)) {
      commitPending();
      selection = List.copyOf(newSelection);
      rebuild();
    }
  }

  /// What is shown.
  public List<Subject> selection() {
    return selection;
  }

  /// Hands over what is typed but not finished, as before saving or running.
  public void commitPending() {
    panel.ifPresent(SubjectPanel::commit);
  }

  /// Shows the document and the check as they are now.
  public void refresh() {
    var drawing = document.document().architecture();
    if (selection.size() == 1 && !Subjects.isDrawn(selection.getFirst(), drawing)) {
      selection = List.of();
      rebuild();
    } else if (panel.isPresent() && panel.get().refresh()) {
      refreshCheck();
    } else {
      rebuild();
    }
  }

  private void rebuild() {
    panel = Optional.empty();
    findingsShown = List.of();
    verdictShown = Optional.empty();
    verdictPlace.getChildren().clear();
    findingsPlace.getChildren().clear();
    privilege = Optional.empty();
    if (selection.size() > 1) {
      var many = texts.text(Message.of("ui.inspector.many", selection.size()));
      root.setTop(null);
      root.setCenter(Controls.text(many, "empty-state"));
      return;
    }
    var made = panel();
    panel = Optional.of(made);
    root.setTop(made.head());
    body.getChildren().setAll(made.top());
    privilege = privilege();
    privilegePlace.getChildren().setAll(privilege.stream().map(PrivilegeView::node).toList());
    privilegePlace.setManaged(privilege.isPresent());
    body.getChildren().addAll(verdictPlace, findingsPlace, privilegePlace);
    body.getChildren().addAll(made.rows());
    for (var place : List.of(verdictPlace, findingsPlace)) {
      place.managedProperty().unbind();
      place.setManaged(false);
    }
    root.setCenter(scroll);
    scroll.setVvalue(0);
    refreshCheck();
  }

  private SubjectPanel panel() {
    if (selection.isEmpty()) {
      return new DrawingPanel(document, context);
    }
    return switch (selection.getFirst()) {
      case Subject.OfResource r -> new ResourcePanel(r.id(), document, context, actions::openLink);
      case Subject.OfConnection c ->
          new ConnectionPanel(c.id(), document, context, actions::openLink);
    };
  }

  /// What the selected role allows beyond what is needed.
  private Optional<PrivilegeView> privilege() {
    var drawing = document.document().architecture();
    return selection.stream()
        .filter(Subject.OfResource.class::isInstance)
        .map(s -> ((Subject.OfResource) s).id())
        .findFirst()
        .filter(id ->
            drawing
                .resource(id)
                .filter(r -> document.studio().catalog().has(r, Capability.ROLE))
                .isPresent())
        .map(id -> new PrivilegeView(document, id, context));
  }

  private void refreshCheck() {
    if (selection.isEmpty()) {
      return;
    }
    privilege.ifPresent(PrivilegeView::refresh);
    var subject = selection.getFirst();
    if (subject instanceof Subject.OfConnection c) {
      var verdict = Optional.ofNullable(document.check().verdicts().get(c.id()));
      if (!verdict.map(Object.class::cast).equals(verdictShown)) {
        verdictShown = verdict.map(Object.class::cast);
        verdictPlace
            .getChildren()
            .setAll(
                verdict.stream()
                    .<Node>map(v -> new VerdictView(v, context, actions::openLink).node())
                    .toList());
      }
      verdictPlace.setManaged(verdict.isPresent());
    }
    var findings =
        document.check().findings().stream().filter(f -> f.subject().equals(subject)).toList();
    if (!findings.equals(findingsShown)) {
      findingsShown = findings;
      findingsPlace.getChildren().clear();
      if (!findings.isEmpty()) {
        var title = new Label(texts.text("ui.findings.title"));
        title.getStyleClass().add("section-title");
        findingsPlace.getChildren().add(title);
      }
      for (var finding : findings) {
        findingsPlace
            .getChildren()
            .add(
                new FindingCard(
                        finding,
                        document.document().architecture(),
                        Optional.ofNullable(sources.get(finding.rule())),
                        texts,
                        icons,
                        actions)
                    .node());
      }
    }
    findingsPlace.setManaged(!findings.isEmpty());
  }
}

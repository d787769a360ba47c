package dev.diorama.ui.inspector;

import dev.diorama.access.Access;
import dev.diorama.access.MinimalPolicy;
import dev.diorama.access.RoleExcess;
import dev.diorama.access.RoleExcess.ExcessGrant;
import dev.diorama.access.RoleNeeds.RoleNeed;
import dev.diorama.access.SeenCalls;
import dev.diorama.edit.Edit;
import dev.diorama.edit.Transaction;
import dev.diorama.model.Architecture;
import dev.diorama.model.Message;
import dev.diorama.model.PropertyPath;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.rule.Subject;
import dev.diorama.ui.findings.Subjects;
import dev.diorama.ui.theme.Controls;
import dev.diorama.ui.theme.Glyph;
import dev.diorama.workspace.OpenDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What a role allows beyond what the drawing needs, with a request that shows it for each
/// statement, and the way to the smallest policy. Computed beside the interface's thread.
final class PrivilegeView {
  private static final int MOST_ACTIONS = 6;

  private final OpenDocument document;
  private final ResourceId role;
  private final EditorContext context;
  private final VBox root = new VBox(6);
  private final VBox body = new VBox(6);
  private Architecture asked = Architecture.EMPTY;
  private SeenCalls askedSeen = SeenCalls.NONE;

  /// What was computed for one state of the drawing.
  private record Answer(Architecture drawing, RoleExcess excess, MinimalPolicy minimal) {}

  PrivilegeView(OpenDocument document, ResourceId role, EditorContext context) {
    this.document = document;
    this.role = role;
    this.context = context;
    var title = new Label(text("ui.privilege.title"));
    title.getStyleClass().add("section-title");
    body.getStyleClass().add("verdict");
    body.getChildren().add(Controls.text(text("ui.privilege.computing"), "muted", "small"));
    root.getChildren().addAll(title, body);
    root.setId("privilege");
  }

  Region node() {
    return root;
  }

  private String text(String key, Object... arguments) {
    return context.texts().text(Message.of(key, arguments));
  }

  /// Computes anew if the drawing, or what runs were seen to call, is not the same as before.
  void refresh() {
    var drawing = document.document().architecture();
    var seen = document.leastPrivilege().seenCalls();
    if (drawing.equals(asked) && seen.equals(askedSeen)) {
      return;
    }
    asked = drawing;
    askedSeen = seen;
    Thread.ofVirtual()
        .name("diorama-least-privilege")
        .start(() -> {
          var answer = answer(drawing);
          Platform.runLater(
              () -> answer.filter(a -> a.drawing().equals(asked)).ifPresent(this::show));
        });
  }

  private Optional<Answer> answer(Architecture drawing) {
    var access = new Access(drawing, document.studio().catalog());
    var engine = document.leastPrivilege();
    return drawing
        .resource(role)
        .map(r ->
            new Answer(
                drawing, engine.excess(access, drawing, r), engine.minimal(access, drawing, r)));
  }

  private void show(Answer answer) {
    var excess = answer.excess();
    var nodes = new ArrayList<Node>();
    nodes.add(head(excess));
    excess.grants().forEach(g -> nodes.add(grant(g)));
    excess
        .undecided()
        .forEach(u ->
            nodes.add(
                row(
                    "verdict-unknown",
                    text(
                        "ui.privilege.undecided",
                        actions(u.actions()),
                        Message.of("policy.undecided." + u.reason().name())))));
    if (!excess.isProvedMinimal()) {
      nodes.add(makeMinimal(answer));
    }
    nodes.add(needs(answer));
    body.getChildren().setAll(nodes);
  }

  private Node head(RoleExcess excess) {
    if (excess.isProvedMinimal()) {
      return row("verdict-ok", text("ui.privilege.proved", count(excess)));
    }
    return excess.grants().isEmpty()
        ? row("verdict-unknown", text("ui.privilege.open"))
        : row("verdict-warning", text("ui.privilege.excess", excess.grants().size()));
  }

  private Node grant(ExcessGrant grant) {
    var name =
        text(
            "ui.privilege.statement",
            grant.policyName(),
            grant.statement() + 1,
            grant.sid().map(s -> " (" + s + ")").orElse(""));
    var keys = new ArrayList<String>();
    grant
        .witness()
        .context()
        .written()
        .forEach((key, values) -> keys.add(key + " = " + String.join(", ", values)));
    var box =
        new VBox(
            2,
            Controls.text(name, "strong", "small"),
            Controls.text(actions(grant.actions()), "small"),
            Controls.text(
                text("ui.privilege.witness", grant.witness().action(), grant.witness().resource()),
                "small",
                "muted"));
    if (!keys.isEmpty()) {
      box.getChildren().add(Controls.text(String.join("; ", keys), "small", "muted"));
    }
    box.getStyleClass().add("need");
    return box;
  }

  private String actions(List<String> actions) {
    return actions.size() <= MOST_ACTIONS
        ? String.join(", ", actions)
        : text(
            "ui.privilege.moreActions",
            String.join(", ", actions.subList(0, MOST_ACTIONS)),
            actions.size() - MOST_ACTIONS);
  }

  private Node row(String icon, String words) {
    var label = Controls.text(words, "small");
    label.setMinWidth(0);
    HBox.setHgrow(label, Priority.ALWAYS);
    return new HBox(6, context.icons().icon(icon, 16), label);
  }

  private Node makeMinimal(Answer answer) {
    var button = new Button(text("ui.privilege.minimal"), Glyph.FIX.node(13));
    button.setId("make-minimal");
    button.getStyleClass().add("fix-button");
    button.setDisable(!answer.minimal().proved());
    button.setOnAction(e -> compare(answer));
    return button;
  }

  private void compare(Answer answer) {
    answer
        .drawing()
        .resource(role)
        .ifPresent(now ->
            document
                .studio()
                .catalog()
                .facets(now)
                .withIdentityPolicy(now, answer.minimal().drawn())
                .ifPresent(next ->
                    new ComparisonDialog(context.texts(), root.getScene().getWindow())
                        .ask(
                            text("ui.privilege.minimal.title", now.logicalId()),
                            text("ui.privilege.minimal.text"),
                            changed(now.properties(), next),
                            changed(next, now.properties()),
                            () -> apply(now, next))));
  }

  /// The fields of `one` that are not the same in `other`.
  private static Fields changed(Fields one, Fields other) {
    var result = Fields.EMPTY;
    for (var entry : one.values().entrySet()) {
      if (!other.get(entry.getKey()).equals(Optional.of(entry.getValue()))) {
        result = result.with(entry.getKey(), entry.getValue());
      }
    }
    return result;
  }

  private void apply(Resource now, Fields next) {
    var edits = new ArrayList<Edit>();
    for (var name : changed(now.properties(), next).values().keySet()) {
      edits.add(new Edit.SetProperty(role, PropertyPath.of(name), next.get(name)));
    }
    for (var name : changed(next, now.properties()).values().keySet()) {
      if (now.properties().get(name).isEmpty()) {
        edits.add(new Edit.SetProperty(role, PropertyPath.of(name), next.get(name)));
      }
    }
    document.apply(
        new Transaction(Message.of("ui.edit.minimal", now.logicalId()), List.copyOf(edits)));
  }

  private Node needs(Answer answer) {
    var list = new VBox(3);
    for (var need : answer.excess().needs()) {
      list.getChildren().add(Controls.text(need(need, answer.drawing()), "small"));
    }
    for (var seen : answer.excess().seen()) {
      list.getChildren()
          .add(
              Controls.text(
                  text(
                      "ui.privilege.need",
                      seen.action(),
                      seen.resource(),
                      text("ui.privilege.bySeen")),
                  "small"));
    }
    if (count(answer.excess()) == 0) {
      list.getChildren().add(Controls.text(text("ui.privilege.noNeeds"), "small", "muted"));
    }
    var pane = new TitledPane(text("ui.privilege.needs", count(answer.excess())), list);
    pane.setExpanded(false);
    pane.setAnimated(false);
    pane.getStyleClass().add("dense");
    return pane;
  }

  private static int count(RoleExcess excess) {
    return excess.needs().size() + excess.seen().size();
  }

  private String need(RoleNeed need, Architecture drawing) {
    var why =
        need.connection()
            .map(id -> Subjects.name(new Subject.OfConnection(id), drawing))
            .orElseGet(() -> text("ui.privilege.byAws"));
    return text("ui.privilege.need", need.call().action(), need.resource(), why);
  }
}

package dev.diorama.ui.inspector;

import dev.diorama.access.ConnectionVerdict;
import dev.diorama.access.Verdict;
import dev.diorama.access.Verdict.Outcome;
import dev.diorama.catalog.Need;
import dev.diorama.model.Architecture;
import dev.diorama.model.Message;
import dev.diorama.ui.findings.Subjects;
import dev.diorama.ui.theme.Controls;
import dev.diorama.ui.verdict.Explanation;
import dev.diorama.ui.verdict.LockChain;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Explains the verdict on a connection: for each need whether it works, and why.
final class VerdictView {
  private final VBox root = new VBox();
  private final EditorContext context;
  private final Architecture drawing;
  private final Consumer<String> openLink;

  VerdictView(ConnectionVerdict verdict, EditorContext context, Consumer<String> openLink) {
    this.context = context;
    this.drawing = context.drawing().get();
    this.openLink = openLink;
    root.getStyleClass().add("verdict");
    var word = new Label(text("ui.verdict." + key(verdict.outcome())));
    word.setGraphic(context.icons().icon(icon(verdict.outcome()), 18));
    word.getStyleClass().addAll("verdict-word", style(verdict.outcome()));
    root.getChildren().add(word);
    if (verdict.needs().isEmpty()) {
      root.getChildren().add(Controls.text(text("ui.verdict.noNeeds"), "muted", "small"));
    }
    for (var need : verdict.needs()) {
      root.getChildren().add(need(need));
    }
  }

  Region node() {
    return root;
  }

  private String text(String key, Object... arguments) {
    return context.texts().text(Message.of(key, arguments));
  }

  static String key(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  static String icon(Outcome outcome) {
    return switch (outcome) {
      case WORKS -> "verdict-ok";
      case BLOCKED -> "verdict-blocked";
      case DENIED -> "verdict-denied";
      case UNKNOWN -> "verdict-unknown";
    };
  }

  private static String style(Outcome outcome) {
    return switch (outcome) {
      case WORKS -> "success-text";
      case BLOCKED, DENIED -> "error-text";
      case UNKNOWN -> "warning-text";
    };
  }

  private Node need(Verdict verdict) {
    var title = Controls.text(title(verdict.need()), "strong");
    var icon = context.icons().icon(icon(verdict.outcome()), 16);
    HBox.setHgrow(title, Priority.ALWAYS);
    var head = new HBox(6, icon, title);
    head.setAlignment(Pos.TOP_LEFT);
    var on =
        Controls.text(
            text("ui.verdict." + key(verdict.outcome())) + " · " + where(verdict.need()),
            "muted",
            "small");
    var details = new VBox(3);
    details.setVisible(!verdict.works());
    details.setManaged(!verdict.works());
    addDetails(details, verdict);
    var toggle = new Hyperlink(text(verdict.works() ? "ui.verdict.show" : "ui.verdict.hide"));
    toggle.getStyleClass().add("small");
    toggle.setOnAction(e -> {
      boolean show = !details.isVisible();
      details.setVisible(show);
      details.setManaged(show);
      toggle.setText(text(show ? "ui.verdict.hide" : "ui.verdict.show"));
      toggle.setVisited(false);
    });
    var chain = new LockChain(context.texts(), context.icons()).node(verdict);
    var box = new VBox(head, on, chain, toggle, details);
    box.getStyleClass().add("need");
    return box;
  }

  private String title(Need need) {
    return switch (need) {
      case Need.Call c -> c.action();
      case Need.Packet p -> text("ui.verdict.packet", destination(p.destination()));
    };
  }

  private String where(Need need) {
    return switch (need) {
      case Need.Call c -> text("ui.verdict.callBy", caller(c.caller()), c.resource());
      case Need.Packet p -> text("ui.verdict.packetBy", caller(p.caller()));
    };
  }

  private String caller(Need.Caller caller) {
    return switch (caller) {
      case Need.ResourceCaller r -> Subjects.name(r.resource(), drawing);
      case Need.ServiceCaller s -> s.servicePrincipal();
    };
  }

  private String destination(Need.Destination destination) {
    return switch (destination) {
      case Need.ServiceEndpoint s -> s.service();
      case Need.ResourceInterface r -> Subjects.name(r.resource(), drawing) + ":" + r.port();
      case Need.InternetHost h -> h.host() + ":" + h.port();
    };
  }

  private void addDetails(VBox details, Verdict verdict) {
    var why =
        new Explanation(
            context.texts(), context.icons(), id -> Subjects.name(id, drawing), openLink);
    verdict
        .network()
        .ifPresentOrElse(
            trace -> section(details, "ui.verdict.network", why.network(trace)),
            () ->
                details
                    .getChildren()
                    .add(Controls.text(text("ui.verdict.servicePlane"), "small", "muted")));
    if (!verdict.openKeys().isEmpty()) {
      var keys = String.join(", ", new TreeSet<>(verdict.openKeys()));
      details.getChildren().add(Controls.text(text("ui.verdict.openKeys", keys), "small"));
    }
    verdict
        .endpointPolicy()
        .ifPresent(d -> section(details, "ui.verdict.endpointPolicy", why.decision(d)));
    verdict
        .authorization()
        .ifPresent(d -> section(details, "ui.verdict.authorization", why.decision(d)));
  }

  private void section(VBox details, String title, List<Node> body) {
    details.getChildren().add(Controls.text(text(title), "strong", "small"));
    details.getChildren().addAll(body);
  }
}

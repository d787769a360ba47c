package dev.diorama.ui.inspector;

import dev.diorama.model.Message;
import dev.diorama.policy.Decision;
import dev.diorama.policy.PolicyKind;
import dev.diorama.policy.StatementMatch;
import dev.diorama.ui.theme.Controls;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/// A policy decision with every statement that was looked at, element by element.
final class DecisionView {
  private final VBox root = new VBox(2);
  private final EditorContext context;

  DecisionView(String title, Decision decision, EditorContext context) {
    this.context = context;
    root.getChildren()
        .add(
            Controls.text(
                title + ": " + sentence(decision),
                "strong",
                "small",
                decision.isAllowed() ? "success-text" : "error-text"));
    if (decision.trace().isEmpty()) {
      root.getChildren().add(Controls.text(text("ui.verdict.noStatements"), "hop", "small"));
    }
    decision.trace().forEach(s -> root.getChildren().add(statement(s)));
  }

  Node node() {
    return root;
  }

  private String text(String key, Object... arguments) {
    return context.texts().text(Message.of(key, arguments));
  }

  private String kind(PolicyKind kind) {
    return text("ui.policy." + kind.name().toLowerCase(Locale.ROOT));
  }

  private String sentence(Decision decision) {
    return switch (decision) {
      case Decision.Allowed a -> text("ui.decision.allowed");
      case Decision.ImplicitlyDenied d -> text("ui.decision.implicit", kind(d.blockedBy()));
      case Decision.ExplicitlyDenied d -> text("ui.decision.explicit", kind(d.blockedBy()));
    };
  }

  private Node statement(StatementMatch match) {
    var box = new VBox();
    box.getStyleClass().add("statement");
    var name =
        match.policyName() + " [" + match.index() + "]" + match.sid().map(s -> " " + s).orElse("");
    var effect = match.effect() == StatementMatch.Effect.ALLOW ? "Allow" : "Deny";
    box.getChildren()
        .add(
            Controls.text(
                text(
                    match.matched() ? "ui.statement.matches" : "ui.statement.differs",
                    effect,
                    name,
                    kind(match.kind())),
                "small"));
    match
        .skipped()
        .ifPresent(
            why -> box.getChildren().add(Controls.text(why, "small", "warning-text", "hop")));
    for (var element : match.elements()) {
      box.getChildren()
          .add(
              Controls.text(
                  (element.matched() ? "✓ " : "✗ ") + element(element),
                  "small",
                  "hop",
                  element.matched() ? "muted" : "error-text"));
    }
    return box;
  }

  private String element(StatementMatch.ElementMatch element) {
    return switch (element) {
      case StatementMatch.SimpleMatch s ->
          text("ui.statement.element", s.element(), String.join(", ", s.expected()), s.actual());
      case StatementMatch.ConditionMatch c ->
          text(
              "ui.statement.condition",
              c.operator(),
              c.key(),
              String.join(", ", c.expected()),
              c.actual()
                  .map(a -> String.join(", ", a))
                  .filter(a -> !a.isEmpty())
                  .or(() -> Optional.of(text("ui.statement.absent")))
                  .orElse(""));
    };
  }
}

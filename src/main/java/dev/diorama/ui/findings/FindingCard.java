package dev.diorama.ui.findings;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Architecture;
import dev.diorama.rule.Finding;
import dev.diorama.rule.Severity;
import dev.diorama.ui.theme.Controls;
import dev.diorama.ui.theme.Glyph;
import dev.diorama.ui.theme.Icons;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Shows one finding: severity, subject, text, fixes, and on request the explanation.
public final class FindingCard {
  private final VBox root = new VBox();

  /// A card for `finding`.
  ///
  /// @param source the documentation page of its rule, if the rule is known
  public FindingCard(
      Finding finding,
      Architecture drawing,
      Optional<String> source,
      Texts texts,
      Icons icons,
      FindingActions actions) {
    var severity = finding.severity().name().toLowerCase(Locale.ROOT);
    var word = new Label(texts.text("ui.severity." + severity));
    word.setGraphic(icons.icon(icon(finding.severity()), 16));
    word.getStyleClass().addAll("finding-word", severity);
    word.setMinWidth(Region.USE_PREF_SIZE);
    var subject = new Label(Subjects.name(finding.subject(), drawing));
    subject.getStyleClass().add("finding-subject");
    var title = new Label(texts.text("rule." + finding.rule() + ".title"));
    title.getStyleClass().addAll("muted", "small");
    // In a narrow pane the title goes below the name, and neither is cut.
    var head = new FlowPane(8, 2, word, subject, title);
    head.setMinWidth(0);
    head.setRowValignment(VPos.CENTER);
    for (var label : List.of(subject, title)) {
      label.maxWidthProperty().bind(head.widthProperty());
    }
    var text = Controls.text(texts.text(finding.message()));
    var buttons = new FlowPane(6, 4);
    buttons.setMinWidth(0);
    buttons.setRowValignment(VPos.CENTER);
    for (var fix : finding.fixes()) {
      var button = new Button(texts.text(fix.label()), Glyph.FIX.node(13));
      button.getStyleClass().add("fix-button");
      button.setWrapText(true);
      button.setMinHeight(Region.USE_PREF_SIZE);
      button.setTooltip(Controls.tooltip(button.getText()));
      // A long label is shortened rather than pushing the card out of the view.
      button.maxWidthProperty().bind(buttons.widthProperty());
      button.setAccessibleText(texts.text("ui.findings.fix") + ": " + button.getText());
      button.setOnAction(e -> actions.apply(fix));
      buttons.getChildren().add(button);
    }
    root.getChildren().addAll(head, text, buttons);
    addExplanation(finding, source, texts, actions, buttons);
    root.getStyleClass().add("finding");
    root.setFocusTraversable(true);
    root.setAccessibleText(
        word.getText() + ", " + subject.getText() + ": " + texts.text(finding.message()));
    root.setOnMouseClicked(e -> {
      if (e.getButton() == MouseButton.PRIMARY) {
        root.requestFocus();
        actions.reveal(finding.subject());
      }
    });
    root.setOnKeyPressed(e -> {
      if (e.getCode() == KeyCode.ENTER && root.equals(e.getTarget())) {
        actions.reveal(finding.subject());
        e.consume();
      }
    });
  }

  private void addExplanation(
      Finding finding,
      Optional<String> source,
      Texts texts,
      FindingActions actions,
      FlowPane buttons) {
    var more = new Hyperlink(texts.text("ui.findings.why"));
    var explanation =
        Controls.text(texts.text("rule." + finding.rule() + ".description"), "muted", "small");
    explanation.setVisible(false);
    explanation.setManaged(false);
    more.setOnAction(e -> {
      boolean show = !explanation.isVisible();
      explanation.setVisible(show);
      explanation.setManaged(show);
      more.setText(texts.text(show ? "ui.findings.less" : "ui.findings.why"));
      more.setVisited(false);
    });
    buttons.getChildren().add(more);
    source.ifPresent(address -> {
      var link = new Hyperlink(texts.text("ui.source"), Glyph.LINK.node(12));
      link.setTooltip(Controls.tooltip(address));
      link.setOnAction(e -> {
        actions.openLink(address);
        link.setVisited(false);
      });
      buttons.getChildren().add(link);
    });
    root.getChildren().add(explanation);
  }

  /// The icon of a severity.
  public static String icon(Severity severity) {
    return switch (severity) {
      case ERROR -> "verdict-denied";
      case WARNING -> "verdict-warning";
      case INFO -> "verdict-info";
    };
  }

  /// The node that shows the card.
  public Region node() {
    return root;
  }
}

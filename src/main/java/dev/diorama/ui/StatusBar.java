package dev.diorama.ui;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.rule.Finding;
import dev.diorama.ui.findings.FindingCard;
import dev.diorama.ui.theme.Controls;
import dev.diorama.ui.theme.Glyph;
import dev.diorama.ui.theme.Icons;
import dev.diorama.workspace.Check;
import java.util.Comparator;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// The line at the bottom: the checker's word, what is going on, and where the run is served.
final class StatusBar {
  private final Texts texts;
  private final Icons icons;
  private final Button checker = new Button();
  private final Label report = new Label();
  private final ProgressBar progress = new ProgressBar();
  private final Button cancel = new Button();
  private final Label zoom = new Label();
  private final HBox cost = new HBox();
  private final HBox running = new HBox(6);
  private final Label endpoint = new Label();
  private final Label changed = new Label();
  private final HBox root = new HBox();
  private Runnable cancelAction = () -> {};

  StatusBar(Texts texts, Icons icons, Runnable restart, Runnable showKeys, Runnable showFindings) {
    this.texts = texts;
    this.icons = icons;
    progress.setPrefWidth(110);
    progress.setAccessibleText(texts.text("ui.status.checking"));
    checker.getStyleClass().add("checker");
    checker.setOnAction(e -> showFindings.run());
    checker.setTooltip(Controls.tooltip(texts.text("ui.status.showFindings")));
    cancel.setText(texts.text("ui.cancel"));
    cancel.setOnAction(e -> cancelAction.run());
    endpoint.getStyleClass().add("endpoint");
    changed.setText(texts.text("ui.status.changed"));
    changed.getStyleClass().add("warning-text");
    var again = new Button(texts.text("ui.command.restart"), Glyph.RESTART.node(12));
    again.setOnAction(e -> restart.run());
    again.visibleProperty().bind(changed.visibleProperty());
    again.managedProperty().bind(changed.visibleProperty());
    changed.managedProperty().bind(changed.visibleProperty());
    var copy =
        Controls.iconButton(
            Glyph.COPY,
            texts.text("ui.status.copyUrl"),
            () -> {
              Dialogs.copyText(endpoint.getText());
              say(texts.text("ui.copied"));
            });
    var keys = new Button(texts.text("ui.status.keys"));
    keys.getStyleClass().add("keys-button");
    keys.setOnAction(e -> showKeys.run());
    running.getStyleClass().add("row-editor");
    running
        .getChildren()
        .setAll(changed, again, new Label(texts.text("ui.status.running")), endpoint, copy, keys);
    running.managedProperty().bind(running.visibleProperty());
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    report.setMinWidth(0);
    root.getStyleClass().add("status-bar");
    root.getChildren().setAll(checker, progress, cancel, report, space, cost, running, zoom);
    for (var node : new Node[] {progress, cancel}) {
      node.managedProperty().bind(node.visibleProperty());
    }
    // These carry the meaning; only the report gives way where the window is narrow.
    for (var label : new Labeled[] {checker, endpoint, zoom, changed, cancel}) {
      label.setMinWidth(Region.USE_PREF_SIZE);
    }
    showWork(Optional.empty());
    showEndpoint(Optional.empty(), false);
  }

  /// The line, with what shows the cost of the run.
  Region withMeter(Node meter) {
    cost.getChildren().setAll(meter);
    cost.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
    return root;
  }

  /// Shows the checker's word; empty while it is checking.
  void showCheck(Optional<Check> check) {
    if (check.isEmpty()) {
      checker.setText(texts.text("ui.status.checking"));
      return;
    }
    int count = check.get().findings().size();
    checker.setText(
        count == 0
            ? texts.text("ui.status.clean")
            : texts.text(Message.of("ui.status.findings", count)));
    var worst =
        check.get().findings().stream().map(Finding::severity).min(Comparator.naturalOrder());
    checker.setGraphic(icons.icon(worst.map(FindingCard::icon).orElse("verdict-ok"), 14));
  }

  /// Shows what is going on.
  void showWork(Optional<Background.Work> work) {
    progress.setVisible(work.isPresent());
    cancel.setVisible(work.isPresent());
    cancelAction = work.map(Background.Work::cancel).orElse(() -> {});
    if (work.isPresent()) {
      report.setText(work.get().text());
    } else if (!report.getText().isEmpty() && report.getUserData() == null) {
      report.setText("");
    }
    report.setUserData(null);
  }

  /// Says what was done.
  void say(String text) {
    report.setText(text);
    report.setUserData(text);
  }

  /// Shows where the run is served.
  ///
  /// @param drawingChanged whether the drawing is no longer the one that runs
  void showEndpoint(Optional<String> url, boolean drawingChanged) {
    running.setVisible(url.isPresent());
    endpoint.setText(url.orElse(""));
    changed.setVisible(drawingChanged);
  }

  /// Shows the zoom factor.
  void showZoom(double factor) {
    zoom.setText(Math.round(factor * 100) + " %");
  }
}

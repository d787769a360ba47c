package dev.diorama.ui.inspector;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Value;
import dev.diorama.ui.theme.Controls;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// Shows a value before and after a change, side by side, and asks whether to make the change.
final class ComparisonDialog {
  private final Texts texts;
  private final Window owner;

  ComparisonDialog(Texts texts, Window owner) {
    this.texts = texts;
    this.owner = owner;
  }

  /// Asks; does `accepted` if the user wants the change.
  void ask(String title, String explanation, Value before, Value after, Runnable accepted) {
    var apply = new ButtonType(texts.text("ui.compare.apply"), ButtonData.OK_DONE);
    var cancel = new ButtonType(texts.text("ui.cancel"), ButtonData.CANCEL_CLOSE);
    var dialog = new Dialog<ButtonType>();
    Controls.dress(dialog, owner, title);
    var pane = dialog.getDialogPane();
    pane.getStyleClass().add("wide-dialog");
    var scroll = new ScrollPane(grid(LineComparison.of(before, after)));
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("comparison");
    scroll.setPrefHeight(480);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    var why = Controls.text(explanation);
    pane.setContent(new VBox(10, why, scroll));
    pane.getButtonTypes().setAll(apply, cancel);
    dialog.setResultConverter(b -> b);
    dialog
        .resultProperty()
        .subscribe(result -> {
          if (result == apply) {
            accepted.run();
          }
        });
    dialog.show();
  }

  private GridPane grid(LineComparison comparison) {
    var grid = new GridPane();
    for (int i = 0; i < 2; i++) {
      var half = new ColumnConstraints();
      half.setPercentWidth(50);
      grid.getColumnConstraints().add(half);
    }
    grid.add(heading("ui.compare.before"), 0, 0);
    grid.add(heading("ui.compare.after"), 1, 0);
    int at = 1;
    for (var row : comparison.rows()) {
      grid.add(line(row.before(), row.changed(), "comparison-removed"), 0, at);
      grid.add(line(row.after(), row.changed(), "comparison-added"), 1, at++);
    }
    return grid;
  }

  private Label heading(String key) {
    var label = new Label(texts.text(key));
    label.getStyleClass().addAll("strong", "comparison-heading");
    return label;
  }

  private static Label line(String text, boolean changed, String style) {
    var sign = !changed || text.isEmpty() ? "  " : style.endsWith("added") ? "+ " : "− ";
    var label = new Label(sign + text);
    label.getStyleClass().add("comparison-line");
    if (changed && !text.isEmpty()) {
      label.getStyleClass().add(style);
    }
    label.setMaxWidth(Double.MAX_VALUE);
    label.setWrapText(true);
    return label;
  }
}

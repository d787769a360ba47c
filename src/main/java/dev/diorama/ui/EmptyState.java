package dev.diorama.ui;

import dev.diorama.catalog.Texts;
import dev.diorama.ui.theme.Controls;
import dev.diorama.ui.theme.Glyph;
import dev.diorama.ui.theme.Icons;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What stands on a canvas on which nothing is drawn: how to begin.
final class EmptyState {
  private static final double WIDTH = 420;

  private EmptyState() {}

  /// It takes no more room than it needs, so that one can still drop onto the canvas around it.
  static Region of(Texts texts, Icons icons, Runnable open) {
    var title = Controls.text(texts.text("ui.canvas.empty.title"), "empty-title");
    var hint = Controls.text(texts.text("ui.canvas.empty"), "empty-hint");
    var button = new Button(texts.text("ui.command.open"), Glyph.OPEN.node());
    button.setOnAction(e -> open.run());
    var box = new VBox(12, icons.icon("diorama", 56), title, hint, button);
    box.setAlignment(Pos.CENTER);
    box.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    box.setPickOnBounds(false);
    box.getStyleClass().add("empty-start");
    return box;
  }
}

package dev.diorama.ui.theme;

import atlantafx.base.theme.Styles;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.stage.Window;
import javafx.util.Duration;

/// Makes controls in the editor's style; each has an accessible name.
public final class Controls {
  private Controls() {}

  /// A button that shows only a symbol; `name` is its tooltip and accessible name.
  public static Button iconButton(Glyph glyph, String name, Runnable action) {
    var button = new Button();
    asIcon(button, glyph, name);
    button.setOnAction(e -> action.run());
    return button;
  }

  /// Makes `button` show only a symbol.
  public static void asIcon(ButtonBase button, Glyph glyph, String name) {
    button.setGraphic(glyph.node());
    button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
    name(button, name);
  }

  /// Gives a button its tooltip and accessible name.
  public static void name(ButtonBase button, String name) {
    button.setTooltip(tooltip(name));
    button.setAccessibleText(name);
  }

  /// A tooltip that wraps long texts.
  public static Tooltip tooltip(String text) {
    var tooltip = new Tooltip(text);
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(360);
    tooltip.setShowDelay(Duration.millis(400));
    tooltip.setShowDuration(Duration.seconds(30));
    return tooltip;
  }

  /// Gives a dialog its owner, its title and the editor's looks.
  public static void dress(Dialog<?> dialog, Window owner, String title) {
    dialog.initOwner(owner);
    dialog.setTitle(title);
    dialog.setHeaderText(null);
    dialog.setGraphic(null);
    dialog.setResizable(true);
    dialog.getDialogPane().getStyleClass().add("diorama-dialog");
    dialog.getDialogPane().getStylesheets().setAll(owner.getScene().getStylesheets());
  }

  /// A label that wraps, with style classes.
  public static Label text(String text, String... styleClasses) {
    var label = new Label(text);
    label.setWrapText(true);
    // A wrapping label otherwise gives up lines for an ellipsis when space is short.
    label.setMinHeight(javafx.scene.layout.Region.USE_PREF_SIZE);
    label.getStyleClass().addAll(styleClasses);
    return label;
  }
}

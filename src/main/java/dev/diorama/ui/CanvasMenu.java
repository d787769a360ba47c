package dev.diorama.ui;

import dev.diorama.catalog.Texts;
import dev.diorama.ui.RunControl.Run;
import dev.diorama.ui.canvas.Selection;
import java.util.Optional;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/// The menu for what is selected on the canvas: the calls that can be made to it while a run is on,
/// and removing it.
final class CanvasMenu {
  private CanvasMenu() {}

  /// The menu; none where nothing is selected.
  static Optional<ContextMenu> of(
      Selection selection, Optional<Run> run, LiveCalls calls, Texts texts, Runnable remove) {
    if (selection.isEmpty()) {
      return Optional.empty();
    }
    var menu = new ContextMenu();
    run.ifPresent(
        r -> selection.onlyResource().ifPresent(t -> menu.getItems().addAll(calls.menu(r, t))));
    if (!menu.getItems().isEmpty()) {
      menu.getItems().add(new SeparatorMenuItem());
    }
    var delete = new MenuItem(texts.text("ui.command.delete"));
    delete.setOnAction(e -> remove.run());
    menu.getItems().add(delete);
    return Optional.of(menu);
  }
}

package dev.diorama.ui;

import dev.diorama.catalog.Texts;
import dev.diorama.ui.RunControl.Run;
import dev.diorama.ui.canvas.Selection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/// The menu on the canvas: the calls that can be made to what is selected while a run is on, and
/// what can be done with it; where nothing is selected, what concerns the whole drawing.
final class CanvasMenu {
  private static final List<Command> WITH_SELECTION =
      List.of(Command.CUT, Command.COPY, Command.PASTE, Command.DUPLICATE, Command.DELETE);
  private static final Set<Command> OF_RESOURCES =
      EnumSet.of(Command.CUT, Command.COPY, Command.DUPLICATE);
  private static final List<Command> WITHOUT =
      List.of(Command.PASTE, Command.SELECT_ALL, Command.ARRANGE, Command.FIT);

  private CanvasMenu() {}

  /// The menu for this selection.
  static ContextMenu of(
      Selection selection,
      Optional<Run> run,
      LiveCalls calls,
      Texts texts,
      Consumer<Command> carryOut) {
    var menu = new ContextMenu();
    run.ifPresent(
        r -> selection.onlyResource().ifPresent(t -> menu.getItems().addAll(calls.menu(r, t))));
    if (!menu.getItems().isEmpty()) {
      menu.getItems().add(new SeparatorMenuItem());
    }
    boolean resources = !selection.resources().isEmpty();
    for (var command : selection.isEmpty() ? WITHOUT : WITH_SELECTION) {
      var item = new MenuItem(texts.text(command.textKey()), command.glyph().node(14));
      command.shortcut().ifPresent(item::setAccelerator);
      item.setOnAction(e -> carryOut.accept(command));
      item.setDisable(!resources && OF_RESOURCES.contains(command));
      menu.getItems().add(item);
    }
    return menu;
  }
}

package dev.diorama.ui;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.ui.canvas.Selection;
import dev.diorama.ui.theme.Controls;
import dev.diorama.ui.theme.Glyph;
import dev.diorama.workspace.OpenDocument;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Menu and tool bar.
final class CommandBars {
  private final Texts texts;
  private final Consumer<Command> carryOut;
  private final Map<Command, MenuItem> items = new EnumMap<>(Command.class);
  private final Map<Command, ButtonBase> buttons = new EnumMap<>(Command.class);
  private final Menu recent = new Menu();
  private final HBox tools = new HBox();
  private final HBox playerPlace = new HBox();
  private final VBox root;

  CommandBars(Texts texts, Consumer<Command> carryOut) {
    this.texts = texts;
    this.carryOut = carryOut;
    recent.setText(texts.text("ui.menu.recent"));
    var export = new Menu(texts.text("ui.command.export"));
    export.getItems().setAll(item(Command.EXPORT_PNG), item(Command.EXPORT_SVG));
    var bar =
        new MenuBar(
            menu(
                "ui.menu.file",
                item(Command.NEW),
                item(Command.OPEN),
                recent,
                item(Command.OPEN_ACCOUNT),
                new SeparatorMenuItem(),
                item(Command.SAVE),
                item(Command.SAVE_AS),
                export,
                new SeparatorMenuItem(),
                item(Command.QUIT)),
            menu(
                "ui.menu.edit",
                item(Command.UNDO),
                item(Command.REDO),
                new SeparatorMenuItem(),
                item(Command.CUT),
                item(Command.COPY),
                item(Command.PASTE),
                item(Command.DUPLICATE),
                item(Command.DELETE),
                new SeparatorMenuItem(),
                item(Command.SELECT_ALL),
                item(Command.ARRANGE),
                new SeparatorMenuItem(),
                item(Command.SEARCH)),
            menu(
                "ui.menu.view",
                item(Command.ZOOM_IN),
                item(Command.ZOOM_OUT),
                item(Command.ACTUAL_SIZE),
                item(Command.FIT),
                new SeparatorMenuItem(),
                item(Command.PALETTE),
                item(Command.SIDE),
                item(Command.BOTTOM),
                item(Command.PRESENT),
                new SeparatorMenuItem(),
                item(Command.REACHABILITY),
                item(Command.COMPARE),
                new SeparatorMenuItem(),
                item(Command.THEME),
                item(Command.LANGUAGE)),
            menu("ui.menu.run", item(Command.RUN), item(Command.STOP)),
            menu("ui.menu.help", item(Command.HELP), new SeparatorMenuItem(), item(Command.ABOUT)));
    makeTools();
    root = new VBox(bar, tools);
  }

  private Menu menu(String key, MenuItem... entries) {
    var menu = new Menu(texts.text(key));
    menu.getItems().setAll(entries);
    return menu;
  }

  private MenuItem item(Command command) {
    var item = new MenuItem(texts.text(command.textKey()), command.glyph().node(14));
    command.shortcut().ifPresent(item::setAccelerator);
    item.setId("command-item-" + command.name().toLowerCase(Locale.ROOT));
    item.setOnAction(e -> carryOut.accept(command));
    items.put(command, item);
    return item;
  }

  private void makeTools() {
    tools.getStyleClass().add("diorama-bar");
    var export = new MenuButton();
    Controls.asIcon(export, Glyph.EXPORT, texts.text("ui.command.export"));
    for (var command : List.of(Command.EXPORT_PNG, Command.EXPORT_SVG)) {
      var entry = new MenuItem(texts.text(command.textKey()));
      entry.setOnAction(e -> carryOut.accept(command));
      export.getItems().add(entry);
    }
    var run = button(Command.RUN);
    emphasize(run, "run-button", "success", texts.text("ui.command.run"));
    var stop = button(Command.STOP);
    emphasize(stop, "stop-button", "danger", texts.text("ui.command.stop"));
    for (var one : List.of(run, stop)) {
      one.managedProperty().bind(one.visibleProperty());
    }
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    playerPlace.setMinWidth(0);
    tools
        .getChildren()
        .setAll(
            button(Command.NEW),
            button(Command.OPEN),
            button(Command.SAVE),
            export,
            line(),
            button(Command.UNDO),
            button(Command.REDO),
            line(),
            run,
            stop,
            playerPlace,
            space,
            button(Command.ZOOM_OUT),
            button(Command.ZOOM_IN),
            button(Command.FIT),
            line(),
            paneButton(Command.PALETTE),
            paneButton(Command.BOTTOM),
            paneButton(Command.SIDE),
            paneButton(Command.PRESENT),
            line(),
            button(Command.THEME),
            language(),
            button(Command.HELP));
  }

  private Button language() {
    var button = button(Command.LANGUAGE);
    boolean japanese = texts.locale().getLanguage().equals(Locale.JAPANESE.getLanguage());
    button.setText(japanese ? "EN" : "日本語");
    button.setContentDisplay(ContentDisplay.LEFT);
    button.getStyleClass().remove("button-icon");
    return button;
  }

  private static void emphasize(Button button, String style, String color, String text) {
    button.getStyleClass().removeAll("button-icon", "flat");
    button.getStyleClass().addAll(style, color);
    button.setText(text);
    button.setMinWidth(Region.USE_PREF_SIZE);
  }

  private static Node line() {
    return new Separator(Orientation.VERTICAL);
  }

  private Button button(Command command) {
    return prepared(new Button(), command);
  }

  /// A button that stays pressed while what it shows is seen.
  private ToggleButton paneButton(Command command) {
    var button = prepared(new ToggleButton(), command);
    button.getStyleClass().add("pane-button");
    return button;
  }

  private <B extends ButtonBase> B prepared(B button, Command command) {
    Controls.asIcon(button, command.glyph(), nameOf(command, Optional.empty()));
    button.setOnAction(e -> carryOut.accept(command));
    button.setFocusTraversable(true);
    button.setId("command-" + command.name().toLowerCase(Locale.ROOT));
    buttons.put(command, button);
    return button;
  }

  private String nameOf(Command command, Optional<String> text) {
    return text.orElse(texts.text(command.textKey()))
        + command.shortcut().map(s -> "  (" + s.getDisplayText() + ")").orElse("");
  }

  /// The bars.
  Region node() {
    return root;
  }

  /// Puts the player's controls beside Run; none removes them.
  void showPlayer(Optional<Node> player) {
    playerPlace.getChildren().setAll(player.stream().toList());
  }

  /// Sets whether a command can be carried out, and what it says.
  void show(Command command, boolean enabled, Optional<String> text) {
    Optional.ofNullable(items.get(command))
        .ifPresent(item -> {
          item.setDisable(!enabled);
          item.setText(text.orElse(texts.text(command.textKey())));
        });
    Optional.ofNullable(buttons.get(command))
        .ifPresent(button -> {
          button.setDisable(!enabled);
          Controls.name(button, nameOf(command, text));
        });
  }

  /// Shows which steps can be taken back or again.
  void showHistory(OpenDocument document) {
    var undo = document.undoLabel();
    var redo = document.redoLabel();
    show(
        Command.UNDO,
        undo.isPresent(),
        undo.map(l -> texts.text(Message.of("ui.command.undoStep", l))));
    show(
        Command.REDO,
        redo.isPresent(),
        redo.map(l -> texts.text(Message.of("ui.command.redoStep", l))));
  }

  /// Shows what can be done with what is selected.
  void showSelection(Selection selection) {
    boolean resources = !selection.resources().isEmpty();
    for (var command : List.of(Command.CUT, Command.COPY, Command.DUPLICATE)) {
      show(command, resources, Optional.empty());
    }
    show(Command.DELETE, !selection.isEmpty(), Optional.empty());
  }

  /// Shows Run or Stop.
  void showRunning(boolean running) {
    Optional.ofNullable(buttons.get(Command.RUN)).ifPresent(b -> b.setVisible(!running));
    Optional.ofNullable(buttons.get(Command.STOP)).ifPresent(b -> b.setVisible(running));
    show(
        Command.RUN,
        true,
        Optional.of(texts.text(running ? "ui.command.restart" : "ui.run.drawing")));
    show(Command.STOP, running, Optional.of(texts.text("ui.run.stopDrawing")));
  }

  /// Shows which panes are seen.
  void showPanes(PaneLayout layout, boolean presenting) {
    press(Command.PALETTE, layout.shows(PaneLayout.Pane.PALETTE));
    press(Command.SIDE, layout.shows(PaneLayout.Pane.SIDE));
    press(Command.BOTTOM, layout.shows(PaneLayout.Pane.BOTTOM));
    press(Command.PRESENT, presenting);
  }

  private void press(Command command, boolean selected) {
    if (buttons.get(command) instanceof ToggleButton button) {
      button.setSelected(selected);
    }
  }

  /// Fills the list of recent files.
  void showRecent(List<Path> files, Consumer<Path> open) {
    recent.getItems().clear();
    for (var file : files) {
      var item = new MenuItem(file.toString());
      item.setMnemonicParsing(false);
      item.setOnAction(e -> open.accept(file));
      recent.getItems().add(item);
    }
    if (files.isEmpty()) {
      var none = new MenuItem(texts.text("ui.menu.noRecent"));
      none.setDisable(true);
      recent.getItems().add(none);
    }
  }
}

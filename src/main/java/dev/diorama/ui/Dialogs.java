package dev.diorama.ui;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.ui.theme.Controls;
import dev.diorama.workspace.DocumentException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/// The windows that ask and tell.
final class Dialogs {
  private final Stage owner;
  private final Supplier<Texts> texts;

  Dialogs(Stage owner, Supplier<Texts> texts) {
    this.owner = owner;
    this.texts = texts;
  }

  private String text(String key, Object... arguments) {
    return texts.get().text(Message.of(key, arguments));
  }

  private <T> void prepare(Dialog<T> dialog, String title) {
    Controls.dress(dialog, owner, title);
    dialog.getDialogPane().setMinWidth(Region.USE_PREF_SIZE);
    dialog.getDialogPane().setMinHeight(Region.USE_PREF_SIZE);
  }

  /// Says that no browser shows `address`.
  void tellNoBrowser(String address) {
    tell("ui.dialog.link.failed", text("ui.dialog.link.address", address));
  }

  /// The answers to [#askToSave].
  enum Answer {
    /// Save first.
    SAVE,
    /// Throw the changes away.
    DISCARD,
    /// Do nothing.
    CANCEL
  }

  /// Asks what to do with unsaved changes.
  Answer askToSave(String name) {
    var save = new ButtonType(text("ui.dialog.save"), ButtonData.YES);
    var discard = new ButtonType(text("ui.dialog.discard"), ButtonData.NO);
    var cancel = new ButtonType(text("ui.cancel"), ButtonData.CANCEL_CLOSE);
    var alert = new Alert(Alert.AlertType.CONFIRMATION);
    prepare(alert, text("ui.dialog.unsaved.title"));
    alert.getButtonTypes().setAll(save, discard, cancel);
    alert
        .getDialogPane()
        .setContent(
            message(text("ui.dialog.unsaved.text", name), text("ui.dialog.unsaved.detail")));
    var answer = alert.showAndWait().orElse(cancel);
    return answer == save ? Answer.SAVE : answer == discard ? Answer.DISCARD : Answer.CANCEL;
  }

  private static VBox message(String title, String detail) {
    var head = Controls.text(title, "strong");
    var body = Controls.text(detail, "muted");
    head.setMaxWidth(440);
    body.setMaxWidth(440);
    var box = new VBox(8, head, body);
    box.setMinWidth(360);
    return box;
  }

  /// Tells what went wrong, where, and what to do.
  void tell(String titleKey, Exception failure, Optional<Path> file) {
    tell(titleKey, describe(failure, file));
  }

  private String describe(Exception failure, Optional<Path> file) {
    return switch (failure) {
      case DocumentException d ->
          texts.get().text(d.text())
              // What says a place does not say of which file.
              + file.filter(f -> d.line() > 0)
                  .map(f -> "\n" + text("ui.dialog.where", f))
                  .orElse("");
      case UncheckedIOException e -> text("ui.dialog.port", String.valueOf(e.getMessage()));
      case java.io.IOException e ->
          text(
              "ui.dialog.unwritable",
              file.map(Path::toString).orElse(""),
              String.valueOf(e.getMessage()));
      default -> text("ui.dialog.internal", failure);
    };
  }

  /// Tells something in a window with one button.
  void tell(String titleKey, String detail) {
    var alert = new Alert(Alert.AlertType.ERROR);
    prepare(alert, text(titleKey));
    alert.getButtonTypes().setAll(new ButtonType(text("ui.dialog.close"), ButtonData.CANCEL_CLOSE));
    alert.getDialogPane().setContent(message(text(titleKey), detail));
    alert.show();
  }

  /// Shows lines to copy.
  void showLines(String title, String explanation, List<String> lines) {
    var area = new TextArea(String.join("\n", lines));
    area.setEditable(false);
    area.setPrefRowCount(Math.clamp(lines.size() + 1, 3, 18));
    area.setPrefColumnCount(72);
    area.getStyleClass().add("export-lines");
    area.setAccessibleText(title);
    var copy = new ButtonType(text("ui.copy"), ButtonData.OTHER);
    var close = new ButtonType(text("ui.dialog.close"), ButtonData.CANCEL_CLOSE);
    var dialog = new Dialog<ButtonType>();
    prepare(dialog, title);
    VBox.setVgrow(area, Priority.ALWAYS);
    var why = Controls.text(explanation);
    why.setMaxWidth(620);
    dialog.getDialogPane().setContent(new VBox(10, why, area));
    dialog.getDialogPane().getButtonTypes().setAll(copy, close);
    dialog.setResultConverter(b -> b);
    dialog
        .resultProperty()
        .subscribe(result -> {
          if (result == copy) {
            copyText(area.getText());
          }
        });
    dialog.show();
  }

  /// Asks for a line of text.
  Optional<String> ask(String title, String label, String initial) {
    var field = new TextField(initial);
    field.setPrefColumnCount(40);
    field.setAccessibleText(label);
    var send = new ButtonType(text("ui.call.send"), ButtonData.OK_DONE);
    var cancel = new ButtonType(text("ui.cancel"), ButtonData.CANCEL_CLOSE);
    var dialog = new Dialog<String>();
    prepare(dialog, title);
    dialog.getDialogPane().setContent(new VBox(6, new Label(label), field));
    dialog.getDialogPane().getButtonTypes().setAll(send, cancel);
    dialog.setResultConverter(b -> b == send ? field.getText() : null);
    dialog.setOnShown(e -> field.requestFocus());
    return dialog.showAndWait();
  }

  /// Lists the keyboard shortcuts.
  void showHelp() {
    var rows = new ArrayList<List<Label>>();
    for (var command : Command.values()) {
      command
          .shortcut()
          .ifPresent(keys ->
              rows.add(List.of(new Label(text(command.textKey())), key(keys.getDisplayText()))));
    }
    rows.add(List.of(new Label(text("ui.help.delete")), key("Delete")));
    rows.add(List.of(new Label(text("ui.help.add")), key("Enter")));
    rows.add(List.of(new Label(text("ui.help.pan")), key(text("ui.help.panKeys"))));
    rows.add(List.of(new Label(text("ui.help.zoom")), key(text("ui.help.zoomKeys"))));
    rows.add(List.of(new Label(text("ui.help.edit")), key(text("ui.help.editKeys"))));
    rows.add(List.of(new Label(text("ui.help.back")), key(text("ui.help.editKeys"))));
    // Two columns, so that the list is lower than a small screen.
    var grid = new GridPane(20, 7);
    int height = (rows.size() + 1) / 2;
    for (int i = 0; i < rows.size(); i++) {
      grid.add(rows.get(i).getFirst(), i / height * 2, i % height);
      grid.add(rows.get(i).getLast(), i / height * 2 + 1, i % height);
    }
    var dialog = new Dialog<ButtonType>();
    prepare(dialog, text("ui.dialog.help.title"));
    dialog.getDialogPane().setContent(grid);
    dialog
        .getDialogPane()
        .getButtonTypes()
        .setAll(new ButtonType(text("ui.dialog.close"), ButtonData.CANCEL_CLOSE));
    dialog.show();
  }

  /// Tells what this program is, and which version.
  void showAbout() {
    var version =
        Optional.ofNullable(Dialogs.class.getPackage().getImplementationVersion()).orElse("");
    var lines =
        List.of(
            text("ui.about.what"),
            text("ui.about.on", Runtime.version(), System.getProperty("javafx.version", "")),
            text("ui.about.licence"),
            text("ui.about.aws"));
    var dialog = new Dialog<ButtonType>();
    prepare(dialog, text("ui.command.about"));
    dialog
        .getDialogPane()
        .setContent(message(text("ui.about.name", version).strip(), String.join("\n\n", lines)));
    dialog
        .getDialogPane()
        .getButtonTypes()
        .setAll(new ButtonType(text("ui.dialog.close"), ButtonData.CANCEL_CLOSE));
    dialog.show();
  }

  private static Label key(String keys) {
    var label = new Label(keys);
    label.getStyleClass().add("shortcut-key");
    return label;
  }

  /// Puts a text into the system's clipboard.
  static void copyText(String text) {
    var content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }
}

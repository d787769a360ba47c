package dev.diorama.ui;

import dev.diorama.ui.canvas.CanvasClipboard;
import dev.diorama.workspace.OpenDocument;
import javafx.stage.Stage;

/// Carries out what the user asks for by menu, tool bar and keys.
final class Commands {

  /// What commands need from the window.
  interface Host {
    /// The document that is open.
    OpenDocument document();

    /// Its views.
    Views views();

    /// Says in the status bar what was done.
    void report(String text);

    /// Other panes are seen.
    void panesChanged();

    /// The theme is another one.
    void themeChanged();

    /// The language is another one.
    void languageChanged();

    /// Closes the window without asking.
    void close();
  }

  /// Those that do the work.
  record Controls(
      FileControl files,
      RunControl runs,
      PaneControl panes,
      NetworkControl networks,
      Look look,
      Dialogs dialogs,
      Arranging arranging,
      Export export) {}

  private final Stage stage;
  private final Host host;
  private final Controls controls;

  Commands(Stage stage, Host host, Controls controls) {
    this.stage = stage;
    this.host = host;
    this.controls = controls;
  }

  /// Carries one out.
  void carryOut(Command command) {
    var canvas = host.views().canvas();
    var document = host.document();
    switch (command) {
      case NEW -> controls.files().startNew();
      case OPEN -> controls.files().open();
      case OPEN_ACCOUNT -> controls.files().openAccount();
      case SAVE -> controls.files().save(() -> {});
      case SAVE_AS -> controls.files().saveAs(() -> {});
      case EXPORT_PNG, EXPORT_SVG -> export(command);
      case QUIT -> controls.files().afterSaving(host::close);
      case UNDO -> {
        host.views().inspector().commitPending();
        document.undo();
      }
      case REDO -> document.redo();
      case CUT, COPY, PASTE, DUPLICATE -> {
        host.views().inspector().commitPending();
        clipboard(command, new CanvasClipboard(canvas, document));
      }
      case DELETE, SELECT_ALL, ZOOM_IN, ZOOM_OUT, ACTUAL_SIZE, FIT ->
          CanvasCommands.carryOut(command, canvas, document);
      case ARRANGE -> controls.arranging().arrange(document, controls.look().texts(), canvas::fit);
      case SEARCH -> {
        controls.panes().show(PaneLayout.Pane.PALETTE);
        host.views().palette().search().requestFocus();
      }
      case PALETTE, SIDE, BOTTOM, PRESENT -> {
        controls.panes().carryOut(command);
        host.panesChanged();
        // The keys must not stay in what is gone.
        canvas.requestFocus();
      }
      case THEME -> {
        controls.look().switchTheme(stage.getScene());
        host.themeChanged();
      }
      case LANGUAGE -> {
        controls.look().switchLanguage();
        host.languageChanged();
      }
      case REACHABILITY, COMPARE -> {
        var look = controls.look();
        controls.networks().show(command, document, look.texts(), canvas, look.colors());
      }
      case RUN -> {
        host.views().inspector().commitPending();
        controls.runs().start(document);
      }
      case STOP -> controls.runs().stop(() -> {});
      case HELP -> controls.dialogs().showHelp();
      case ABOUT -> controls.dialogs().showAbout();
    }
  }

  private void clipboard(Command command, CanvasClipboard clipboard) {
    switch (command) {
      case CUT -> clipboard.cut();
      case COPY -> clipboard.copy();
      case DUPLICATE -> clipboard.duplicate();
      default -> {
        if (!clipboard.paste()) {
          host.report(controls.look().texts().text("ui.status.nothingToPaste"));
        }
      }
    }
  }

  private void export(Command command) {
    host.views().inspector().commitPending();
    var look = controls.look();
    var kind = command == Command.EXPORT_PNG ? "png" : "svg";
    controls.export().export(kind, host.document(), look.texts(), look.colors(), host::report);
  }
}

package dev.diorama.ui;

import dev.diorama.ui.theme.Glyph;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyCombination.Modifier;

/// What the user can do from menu, tool bar and keyboard. The name of each has the message key
/// `ui.command.<key>`.
// Key combinations are immutable, which Error Prone cannot see.
@SuppressWarnings("ImmutableEnumChecker")
enum Command {
  NEW("new", Glyph.NEW, KeyCode.N, KeyCombination.SHORTCUT_DOWN),
  OPEN("open", Glyph.OPEN, KeyCode.O, KeyCombination.SHORTCUT_DOWN),
  OPEN_ACCOUNT(
      "openAccount",
      Glyph.OPEN,
      KeyCode.O,
      KeyCombination.SHORTCUT_DOWN,
      KeyCombination.SHIFT_DOWN),
  SAVE("save", Glyph.SAVE, KeyCode.S, KeyCombination.SHORTCUT_DOWN),
  SAVE_AS("saveAs", Glyph.SAVE, KeyCode.S, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
  EXPORT_PNG("exportPng", Glyph.EXPORT),
  EXPORT_SVG("exportSvg", Glyph.EXPORT),
  QUIT("quit", Glyph.CLOSE, KeyCode.Q, KeyCombination.SHORTCUT_DOWN),
  UNDO("undo", Glyph.UNDO, KeyCode.Z, KeyCombination.SHORTCUT_DOWN),
  REDO("redo", Glyph.REDO, KeyCode.Y, KeyCombination.SHORTCUT_DOWN),
  CUT("cut", Glyph.CUT, KeyCode.X, KeyCombination.SHORTCUT_DOWN),
  COPY("copy", Glyph.COPY, KeyCode.C, KeyCombination.SHORTCUT_DOWN),
  PASTE("paste", Glyph.PASTE, KeyCode.V, KeyCombination.SHORTCUT_DOWN),
  DUPLICATE("duplicate", Glyph.DUPLICATE, KeyCode.D, KeyCombination.SHORTCUT_DOWN),
  DELETE("delete", Glyph.REMOVE),
  SELECT_ALL("selectAll", Glyph.SELECT),
  ARRANGE("arrange", Glyph.FIT, KeyCode.A, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
  SEARCH("search", Glyph.SEARCH, KeyCode.F, KeyCombination.SHORTCUT_DOWN),
  ZOOM_IN("zoomIn", Glyph.ZOOM_IN, KeyCode.PLUS, KeyCombination.SHORTCUT_DOWN),
  ZOOM_OUT("zoomOut", Glyph.ZOOM_OUT, KeyCode.MINUS, KeyCombination.SHORTCUT_DOWN),
  ACTUAL_SIZE("actualSize", Glyph.SEARCH, KeyCode.DIGIT1, KeyCombination.SHORTCUT_DOWN),
  FIT("fit", Glyph.FIT, KeyCode.DIGIT0, KeyCombination.SHORTCUT_DOWN),
  THEME("switchTheme", Glyph.THEME, KeyCode.T, KeyCombination.SHORTCUT_DOWN),
  LANGUAGE("switchLanguage", Glyph.LANGUAGE, KeyCode.L, KeyCombination.SHORTCUT_DOWN),
  REACHABILITY("reachability", Glyph.MATRIX, KeyCode.M, KeyCombination.SHORTCUT_DOWN),
  COMPARE(
      "compare", Glyph.COMPARE, KeyCode.M, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
  PALETTE("palette", Glyph.PANE_LEFT, KeyCode.B, KeyCombination.SHORTCUT_DOWN),
  SIDE("side", Glyph.PANE_RIGHT, KeyCode.I, KeyCombination.SHORTCUT_DOWN),
  BOTTOM("bottom", Glyph.PANE_BOTTOM, KeyCode.J, KeyCombination.SHORTCUT_DOWN),
  PRESENT(
      "present", Glyph.PRESENT, KeyCode.P, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN),
  RUN("run", Glyph.RUN, KeyCode.F5),
  STOP("stop", Glyph.STOP, KeyCode.F5, KeyCombination.SHIFT_DOWN),
  HELP("help", Glyph.HELP, KeyCode.F1),
  ABOUT("about", Glyph.HELP);

  private final String key;
  private final Glyph glyph;
  private final Optional<KeyCombination> shortcut;

  Command(String key, Glyph glyph) {
    this.key = key;
    this.glyph = glyph;
    this.shortcut = Optional.empty();
  }

  Command(String key, Glyph glyph, KeyCode code, Modifier... modifiers) {
    this.key = key;
    this.glyph = glyph;
    this.shortcut = Optional.of(new KeyCodeCombination(code, modifiers));
  }

  /// The key of its name.
  String textKey() {
    return "ui.command." + key;
  }

  /// Its symbol.
  Glyph glyph() {
    return glyph;
  }

  /// The keys that set it off.
  Optional<KeyCombination> shortcut() {
    return shortcut;
  }

  /// Further keys for the same command, which the menu does not show.
  List<KeyCombination> alternatives() {
    return switch (this) {
      case REDO ->
          List.of(
              new KeyCodeCombination(
                  KeyCode.Z, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN));
      case ZOOM_IN ->
          List.of(
              new KeyCodeCombination(KeyCode.EQUALS, KeyCombination.SHORTCUT_DOWN),
              new KeyCodeCombination(KeyCode.ADD, KeyCombination.SHORTCUT_DOWN),
              new KeyCodeCombination(
                  KeyCode.SEMICOLON, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN));
      case ZOOM_OUT ->
          List.of(new KeyCodeCombination(KeyCode.SUBTRACT, KeyCombination.SHORTCUT_DOWN));
      default -> List.of();
    };
  }
}

package dev.diorama.ui;

import dev.diorama.ui.PaneLayout.Pane;
import dev.diorama.workspace.OpenDocument;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// Puts panes away and brings them back, and presents: then only the drawing and the player are
/// seen, in larger letters, until Escape.
final class PaneControl {
  private static final String PRESENTING = "presentation";

  private final Scene scene;
  private final Supplier<Panes> panes;
  private final Supplier<Settings> settings;
  private final Consumer<PaneLayout> remember;
  private Optional<PaneLayout> before = Optional.empty();

  /// @param remember gets what the user chose
  /// @param changed is told when Escape has ended a presentation
  PaneControl(
      Scene scene,
      Supplier<Panes> panes,
      Supplier<Settings> settings,
      Consumer<PaneLayout> remember,
      Runnable changed) {
    this.scene = scene;
    this.panes = panes;
    this.settings = settings;
    this.remember = remember;
    // What has the keys, as a gesture or a field, takes Escape first.
    scene.addEventHandler(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ESCAPE && presenting()) {
            e.consume();
            present();
            changed.run();
          }
        });
  }

  boolean presenting() {
    return before.isPresent();
  }

  /// The panes for a document that is opened: as the user left them, else as suits the window.
  PaneLayout suiting(OpenDocument document) {
    boolean drawn = !document.document().architecture().resources().isEmpty();
    var usual =
        settings
            .get()
            .panes()
            .orElseGet(() -> PaneLayout.suiting(scene.getWidth(), scene.getHeight(), drawn));
    if (presenting()) {
      before = Optional.of(usual);
      return usual.onlyCanvas();
    }
    return usual;
  }

  /// Shows or hides what the command is for.
  void carryOut(Command command) {
    switch (command) {
      case PALETTE -> toggle(Pane.PALETTE);
      case SIDE -> toggle(Pane.SIDE);
      case BOTTOM -> toggle(Pane.BOTTOM);
      case PRESENT -> present();
      default -> throw new IllegalArgumentException("no pane's: " + command);
    }
  }

  private void toggle(Pane pane) {
    show(pane, !panes.get().layout().shows(pane));
  }

  /// Brings a pane back.
  void show(Pane pane) {
    show(pane, true);
  }

  private void show(Pane pane, boolean seen) {
    var layout = panes.get().layout();
    if (layout.shows(pane) != seen) {
      panes.get().show(layout.with(pane, seen));
      if (!presenting()) {
        remember.accept(panes.get().layout());
      }
    }
  }

  /// Begins to present, or ends it.
  private void present() {
    var root = scene.getRoot();
    if (before.isPresent()) {
      var usual = before.get();
      before = Optional.empty();
      root.getStyleClass().remove(PRESENTING);
      panes.get().show(usual);
    } else {
      before = Optional.of(panes.get().layout());
      root.getStyleClass().add(PRESENTING);
      panes.get().show(panes.get().layout().onlyCanvas());
    }
  }

  /// What to keep when the window closes, if the user has changed it by dragging.
  Optional<PaneLayout> dragged() {
    return settings.get().panes().isPresent() && !presenting()
        ? Optional.of(panes.get().layout())
        : Optional.empty();
  }
}

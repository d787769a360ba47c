package dev.diorama.ui.palette;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;

/// Press, drag, release of one palette entry, with a picture that follows the mouse. The system's
/// drag and drop is not used: neither the headless platform nor screen readers can do it.
final class PaletteDrag {
  private static final double THRESHOLD = 5;

  private final PaletteEntry entry;
  private final Button row;
  private final Supplier<Node> icon;
  private final Palette.Target target;
  private Optional<Label> ghost = Optional.empty();
  private final EventHandler<KeyEvent> cancelKey = this::onKey;
  private double pressX;
  private double pressY;
  private boolean cancelled;

  PaletteDrag(PaletteEntry entry, Button row, Supplier<Node> icon, Palette.Target target) {
    this.entry = entry;
    this.row = row;
    this.icon = icon;
    this.target = target;
  }

  void install() {
    row.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    row.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    row.addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
    row.addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        e -> {
          if (e.getButton() == MouseButton.PRIMARY && e.getClickCount() == 2) {
            target.addAtCentre(entry);
          }
        });
  }

  private void pressed(MouseEvent event) {
    pressX = event.getSceneX();
    pressY = event.getSceneY();
    cancelled = false;
  }

  private void dragged(MouseEvent event) {
    if (event.getButton() != MouseButton.PRIMARY || cancelled) {
      return;
    }
    if (ghost.isEmpty()
        && Math.hypot(event.getSceneX() - pressX, event.getSceneY() - pressY) > THRESHOLD
        && row.getScene().getRoot() instanceof Pane pane) {
      var label = new Label(row.getText(), icon.get());
      label.getStyleClass().add("drag-ghost");
      label.setManaged(false);
      label.setMouseTransparent(true);
      pane.getChildren().add(label);
      label.applyCss();
      label.autosize();
      ghost = Optional.of(label);
      row.getScene().addEventFilter(KeyEvent.KEY_PRESSED, cancelKey);
      target.dragStarted(entry);
    }
    ghost.ifPresent(g -> {
      g.relocate(event.getSceneX() + 8, event.getSceneY() + 6);
      // Over the canvas the resource itself is seen, where it would be put.
      g.setVisible(!target.covers(event.getSceneX(), event.getSceneY()));
    });
  }

  private void released(MouseEvent event) {
    end();
  }

  private void onKey(KeyEvent event) {
    // The canvas hears the key as well and gives up by itself.
    if (event.getCode() == KeyCode.ESCAPE) {
      cancelled = true;
      end();
    }
  }

  private void end() {
    ghost.ifPresent(g -> {
      Scene scene = g.getScene();
      if (g.getParent() instanceof Pane pane) {
        pane.getChildren().remove(g);
      }
      scene.removeEventFilter(KeyEvent.KEY_PRESSED, cancelKey);
    });
    ghost = Optional.empty();
  }
}

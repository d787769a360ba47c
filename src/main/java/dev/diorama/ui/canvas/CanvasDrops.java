package dev.diorama.ui.canvas;

import dev.diorama.model.ResourceId;
import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.event.EventHandler;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;

/// What comes to the canvas from outside: files from the desktop, resources from the palette.
final class CanvasDrops {
  private final DiagramCanvas canvas;
  private BiConsumer<ResourceId, List<File>> handler = (id, files) -> {};

  CanvasDrops(DiagramCanvas canvas) {
    this.canvas = canvas;
    canvas.setOnDragOver(this::over);
    canvas.setOnDragExited(e -> canvas.select(canvas.selectionProperty().get()));
    canvas.setOnDragDropped(this::dropped);
  }

  void setHandler(BiConsumer<ResourceId, List<File>> newHandler) {
    handler = newHandler;
  }

  private void over(DragEvent e) {
    var node = canvas.nodeAt(e.getX(), e.getY());
    if (e.getDragboard().hasFiles() && node.isPresent()) {
      e.acceptTransferModes(TransferMode.COPY);
      canvas.select(Selection.of(node.get()));
    }
    e.consume();
  }

  private void dropped(DragEvent e) {
    var node = canvas.nodeAt(e.getX(), e.getY());
    boolean done = e.getDragboard().hasFiles() && node.isPresent();
    if (done) {
      handler.accept(node.get(), List.copyOf(e.getDragboard().getFiles()));
    }
    e.setDropCompleted(done);
    e.consume();
  }

  /// The mouse belongs to whom it was pressed on, the palette; so the scene is listened to until
  /// the button is released.
  void followUntilReleased(CanvasInput input) {
    Optional.ofNullable(canvas.getScene()).ifPresent(scene -> new Follower(scene, input).start());
  }

  private final class Follower {
    private final Scene scene;
    private final CanvasInput input;
    private final EventHandler<MouseEvent> moved = this::moved;
    private final EventHandler<MouseEvent> released = this::released;
    private final EventHandler<KeyEvent> pressed = this::pressed;

    Follower(Scene scene, CanvasInput input) {
      this.scene = scene;
      this.input = input;
    }

    void start() {
      scene.addEventFilter(MouseEvent.MOUSE_DRAGGED, moved);
      scene.addEventFilter(MouseEvent.MOUSE_RELEASED, released);
      scene.addEventFilter(KeyEvent.KEY_PRESSED, pressed);
    }

    private void stop() {
      scene.removeEventFilter(MouseEvent.MOUSE_DRAGGED, moved);
      scene.removeEventFilter(MouseEvent.MOUSE_RELEASED, released);
      scene.removeEventFilter(KeyEvent.KEY_PRESSED, pressed);
    }

    private Pointer pointer(MouseEvent e) {
      Point2D p = canvas.sceneToLocal(e.getSceneX(), e.getSceneY());
      return canvas.pointer(p, e.isShiftDown());
    }

    private void moved(MouseEvent e) {
      if (input.gesture().isEmpty()) {
        stop();
      } else {
        input.dragged(pointer(e));
      }
    }

    private void released(MouseEvent e) {
      stop();
      var p = pointer(e);
      if (canvas.getLayoutBounds().contains(p.view())) {
        input.released(p);
        canvas.requestFocus();
      } else {
        input.cancel();
      }
    }

    private void pressed(KeyEvent e) {
      if (e.getCode() == KeyCode.ESCAPE) {
        stop();
        input.cancel();
        e.consume();
      }
    }
  }
}

package dev.diorama.ui.canvas;

import dev.diorama.model.Document;
import dev.diorama.model.ResourceId;
import dev.diorama.workspace.OpenDocument;
import java.util.Locale;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/// A canvas in a window, with a mouse and keys. Use on the JavaFX thread.
final class CanvasRobot implements AutoCloseable {
  private final OpenDocument open;
  private final DiagramCanvas canvas;
  private final Stage stage = new Stage();

  CanvasRobot(Document document) {
    open = Drawings.open(document);
    canvas = new DiagramCanvas(open, Drawings.texts(Locale.ENGLISH), new SvgIcons());
    open.onDocument(canvas::refresh);
    open.onCheck(canvas::refresh);
    stage.setScene(new Scene(new StackPane(canvas), 1400, 700));
    stage.show();
    layOut();
  }

  DiagramCanvas canvas() {
    return canvas;
  }

  OpenDocument open() {
    return open;
  }

  Document document() {
    return open.document();
  }

  void layOut() {
    canvas.getScene().getRoot().applyCss();
    canvas.getScene().getRoot().layout();
  }

  /// The middle of a node on the scene.
  Point2D middle(String name) {
    var b = canvas.nodeBounds(new ResourceId(name)).orElseThrow();
    return new Point2D(b.getCenterX(), b.getCenterY());
  }

  void press(Point2D p, boolean shift) {
    mouse(MouseEvent.MOUSE_PRESSED, p, MouseButton.PRIMARY, shift);
  }

  void move(Point2D p) {
    mouse(MouseEvent.MOUSE_MOVED, p, MouseButton.NONE, false);
  }

  void drag(Point2D p) {
    mouse(MouseEvent.MOUSE_DRAGGED, p, MouseButton.PRIMARY, false);
  }

  void release(Point2D p) {
    mouse(MouseEvent.MOUSE_RELEASED, p, MouseButton.PRIMARY, false);
  }

  void click(Point2D p) {
    press(p, false);
    release(p);
  }

  void shiftClick(Point2D p) {
    press(p, true);
    release(p);
  }

  void dragFromTo(Point2D from, Point2D to) {
    move(from);
    press(from, false);
    drag(from.midpoint(to));
    drag(to);
    release(to);
  }

  void mouse(
      javafx.event.EventType<MouseEvent> type, Point2D p, MouseButton button, boolean shift) {
    boolean down = type != MouseEvent.MOUSE_MOVED && type != MouseEvent.MOUSE_RELEASED;
    var local = canvas.sceneToLocal(p);
    Event.fireEvent(
        canvas,
        new MouseEvent(
            canvas,
            canvas,
            type,
            local.getX(),
            local.getY(),
            p.getX(),
            p.getY(),
            button,
            1,
            shift,
            false,
            false,
            false,
            down && button == MouseButton.PRIMARY,
            down && button == MouseButton.MIDDLE,
            false,
            false,
            false,
            true,
            new PickResult(canvas, p.getX(), p.getY())));
    layOut();
  }

  void scroll(Point2D p, double dx, double dy, boolean control) {
    Event.fireEvent(
        canvas,
        new ScrollEvent(
            canvas,
            canvas,
            ScrollEvent.SCROLL,
            p.getX(),
            p.getY(),
            p.getX(),
            p.getY(),
            false,
            control,
            false,
            false,
            false,
            false,
            dx,
            dy,
            dx,
            dy,
            ScrollEvent.HorizontalTextScrollUnits.NONE,
            0,
            ScrollEvent.VerticalTextScrollUnits.NONE,
            0,
            0,
            new PickResult(canvas, p.getX(), p.getY())));
    layOut();
  }

  void key(KeyCode code) {
    key(code, false);
  }

  void key(KeyCode code, boolean shift) {
    Event.fireEvent(
        canvas, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, shift, false, false, false));
    Event.fireEvent(
        canvas, new KeyEvent(KeyEvent.KEY_RELEASED, "", "", code, shift, false, false, false));
    layOut();
  }

  @Override
  public void close() {
    stage.hide();
    open.close();
  }
}

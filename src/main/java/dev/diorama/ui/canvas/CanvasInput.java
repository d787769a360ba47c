package dev.diorama.ui.canvas;

import dev.diorama.model.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;

/// Turns mouse and keys into gestures.
final class CanvasInput {
  private static final double STEP = 1.25;

  private final DiagramCanvas canvas;
  private final Board board;
  private Optional<Gesture> gesture = Optional.empty();
  private Hit hovered = new Hit.Nothing();
  private boolean space;

  CanvasInput(DiagramCanvas canvas, Board board) {
    this.canvas = canvas;
    this.board = board;
    canvas.setOnMousePressed(this::pressed);
    canvas.setOnMouseDragged(e -> dragged(pointer(e)));
    canvas.setOnMouseReleased(e -> released(pointer(e)));
    canvas.setOnMouseMoved(e -> hover(pointer(e)));
    canvas.setOnMouseExited(e -> setHovered(new Hit.Nothing()));
    canvas.setOnScroll(this::scrolled);
    canvas.setOnZoom(this::pinched);
    canvas.addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    canvas.addEventHandler(
        KeyEvent.KEY_RELEASED,
        e -> {
          if (e.getCode() == KeyCode.SPACE) {
            space = false;
            canvas.setCursor(Cursor.DEFAULT);
          }
        });
  }

  /// The gesture that is going on.
  Optional<Gesture> gesture() {
    return gesture;
  }

  /// What the pointer is over.
  Hit hovered() {
    return hovered;
  }

  void begin(Gesture newGesture) {
    gesture.ifPresent(Gesture::cancel);
    gesture = Optional.of(newGesture);
  }

  /// Gives the present gesture up; whether there was one.
  boolean cancel() {
    var current = gesture;
    gesture = Optional.empty();
    current.ifPresent(Gesture::cancel);
    return current.isPresent();
  }

  Pointer pointer(MouseEvent e) {
    return new Pointer(
        new Point2D(e.getX(), e.getY()),
        board.viewport().toDocument(e.getX(), e.getY()),
        e.isShiftDown());
  }

  Hit hit(Pointer p) {
    var selected = board.selection().onlyResource();
    var container =
        selected.filter(id -> board.diagram().node(id).map(NodeFigure::container).orElse(false));
    return Hit.at(
        board.diagram(), p.document(), board.viewport().zoom(), canvas.portsAt(), container);
  }

  private void pressed(MouseEvent e) {
    canvas.requestFocus();
    var p = pointer(e);
    if (e.getButton() == MouseButton.MIDDLE || (e.getButton() == MouseButton.PRIMARY && space)) {
      begin(new Panning(board, board.viewport(), p));
    } else if (e.getButton() == MouseButton.SECONDARY) {
      selectUnder(p);
    } else if (e.getButton() == MouseButton.PRIMARY && !canvas.dotClicked(p.document())) {
      primary(p, e.getClickCount());
    }
    e.consume();
  }

  private void primary(Pointer p, int clicks) {
    var hit = hit(p);
    if (clicks == 2) {
      canvas.doubleClicked();
      return;
    }
    switch (hit) {
      case Hit.OnPort port -> begin(Connecting.from(board, port, p));
      case Hit.OnCorner c ->
          board.diagram().node(c.id()).ifPresent(n -> begin(new Resizing(board, c, n.bounds(), p)));
      case Hit.OnNode n -> dragNode(n.id(), p);
      case Hit.OnConnection c ->
          board.select(p.extend() ? board.selection().toggled(c.id()) : Selection.of(c.id()));
      case Hit.InContainer c ->
          begin(new Marquee(board, board.selection(), p, p.document(), Optional.of(c.id())));
      case Hit.Nothing n ->
          begin(new Marquee(board, board.selection(), p, p.document(), Optional.empty()));
    }
  }

  private void dragNode(ResourceId id, Pointer p) {
    var selection = board.selection();
    if (p.extend()) {
      board.select(selection.toggled(id));
    } else if (!selection.resources().contains(id)) {
      board.select(Selection.of(id));
    }
    var roots = board.selection().resources();
    if (roots.contains(id)) {
      begin(new DraggingNodes(board, roots, id, p, false));
    }
  }

  /// A context menu is about what is under the pointer, unless that is selected already.
  private void selectUnder(Pointer p) {
    var selection = board.selection();
    switch (hit(p)) {
      case Hit.OnNode n when !selection.resources().contains(n.id()) ->
          board.select(Selection.of(n.id()));
      case Hit.InContainer c when !selection.resources().contains(c.id()) ->
          board.select(Selection.of(c.id()));
      case Hit.OnConnection c when !selection.connections().contains(c.id()) ->
          board.select(Selection.of(c.id()));
      case Hit.Nothing n -> board.select(Selection.EMPTY);
      default -> {
        // What is selected stays so.
      }
    }
  }

  void dragged(Pointer p) {
    gesture = gesture.flatMap(g -> g.drag(p));
    board.repaintOverlay();
  }

  void released(Pointer p) {
    var current = gesture;
    gesture = Optional.empty();
    current.ifPresent(g -> g.release(p));
    hover(p);
    board.repaintOverlay();
  }

  private void hover(Pointer p) {
    setHovered(hit(p));
  }

  private void setHovered(Hit hit) {
    if (!hit.equals(hovered)) {
      hovered = hit;
      canvas.setCursor(
          space
              ? Cursor.OPEN_HAND
              : switch (hit) {
                case Hit.OnPort p -> Cursor.CROSSHAIR;
                case Hit.OnNode n -> Cursor.HAND;
                case Hit.OnConnection c -> Cursor.HAND;
                case Hit.OnCorner c -> c.left() == c.top() ? Cursor.NW_RESIZE : Cursor.NE_RESIZE;
                case Hit.InContainer c -> Cursor.DEFAULT;
                case Hit.Nothing n -> Cursor.DEFAULT;
              });
      canvas.hoverChanged(hit);
    }
  }

  private void scrolled(ScrollEvent e) {
    if (e.isControlDown() || e.isMetaDown()) {
      double notches = e.getDeltaY() / 40;
      board.show(board.viewport().zoomedAt(e.getX(), e.getY(), Math.pow(1.15, notches)));
    } else {
      board.show(board.viewport().panned(e.getDeltaX(), e.getDeltaY()));
    }
    e.consume();
  }

  private void pinched(ZoomEvent e) {
    board.show(board.viewport().zoomedAt(e.getX(), e.getY(), e.getZoomFactor()));
    e.consume();
  }

  private void keyPressed(KeyEvent e) {
    boolean handled =
        switch (e.getCode()) {
          case SPACE -> {
            space = true;
            canvas.setCursor(Cursor.OPEN_HAND);
            yield true;
          }
          case ESCAPE -> cancel() || clearSelection();
          case DELETE, BACK_SPACE -> canvas.deleteSelection();
          case PLUS, ADD, EQUALS, SEMICOLON -> zoomKey(e, STEP);
          case MINUS, SUBTRACT -> zoomKey(e, 1 / STEP);
          case DIGIT1, NUMPAD1, HOME -> {
            canvas.fit();
            yield true;
          }
          case LEFT -> nudge(-1, 0, e.isShiftDown());
          case RIGHT -> nudge(1, 0, e.isShiftDown());
          case UP -> nudge(0, -1, e.isShiftDown());
          case DOWN -> nudge(0, 1, e.isShiftDown());
          case TAB -> !e.isControlDown() && step(e.isShiftDown());
          case ENTER -> {
            canvas.doubleClicked();
            yield true;
          }
          case A -> e.isShortcutDown() && selectAll();
          default -> false;
        };
    if (handled) {
      e.consume();
    }
  }

  private boolean clearSelection() {
    boolean any = !board.selection().isEmpty();
    board.select(Selection.EMPTY);
    return any;
  }

  /// On many keyboards plus is typed with shift on another key, so the typed character decides.
  private boolean zoomKey(KeyEvent e, double factor) {
    if (e.getCode() == KeyCode.SEMICOLON && !(e.isShiftDown() && e.getText().equals("+"))) {
      return false;
    }
    board.show(board.viewport().zoomedAt(canvas.getWidth() / 2, canvas.getHeight() / 2, factor));
    return true;
  }

  /// Arrow keys move what is selected by one step of the grid, with shift by five; with nothing
  /// selected they move the view.
  private boolean nudge(int dx, int dy, boolean far) {
    double step = CanvasEdits.SNAP * (far ? 5 : 1);
    Set<ResourceId> roots = board.selection().resources();
    if (roots.isEmpty()) {
      board.show(board.viewport().panned(-dx * 8 * step, -dy * 8 * step));
    } else {
      board.apply(
          CanvasEdits.move(
              board.document(), board.diagram(), board.catalog(), roots, dx * step, dy * step));
    }
    return true;
  }

  /// Tab goes through the nodes from left to right and, after the last one, out of the canvas.
  private boolean step(boolean back) {
    var order = new ArrayList<>(canvas.diagram().readingOrder());
    if (back) {
      java.util.Collections.reverse(order);
    }
    int at = board.selection().onlyResource().map(order::indexOf).orElse(-1) + 1;
    if (at >= order.size()) {
      board.select(Selection.EMPTY);
      return false;
    }
    board.select(Selection.of(order.get(at)));
    canvas.reveal(order.get(at));
    return true;
  }

  private boolean selectAll() {
    var drawing = board.document().architecture();
    board.select(
        new Selection(
            new LinkedHashSet<>(drawing.resources().keySet()),
            new LinkedHashSet<>(drawing.connections().keySet())));
    return true;
  }
}

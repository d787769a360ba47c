package dev.diorama.ui.theme;

import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;

/// The symbols on buttons and menus: own line drawings on a grid of 16 by 16. They take the colour
/// of the text around them through the style class `glyph`.
public enum Glyph {
  /// A sheet with a folded corner.
  NEW("M4 1.5 H9.5 L13 5 V14.5 H4 Z M9.5 1.5 V5 H13"),
  /// A folder.
  OPEN("M1.5 13 V3.5 H6 L7.5 5 H13 V7 M1.5 13 L3.5 7 H15 L13 13 Z"),
  /// A disk.
  SAVE("M2 2 H11 L14 5 V14 H2 Z M5 2 V5.5 H10.5 V2 M4.5 14 V9 H11.5 V14"),
  /// A picture.
  EXPORT("M2 3 H14 V13 H2 Z M2 11 L6 7.5 L9 10 L11 8.5 L14 11 M10.5 6 H10.6"),
  /// An arrow that bends back.
  UNDO("M6 3 L2.5 6.5 L6 10 M2.5 6.5 H9.5 A3.5 3.5 0 0 1 9.5 13.5 H6"),
  /// An arrow that bends forward.
  REDO("M10 3 L13.5 6.5 L10 10 M13.5 6.5 H6.5 A3.5 3.5 0 0 0 6.5 13.5 H10"),
  /// A triangle that points right.
  RUN("M4.5 2.5 L13 8 L4.5 13.5 Z", true),
  /// A square.
  STOP("M4 4 H12 V12 H4 Z", true),
  /// A magnifier with plus.
  ZOOM_IN("M11.5 7 A4.5 4.5 0 1 1 2.5 7 A4.5 4.5 0 1 1 11.5 7 M10.3 10.3 L14 14 M7 5 V9 M5 7 H9"),
  /// A magnifier with minus.
  ZOOM_OUT("M11.5 7 A4.5 4.5 0 1 1 2.5 7 A4.5 4.5 0 1 1 11.5 7 M10.3 10.3 L14 14 M5 7 H9"),
  /// Four corners.
  FIT("M2 6 V2 H6 M10 2 H14 V6 M14 10 V14 H10 M6 14 H2 V10 M5.5 5.5 H10.5 V10.5 H5.5 Z"),
  /// A sun and moon.
  THEME("M8 2 A6 6 0 1 0 8 14 A6 6 0 1 0 8 2 M8 2 V14 M8 5 H11 M8 8 H13.5 M8 11 H11"),
  /// A globe.
  LANGUAGE(
      "M8 1.5 A6.5 6.5 0 1 0 8 14.5 A6.5 6.5 0 1 0 8 1.5 M1.5 8 H14.5 M8 1.5 C4 5 4 11 8 14.5"
          + " M8 1.5 C12 5 12 11 8 14.5"),
  /// Two sheets.
  COPY("M5.5 5.5 H14 V14 H5.5 Z M5.5 10.5 H2 V2 H10.5 V5.5"),
  /// Scissors.
  CUT(
      "M4 2 L10.5 11 M12 2 L5.5 11 M6 12.5 A2 2 0 1 1 2 12.5 A2 2 0 1 1 6 12.5"
          + " M14 12.5 A2 2 0 1 1 10 12.5 A2 2 0 1 1 14 12.5"),
  /// A clipboard.
  PASTE("M5.5 3 H3 V14.5 H13 V3 H10.5 M5.5 1.5 H10.5 V4.5 H5.5 Z M5.5 8 H10.5 M5.5 11 H10.5"),
  /// Two sheets with a plus.
  DUPLICATE("M5.5 5.5 H14 V14 H5.5 Z M5.5 10.5 H2 V2 H10.5 V5.5 M9.75 7.7 V11.8 M7.7 9.75 H11.8"),
  /// A bin.
  REMOVE("M2.5 4 H13.5 M6 4 V2 H10 V4 M4 4 L4.7 14 H11.3 L12 4 M6.7 6.5 V11.5 M9.3 6.5 V11.5"),
  /// A plus.
  ADD("M8 3 V13 M3 8 H13"),
  /// A cross.
  CLOSE("M4 4 L12 12 M12 4 L4 12"),
  /// A magnifier.
  SEARCH("M11 6.5 A4.5 4.5 0 1 1 2 6.5 A4.5 4.5 0 1 1 11 6.5 M9.8 9.8 L14 14"),
  /// An arrow that leaves a frame.
  LINK("M9 2.5 H13.5 V7 M13.5 2.5 L7.5 8.5 M6 4 H2.5 V13.5 H12 V10"),
  /// An i in a circle.
  HELP("M8 1.5 A6.5 6.5 0 1 0 8 14.5 A6.5 6.5 0 1 0 8 1.5 M8 7.2 V11.5 M8 4.6 V4.7"),
  /// A hammer stroke: a fix.
  FIX(
      "M13.5 4.2 L11.3 6.4 L9.6 4.7 L11.8 2.5 A3.6 3.6 0 0 0 7 7 L2.3 11.7 L4.3 13.7 L9 9"
          + " A3.6 3.6 0 0 0 13.5 4.2"),
  /// A check mark.
  OK("M3 8.5 L6.5 12 L13 4.5"),
  /// An arrow that closes a circle.
  RESTART("M13 8 A5 5 0 1 1 11.2 4.2 M11.5 1.5 V4.5 H8.5"),
  /// An arrow up.
  UP("M8 13 V3.5 M4 7.5 L8 3.5 L12 7.5"),
  /// A table.
  MATRIX("M2 2.5 H14 V13.5 H2 Z M2 6.2 H14 M2 9.8 H14 M6 2.5 V13.5 M10 2.5 V13.5"),
  /// Two arrows that pass each other.
  COMPARE("M2 5 H12 M9 2 L12 5 L9 8 M14 11 H4 M7 8 L4 11 L7 14"),
  /// An arrow down.
  DOWN("M8 3 V12.5 M4 8.5 L8 12.5 L12 8.5"),
  /// A window with a strip at its left.
  PANE_LEFT("M1.5 2.5 H14.5 V13.5 H1.5 Z M6 2.5 V13.5 M3 5.5 H4.5 M3 8 H4.5"),
  /// A window with a strip at its right.
  PANE_RIGHT("M1.5 2.5 H14.5 V13.5 H1.5 Z M10 2.5 V13.5 M11.5 5.5 H13 M11.5 8 H13"),
  /// A window with a strip at its foot.
  PANE_BOTTOM("M1.5 2.5 H14.5 V13.5 H1.5 Z M1.5 9.5 H14.5 M4 11.5 H8"),
  /// A screen on a stand.
  PRESENT("M1.5 2.5 H14.5 V10.5 H1.5 Z M8 10.5 V13.5 M5 13.5 H11 M6.5 4.7 L10 6.5 L6.5 8.3 Z"),
  /// A cursor on a frame.
  SELECT("M3 3 L7 13 L8.7 8.7 L13 7 Z"),
  /// A small arrow right.
  ARROW("M3 8 H13 M9 4 L13 8 L9 12");

  private final String path;
  private final boolean filled;

  Glyph(String path) {
    this(path, false);
  }

  Glyph(String path, boolean filled) {
    this.path = path;
    this.filled = filled;
  }

  /// A new node of 16 by 16 pixels that shows this symbol.
  public Node node() {
    return node(16);
  }

  /// A new node of `size` by `size` pixels that shows this symbol.
  public Node node(double size) {
    var shape = new SVGPath();
    shape.setContent(path);
    shape.setStrokeLineCap(StrokeLineCap.ROUND);
    shape.setStrokeLineJoin(StrokeLineJoin.ROUND);
    shape.getStyleClass().add(filled ? "glyph-filled" : "glyph");
    // The frame keeps every symbol at the same size whatever it draws.
    var frame = new Rectangle(16, 16);
    frame.setFill(null);
    var drawing = new Group(frame, shape);
    drawing.setScaleX(size / 16);
    drawing.setScaleY(size / 16);
    return new Group(drawing);
  }
}

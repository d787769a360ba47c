package dev.diorama.ui;

import dev.diorama.ui.PaneLayout.Pane;
import java.util.ArrayList;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Region;

/// The canvas with its panes around it. A pane keeps its width while the window changes its own,
/// and while it is put away.
final class Panes {
  /// A position is that of the divider's middle; the style sheet makes it four pixels thick.
  private static final double HALF_DIVIDER = 2;

  private final Region palette;
  private final Region bottom;
  private final Region side;
  private final Region centre;
  private final SplitPane rows = new SplitPane();
  private final SplitPane columns = new SplitPane();
  private PaneLayout layout;

  Panes(Region palette, Region centre, Region bottom, Region side, PaneLayout layout) {
    this.palette = palette;
    this.centre = centre;
    this.bottom = bottom;
    this.side = side;
    this.layout = layout;
    rows.setOrientation(Orientation.VERTICAL);
    for (var pane : new Node[] {palette, bottom, side}) {
      SplitPane.setResizableWithParent(pane, false);
    }
    fill();
  }

  Region node() {
    return columns;
  }

  /// What is seen and how wide it is now.
  PaneLayout layout() {
    return new PaneLayout(
        layout.shown(),
        layout.shows(Pane.PALETTE) && palette.getWidth() > 0 ? palette.getWidth() : layout.left(),
        layout.shows(Pane.SIDE) && side.getWidth() > 0 ? side.getWidth() : layout.right(),
        layout.shows(Pane.BOTTOM) && bottom.getHeight() > 0 ? bottom.getHeight() : layout.low());
  }

  /// Shows the panes so.
  void show(PaneLayout next) {
    boolean same = next.shown().equals(layout.shown());
    layout = next;
    if (!same) {
      fill();
    }
    place();
  }

  private void fill() {
    var across = new ArrayList<Node>();
    if (layout.shows(Pane.PALETTE)) {
      across.add(palette);
    }
    across.add(rows);
    if (layout.shows(Pane.SIDE)) {
      across.add(side);
    }
    var down = new ArrayList<Node>();
    down.add(centre);
    if (layout.shows(Pane.BOTTOM)) {
      down.add(bottom);
    }
    columns.getItems().setAll(across);
    rows.getItems().setAll(down);
  }

  /// Puts the dividers where they belong; needs the window's size.
  void place() {
    // Positions hold only once the dividers are there and have their size.
    columns.applyCss();
    columns.layout();
    double width = columns.getWidth();
    if (width <= 0) {
      return;
    }
    var across = new ArrayList<Double>();
    if (layout.shows(Pane.PALETTE)) {
      across.add((layout.left() + HALF_DIVIDER) / width);
    }
    if (layout.shows(Pane.SIDE)) {
      across.add(1 - (layout.right() + HALF_DIVIDER) / width);
    }
    columns.setDividerPositions(across.stream().mapToDouble(p -> p).toArray());
    columns.layout();
    if (layout.shows(Pane.BOTTOM) && rows.getHeight() > 0) {
      rows.setDividerPositions(1 - (layout.low() + HALF_DIVIDER) / rows.getHeight());
    }
    rows.layout();
  }
}

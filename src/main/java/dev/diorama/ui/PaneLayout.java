package dev.diorama.ui;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Which panes stand around the canvas, and how wide they are.
///
/// @param shown those that are seen
/// @param left the palette's width in pixels, whether it is seen or not
/// @param right the width of properties, events and test
/// @param low the height of findings and logs
record PaneLayout(Set<Pane> shown, double left, double right, double low) {

  /// What can be put away.
  enum Pane {
    /// The resources to draw.
    PALETTE,
    /// Properties, events and test.
    SIDE,
    /// Findings and logs.
    BOTTOM
  }

  private static final double LEAST = 80;
  private static final double MOST = 1200;

  /// Where the palette would take more from the drawing than it gives.
  private static final double NARROW = 1400;

  private static final double LOW = 860;

  /// What the palette's longest name needs.
  private static final double LEFT = 280;

  PaneLayout {
    shown = Set.copyOf(shown);
    left = Math.clamp(left, LEAST, MOST);
    right = Math.clamp(right, LEAST, MOST);
    low = Math.clamp(low, LEAST, MOST);
  }

  /// What suits a window of this size: the canvas gets what is left, and where that is little a
  /// drawing that is there already is more important than the palette and an empty list.
  static PaneLayout suiting(double width, double height, boolean drawn) {
    var shown = EnumSet.allOf(Pane.class);
    if (drawn && width < NARROW) {
      shown.remove(Pane.PALETTE);
    }
    if (drawn && height < LOW) {
      shown.remove(Pane.BOTTOM);
    }
    return new PaneLayout(
        shown, LEFT, Math.clamp(width * 0.23, 290, 372), Math.clamp(height * 0.22, 140, 240));
  }

  boolean shows(Pane pane) {
    return shown.contains(pane);
  }

  /// This layout with `pane` seen or not.
  PaneLayout with(Pane pane, boolean seen) {
    var next = EnumSet.noneOf(Pane.class);
    next.addAll(shown);
    if (seen) {
      next.add(pane);
    } else {
      next.remove(pane);
    }
    return new PaneLayout(next, left, right, low);
  }

  /// This layout with nothing around the canvas.
  PaneLayout onlyCanvas() {
    return new PaneLayout(Set.of(), left, right, low);
  }

  /// As it is kept in the settings.
  Fields write() {
    var fields = Fields.EMPTY;
    for (var pane : Pane.values()) {
      fields = fields.with(pane.name().toLowerCase(Locale.ROOT), Value.of(shows(pane)));
    }
    return fields
        .with("leftWidth", Math.round(left))
        .with("rightWidth", Math.round(right))
        .with("bottomHeight", Math.round(low));
  }

  /// As it was kept; empty where the settings do not say it.
  static Optional<PaneLayout> read(Fields settings) {
    if (!(settings.get("panes").orElse(Fields.EMPTY) instanceof Fields fields)) {
      return Optional.empty();
    }
    var left = fields.number("leftWidth");
    var right = fields.number("rightWidth");
    var low = fields.number("bottomHeight");
    if (left.isEmpty() || right.isEmpty() || low.isEmpty()) {
      return Optional.empty();
    }
    var shown = EnumSet.noneOf(Pane.class);
    for (var pane : Pane.values()) {
      if (fields.get(pane.name().toLowerCase(Locale.ROOT)).equals(Optional.of(Value.of(true)))) {
        shown.add(pane);
      }
    }
    return Optional.of(new PaneLayout(shown, left.get(), right.get(), low.get()));
  }
}

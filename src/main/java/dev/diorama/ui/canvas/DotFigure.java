package dev.diorama.ui.canvas;

import java.util.Optional;
import javafx.geometry.Point2D;

/// A dot above the drawing: one event of a run, where it is now.
///
/// @param event the event's sequence number
/// @param at the place in the document
/// @param label a few words beside the dot
public record DotFigure(long event, Kind kind, Point2D at, Optional<String> label) {

  /// What the dot shows.
  public enum Kind {
    /// A call on its way.
    CALL,
    /// An answer on its way back.
    ANSWER,
    /// A service's error on its way back.
    FAILURE,
    /// A refusal on its way back.
    DENIED,
    /// Packets that end here.
    BLOCKED
  }
}

package dev.diorama.ui.canvas;

import javafx.geometry.Point2D;

/// A mouse event as gestures see it.
///
/// @param view pixels of the view
/// @param document the same place in the document
/// @param extend whether the selection is to be extended (shift)
record Pointer(Point2D view, Point2D document, boolean extend) {}

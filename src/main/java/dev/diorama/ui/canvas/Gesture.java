package dev.diorama.ui.canvas;

import java.util.Optional;

/// A gesture while it lasts. Each returns what goes on: itself, or empty when it has ended. Escape
/// always returns to the state before the gesture.
interface Gesture {

  /// The pointer was moved with the button held.
  Optional<Gesture> drag(Pointer pointer);

  /// The button was released: the gesture does its work.
  void release(Pointer pointer);

  /// The gesture is given up and leaves nothing behind.
  void cancel();

  /// Paints what the gesture shows above the drawing.
  default void paint(OverlayPainter painter) {}
}

package dev.diorama.ui.canvas;

import java.util.Optional;

/// Moves the view.
record Panning(Board board, Viewport before, Pointer start) implements Gesture {

  @Override
  public Optional<Gesture> drag(Pointer pointer) {
    var d = pointer.view().subtract(start.view());
    board.show(before.panned(d.getX(), d.getY()));
    return Optional.of(this);
  }

  @Override
  public void release(Pointer pointer) {
    // The view is where it was dragged to.
  }

  @Override
  public void cancel() {
    board.show(before);
  }
}

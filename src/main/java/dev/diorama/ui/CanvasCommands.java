package dev.diorama.ui;

import dev.diorama.ui.canvas.DiagramCanvas;
import dev.diorama.workspace.OpenDocument;

/// The commands that concern nothing but the canvas and what is drawn on it.
final class CanvasCommands {
  private CanvasCommands() {}

  /// Carries out one of them.
  static void carryOut(Command command, DiagramCanvas canvas, OpenDocument document) {
    var drawing = document.document().architecture();
    switch (command) {
      case DELETE -> document.apply(Selections.removal(canvas.selectionProperty().get(), drawing));
      case SELECT_ALL -> canvas.select(Selections.all(drawing));
      case ZOOM_IN -> canvas.zoomBy(1.25);
      case ZOOM_OUT -> canvas.zoomBy(0.8);
      case ACTUAL_SIZE -> canvas.zoomBy(1 / canvas.zoomProperty().get());
      case FIT -> canvas.fit();
      default -> throw new IllegalArgumentException("not the canvas's: " + command);
    }
  }
}

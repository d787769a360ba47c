package dev.diorama.ui.canvas;

import javafx.scene.image.Image;

/// Where the canvas and the palette get icons.
@FunctionalInterface
public interface IconSource {

  /// The icon `name` (a file name without `.svg`).
  ///
  /// @param size the edge in logical pixels
  /// @param scale the output scale: an image of `size * scale` pixels is returned, rounded up
  Image icon(String name, int size, double scale);
}

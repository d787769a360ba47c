package dev.diorama.ui.theme;

import javafx.scene.Node;

/// Draws the icons of resource types and verdicts.
@FunctionalInterface
public interface Icons {
  /// A node that shows the icon.
  ///
  /// @param name the icon's file name without `.svg`
  /// @param size its edge in pixels at 100 %
  Node icon(String name, double size);
}

package dev.diorama.ui.player;

import java.util.Objects;

/// The stylesheet of the player's controls; its colours are those of the theme around them.
final class PlayerStyle {
  /// Where it is.
  static final String URL =
      Objects.requireNonNull(PlayerStyle.class.getResource("player.css"), "player.css")
          .toExternalForm();

  private PlayerStyle() {}
}

package dev.diorama.ui;

/// The text bundles of the editor.
final class UiTexts {
  private UiTexts() {}

  /// Base names, for [dev.diorama.workspace.Studio#texts].
  static String[] bundles() {
    return new String[] {
      "dev.diorama.ui.messages",
      "dev.diorama.ui.canvas.messages",
      "dev.diorama.ui.player.messages",
      "dev.diorama.ui.verdict.messages",
      "dev.diorama.ui.network.messages",
      "dev.diorama.ui.console.messages"
    };
  }
}

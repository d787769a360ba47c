package dev.diorama.ui;

import java.util.function.Consumer;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Screen;
import javafx.stage.Stage;

/// The window's size and keys.
final class WindowFrame {
  private WindowFrame() {}

  /// A scene that fits on the screen, in `stage`.
  static Scene scene(Stage stage, Parent root) {
    var screen = Screen.getPrimary().getVisualBounds();
    var scene =
        new Scene(
            root,
            Math.min(1600, screen.getWidth() * 0.97),
            Math.min(1000, screen.getHeight() * 0.93));
    stage.setScene(scene);
    stage.setMinWidth(Math.min(900, screen.getWidth()));
    stage.setMinHeight(Math.min(560, screen.getHeight()));
    return scene;
  }

  /// Listens to the keys that no menu entry has.
  static void addShortcuts(Scene scene, Consumer<Command> carryOut) {
    for (var command : Command.values()) {
      for (var keys : command.alternatives()) {
        scene.getAccelerators().put(keys, () -> carryOut.accept(command));
      }
    }
  }
}

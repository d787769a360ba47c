package dev.diorama.ui;

import dev.diorama.workspace.Studio;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.Stage;

/// Opens the editor. Needs JavaFX's toolkit to run ([javafx.application.Platform#startup]).
public final class DioramaUi {
  private DioramaUi() {}

  /// Opens a window in `stage` and then `file` in it. Call it on JavaFX's thread; it returns at
  /// once, and a file that cannot be read is told of in a dialog.
  ///
  /// @param settings what is remembered from earlier, as [Settings#read] gives it
  public static DioramaWindow open(
      Studio studio, Optional<Path> file, Stage stage, Settings settings) {
    var window = new DioramaWindow(studio, stage, settings);
    window.show();
    file.ifPresent(window::open);
    return window;
  }

  /// Opens a window in `stage`, with the settings in their usual place, and then `file` in it.
  public static DioramaWindow open(Studio studio, Optional<Path> file, Stage stage) {
    return open(studio, file, stage, Settings.read(Settings.defaultFile()));
  }
}

package dev.diorama.ui;

import dev.diorama.workspace.DocumentFiles;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/// Opens a drawing that is dropped on the window.
final class FileDrops {
  private FileDrops() {}

  /// The first drawing among the files.
  static Optional<Path> drawing(List<Path> files) {
    return files.stream().filter(f -> f.toString().endsWith(DocumentFiles.EXTENSION)).findFirst();
  }

  /// Lets `scene` take drawings.
  static void accept(Scene scene, Consumer<Path> open) {
    // As filters: the canvas below would refuse a drawing where there is no node.
    scene.addEventFilter(
        DragEvent.DRAG_OVER,
        e -> {
          if (dropped(e).isPresent()) {
            e.acceptTransferModes(TransferMode.COPY);
            e.consume();
          }
        });
    scene.addEventFilter(
        DragEvent.DRAG_DROPPED,
        e ->
            dropped(e)
                .ifPresent(file -> {
                  e.setDropCompleted(true);
                  e.consume();
                  open.accept(file);
                }));
  }

  private static Optional<Path> dropped(DragEvent event) {
    return event.getDragboard().hasFiles()
        ? drawing(event.getDragboard().getFiles().stream().map(File::toPath).toList())
        : Optional.empty();
  }
}

package dev.diorama.app;

import dev.diorama.cli.Editor;
import dev.diorama.cli.ExitCode;
import dev.diorama.ui.DioramaUi;
import dev.diorama.workspace.Studio;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javafx.util.Duration;

/// Opens the editor's window and waits until it is closed.
final class Window {
  /// What the title shows once a document is open.
  private static final String DOCUMENT = "photo-catalog";

  private static final Duration LOOK = Duration.seconds(1);

  private Window() {}

  /// Opens the window; answers the exit code.
  ///
  /// @param otherwise what to do where JavaFX cannot open windows although a display answers, as
  ///   where GTK is not installed
  static int open(Studio studio, Optional<Path> file, PrintWriter err, Editor otherwise) {
    var end = new CompletableFuture<Integer>();
    try {
      Platform.startup(() -> {
        Platform.setImplicitExit(true);
        try {
          show(studio, file, end);
        } catch (RuntimeException | LinkageError e) {
          end.completeExceptionally(e);
        }
      });
    } catch (UnsupportedOperationException | UnsatisfiedLinkError e) {
      err.println(e.getMessage());
      return otherwise.open(file);
    }
    // What opening throws is the caller's, who tells it as an internal error.
    return end.join();
  }

  private static void show(Studio studio, Optional<Path> file, CompletableFuture<Integer> end) {
    var stage = new Stage();
    stage.addEventHandler(WindowEvent.WINDOW_HIDDEN, event -> end.complete(ExitCode.GOOD));
    DioramaUi.open(studio, file, stage);
    prepareLater(studio);
    if (Boolean.getBoolean("diorama.measureStart")) {
      closeAfterFirstPicture(stage);
    }
  }

  /// A run comes when somebody has looked at the window for a while; until the window stands, all
  /// processors are needed for it.
  private static void prepareLater(Studio studio) {
    var look = new PauseTransition(LOOK);
    look.setOnFinished(event -> studio.prepare());
    look.play();
  }

  /// For the benchmark of the start: closes the window once it has been drawn with the document.
  private static void closeAfterFirstPicture(Stage stage) {
    stage
        .titleProperty()
        .subscribe(title -> {
          if (title != null && title.contains(DOCUMENT)) {
            stage.getScene().addPostLayoutPulseListener(() -> Platform.runLater(stage::close));
            Platform.requestNextPulse();
          }
        });
  }
}

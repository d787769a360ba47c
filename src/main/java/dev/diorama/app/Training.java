package dev.diorama.app;

import dev.diorama.aws.AwsServices;
import dev.diorama.model.Document;
import dev.diorama.model.Scenario;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.RunOptions;
import dev.diorama.ui.DioramaUi;
import dev.diorama.ui.Settings;
import dev.diorama.workspace.DocumentException;
import dev.diorama.workspace.DocumentFiles;
import dev.diorama.workspace.ScenarioRunner;
import dev.diorama.workspace.Studio;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.stage.Stage;
import javafx.util.Duration;

/// The run from which the build makes the AOT cache: does once what a user does first, so that the
/// classes of a start are in the cache. Never started by users.
final class Training {
  private static final Duration LOOK = Duration.seconds(2);
  private static final java.time.Duration LIVE = java.time.Duration.ofSeconds(2);
  private static final int PATIENCE_SECONDS = 60;

  private static final List<String> PANGO = List.of("libpango-1.0.so.0", "libpangoft2-1.0.so.0");
  private static final String WITHOUT_WINDOW =
      "No window opens on this machine, so the AOT cache speeds up the command line only: ";

  private Training() {}

  public static void main(String[] arguments) throws DocumentException, InterruptedException {
    var file = Path.of(arguments[0]);
    var studio = new Studio(AwsServices.all());
    var document = DocumentFiles.read(file);
    studio.check(document.architecture());
    play(studio, document, file);
    if (canLayOutText()) {
      openAndClose(studio, file);
    } else {
      System.err.println(WITHOUT_WINDOW + String.join(", ", PANGO));
    }
    // Whatever of a window that failed is still alive must not keep the build waiting.
    System.exit(0);
  }

  private static void play(Studio studio, Document document, Path file)
      throws InterruptedException {
    var folder = DocumentFiles.folder(file);
    var scenario = document.scenarios().getFirst();
    try (var system =
        studio.runVirtually(
            document.architecture(), new RunOptions(1, OptionalInt.empty(), folder))) {
      ScenarioRunner.playVirtually(system, scenario);
    }
    // Run in the window is live and serves AWS clients; its first moments count.
    var start = scenario.steps().stream().filter(s -> s.at().isZero()).toList();
    try (var system =
        studio.runLive(document.architecture(), new RunOptions(1, OptionalInt.of(0), folder))) {
      ScenarioRunner.playLive(system, new Scenario(scenario.name(), "", LIVE, start, Fields.EMPTY));
    }
  }

  private static void openAndClose(Studio studio, Path file) throws InterruptedException {
    var done = new CompletableFuture<Boolean>();
    Platform.startup(() -> {
      try {
        var stage = new Stage();
        DioramaUi.open(studio, Optional.of(file), stage, Settings.NONE);
        var look = new PauseTransition(LOOK);
        look.setOnFinished(event -> {
          stage.close();
          done.complete(true);
        });
        look.play();
      } catch (RuntimeException | LinkageError e) {
        done.completeExceptionally(e);
      }
    });
    try {
      done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      System.err.println(WITHOUT_WINDOW + e);
    } finally {
      Platform.exit();
    }
  }

  /// Whether JavaFX finds what it lays out text with. Asked before it starts, because it tells its
  /// failure itself, at length.
  @SuppressWarnings("restricted") // Libraries are only looked up, nothing in them is called.
  private static boolean canLayOutText() {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      return true;
    }
    try (var arena = Arena.ofConfined()) {
      for (var library : PANGO) {
        var _ = SymbolLookup.libraryLookup(library, arena);
      }
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}

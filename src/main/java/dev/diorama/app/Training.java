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
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

  private Training() {}

  public static void main(String[] arguments) throws DocumentException, InterruptedException {
    var file = Path.of(arguments[0]);
    var studio = new Studio(AwsServices.all());
    var document = DocumentFiles.read(file);
    studio.check(document.architecture());
    play(studio, document, file);
    openAndClose(studio, file);
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
    var done = new CountDownLatch(1);
    Platform.startup(() -> {
      var stage = new Stage();
      DioramaUi.open(studio, Optional.of(file), stage, Settings.NONE);
      var look = new PauseTransition(LOOK);
      look.setOnFinished(event -> {
        stage.close();
        done.countDown();
        Platform.exit();
      });
      look.play();
    });
    if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the window did not open and close in time");
    }
  }
}

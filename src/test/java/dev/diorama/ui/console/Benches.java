package dev.diorama.ui.console;

import dev.diorama.aws.AwsServices;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Resource;
import dev.diorama.runtime.RunOptions;
import dev.diorama.ui.OnFx;
import dev.diorama.workspace.DocumentFiles;
import dev.diorama.workspace.Studio;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;

/// A sample of the project that runs, with a feed of its events.
final class Benches implements AutoCloseable {
  static final Studio STUDIO = new Studio(AwsServices.all());
  static final Texts TEXTS = STUDIO.texts(Locale.ENGLISH, "dev.diorama.ui.console.messages");

  private static final Duration PAUSE = Duration.ofMillis(1);
  private final Bench bench;
  private final EventFeed feed;

  private Benches(Bench bench) {
    this.bench = bench;
    this.feed = new EventFeed(bench.system().log());
  }

  static Benches of(String sample) throws Exception {
    var file = Path.of("samples", sample, sample + ".diorama");
    var drawing = DocumentFiles.read(file).architecture();
    return new Benches(
        new Bench(
            STUDIO.runLive(
                drawing,
                new RunOptions(
                    1,
                    OptionalInt.empty(),
                    Optional.ofNullable(file.toAbsolutePath().getParent()))),
            drawing,
            STUDIO.catalog()));
  }

  Bench bench() {
    return bench;
  }

  Resource resource(String logicalId) {
    return bench.drawing().byLogicalId(logicalId).orElseThrow();
  }

  /// Feeds a panel from now on.
  void feed(ConsolePanel panel) throws Exception {
    OnFx.run(() -> {
      feed.listen(panel::take);
      feed.start();
    });
  }

  /// Waits until something holds on JavaFX's thread; it is looked at after each thing done there.
  static void until(BooleanSupplier condition) throws Exception {
    var held = new CompletableFuture<Boolean>();
    Platform.runLater(() -> look(condition, held));
    held.get(60, TimeUnit.SECONDS);
  }

  private static void look(BooleanSupplier condition, CompletableFuture<Boolean> held) {
    try {
      if (condition.getAsBoolean()) {
        held.complete(true);
      } else if (!held.isDone()) {
        LockSupport.parkNanos(PAUSE.toNanos());
        Platform.runLater(() -> look(condition, held));
      }
    } catch (RuntimeException e) {
      held.completeExceptionally(e);
    }
  }

  @Override
  public void close() {
    CompletableFuture.runAsync(feed::close, Platform::runLater).join();
    bench.system().close();
  }
}

package dev.diorama.ui;

import dev.diorama.catalog.Capability;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.Category;
import dev.diorama.catalog.ManualCall;
import dev.diorama.model.Architecture;
import dev.diorama.model.Connection;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.model.Value.Fields;
import dev.diorama.runtime.OperationResult;
import dev.diorama.runtime.RunOptions;
import dev.diorama.runtime.RunningSystem;
import dev.diorama.workspace.OpenDocument;
import dev.diorama.workspace.RunCalls;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Starts and stops the run of the open document and makes calls to it by hand.
final class RunControl {
  private static final long SEED = 1;

  /// A drawing that runs.
  ///
  /// @param drawing as it was when the run was started
  record Run(RunningSystem system, Architecture drawing, Catalog catalog) {

    /// Who makes a call by hand to `target`: the client that is connected to it, else the first
    /// client that is drawn.
    Optional<ResourceId> caller(ResourceId target) {
      var connected =
          drawing.to(target).stream()
              .map(Connection::source)
              .flatMap(id -> drawing.resource(id).stream())
              .filter(this::isClient)
              .findFirst();
      return connected
          .or(() -> drawing.resources().values().stream().filter(this::isClient).findFirst())
          .map(Resource::id);
    }

    /// Whether it stands for somebody outside who makes calls.
    boolean isClient(Resource resource) {
      return catalog.has(resource, Capability.CALLER)
          && catalog.type(resource.type()).filter(t -> t.category() == Category.CLIENT).isPresent();
    }

    /// The calls that can be made by hand to `target`.
    List<ManualCall> calls(ResourceId target) {
      return drawing
          .resource(target)
          .map(r -> catalog.facets(r).manualCalls(r, drawing, catalog))
          .orElse(List.of());
    }

    /// Makes a call.
    CompletableFuture<OperationResult> make(
        ManualCall call, ResourceId caller, ResourceId target, Fields input) {
      return system.submit(caller, call.operation(), target, input);
    }
  }

  private final Background background;
  private final Function<String, String> texts;
  private final Consumer<Exception> failed;
  private final ReadOnlyObjectWrapper<Optional<Run>> current =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private Optional<OpenDocument> ran = Optional.empty();
  private boolean starting;

  RunControl(Background background, Function<String, String> texts, Consumer<Exception> failed) {
    this.background = background;
    this.texts = texts;
    this.failed = failed;
  }

  /// The run that is on.
  ReadOnlyObjectProperty<Optional<Run>> current() {
    return current.getReadOnlyProperty();
  }

  /// Starts a run of the document as it is now; ends the one that is on.
  void start(OpenDocument document) {
    if (starting) {
      return;
    }
    stop(() -> {});
    starting = true;
    ran = Optional.of(document);
    var studio = document.studio();
    var drawing = document.document().architecture();
    var folder = document.file().map(Path::toAbsolutePath).map(Path::getParent);
    background.<Run>run(
        texts.apply("ui.status.starting"),
        () ->
            new Run(
                studio.runLive(drawing, new RunOptions(SEED, OptionalInt.of(0), folder)),
                drawing,
                studio.catalog()),
        run -> {
          starting = false;
          current.set(Optional.of(run));
        },
        e -> {
          starting = false;
          failed.accept(e);
        },
        run -> {
          starting = false;
          close(run, () -> {});
        });
  }

  /// Ends the run that is on, and then does something. Its events stay.
  void stop(Runnable then) {
    var run = current.get();
    current.set(Optional.empty());
    run.ifPresentOrElse(r -> close(r, then), then);
  }

  private void close(Run run, Runnable then) {
    var document = ran;
    background.<Run>run(
        texts.apply("ui.status.stopping"),
        () -> {
          run.system().close();
          return run;
        },
        done -> {
          // What the run was seen to call is needed: least privilege leaves it.
          document.ifPresent(d -> d.see(RunCalls.of(run.system().log().from(0))));
          then.run();
        },
        e -> {
          failed.accept(e);
          then.run();
        },
        done -> then.run());
  }
}

package dev.diorama.ui;

import dev.diorama.model.Document;
import dev.diorama.model.Message;
import dev.diorama.model.ResourceId;
import dev.diorama.rule.Subject;
import dev.diorama.runtime.RunningSystem;
import dev.diorama.ui.PaneLayout.Pane;
import dev.diorama.ui.canvas.DiagramCanvas;
import dev.diorama.ui.canvas.FxIcons;
import dev.diorama.ui.canvas.IconSource;
import dev.diorama.ui.canvas.SvgIcons;
import dev.diorama.ui.theme.Icons;
import dev.diorama.workspace.OpenDocument;
import dev.diorama.workspace.Studio;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

/// The editor's window. Confined to JavaFX's thread, which never waits here: files and runs are
/// dealt with beside it.
public final class DioramaWindow {
  private final Studio studio;
  private final Stage stage;
  private final BorderPane root = new BorderPane();
  private final IconSource iconSource = new SvgIcons();
  private final Icons icons = new FxIcons(iconSource);
  private final Background background = new Background();
  private final Dialogs dialogs;
  private final FileControl files;
  private final RunControl runs;
  private final LiveCalls calls;
  private final PaneControl panes;
  private final NetworkControl networks;
  private final Look look;
  private final Commands commands;
  private OpenDocument document;
  private Optional<RunControl.Run> shownRun = Optional.empty();
  private CommandBars bars;
  private StatusBar status;
  private Views views;

  /// A window on an empty document; it is shown by [#show].
  public DioramaWindow(Studio studio, Stage stage, Settings settings) {
    this.studio = studio;
    this.stage = stage;
    this.look = new Look(studio, settings);
    this.dialogs = new Dialogs(stage, () -> look.texts());
    var host = new Host();
    this.files = new FileControl(stage, host, background, dialogs);
    this.runs =
        new RunControl(
            background,
            key -> look.texts().text(key),
            e -> dialogs.tell("ui.dialog.run.failed", e, Optional.empty()));
    this.calls = new LiveCalls(() -> look.texts(), dialogs, files, background);
    this.networks = new NetworkControl(stage, icons, iconSource, this::openLink);
    this.document = new OpenDocument(studio, Document.EMPTY, Optional.empty(), Platform::runLater);
    var scene = WindowFrame.scene(stage, root);
    look.apply(scene);
    this.panes =
        new PaneControl(
            scene,
            () -> views.panes(),
            look::settings,
            layout -> {
              look.remember(look.settings().withPanes(layout));
              showPanes();
            },
            this::showPanes);
    this.commands =
        new Commands(
            stage,
            host,
            new Commands.Controls(
                files,
                runs,
                panes,
                networks,
                look,
                dialogs,
                new Arranging(background, dialogs),
                new Export(files, background, dialogs)));
    this.bars = new CommandBars(look.texts(), commands::carryOut);
    this.status = makeStatus();
    this.views = makeViews(panes.suiting(document));
    listen(document);
    place();
    background.current().addListener((o, before, now) -> status.showWork(now));
    runs.current()
        .addListener((o, before, now) -> {
          now.ifPresent(run -> {
            shownRun = now;
            views.showRun(run, false);
            views.revealEvents();
          });
          runChanged();
        });
    FileDrops.accept(scene, files::open);
    WindowFrame.addShortcuts(scene, commands::carryOut);
    // Whoever closes it: nothing may be played in a window that is gone.
    stage.addEventHandler(WindowEvent.WINDOW_HIDDEN, e -> views.endPlayer());
    stage.setOnCloseRequest(e -> {
      e.consume();
      commands.carryOut(Command.QUIT);
    });
  }

  /// Shows the window.
  public void show() {
    stage.getIcons().add(iconSource.icon("diorama", 128, 1));
    stage.show();
    views.panes().place();
    views.canvas().fit();
    views.canvas().requestFocus();
  }

  /// Opens a file beside the interface's thread.
  public void open(Path file) {
    files.open(file);
  }

  /// The document that is open.
  public OpenDocument document() {
    return document;
  }

  /// The canvas.
  public DiagramCanvas canvas() {
    return views.canvas();
  }

  /// The run that is on.
  public Optional<RunningSystem> running() {
    return runs.current().get().map(RunControl.Run::system);
  }

  /// Starts a run of the drawing as it is now, beside the interface's thread; ends the one before.
  public void run() {
    commands.carryOut(Command.RUN);
  }

  /// Ends the run that is on.
  public void stop() {
    commands.carryOut(Command.STOP);
  }

  /// What happens when files are dropped on a resource: its first call that takes a file is made
  /// with each of them. A drawing that is dropped where there is no such call is opened.
  public void filesDropped(ResourceId target, List<Path> dropped) {
    var taken = runs.current().get().map(run -> calls.dropped(run, target, dropped)).orElse(false);
    if (!taken) {
      FileDrops.drawing(dropped).ifPresent(files::open);
    }
  }

  /// Closes the window without asking, once the run that is on has ended.
  public void close() {
    networks.close();
    panes.dragged().ifPresent(layout -> look.settings().withPanes(layout).write());
    // The run's worker processes must be gone before the program is.
    runs.stop(() -> {
      views.endPlayer();
      document.close();
      background.close();
      stage.close();
    });
  }

  private StatusBar makeStatus() {
    return new StatusBar(
        look.texts(),
        icons,
        () -> commands.carryOut(Command.RUN),
        this::showKeys,
        () -> {
          panes.show(Pane.BOTTOM);
          views.revealFindings();
        });
  }

  private Views makeViews(PaneLayout layout) {
    var made =
        new Views(
            document,
            look.texts(),
            icons,
            iconSource,
            new WindowActions(
                this::reveal,
                fix -> document.apply(fix.transaction()),
                this::openLink,
                files::open),
            layout);
    var canvas = made.canvas();
    canvas.setColors(look.colors());
    canvas.zoomProperty().subscribe(zoom -> status.showZoom(zoom));
    canvas
        .selectionProperty()
        .subscribe(s -> {
          showCalls(made);
          bars.showSelection(s);
          if (!s.isEmpty() && runs.current().get().isEmpty()) {
            made.revealInspector();
          }
        });
    canvas.setContextMenu(
        s -> CanvasMenu.of(s, runs.current().get(), calls, look.texts(), commands::carryOut));
    canvas.setOnDoubleClick(s -> {
      panes.show(Pane.SIDE);
      made.revealInspector();
    });
    canvas.setOnFilesDropped(
        (target, dropped) -> filesDropped(target, dropped.stream().map(File::toPath).toList()));
    return made;
  }

  private void listen(OpenDocument opened) {
    opened.onDocument(() -> {
      if (opened == document) {
        views.refreshDocument();
        refresh();
      }
    });
    opened.onCheck(() -> {
      if (opened == document) {
        views.refreshCheck();
        refresh();
      }
    });
  }

  private void place() {
    root.setTop(bars.node());
    root.setCenter(views.node());
    root.setBottom(status.withMeter(views.cost()));
    bars.showRecent(look.settings().recent(), files::open);
    bars.showPlayer(Optional.of(views.playerBar()));
    refresh();
    runChanged();
    showPanes();
  }

  private void showPanes() {
    bars.showPanes(views.panes().layout(), panes.presenting());
  }

  /// Makes all views anew, as for another language or document.
  private void rebuild(boolean keepSelection) {
    var layout = keepSelection ? views.panes().layout() : panes.suiting(document);
    var before = views;
    var selection = views.canvas().selectionProperty().get();
    views.inspector().commitPending();
    views.endPlayer();
    networks.close();
    bars = new CommandBars(look.texts(), commands::carryOut);
    status = makeStatus();
    views = makeViews(layout);
    place();
    if (keepSelection) {
      views.canvas().select(selection);
      views.goOnFrom(before);
      shownRun.ifPresent(run -> views.showRun(run, true));
    }
    // The panes need the window's size.
    root.applyCss();
    root.layout();
    views.panes().place();
    views.canvas().fit();
    // Else the first button of the tool bar, New, would get the keys.
    views.canvas().requestFocus();
  }

  private void refresh() {
    stage.setTitle(
        (document.isModified() ? "• " : "")
            + look.texts().text(Message.of("ui.title", files.name())));
    bars.showHistory(document);
    var checked =
        document.check().complete()
            && document.check().drawing().equals(document.document().architecture());
    status.showCheck(checked ? Optional.of(document.check()) : Optional.empty());
    showEndpoint();
  }

  private void showEndpoint() {
    var run = runs.current().get();
    status.showEndpoint(
        run.map(r -> r.system().endpointUrl()),
        run.filter(r -> !r.drawing().equals(document.document().architecture())).isPresent());
  }

  private void runChanged() {
    bars.showRunning(runs.current().get().isPresent());
    showEndpoint();
    showCalls(views);
  }

  /// While a run is on there is always a strip for calls, so that nothing moves when another
  /// resource is selected.
  private void showCalls(Views shown) {
    var target = shown.canvas().selectionProperty().get().onlyResource();
    shown.showCalls(runs.current().get().map(run -> calls.strip(run, target)));
  }

  private void reveal(Subject subject) {
    Selections.reveal(subject, views.canvas());
    panes.show(Pane.SIDE);
    views.revealInspector();
  }

  private void openLink(String address) {
    SystemBrowser.open(address, () -> dialogs.tellNoBrowser(address));
  }

  private void showKeys() {
    runs.current().get().ifPresent(run -> TerminalSettings.show(run, dialogs, look.texts()));
  }

  /// What file control and commands see of this window.
  private final class Host implements FileControl.Host, Commands.Host {
    @Override
    public Views views() {
      return views;
    }

    @Override
    public void panesChanged() {
      showPanes();
    }

    @Override
    public void themeChanged() {
      views.canvas().setColors(look.colors());
      networks.look(look.colors());
    }

    @Override
    public void languageChanged() {
      rebuild(true);
    }

    @Override
    public void close() {
      DioramaWindow.this.close();
    }

    @Override
    public OpenDocument document() {
      return document;
    }

    @Override
    public void commitPending() {
      views.inspector().commitPending();
    }

    @Override
    public void show(Document next, Optional<Path> file) {
      runs.stop(() -> {});
      shownRun = Optional.empty();
      document.close();
      document = new OpenDocument(studio, next, file, Platform::runLater);
      listen(document);
      rebuild(false);
    }

    @Override
    public String text(Message message) {
      return look.texts().text(message);
    }

    @Override
    public void report(String text) {
      status.say(text);
    }

    @Override
    public void remember(Path file) {
      look.remember(look.settings().withRecent(file));
      bars.showRecent(look.settings().recent(), files::open);
    }
  }
}

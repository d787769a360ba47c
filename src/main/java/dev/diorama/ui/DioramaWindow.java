package dev.diorama.ui;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Document;
import dev.diorama.model.Message;
import dev.diorama.model.ResourceId;
import dev.diorama.rule.Subject;
import dev.diorama.runtime.RunningSystem;
import dev.diorama.ui.PaneLayout.Pane;
import dev.diorama.ui.canvas.CanvasColors;
import dev.diorama.ui.canvas.DiagramCanvas;
import dev.diorama.ui.canvas.FxIcons;
import dev.diorama.ui.canvas.IconSource;
import dev.diorama.ui.canvas.SvgIcons;
import dev.diorama.ui.theme.Icons;
import dev.diorama.ui.theme.Theme;
import dev.diorama.workspace.OpenDocument;
import dev.diorama.workspace.Studio;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;

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
  private final Arranging arranging;
  private final Export export;
  private final PaneControl panes;
  private final NetworkControl networks;
  private Settings settings;
  private Theme theme;
  private Texts texts;
  private OpenDocument document;
  private Optional<RunControl.Run> shownRun = Optional.empty();
  private CommandBars bars;
  private StatusBar status;
  private Views views;

  /// A window on an empty document; it is shown by [#show].
  public DioramaWindow(Studio studio, Stage stage, Settings settings) {
    this.studio = studio;
    this.stage = stage;
    this.settings = settings;
    this.theme = settings.dark() ? Theme.DARK : Theme.LIGHT;
    this.texts = studio.texts(settings.locale(), UiTexts.bundles());
    this.dialogs = new Dialogs(stage, () -> texts);
    this.files = new FileControl(stage, new FileHost(), background, dialogs);
    this.runs =
        new RunControl(
            background,
            key -> texts.text(key),
            e -> dialogs.tell("ui.dialog.run.failed", e, Optional.empty()));
    this.calls = new LiveCalls(() -> texts, dialogs, files, background);
    this.arranging = new Arranging(background, dialogs);
    this.export = new Export(files, background, dialogs);
    this.networks = new NetworkControl(stage, icons, iconSource, this::openLink);
    this.document = new OpenDocument(studio, Document.EMPTY, Optional.empty(), Platform::runLater);
    var scene = WindowFrame.scene(stage, root);
    theme.apply(scene);
    this.panes =
        new PaneControl(
            scene,
            () -> views.panes(),
            () -> this.settings,
            layout -> {
              remember(this.settings.withPanes(layout));
              showPanes();
            },
            this::showPanes);
    this.bars = new CommandBars(texts, this::carryOut);
    this.status = makeStatus();
    this.views = makeViews(panes.suiting(false));
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
    WindowFrame.addShortcuts(scene, this::carryOut);
    // Whoever closes it: nothing may be played in a window that is gone.
    stage.setOnHidden(e -> views.endPlayer());
    stage.setOnCloseRequest(e -> {
      e.consume();
      carryOut(Command.QUIT);
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
    carryOut(Command.RUN);
  }

  /// Ends the run that is on.
  public void stop() {
    carryOut(Command.STOP);
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
    panes.dragged().ifPresent(layout -> settings.withPanes(layout).write());
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
        texts,
        icons,
        () -> carryOut(Command.RUN),
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
            texts,
            icons,
            iconSource,
            new WindowActions(
                this::reveal, fix -> document.apply(fix.transaction()), this::openLink),
            layout);
    var canvas = made.canvas();
    canvas.setColors(colors());
    canvas.zoomProperty().subscribe(zoom -> status.showZoom(zoom));
    canvas
        .selectionProperty()
        .subscribe(s -> {
          showCalls(made);
          if (!s.isEmpty() && runs.current().get().isEmpty()) {
            made.revealInspector();
          }
        });
    canvas.setContextMenu(
        s -> CanvasMenu.of(s, runs.current().get(), calls, texts, () -> carryOut(Command.DELETE)));
    canvas.setOnDoubleClick(s -> {
      panes.show(Pane.SIDE);
      made.revealInspector();
    });
    canvas.setOnFilesDropped(
        (target, dropped) -> filesDropped(target, dropped.stream().map(File::toPath).toList()));
    return made;
  }

  private CanvasColors colors() {
    return theme == Theme.DARK ? CanvasColors.DARK : CanvasColors.LIGHT;
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
    bars.showRecent(settings.recent(), files::open);
    bars.showPlayer(Optional.of(views.playerBar()));
    refresh();
    runChanged();
    showPanes();
  }

  private boolean hasDrawing() {
    return !document.document().architecture().resources().isEmpty();
  }

  private void showPanes() {
    bars.showPanes(views.panes().layout(), panes.presenting());
  }

  /// Makes all views anew, as for another language or document.
  private void rebuild(boolean keepSelection) {
    var layout = keepSelection ? views.panes().layout() : panes.suiting(hasDrawing());
    var before = views;
    var selection = views.canvas().selectionProperty().get();
    views.inspector().commitPending();
    views.endPlayer();
    networks.close();
    bars = new CommandBars(texts, this::carryOut);
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
        (document.isModified() ? "• " : "") + texts.text(Message.of("ui.title", files.name())));
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

  private void carryOut(Command command) {
    var canvas = views.canvas();
    switch (command) {
      case NEW -> files.startNew();
      case OPEN -> files.open();
      case OPEN_ACCOUNT -> files.openAccount();
      case SAVE -> files.save(() -> {});
      case SAVE_AS -> files.saveAs(() -> {});
      case EXPORT_PNG, EXPORT_SVG -> {
        views.inspector().commitPending();
        var kind = command == Command.EXPORT_PNG ? "png" : "svg";
        export.export(kind, document, texts, colors(), status::say);
      }
      case QUIT -> files.afterSaving(this::close);
      case UNDO -> {
        views.inspector().commitPending();
        document.undo();
      }
      case REDO -> document.redo();
      case DELETE ->
          document.apply(
              Selections.removal(
                  canvas.selectionProperty().get(), document.document().architecture()));
      case SELECT_ALL -> canvas.select(Selections.all(document.document().architecture()));
      case ARRANGE -> arranging.arrange(document, texts, canvas::fit);
      case SEARCH -> {
        panes.show(Pane.PALETTE);
        views.palette().search().requestFocus();
      }
      case PALETTE -> toggle(Pane.PALETTE);
      case SIDE -> toggle(Pane.SIDE);
      case BOTTOM -> toggle(Pane.BOTTOM);
      case PRESENT -> {
        panes.present();
        showPanes();
      }
      case ZOOM_IN -> canvas.zoomBy(1.25);
      case ZOOM_OUT -> canvas.zoomBy(0.8);
      case ACTUAL_SIZE -> canvas.zoomBy(1 / canvas.zoomProperty().get());
      case FIT -> canvas.fit();
      case THEME -> switchTheme();
      case LANGUAGE -> switchLanguage();
      case REACHABILITY, COMPARE -> networks.show(command, document, texts, canvas, colors());
      case RUN -> {
        views.inspector().commitPending();
        runs.start(document);
      }
      case STOP -> runs.stop(() -> {});
      case HELP -> dialogs.showHelp();
    }
  }

  private void toggle(Pane pane) {
    panes.toggle(pane);
    showPanes();
    // The keys must not stay in what is gone.
    views.canvas().requestFocus();
  }

  private void switchTheme() {
    theme = theme.other();
    theme.apply(stage.getScene());
    views.canvas().setColors(colors());
    networks.look(colors());
    remember(settings.withDark(theme == Theme.DARK));
  }

  private void switchLanguage() {
    var next = texts.locale().equals(Locale.JAPANESE) ? Locale.ENGLISH : Locale.JAPANESE;
    texts = studio.texts(next, UiTexts.bundles());
    remember(settings.withLocale(next));
    rebuild(true);
  }

  private void remember(Settings next) {
    settings = next;
    bars.showRecent(settings.recent(), files::open);
    Thread.ofVirtual().name("diorama-settings").start(next::write);
  }

  private void reveal(Subject subject) {
    views.canvas().select(Selections.of(subject));
    switch (subject) {
      case Subject.OfResource r -> views.canvas().reveal(r.id());
      case Subject.OfConnection c -> views.canvas().reveal(c.id());
    }
    panes.show(Pane.SIDE);
    views.revealInspector();
  }

  private void openLink(String address) {
    SystemBrowser.open(address, () -> dialogs.tellNoBrowser(address));
  }

  private void showKeys() {
    runs.current().get().ifPresent(run -> TerminalSettings.show(run, dialogs, texts));
  }

  /// What file control sees of this window.
  private final class FileHost implements FileControl.Host {
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
      return texts.text(message);
    }

    @Override
    public void report(String text) {
      status.say(text);
    }

    @Override
    public void remember(Path file) {
      DioramaWindow.this.remember(settings.withRecent(file));
    }
  }
}

package dev.diorama.ui;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.ui.RunControl.Run;
import dev.diorama.ui.canvas.DiagramCanvas;
import dev.diorama.ui.canvas.IconSource;
import dev.diorama.ui.canvas.Selection;
import dev.diorama.ui.console.Bench;
import dev.diorama.ui.console.ConsoleView;
import dev.diorama.ui.console.CostMeter;
import dev.diorama.ui.console.EventFeed;
import dev.diorama.ui.console.LogView;
import dev.diorama.ui.findings.FindingsView;
import dev.diorama.ui.inspector.Inspector;
import dev.diorama.ui.palette.Palette;
import dev.diorama.ui.palette.PaletteEntry;
import dev.diorama.ui.player.EventListView;
import dev.diorama.ui.player.PlayerBar;
import dev.diorama.ui.player.RunPlayer;
import dev.diorama.ui.theme.Icons;
import dev.diorama.ui.theme.TypeLook;
import dev.diorama.workspace.OpenDocument;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The views of one document in one language, side by side: palette, canvas, inspector, and below
/// them findings and events.
final class Views {
  private final OpenDocument document;
  private final Texts texts;
  private final DiagramCanvas canvas;
  private final Palette palette;
  private final Inspector inspector;
  private final FindingsView findings;
  private final Region empty;
  private final EventListView events;
  private final PlayerBar playerBar;
  private final VBox callsPlace = new VBox();
  private final ConsoleView console;
  private final LogView logs;
  private final CostMeter cost;
  private final Tab inspectorTab;
  private final Tab eventsTab;
  private final Tab findingsTab;
  private Optional<RunPlayer> player = Optional.empty();
  private Optional<EventFeed> feed = Optional.empty();
  private final Panes panes;
  private final List<TabPane> tabPanes;
  private ConsoleView.Kept kept = ConsoleView.Kept.NOTHING;

  Views(
      OpenDocument document,
      Texts texts,
      Icons icons,
      IconSource iconSource,
      WindowActions actions,
      PaneLayout layout) {
    this.document = document;
    this.texts = texts;
    this.canvas = new DiagramCanvas(document, texts, iconSource);
    palette = new Palette(document.studio().catalog(), texts, icons, new OntoCanvas());
    inspector = new Inspector(document, texts, icons, actions);
    findings = new FindingsView(document, texts, icons, actions);
    empty = EmptyState.of(texts, icons, actions::open);
    canvas.selectionProperty().subscribe(s -> inspector.show(Selections.subjects(s)));
    inspectorTab = tab("ui.tab.inspector", inspector.node());
    events = new EventListView(texts, iconSource, actions::openLink);
    playerBar = new PlayerBar(texts);
    events.setOnSelected(this::showOnCanvas);
    canvas.setOnDotClicked(sequence -> {
      revealEvents();
      events.select(sequence);
    });
    eventsTab = tab("ui.tab.events", events);
    console = new ConsoleView(texts, Dialogs::copyText);
    logs = new LogView(texts);
    cost = new CostMeter(texts);
    canvas.selectionProperty().subscribe(s -> s.onlyResource().ifPresent(console::select));
    var right = new TabPane(inspectorTab, eventsTab, tab("ui.tab.console", console.node()));
    var side = new VBox(callsPlace, right);
    VBox.setVgrow(right, Priority.ALWAYS);
    side.getStyleClass().add("side");
    side.setMinWidth(240);
    findingsTab = tab("ui.tab.findings", findings.node());
    findings
        .countProperty()
        .subscribe(n ->
            findingsTab.setText(
                n.intValue() == 0
                    ? texts.text("ui.tab.findings")
                    : texts.text(Message.of("ui.tab.findingsCount", n))));
    var bottom = new TabPane(findingsTab, tab("ui.tab.logs", logs.node()));
    bottom.setMinHeight(80);
    tabPanes = List.of(right, bottom);
    var centre = new StackPane(canvas, empty);
    centre.getStyleClass().add("canvas-area");
    centre.setMinSize(200, 120);
    panes = new Panes(palette.node(), centre, bottom, side, layout);
    empty.setVisible(document.document().architecture().resources().isEmpty());
    findings.refresh();
    inspector.refresh();
  }

  private Tab tab(String key, Node content) {
    var tab = new Tab(texts.text(key), content);
    tab.setClosable(false);
    return tab;
  }

  /// What takes entries from the palette onto the canvas.
  private final class OntoCanvas implements Palette.Target {
    @Override
    public void dragStarted(PaletteEntry entry) {
      canvas.startPlacing(entry.type(), entry.variant());
    }

    @Override
    public boolean covers(double sceneX, double sceneY) {
      return canvas.getLayoutBounds().contains(canvas.sceneToLocal(sceneX, sceneY));
    }

    @Override
    public void addAtCentre(PaletteEntry entry) {
      canvas.addInMiddle(entry.type(), entry.variant());
    }
  }

  Region node() {
    return panes.node();
  }

  /// What stands around the canvas.
  Panes panes() {
    return panes;
  }

  DiagramCanvas canvas() {
    return canvas;
  }

  Inspector inspector() {
    return inspector;
  }

  Palette palette() {
    return palette;
  }

  /// Shows the document as it is now.
  void refreshDocument() {
    empty.setVisible(document.document().architecture().resources().isEmpty());
    canvas.refresh();
    inspector.refresh();
  }

  /// Shows the checker's latest word.
  void refreshCheck() {
    canvas.refresh();
    findings.refresh();
    inspector.refresh();
  }

  /// Goes on where other views of the same document were: the same tabs, and what was typed and
  /// received in the run.
  void goOnFrom(Views other) {
    kept = other.console.keep();
    for (int i = 0; i < tabPanes.size(); i++) {
      tabPanes
          .get(i)
          .getSelectionModel()
          .select(other.tabPanes.get(i).getSelectionModel().getSelectedIndex());
    }
  }

  /// Follows a run: its events move on the canvas and stand in the list.
  ///
  /// @param again whether it was followed before, in another language: then what has happened is
  ///   not played again
  void showRun(Run run, boolean again) {
    endPlayer();
    var next = new RunPlayer(canvas, run.drawing(), texts, true);
    player = Optional.of(next);
    events.setPlayer(player);
    var following = new EventFeed(run.system().log());
    feed = Optional.of(following);
    console.show(Optional.of(new Bench(run.system(), run.drawing(), run.catalog())));
    canvas.selectionProperty().get().onlyResource().ifPresent(console::select);
    if (again) {
      console.restore(kept);
    }
    logs.show(run.drawing());
    cost.reset(id ->
        run.drawing()
            .resource(id)
            .flatMap(r ->
                run.catalog()
                    .type(r.type())
                    .map(type -> TypeLook.of(type, r.properties(), texts).name()))
            .orElse(id.value()));
    following.listen(console::take);
    following.listen(logs::take);
    following.listen(cost::take);
    following.start();
    if (again) {
      next.speedProperty().set(RunPlayer.INSTANT);
      next.follow(run.system().log());
      Platform.runLater(() -> playerBar.setPlayer(Optional.of(next)));
    } else {
      playerBar.setPlayer(player);
      next.follow(run.system().log());
    }
  }

  /// Ends showing a run.
  void endPlayer() {
    feed.ifPresent(EventFeed::close);
    feed = Optional.empty();
    player.ifPresent(RunPlayer::close);
    player = Optional.empty();
    events.setPlayer(player);
    playerBar.setPlayer(player);
  }

  /// What the run has cost so far.
  Node cost() {
    return cost.node();
  }

  /// Pause, step and speed.
  Node playerBar() {
    return playerBar;
  }

  private void showOnCanvas(RuntimeEvent event) {
    var drawing = document.document().architecture();
    if (event instanceof RuntimeEvent.CallStarted call) {
      call.connection()
          .filter(id -> drawing.connection(id).isPresent())
          .ifPresent(id -> {
            canvas.select(Selection.of(id));
            canvas.reveal(id);
          });
    }
  }

  /// Brings the events to the front.
  void revealEvents() {
    eventsTab.getTabPane().getSelectionModel().select(eventsTab);
  }

  /// Brings the findings to the front.
  void revealFindings() {
    findingsTab.getTabPane().getSelectionModel().select(findingsTab);
  }

  /// Brings the properties to the front.
  void revealInspector() {
    inspectorTab.getTabPane().getSelectionModel().select(inspectorTab);
  }

  /// Shows the calls that can be made to what is selected.
  void showCalls(Optional<Node> calls) {
    callsPlace.getChildren().setAll(calls.stream().toList());
  }
}

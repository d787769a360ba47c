package dev.diorama.ui.network;

import atlantafx.base.controls.CustomTextField;
import dev.diorama.catalog.Catalog;
import dev.diorama.catalog.ResourceType;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Architecture;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.reachability.MatrixDifference.Change;
import dev.diorama.ui.canvas.CanvasColors;
import dev.diorama.ui.canvas.IconSource;
import dev.diorama.ui.network.MatrixView.Pair;
import dev.diorama.ui.network.MatrixView.Party;
import dev.diorama.ui.network.NetworkAnswers.Answer;
import dev.diorama.ui.network.Slice.Everything;
import dev.diorama.ui.network.Slice.From;
import dev.diorama.ui.network.Slice.Question;
import dev.diorama.ui.network.Slice.To;
import dev.diorama.ui.theme.Controls;
import dev.diorama.ui.theme.Glyph;
import dev.diorama.ui.theme.Icons;
import dev.diorama.ui.verdict.Explanation;
import dev.diorama.workspace.OpenDocument;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import javafx.stage.Window;

/// The window beside the drawing that shows who reaches whom, and what the changes since the last
/// save mean for that. It follows the drawing while it is open.
public final class ReachabilityWindow {
  /// What the window asks of its owner.
  ///
  /// @param onPair shows a pair on the canvas; the internet is not among the resources
  /// @param onLink opens a page of documentation
  public record Actions(Consumer<List<ResourceId>> onPair, Consumer<String> onLink) {}

  private static final double WIDTH = 940;
  private static final double HEIGHT = 520;

  /// How much of the height the matrix keeps when a pair is explained below it.
  private static final double SHARE = 0.55;

  private final Stage stage = new Stage();
  private final OpenDocument document;
  private final Texts texts;
  private final Icons icons;
  private final Actions actions;
  private final NetworkAnswers answers;
  private final MatrixView matrix;
  private final ChangesView changes;
  private final CustomTextField filter = new CustomTextField();
  private final Button question = new Button();
  private final Label summary = new Label();
  private final ProgressBar progress = new ProgressBar();
  private final VBox details = new VBox(3);
  private final ScrollPane why = new ScrollPane(details);
  private final SplitPane split = new SplitPane();
  private final Label empty;
  private final Tab pairsTab;
  private final Tab changesTab;
  private final TabPane tabs;
  private Optional<Answer> answer = Optional.empty();
  private Optional<Architecture> asked = Optional.empty();
  private Question asking = new Everything();

  /// A window on `document`; it is shown by [#showPairs] and [#showChanges].
  ///
  /// @param texts must have the bundles of `ui.network`, `ui.verdict` and `reachability`
  public ReachabilityWindow(
      Window owner,
      OpenDocument document,
      Texts texts,
      Icons icons,
      IconSource iconSource,
      Actions actions) {
    this.document = document;
    this.texts = texts;
    this.icons = icons;
    this.actions = actions;
    this.answers = new NetworkAnswers(document.studio().catalog());
    this.matrix = new MatrixView(texts, iconSource);
    this.changes = new ChangesView(texts, icons, this::chosen);
    this.empty = Controls.text(texts.text("network.empty"), "empty-state");
    matrix.setOnPair(this::chosen);
    matrix.setOnQuestion(this::ask);
    filter.setPromptText(texts.text("network.filter"));
    filter.setAccessibleText(texts.text("network.filter"));
    filter.setLeft(Glyph.SEARCH.node(14));
    filter.setPrefWidth(260);
    filter.textProperty().subscribe(t -> showSlice());
    question.setGraphic(Glyph.CLOSE.node(12));
    question.setContentDisplay(ContentDisplay.RIGHT);
    question.setOnAction(e -> ask(new Everything()));
    summary.getStyleClass().add("muted");
    progress.setPrefWidth(140);
    progress.managedProperty().bind(progress.visibleProperty());
    progress.setVisible(false);
    progress.setAccessibleText(texts.text("network.computing"));
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var bar = new HBox(10, filter, question, space, progress, summary);
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("network-bar");
    why.setFitToWidth(true);
    why.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    why.getStyleClass().add("inspector-scroll");
    details.getStyleClass().add("network-details");
    split.setOrientation(Orientation.VERTICAL);
    split.getItems().setAll(new StackPane(matrix, empty));
    var pairs = new BorderPane(split);
    pairs.setTop(bar);
    var hint = Controls.text(texts.text("network.hint"), "muted", "small", "network-hint");
    hint.visibleProperty().bind(matrix.visibleProperty());
    hint.managedProperty().bind(hint.visibleProperty());
    pairs.setBottom(hint);
    pairsTab = tab("network.tab.pairs", pairs);
    changesTab = tab("network.tab.changes", changes.node());
    tabs = new TabPane(pairsTab, changesTab);
    stage.initOwner(owner);
    stage.setTitle(texts.text("network.title"));
    var scene = new Scene(tabs, WIDTH, HEIGHT);
    scene.getStylesheets().setAll(owner.getScene().getStylesheets());
    scene.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    stage.setScene(scene);
    document.onDocument(this::follow);
    showSlice();
  }

  private Tab tab(String key, Region content) {
    var tab = new Tab(texts.text(key), content);
    tab.setClosable(false);
    return tab;
  }

  private void keyPressed(KeyEvent e) {
    if (e.getCode() == KeyCode.ESCAPE) {
      if (!(asking instanceof Everything)) {
        ask(new Everything());
      } else {
        stage.hide();
      }
      e.consume();
    }
  }

  /// Shows all pairs.
  public void showPairs() {
    show(pairsTab);
    matrix.requestFocus();
  }

  /// Shows what changed since the drawing was saved.
  public void showChanges() {
    show(changesTab);
    changes.node().requestFocus();
  }

  private void show(Tab tab) {
    tabs.getSelectionModel().select(tab);
    if (!stage.isShowing()) {
      besideOwner();
    }
    stage.show();
    stage.toFront();
    follow();
  }

  /// Over the lower part of its owner, so that much of the drawing stays in view.
  private void besideOwner() {
    var owner = stage.getOwner();
    stage.setX(owner.getX() + Math.max(0, (owner.getWidth() - WIDTH) / 2));
    stage.setY(owner.getY() + Math.max(0, owner.getHeight() - HEIGHT - 60));
  }

  /// Gives the window the look of its owner.
  public void setLook(List<String> stylesheets, CanvasColors colors) {
    stage.getScene().getStylesheets().setAll(stylesheets);
    matrix.setColors(colors);
  }

  /// Closes it for ever.
  public void close() {
    answers.close();
    stage.close();
  }

  private void follow() {
    var drawing = document.document().architecture();
    var saved = document.saved().architecture();
    if (!stage.isShowing() || asked.equals(Optional.of(drawing))) {
      return;
    }
    asked = Optional.of(drawing);
    progress.setVisible(true);
    answers.ask(drawing, saved, progress::setProgress, this::answered);
  }

  private void answered(Answer newAnswer) {
    boolean sameParties =
        answer.filter(a -> a.pairs().parties().equals(newAnswer.pairs().parties())).isPresent();
    boolean first = answer.isEmpty();
    answer = Optional.of(newAnswer);
    asking = sameParties ? asking : new Everything();
    progress.setVisible(false);
    split.getItems().remove(why);
    showSlice();
    if (first && pairsTab.isSelected()) {
      // It could not get the keys while it was empty.
      matrix.requestFocus();
    }
    changes.show(newAnswer.changes(), id -> party(id).name());
    changesTab.setText(
        newAnswer.changes().isEmpty()
            ? texts.text("network.tab.changes")
            : texts.text(Message.of("network.tab.changesCount", newAnswer.changes().size())));
  }

  private void ask(Question newQuestion) {
    asking = newQuestion;
    showSlice();
  }

  private void showSlice() {
    var pairs = answer.map(Answer::pairs).orElse(Pairs.NONE);
    var slice =
        Slice.of(pairs, asking, filter.getText(), i -> party(pairs.parties().get(i)).name());
    matrix.show(pairs, slice, this::party);
    matrix.setVisible(!slice.isEmpty() && !pairs.isEmpty());
    empty.setVisible(answer.isPresent() && !matrix.isVisible());
    empty.setText(texts.text(pairs.isEmpty() ? "network.empty" : "network.nothing"));
    question.setVisible(!(asking instanceof Everything));
    question.setText(
        switch (asking) {
          case Everything e -> "";
          case From f -> asked("network.from", pairs, f.party());
          case To t -> asked("network.to", pairs, t.party());
        });
    question.setAccessibleText(question.getText() + ", " + texts.text("network.all"));
    summary.setText(
        pairs.isEmpty()
            ? ""
            : texts.text(Message.of("network.summary", pairs.parties().size(), pairs.open(slice))));
  }

  private String asked(String key, Pairs pairs, int party) {
    return texts.text(Message.of(key, party(pairs.parties().get(party)).name()));
  }

  private Party party(ResourceId id) {
    if (MatrixView.isInternet(id)) {
      return new Party(texts.text("network.internet"), "client-internet");
    }
    return drawing()
        .resource(id)
        .or(() -> document.saved().architecture().resource(id))
        .map(r -> new Party(r.logicalId(), icon(r)))
        .orElseGet(() -> new Party(id.value(), "resource-unknown"));
  }

  private Architecture drawing() {
    return answer.map(Answer::drawing).orElseGet(() -> document.document().architecture());
  }

  private String icon(Resource r) {
    Catalog catalog = document.studio().catalog();
    return catalog.type(r.type()).map(ResourceType::icon).orElse("resource-unknown");
  }

  private void chosen(Change change) {
    onCanvas(change.after().from(), change.after().to());
  }

  private void onCanvas(ResourceId from, ResourceId to) {
    actions
        .onPair()
        .accept(List.of(from, to).stream().filter(id -> !MatrixView.isInternet(id)).toList());
  }

  private void chosen(Pair pair) {
    onCanvas(pair.from(), pair.to());
    var drawing = drawing();
    answers.trace(
        drawing,
        pair.from(),
        pair.to(),
        pair.reach(),
        traced -> {
          var explanation = new Explanation(texts, icons, id -> party(id).name(), actions.onLink());
          var title =
              Message.of(
                  "network.traced",
                  party(pair.from()).name(),
                  party(pair.to()).name(),
                  traced.port());
          details.getChildren().setAll(Controls.text(texts.text(title), "strong"));
          details.getChildren().addAll(explanation.network(traced.trace()));
          if (!split.getItems().contains(why)) {
            split.getItems().add(why);
            split.setDividerPositions(SHARE);
          }
        });
  }
}

package dev.diorama.ui.console;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Architecture;
import dev.diorama.model.Message;
import dev.diorama.model.Resource;
import dev.diorama.model.ResourceId;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.RuntimeEvent.LogWritten;
import dev.diorama.ui.theme.Controls;
import dev.diorama.ui.theme.Glyph;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.css.PseudoClass;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The lines that the code of a run writes to its logs, as they are written.
public final class LogView {
  private static final int MOST_LINES = 5000;
  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("problem");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  /// What marks a line as an error: the level that the runtimes write, how Lambda tells a timeout
  /// and a crash (docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-advanced.html).
  private static final Pattern PROBLEM =
      Pattern.compile(
          "\\tERROR\\t|^\\[ERROR]|\\bFATAL\\b|Task timed out|errorType|Status: (error|timeout)");

  private final Texts texts;
  private final ComboBox<String> source = new ComboBox<>();
  private final TextField filter = new TextField();
  private final CheckBox follow = new CheckBox();
  private final ObservableList<LogWritten> lines = FXCollections.observableArrayList();
  private final FilteredList<LogWritten> shown = new FilteredList<>(lines);
  private final ListView<LogWritten> list = new ListView<>(shown);
  private final VBox root;
  private Architecture drawing = Architecture.EMPTY;

  /// An empty view.
  public LogView(Texts texts) {
    this.texts = texts;
    source.setAccessibleText(texts.text("console.log.source"));
    source.valueProperty().subscribe(v -> refilter());
    filter.setPromptText(texts.text("console.log.filter"));
    filter.setAccessibleText(texts.text("console.log.filter"));
    filter.textProperty().subscribe(t -> refilter());
    HBox.setHgrow(filter, Priority.ALWAYS);
    filter.setMaxWidth(320);
    follow.setText(texts.text("console.log.follow"));
    follow.setSelected(true);
    follow.setMinWidth(Region.USE_PREF_SIZE);
    follow.selectedProperty().subscribe(f -> toEnd());
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var clear = Controls.iconButton(Glyph.REMOVE, texts.text("console.log.clear"), lines::clear);
    var bar = new HBox(source, filter, follow, space, clear);
    bar.getStyleClass().add("log-bar");
    list.setFixedCellSize(22);
    list.setCellFactory(l -> new LineCell());
    list.setAccessibleText(texts.text("console.logs"));
    list.getStyleClass().add("log-lines");
    var empty = Controls.text(texts.text("console.log.none"), "empty-state");
    list.setPlaceholder(empty);
    VBox.setVgrow(list, Priority.ALWAYS);
    root = new VBox(bar, list);
    root.getStyleClass().add("side");
    show(Architecture.EMPTY);
  }

  /// What shows it.
  public Region node() {
    return root;
  }

  /// Begins anew, for a run of `newDrawing`.
  public void show(Architecture newDrawing) {
    drawing = newDrawing;
    lines.clear();
    source.getItems().setAll(texts.text("console.log.all"));
    source.getSelectionModel().selectFirst();
  }

  /// Takes what was written.
  public void take(List<RuntimeEvent> events) {
    var written =
        events.stream().filter(LogWritten.class::isInstance).map(LogWritten.class::cast).toList();
    if (written.isEmpty()) {
      return;
    }
    for (var line : written) {
      var name = name(line.source());
      if (!source.getItems().contains(name)) {
        source.getItems().add(name);
      }
    }
    lines.addAll(written);
    if (lines.size() > MOST_LINES) {
      lines.remove(0, lines.size() - MOST_LINES);
    }
    toEnd();
  }

  private String name(ResourceId id) {
    return drawing.resource(id).map(Resource::logicalId).orElse(id.value());
  }

  private void refilter() {
    var only =
        Optional.ofNullable(source.getValue())
            .filter(s -> !s.equals(texts.text("console.log.all")));
    var part = filter.getText().toLowerCase(Locale.ROOT);
    shown.setPredicate(l ->
        only.map(name(l.source())::equals).orElse(true)
            && l.line().toLowerCase(Locale.ROOT).contains(part));
    toEnd();
  }

  private void toEnd() {
    if (follow.isSelected() && !shown.isEmpty()) {
      list.scrollTo(shown.size() - 1);
    }
  }

  /// Whether a line tells of something that went wrong.
  static boolean isProblem(String line) {
    return PROBLEM.matcher(line).find();
  }

  /// The lines that are shown.
  ObservableList<LogWritten> lines() {
    return shown;
  }

  /// Where a function is chosen.
  ComboBox<String> source() {
    return source;
  }

  /// Where a part of a line is typed.
  TextField filter() {
    return filter;
  }

  private final class LineCell extends FormParts.TextCell<LogWritten> {
    private final Label time = new Label();
    private final Label who = new Label();
    private final Label text = new Label();
    private final HBox row = new HBox(8, time, who, text);

    LineCell() {
      time.getStyleClass().addAll("mono", "muted");
      time.setMinWidth(Region.USE_PREF_SIZE);
      who.getStyleClass().addAll("small", "strong");
      who.setMinWidth(Region.USE_PREF_SIZE);
      text.getStyleClass().addAll("mono", "log-text");
      text.setMinWidth(0);
      HBox.setHgrow(text, Priority.ALWAYS);
      setPrefWidth(0);
    }

    @Override
    void show(LogWritten line) {
      boolean problem = isProblem(line.line());
      var read = line.line().stripTrailing().replace('\t', ' ');
      time.setText(TIME.format(line.header().at()));
      who.setText(name(line.source()));
      text.setText(read);
      text.setGraphic(problem ? Glyph.CLOSE.node(11) : null);
      text.pseudoClassStateChanged(ERROR, problem);
      text.setTooltip(Controls.tooltip(line.line()));
      setGraphic(row);
      setAccessibleText(
          texts.text(
              Message.of(
                  problem ? "console.log.problem" : "console.log.line",
                  who.getText(),
                  time.getText(),
                  read)));
    }
  }
}

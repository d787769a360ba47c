package dev.diorama.ui.player;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.runtime.InvocationId;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.RuntimeEvent.CallBlocked;
import dev.diorama.runtime.RuntimeEvent.CallDenied;
import dev.diorama.ui.canvas.FxIcons;
import dev.diorama.ui.canvas.IconSource;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Orientation;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// The events of a run as a list, with the details of the selected one below.
public final class EventListView extends Region {
  private static final InvocationId ALL = new InvocationId(-1);

  private final Texts texts;
  private final ListView<RuntimeEvent> list = new ListView<>();
  private final ComboBox<InvocationId> invocation = new ComboBox<>();
  private final CheckBox refusedOnly = new CheckBox();
  private final EventDetail detail;
  private final SplitPane split = new SplitPane();
  private final ListChangeListener<RuntimeEvent> arrived = this::arrived;
  private final TreeSet<Long> invocations = new TreeSet<>();
  private Optional<RunPlayer> player = Optional.empty();
  private FilteredList<RuntimeEvent> filtered =
      new FilteredList<>(FXCollections.observableArrayList());
  private Consumer<RuntimeEvent> onSelected = e -> {};

  /// A list without a run.
  ///
  /// @param texts must have the bundles of `ui.player`, `policy` and `reachability`
  /// @param openLink shows a page of documentation
  public EventListView(Texts texts, IconSource icons, Consumer<String> openLink) {
    this.texts = texts;
    this.detail = new EventDetail(texts, new FxIcons(icons), openLink);
    getStyleClass().add("diorama-events");
    list.setCellFactory(l -> new EventCell(() -> player.map(RunPlayer::words), icons));
    list.setAccessibleText(texts.text("player.list"));
    var placeholder = new Label(texts.text("player.list.empty"));
    placeholder.setWrapText(true);
    placeholder.getStyleClass().add("diorama-placeholder");
    list.setPlaceholder(placeholder);
    list.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> selected());
    invocation.setConverter(new InvocationText());
    invocation.setOnAction(e -> filter());
    invocation.setAccessibleText(texts.text("player.filter.choose"));
    invocation.setTooltip(new Tooltip(texts.text("player.filter.choose")));
    invocation.setMaxWidth(Double.MAX_VALUE);
    refusedOnly.setText(texts.text("player.filter.refused"));
    refusedOnly.setOnAction(e -> filter());
    var filters = new VBox(6, invocation, refusedOnly);
    filters.getStyleClass().add("diorama-event-filters");
    var top = new VBox(6, filters, list);
    VBox.setVgrow(list, Priority.ALWAYS);
    split.setOrientation(Orientation.VERTICAL);
    split.getItems().addAll(top, detail);
    split.setDividerPositions(0.5);
    getChildren().add(split);
    setPrefWidth(340);
    setMinWidth(220);
    setPlayer(Optional.empty());
  }

  @Override
  protected void layoutChildren() {
    layoutInArea(
        split,
        0,
        0,
        getWidth(),
        getHeight(),
        0,
        javafx.geometry.HPos.LEFT,
        javafx.geometry.VPos.TOP);
  }

  /// Shows the events of another run; empty for none.
  public void setPlayer(Optional<RunPlayer> newPlayer) {
    player.ifPresent(p -> p.shown().removeListener(arrived));
    player = newPlayer;
    ObservableList<RuntimeEvent> events =
        player.map(RunPlayer::shown).orElseGet(FXCollections::observableArrayList);
    invocations.clear();
    invocation.getItems().setAll(ALL);
    invocation.setValue(ALL);
    events.forEach(this::note);
    filtered = new FilteredList<>(events);
    list.setItems(filtered);
    filter();
    events.addListener(arrived);
    detail.show(Optional.empty(), player.map(RunPlayer::words));
  }

  private void arrived(ListChangeListener.Change<? extends RuntimeEvent> change) {
    boolean following = list.getSelectionModel().isEmpty();
    while (change.next()) {
      change.getAddedSubList().forEach(this::note);
    }
    if (following && !filtered.isEmpty()) {
      list.scrollTo(filtered.size() - 1);
    }
  }

  private void note(RuntimeEvent event) {
    if (invocations.add(event.header().invocation().value())) {
      invocation.getItems().add(event.header().invocation());
    }
  }

  private void filter() {
    var only = Optional.ofNullable(invocation.getValue()).filter(i -> !i.equals(ALL));
    boolean refused = refusedOnly.isSelected();
    filtered.setPredicate(e ->
        only.map(e.header().invocation()::equals).orElse(true)
            && (!refused || e instanceof CallDenied || e instanceof CallBlocked));
  }

  private void selected() {
    var event = Optional.ofNullable(list.getSelectionModel().getSelectedItem());
    detail.show(event, player.map(RunPlayer::words));
    event.ifPresent(onSelected);
  }

  /// Selects an event, as when its dot is clicked; filters that hide it are taken off.
  public void select(long sequence) {
    var event =
        player.stream()
            .flatMap(p -> p.shown().stream())
            .filter(e -> e.header().sequence() == sequence)
            .findFirst();
    event.ifPresent(e -> {
      if (!filtered.contains(e)) {
        invocation.setValue(ALL);
        refusedOnly.setSelected(false);
        filter();
      }
      list.getSelectionModel().select(e);
      list.scrollTo(e);
    });
  }

  /// What to do when an event is selected, as showing its connection.
  public void setOnSelected(Consumer<RuntimeEvent> handler) {
    onSelected = handler;
  }

  /// The events in the list, as filtered.
  ObservableList<RuntimeEvent> events() {
    return filtered;
  }

  /// The check box for refused calls only.
  CheckBox refusedOnly() {
    return refusedOnly;
  }

  private final class InvocationText extends StringConverter<InvocationId> {
    @Override
    public String toString(InvocationId id) {
      return id.equals(ALL)
          ? texts.text("player.filter.all")
          : id.equals(InvocationId.RUN)
              ? texts.text("player.filter.run")
              : texts.text(Message.of("player.filter.invocation", id.value()));
    }

    @Override
    public InvocationId fromString(String text) {
      return ALL;
    }
  }
}

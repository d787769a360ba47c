package dev.diorama.ui.player;

import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.ui.canvas.IconSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.OverrunStyle;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// One event in the list: icon and outcome in a word, time, who to whom, and what.
final class EventCell extends ListCell<RuntimeEvent> {
  private static final int ICON = 16;

  private final Supplier<Optional<EventText>> words;
  private final IconSource icons;
  private final ImageView icon = new ImageView();
  private final Label who = new Label();
  private final Label word = new Label();
  private final Label what = new Label();
  private final Label time = new Label();
  private final HBox row;

  EventCell(Supplier<Optional<EventText>> words, IconSource icons) {
    this.words = words;
    this.icons = icons;
    icon.setFitWidth(ICON);
    icon.setFitHeight(ICON);
    who.getStyleClass().add("diorama-event-who");
    word.getStyleClass().add("diorama-event-word");
    what.getStyleClass().add("diorama-event-what");
    time.getStyleClass().add("diorama-event-time");
    for (var label : new Label[] {who, what}) {
      label.setTextOverrun(OverrunStyle.ELLIPSIS);
      label.setMinWidth(0);
      label.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(label, Priority.ALWAYS);
    }
    word.setMinWidth(Region.USE_PREF_SIZE);
    time.setMinWidth(Region.USE_PREF_SIZE);
    var lines = new VBox(2, new HBox(8, who, word), new HBox(8, what, time));
    HBox.setHgrow(lines, Priority.ALWAYS);
    lines.setMinWidth(0);
    row = new HBox(8, icon, lines);
    row.setAlignment(Pos.CENTER_LEFT);
    // The row is as wide as the list, so that long texts are shortened rather than scrolled.
    setPrefWidth(0);
    getStyleClass().add("diorama-event");
  }

  @Override
  protected void updateItem(RuntimeEvent event, boolean empty) {
    super.updateItem(event, empty);
    var text = empty ? Optional.<EventText>empty() : words.get();
    setGraphic(text.isPresent() ? row : null);
    setAccessibleText(text.map(t -> t.sentence(event)).orElse(""));
    text.ifPresent(t -> {
      var outcome = t.outcome(event);
      icon.setImage(icons.icon(outcome.icon(), ICON, 2));
      who.setText(t.who(event).isEmpty() ? t.what(event) : t.who(event));
      what.setText(t.who(event).isEmpty() ? "" : t.what(event));
      word.setText(t.word(event));
      word.getStyleClass().removeIf(c -> c.startsWith("diorama-outcome-"));
      word.getStyleClass().add("diorama-outcome-" + outcome.name().toLowerCase(Locale.ROOT));
      time.setText(t.time(event));
    });
  }
}

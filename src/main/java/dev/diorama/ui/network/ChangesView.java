package dev.diorama.ui.network;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.model.ResourceId;
import dev.diorama.reachability.MatrixDifference.Change;
import dev.diorama.ui.theme.Controls;
import dev.diorama.ui.theme.Icons;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What the changes since the drawing was saved mean: which pairs became reachable or unreachable,
/// and through which ports.
final class ChangesView {
  private final ListView<Change> list = new ListView<>();
  private final Texts texts;
  private final ReachText words;
  private final Icons icons;
  private Function<ResourceId, String> names = ResourceId::value;

  ChangesView(Texts texts, Icons icons, Consumer<Change> onChosen) {
    this.texts = texts;
    this.words = new ReachText(texts);
    this.icons = icons;
    list.setId("reachability-changes");
    list.setAccessibleText(texts.text("network.tab.changes"));
    list.setPlaceholder(Controls.text(texts.text("network.changes.none"), "empty-state"));
    list.setCellFactory(v -> new Cell());
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((o, before, now) -> {
          if (now != null) {
            onChosen.accept(now);
          }
        });
  }

  ListView<Change> node() {
    return list;
  }

  void show(List<Change> changes, Function<ResourceId, String> newNames) {
    names = newNames;
    list.getItems().setAll(changes);
  }

  private String kind(Change change) {
    return change.becameReachable()
        ? "reachable"
        : change.becameUnreachable() ? "unreachable" : "changed";
  }

  private String detail(Change change) {
    if (change.gained().isEmpty() && change.lost().isEmpty()) {
      return texts.text(
          Message.of(
              "network.change.disposition",
              Message.of("network." + change.before().reach().disposition()),
              Message.of("network." + change.after().reach().disposition())));
    }
    if (change.lost().isEmpty()) {
      return texts.text(Message.of("network.change.gained", words.ports(change.gained())));
    }
    if (change.gained().isEmpty()) {
      return texts.text(Message.of("network.change.lost", words.ports(change.lost())));
    }
    return texts.text(
        Message.of(
            "network.change.both", words.ports(change.gained()), words.ports(change.lost())));
  }

  private final class Cell extends ListCell<Change> {
    @Override
    protected void updateItem(Change change, boolean empty) {
      super.updateItem(change, empty);
      setText(null);
      if (empty || change == null) {
        setGraphic(null);
        return;
      }
      var kind = kind(change);
      var word = new Label(texts.text("network.change." + kind));
      word.getStyleClass()
          .addAll(
              "strong",
              switch (kind) {
                case "reachable" -> "success-text";
                case "unreachable" -> "error-text";
                default -> "warning-text";
              });
      word.setGraphic(
          icons.icon(
              switch (kind) {
                case "reachable" -> "lock-open";
                case "unreachable" -> "lock-shut";
                default -> "verdict-warning";
              },
              16));
      word.setMinWidth(190);
      var pair =
          new Label(names.apply(change.after().from()) + " → " + names.apply(change.after().to()));
      pair.getStyleClass().add("strong");
      var detail = new Label(detail(change));
      detail.getStyleClass().addAll("muted", "small");
      setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
      var row = new HBox(10, word, new VBox(pair, detail));
      row.getStyleClass().add("network-change");
      setGraphic(row);
      setAccessibleText(word.getText() + ": " + pair.getText() + ", " + detail.getText());
    }
  }
}

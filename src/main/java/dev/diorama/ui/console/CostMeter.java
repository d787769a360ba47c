package dev.diorama.ui.console;

import dev.diorama.catalog.AwsFigures;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.model.ResourceId;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.ui.theme.Controls;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.controlsfx.control.PopOver.ArrowLocation;

/// What a run would have cost on AWS: the sum of the bills of its invocations and of whatever else
/// was charged; pressed, it shows what for.
public final class CostMeter {
  private static final int DECIMALS = 8;
  private static final double WIDTH = 380;

  private final Texts texts;
  private final Button total = new Button();
  private CostSheet sheet = new CostSheet(ResourceId::value);
  private Optional<PopOver> open = Optional.empty();

  /// A meter at nothing; it shows itself with the first bill.
  public CostMeter(Texts texts) {
    this.texts = texts;
    total.getStyleClass().addAll("cost-meter", "quiet-button");
    total.setMinWidth(Region.USE_PREF_SIZE);
    total.managedProperty().bind(total.visibleProperty());
    total.setAccessibleText(texts.text("console.cost.show"));
    total.setTooltip(Controls.tooltip(texts.text("console.cost.show")));
    total.setOnAction(e -> showSheet());
    reset(ResourceId::value);
  }

  /// What shows it.
  public Button node() {
    return total;
  }

  /// Begins at nothing.
  ///
  /// @param kind the kind of a resource, as people read it
  public void reset(Function<ResourceId, String> kind) {
    sheet = new CostSheet(kind);
    total.setVisible(false);
    open.ifPresent(PopOver::hide);
  }

  /// Adds the bills of further events.
  public void take(List<RuntimeEvent> events) {
    boolean changed = false;
    for (var event : events) {
      changed |= sheet.add(event);
    }
    if (changed) {
      total.setText(texts.text(Message.of("console.cost", dollars(sheet.sum()))));
      total.setAccessibleText(total.getText() + ". " + texts.text("console.cost.show"));
      total.setVisible(true);
      open.ifPresent(bubble -> bubble.setContentNode(content()));
    }
  }

  private void showSheet() {
    var bubble = new PopOver(content());
    bubble.setArrowLocation(ArrowLocation.BOTTOM_RIGHT);
    bubble.setDetachable(false);
    bubble.setAnimated(false);
    bubble
        .getRoot()
        .getStylesheets()
        .addAll(Objects.requireNonNull(total.getScene()).getStylesheets());
    bubble.setOnHidden(e -> open = Optional.empty());
    open = Optional.of(bubble);
    bubble.show(total);
  }

  private VBox content() {
    var grid = new GridPane(24, 3);
    int row = 0;
    for (var line : sheet.lines(texts)) {
      var name = new Label(line.name());
      var amount = new Label(dollars(line.dollars()));
      name.getStyleClass().add(line.total() ? "strong" : "cost-part");
      amount.getStyleClass().addAll("mono", line.total() ? "strong" : "muted");
      GridPane.setHgrow(name, Priority.ALWAYS);
      GridPane.setHalignment(amount, HPos.RIGHT);
      grid.addRow(row++, name, amount);
    }
    var note =
        Controls.text(
            texts.text(Message.of("console.cost.note", AwsFigures.published().date())),
            "small",
            "muted");
    var box = new VBox(10, grid, note);
    box.getStyleClass().add("help-bubble");
    box.setPrefWidth(WIDTH);
    return box;
  }

  /// The sum so far, exactly.
  BigDecimal sum() {
    return sheet.sum();
  }

  /// What it is made of.
  List<CostSheet.Line> lines() {
    return sheet.lines(texts);
  }

  /// A price to read.
  static String dollars(BigDecimal amount) {
    return "$" + amount.setScale(DECIMALS, RoundingMode.HALF_UP).toPlainString();
  }
}

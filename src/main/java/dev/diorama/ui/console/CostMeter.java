package dev.diorama.ui.console;

import dev.diorama.catalog.AwsFigures;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.runtime.RuntimeEvent;
import dev.diorama.runtime.RuntimeEvent.Billed;
import dev.diorama.runtime.RuntimeEvent.InvocationEnded;
import dev.diorama.ui.theme.Controls;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import javafx.scene.control.Label;

/// What a run would have cost on AWS: the sum of the bills of its invocations and of whatever else
/// was charged.
public final class CostMeter {
  private static final int DECIMALS = 8;

  private final Texts texts;
  private final Label label = new Label();
  private BigDecimal sum = BigDecimal.ZERO;
  private long invocations;
  private long others;

  /// A meter at nothing; it shows itself with the first bill.
  public CostMeter(Texts texts) {
    this.texts = texts;
    label.getStyleClass().add("cost-meter");
    label.setMinWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
    label.managedProperty().bind(label.visibleProperty());
    label.setTooltip(
        Controls.tooltip(
            texts.text(Message.of("console.cost.note", AwsFigures.published().date()))));
    reset();
  }

  /// What shows it.
  public Label node() {
    return label;
  }

  /// Begins at nothing.
  public void reset() {
    sum = BigDecimal.ZERO;
    invocations = 0;
    others = 0;
    label.setVisible(false);
  }

  /// Adds the bills of further events.
  public void take(List<RuntimeEvent> events) {
    long before = invocations + others;
    for (var event : events) {
      if (event instanceof InvocationEnded ended && ended.bill().isPresent()) {
        sum = sum.add(ended.bill().get().dollars());
        invocations++;
      } else if (event instanceof Billed billed) {
        sum = sum.add(billed.dollars());
        others++;
      }
    }
    if (invocations + others != before) {
      label.setText(
          texts.text(
              others == 0
                  ? Message.of("console.cost", dollars(sum), invocations)
                  : Message.of("console.cost.more", dollars(sum), invocations, others)));
      label.setVisible(true);
    }
  }

  /// The sum so far, exactly.
  BigDecimal sum() {
    return sum;
  }

  /// A price to read.
  static String dollars(BigDecimal amount) {
    return "$" + amount.setScale(DECIMALS, RoundingMode.HALF_UP).toPlainString();
  }
}

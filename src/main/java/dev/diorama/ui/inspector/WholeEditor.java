package dev.diorama.ui.inspector;

import dev.diorama.catalog.PropertyKind;
import dev.diorama.catalog.PropertySpec;
import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import dev.diorama.model.Value;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;

/// A whole number with its unit; the arrow keys count up and down. An empty field removes the
/// property.
final class WholeEditor implements Editor {
  private final PropertyKind.Whole kind;
  private final Optional<Long> defaultValue;
  private final TypedText text;

  WholeEditor(
      String name,
      PropertyKind.Whole kind,
      PropertySpec spec,
      Texts texts,
      Consumer<Optional<Value>> commit) {
    this.kind = kind;
    this.defaultValue = spec.defaultValue().flatMap(Value::asLong);
    text =
        new TypedText(
            name,
            t ->
                t.isBlank() || parse(t).filter(this::inRange).isPresent()
                    ? Optional.empty()
                    : Optional.of(
                        texts.text(Message.of("ui.inspector.range", kind.min(), kind.max()))),
            t -> commit.accept(parse(t).map(Value::of)));
    defaultValue.ifPresent(d -> text.field().setPromptText(Long.toString(d)));
    if (!kind.unit().isEmpty()) {
      var unit = new Label(kind.unit());
      unit.getStyleClass().add("muted");
      text.field().setRight(unit);
    }
    text.field().addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
  }

  private void onKey(KeyEvent event) {
    int step = event.getCode() == KeyCode.UP ? 1 : event.getCode() == KeyCode.DOWN ? -1 : 0;
    if (step != 0) {
      long now = parse(text.field().getText()).or(() -> defaultValue).orElse(kind.min());
      long next =
          Math.clamp(now + (event.isShiftDown() ? 10L * step : step), kind.min(), kind.max());
      text.field().setText(Long.toString(next));
      text.field().end();
      event.consume();
    }
  }

  private boolean inRange(long number) {
    return number >= kind.min() && number <= kind.max();
  }

  private static Optional<Long> parse(String text) {
    try {
      return Optional.of(Long.valueOf(text.strip()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  @Override
  public Region node() {
    return text.node();
  }

  @Override
  public void show(Optional<Value> value) {
    text.show(value.flatMap(Value::asLong).map(String::valueOf).orElse(""));
  }

  @Override
  public void commit() {
    text.commit();
  }
}

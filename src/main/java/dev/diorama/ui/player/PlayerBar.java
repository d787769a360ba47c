package dev.diorama.ui.player;

import dev.diorama.catalog.Texts;
import dev.diorama.model.Message;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.shape.SVGPath;
import javafx.util.StringConverter;

/// Pause, step and speed of a run, with its elapsed time.
public final class PlayerBar extends HBox {
  private static final String PLAY = "M2 1 L13 7.5 L2 14 Z";
  private static final String PAUSE = "M2 1 H6 V14 H2 Z M9 1 H13 V14 H9 Z";
  private static final String STEP = "M1 1 L10 7.5 L1 14 Z M11 1 H14 V14 H11 Z";
  private static final List<Double> SPEEDS = List.of(0.25, 0.5, 1.0, 2.0, 4.0, RunPlayer.INSTANT);

  private final Texts texts;
  private final ToggleButton pause = new ToggleButton();
  private final Button step = new Button();
  private final ComboBox<Double> speed = new ComboBox<>();
  private final Label elapsed = new Label("0:00.000");
  private final Label note = new Label();
  private final SVGPath pauseGlyph = new SVGPath();
  private final ChangeListener<Object> changed = this::changed;
  private Optional<RunPlayer> player = Optional.empty();

  /// A bar without a run.
  ///
  /// @param texts must have the bundle `dev.diorama.ui.player.messages`
  public PlayerBar(Texts texts) {
    this.texts = texts;
    getStyleClass().add("diorama-player-bar");
    setAlignment(Pos.CENTER_LEFT);
    setSpacing(8);
    pause.setGraphic(pauseGlyph);
    pauseGlyph.getStyleClass().add("diorama-player-glyph");
    pause.setOnAction(e -> player.ifPresent(p -> p.pausedProperty().set(pause.isSelected())));
    var stepGlyph = new SVGPath();
    stepGlyph.setContent(STEP);
    stepGlyph.getStyleClass().add("diorama-player-glyph");
    step.setGraphic(stepGlyph);
    step.setOnAction(e -> player.ifPresent(RunPlayer::step));
    name(step, texts.text("player.step"), texts.text("player.step.help"));
    speed.getItems().setAll(SPEEDS);
    speed.setValue(1.0);
    speed.setConverter(new SpeedText());
    speed.setOnAction(e -> player.ifPresent(p -> p.speedProperty().set(speed.getValue())));
    speed.setAccessibleText(texts.text("player.speed"));
    speed.setTooltip(new Tooltip(texts.text("player.speed")));
    elapsed.getStyleClass().add("diorama-player-elapsed");
    elapsed.setMinWidth(Region.USE_PREF_SIZE);
    elapsed.setTooltip(new Tooltip(texts.text("player.elapsed")));
    note.getStyleClass().add("diorama-player-note");
    HBox.setHgrow(note, Priority.ALWAYS);
    getChildren().addAll(pause, step, speed, elapsed, note);
    update();
  }

  private static void name(javafx.scene.control.ButtonBase button, String name, String help) {
    button.setAccessibleText(name);
    button.setTooltip(new Tooltip(help));
  }

  /// Shows and controls another run; empty for none.
  public void setPlayer(Optional<RunPlayer> newPlayer) {
    player.ifPresent(p -> {
      p.pausedProperty().removeListener(changed);
      p.elapsedProperty().removeListener(changed);
      p.skippedProperty().removeListener(changed);
    });
    player = newPlayer;
    player.ifPresent(p -> {
      p.speedProperty().set(speed.getValue());
      p.pausedProperty().addListener(changed);
      p.elapsedProperty().addListener(changed);
      p.skippedProperty().addListener(changed);
    });
    update();
  }

  private void changed(ObservableValue<?> value, Object was, Object is) {
    update();
  }

  private void update() {
    boolean paused = player.map(p -> p.pausedProperty().get()).orElse(false);
    setDisable(player.isEmpty());
    pause.setSelected(paused);
    pauseGlyph.setContent(paused ? PLAY : PAUSE);
    var name = texts.text(paused ? "player.play" : "player.pause");
    name(pause, name, name);
    elapsed.setText(
        EventText.clock(
            player.map(p -> p.elapsedProperty().get()).orElse(java.time.Duration.ZERO)));
    elapsed.setAccessibleText(texts.text("player.elapsed") + " " + elapsed.getText());
    long skipped = player.map(p -> p.skippedProperty().get()).orElse(0L);
    note.setText(skipped == 0 ? "" : texts.text(Message.of("player.skipped", skipped)));
  }

  private final class SpeedText extends StringConverter<Double> {
    @Override
    public String toString(Double value) {
      return value == RunPlayer.INSTANT
          ? texts.text("player.speed.instant")
          : (value == Math.rint(value) ? String.valueOf(value.longValue()) : value.toString())
              + "×";
    }

    @Override
    public Double fromString(String text) {
      return SPEEDS.stream().filter(s -> toString(s).equals(text)).findFirst().orElse(1.0);
    }
  }
}

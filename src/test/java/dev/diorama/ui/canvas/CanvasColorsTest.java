package dev.diorama.ui.canvas;

import static dev.diorama.ui.canvas.CanvasColors.contrast;
import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.catalog.Category;
import javafx.scene.paint.Color;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanvasColorsTest {

  private static CanvasColors colors(boolean dark) {
    return dark ? CanvasColors.DARK : CanvasColors.LIGHT;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void allTextsCanBeRead(boolean dark) {
    var c = colors(dark);
    for (var ground : new Color[] {c.background(), c.card(), c.pill()}) {
      assertThat(contrast(c.text(), ground)).isGreaterThan(4.5);
      assertThat(contrast(c.mutedText(), ground)).isGreaterThan(4.5);
      assertThat(contrast(c.bad(), ground)).isGreaterThan(4.5);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void linesAndHandlesStandOut(boolean dark) {
    var c = colors(dark);
    for (var line : new Color[] {c.line(), c.accent(), c.bad(), c.good()}) {
      assertThat(contrast(line, c.background())).isGreaterThan(3);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void containerNamesCanBeReadInTheirOwnColour(boolean dark) {
    var c = colors(dark);
    for (var category : Category.values()) {
      assertThat(contrast(c.readable(CanvasColors.of(category)), c.background()))
          .isGreaterThan(4.5);
    }
  }
}

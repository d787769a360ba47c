package dev.diorama.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.model.Value;
import dev.diorama.model.Value.Fields;
import dev.diorama.ui.PaneLayout.Pane;
import org.junit.jupiter.api.Test;

class PaneLayoutTest {
  @Test
  void aLargeWindowShowsAllPanes() {
    assertThat(PaneLayout.suiting(1600, 1000, true).shown()).containsOnly(Pane.values());
  }

  @Test
  void onAProjectorTheDrawingIsMoreImportantThanPaletteAndList() {
    assertThat(PaneLayout.suiting(1280, 800, true).shown()).containsExactly(Pane.SIDE);
  }

  @Test
  void whoBeginsToDrawGetsThePaletteInASmallWindowToo() {
    assertThat(PaneLayout.suiting(1024, 700, false).shown()).containsOnly(Pane.values());
  }

  @Test
  void theLayoutComesBackAsItWasWritten() {
    var layout = PaneLayout.suiting(1280, 800, false).with(Pane.BOTTOM, false);
    var settings = Fields.EMPTY.with("panes", layout.write());
    var back = PaneLayout.read(settings).orElseThrow();
    assertThat(back.shown()).isEqualTo(layout.shown());
    assertThat(back.left()).isEqualTo(Math.rint(layout.left()));
  }

  @Test
  void settingsThatAreNotOursAreNotTaken() {
    assertThat(PaneLayout.read(Fields.EMPTY)).isEmpty();
    assertThat(PaneLayout.read(Fields.EMPTY.with("panes", Value.of("wide")))).isEmpty();
    var huge =
        Fields.EMPTY
            .with("leftWidth", Long.MAX_VALUE)
            .with("rightWidth", -5L)
            .with("bottomHeight", 1L);
    assertThat(PaneLayout.read(Fields.EMPTY.with("panes", huge)).orElseThrow().left())
        .isLessThan(5000);
  }
}

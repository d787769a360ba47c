package dev.diorama.ui.palette;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.ui.Examples;
import dev.diorama.ui.OnFx;
import dev.diorama.ui.WindowTest;
import java.util.ArrayList;
import java.util.List;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;

@WindowTest
class PaletteTest {

  private static final class Added implements Palette.Target {
    final List<PaletteEntry> entries = new ArrayList<>();

    @Override
    public void dragStarted(PaletteEntry entry) {}

    @Override
    public boolean covers(double sceneX, double sceneY) {
      return false;
    }

    @Override
    public void addAtCentre(PaletteEntry entry) {
      entries.add(entry);
    }
  }

  private static Palette palette(Added added) {
    var palette = new Palette(Examples.STUDIO.catalog(), Examples.TEXTS, Examples.ICONS, added);
    var scene = new Scene(palette.node(), 220, 600);
    scene.getRoot().applyCss();
    return palette;
  }

  private static List<String> names(Palette palette) {
    return palette.shown().stream().map(e -> e.name(Examples.TEXTS)).toList();
  }

  @Test
  void variantsStandInThePlaceOfTheirType() throws Exception {
    OnFx.run(() ->
        assertThat(names(palette(new Added())))
            .containsExactly("Small crate", "Large crate", "Box"));
  }

  @Test
  void theSearchLooksAtNamesAndDescriptions() throws Exception {
    OnFx.run(() -> {
      var palette = palette(new Added());
      palette.search().setText("LARGE crate");
      assertThat(names(palette)).containsExactly("Large crate");
      palette.search().setText("keeps");
      assertThat(names(palette)).containsExactly("Box");
      palette.search().setText("nothing like this");
      assertThat(names(palette)).isEmpty();
      palette.search().setText("");
      assertThat(names(palette)).hasSize(3);
    });
  }

  @Test
  void enterAddsTheFirstHitAtTheCentre() throws Exception {
    OnFx.run(() -> {
      var added = new Added();
      var palette = palette(added);
      palette.search().setText("large");
      Event.fireEvent(
          palette.search(),
          new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
      assertThat(added.entries.stream().map(e -> e.name(Examples.TEXTS)))
          .containsExactly("Large crate");
    });
  }
}
